//! Money spent by month.

use std::collections::BTreeMap;

use regulars_engine::number::Money;
use regulars_insight::cohort::Step;
use regulars_insight::kpi::part_of_spend;
use regulars_store::Purpose;

use super::list::SpendDays;
use crate::app::App;
use crate::error::Result;

/// What was spent in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendMonth {
    /// The month, `2026-03`.
    pub month: String,
    /// For each purpose; what nothing was spent for is not there.
    pub spent: BTreeMap<Purpose, Money>,
}

impl SpendMonth {
    /// For all purposes.
    pub fn total(&self) -> Money {
        self.spent.values().copied().sum()
    }
}

/// What was spent in each month that has some of it, the latest first. What is spread over months counts in each for its
/// days there.
///
/// # Errors
/// Days that are no period; a store that cannot be read.
pub async fn months(app: &App, days: SpendDays) -> Result<Vec<SpendMonth>> {
    let ends = days.ends()?;
    let rows = app
        .read(move |_, reader| Ok(reader.spend(ends, None, usize::MAX)?.items))
        .await?;
    let mut found: BTreeMap<i32, BTreeMap<Purpose, i64>> = BTreeMap::new();
    for row in rows {
        let (first, last) = (row.from.days(), row.to.days());
        let (from, to) = (first.max(ends.0.days()), last.min(ends.1.days()));
        for month in Step::Month.of(from)..=Step::Month.of(to) {
            let start = Step::Month.start(month).days().max(from);
            let end = (Step::Month.start(month + 1).days() - 1).min(to);
            let part = part_of_spend(row.amount.minor(), (first, last), (start, end));
            let spent = found.entry(month).or_default();
            *spent.entry(row.purpose).or_default() += part;
        }
    }
    let told = found.into_iter().rev().map(|(month, spent)| SpendMonth {
        month: Step::Month.name(month),
        spent: { spent.into_iter() }
            .map(|(purpose, minor)| (purpose, Money::from_minor(minor)))
            .collect(),
    });
    Ok(told.collect())
}
