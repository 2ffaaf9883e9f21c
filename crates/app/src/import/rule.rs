//! The rules for rows that are not plain sales. Each is counted in the report; docs/guides/import.md states them.

/// A rule that was used on a row, or on a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// Rows of purchases that name no member: taken as purchases of nobody known.
    WithoutMember,
    /// Rows of cancellations: taken as returns without their purchase.
    UnlinkedReturns,
    /// Rows with a quantity below zero outside cancellations: refused.
    Corrections,
    /// Rows with a quantity above zero in cancellations: refused.
    PositiveInCancellation,
    /// Rows with a price below zero whose id begins with A: refused.
    BadDebts,
    /// Other rows with a price or amount below zero: refused.
    NegativePrices,
    /// Rows with price zero beside priced rows of the same purchase: taken as gifts.
    Gifts,
    /// Rows of purchases in which every price is zero: refused.
    NothingSold,
    /// Rows equal to an earlier one in every field: taken, each is a line.
    DuplicateRows,
    /// Purchases whose rows bear different times: one purchase, at the earliest.
    SpreadOverTimes,
    /// Lines whose price × quantity is finer than the minor unit: rounded half-up, once.
    RoundedLines,
    /// Rows with an amount whose quantity was not read: an amount is of the whole row.
    QuantityLeftOut,
}

impl Rule {
    /// Every rule, in the order of reports.
    pub(super) const ALL: [Self; 12] = [
        Self::WithoutMember,
        Self::UnlinkedReturns,
        Self::Corrections,
        Self::PositiveInCancellation,
        Self::BadDebts,
        Self::NegativePrices,
        Self::Gifts,
        Self::NothingSold,
        Self::DuplicateRows,
        Self::SpreadOverTimes,
        Self::RoundedLines,
        Self::QuantityLeftOut,
    ];

    /// Its name in the report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::WithoutMember => "without_member",
            Self::UnlinkedReturns => "unlinked_returns",
            Self::Corrections => "corrections",
            Self::PositiveInCancellation => "positive_in_cancellation",
            Self::BadDebts => "bad_debts",
            Self::NegativePrices => "negative_prices",
            Self::Gifts => "gifts",
            Self::NothingSold => "nothing_sold",
            Self::DuplicateRows => "duplicate_rows",
            Self::SpreadOverTimes => "spread_over_times",
            Self::RoundedLines => "rounded_lines",
            Self::QuantityLeftOut => "quantity_left_out",
        }
    }
}

/// How often each rule was used.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses([u64; Rule::ALL.len()]);

impl Uses {
    /// Counts a use.
    pub(super) fn add(&mut self, rule: Rule, times: u64) {
        if let Some(place) = Rule::ALL.iter().position(|known| *known == rule) {
            self.0[place] += times;
        }
    }

    /// Every rule by name, unused ones too.
    pub(super) fn by_name(&self) -> std::collections::BTreeMap<&'static str, u64> {
        Rule::ALL
            .iter()
            .zip(self.0)
            .map(|(rule, times)| (rule.name(), times))
            .collect()
    }
}
