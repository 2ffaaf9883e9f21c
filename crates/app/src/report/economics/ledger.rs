//! Money spent on customers, and what of it falls to whom.

use std::collections::BTreeMap;

use regulars_engine::number::Rounding;
use regulars_engine::number::mul_div;
use regulars_engine::time::{Instant, LocalDate, Zone};
use regulars_insight::kpi::part_of_spend;
use regulars_store::{Purpose, Reader, SpendRow};

use super::series::Series;
use crate::error::Result;
use crate::report::base::{Audience, Base};

/// What money is spread by: some members' share of these is their share of it.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    /// Who joined, by source.
    joined: BTreeMap<String, Series>,
    /// Whose first purchase it was.
    pub(super) new_customers: Series,
    /// Their purchases.
    purchases: Series,
}

impl Crowd {
    /// Reads who joined from where, and who bought.
    pub(super) fn read(
        reader: &Reader<'_>,
        (audience, base): (&Audience, &Base),
        zone: &Zone,
    ) -> Result<Self> {
        let mut joined: BTreeMap<String, BTreeMap<i32, i64>> = BTreeMap::new();
        reader.registrations((Instant::MIN, Instant::MAX), |registration| {
            if let Some(source) = registration.source
                && audience.has(registration.member)
            {
                let day = zone.date(registration.at).days();
                *joined.entry(source).or_default().entry(day).or_default() += 1;
            }
        })?;
        let (mut first, mut purchases) = (BTreeMap::<i32, i64>::new(), BTreeMap::<i32, i64>::new());
        for (_, visits) in base.each() {
            if let Some(visit) = visits.first() {
                *first.entry(visit.day).or_default() += 1;
            }
            for visit in visits {
                *purchases.entry(visit.day).or_default() += 1;
            }
        }
        Ok(Self {
            joined: { joined.into_iter() }
                .map(|(source, days)| (source, days.into()))
                .collect(),
            new_customers: first.into(),
            purchases: purchases.into(),
        })
    }

    fn joined_from(&self, source: &str, span: (i32, i32)) -> i64 {
        let joined = self.joined.get(source);
        joined.map_or(0, |joined| joined.between(span))
    }
}

/// Everything that was spent.
#[derive(Debug)]
pub(super) struct Ledger(Vec<SpendRow>);

/// Some members' part of money spread over all, and everybody's count and theirs.
type Parts = (i64, i64);

impl Ledger {
    /// Reads it.
    pub(super) fn read(reader: &Reader<'_>) -> Result<Self> {
        let ever = (LocalDate::MIN, LocalDate::MAX);
        Ok(Self(reader.spend(ever, None, usize::MAX)?.items))
    }

    /// The first day of all.
    pub(super) fn first(&self) -> Option<i32> {
        self.0.iter().map(|row| row.from.days()).min()
    }

    /// What was spent on these days for a purpose, in minor units: of everybody all of it. Of others, what names a source
    /// by who joined from there, other money to win customers by new customers, money to keep them by purchases, money for
    /// contacts by messages sent, and by purchases where nobody told of any.
    pub(super) fn spent(
        &self,
        purpose: Purpose,
        span: (i32, i32),
        own: (&Crowd, &Series),
        all: Option<(&Crowd, &Series)>,
    ) -> i64 {
        let rows = self.0.iter().filter(|row| row.purpose == purpose);
        let parts = rows.map(|row| {
            let days = (row.from.days(), row.to.days());
            let part = part_of_spend(row.amount.minor(), days, span);
            let Some(all) = all.filter(|_| part != 0) else {
                return part;
            };
            let (own, all) = parts(row, span, own, all);
            mul_div(part, own, all, Rounding::HalfUp)
        });
        parts.sum()
    }
}

/// How many of those asked there are, and of everybody, by what an entry is spread by.
fn parts(
    row: &SpendRow,
    span: (i32, i32),
    own: (&Crowd, &Series),
    all: (&Crowd, &Series),
) -> Parts {
    let by_source = row.source.as_deref().map(|source| {
        (
            own.0.joined_from(source, span),
            all.0.joined_from(source, span),
        )
    });
    let new = (
        own.0.new_customers.between(span),
        all.0.new_customers.between(span),
    );
    let bought = (own.0.purchases.between(span), all.0.purchases.between(span));
    let sent = (own.1.between(span), all.1.between(span));
    let ways = match row.purpose {
        Purpose::Acquisition => [by_source.unwrap_or_default(), new],
        Purpose::Keeping => [bought, (0, 0)],
        Purpose::Contacts => [sent, bought],
    };
    let found = ways.into_iter().find(|(_, all)| *all > 0);
    found.unwrap_or((0, 1))
}
