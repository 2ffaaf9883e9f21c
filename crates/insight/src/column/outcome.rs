//! What members did since an instant of their own, and as long before it.

use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;

use super::columns::Columns;
use super::part::Purchases;

/// Purchases of a member since an instant, and those of a time of the same length before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Purchases since then.
    pub purchases: i64,
    /// Paid for them and kept, in minor units.
    pub revenue: i64,
    /// Purchases before.
    pub purchases_before: i64,
    /// Paid for them and kept, in minor units.
    pub revenue_before: i64,
}

impl Columns {
    /// What each did from its instant until `to`, and in as long a time before; what came back since is taken off. In the
    /// order given; `None`: there is no such member any more.
    pub fn outcomes(&self, units: &[(MemberId, Instant)], to: Instant) -> Vec<Option<Outcome>> {
        let units = units.iter();
        let told = units.map(|(member, from)| {
            let (part, n) = self.find(*member)?;
            Some(outcome(&part.purchases, n, *from, to))
        });
        told.collect()
    }
}

fn outcome(purchases: &Purchases, member: usize, from: Instant, to: Instant) -> Outcome {
    let places = purchases.of.range(member);
    let times = purchases.times(places.clone());
    let before = |bound: Instant| places.start + times.partition_point(|at| *at < bound);
    let begins = from.plus_ms(-to.ms_since(from).max(0));
    let (first, since, end) = (before(begins), before(from), before(to));
    let sum = |first: usize, end: usize| {
        let revenue = (first..end).map(|place| purchases.net.get(place)).sum();
        let count = i64::try_from(end.saturating_sub(first)).unwrap_or(i64::MAX);
        (count, revenue)
    };
    let ((purchases, revenue), (purchases_before, revenue_before)) =
        (sum(since, end), sum(first, since));
    Outcome {
        purchases,
        revenue,
        purchases_before,
        revenue_before,
    }
}
