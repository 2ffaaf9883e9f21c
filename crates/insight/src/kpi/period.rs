//! What a period brought, from the purchases of members.

use std::collections::BTreeMap;

use super::{churn_rate, retention_rate, share};
use crate::cohort::Step;
use crate::history::{Purchase, within};
use crate::number::Percentiles;

/// Counts and money of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Distinct buyers.
    pub buyers: i64,
    /// Of them those whose first purchase of all is in the period.
    pub new_buyers: i64,
    /// Of them those with two or more purchases in the period.
    pub repeat_buyers: i64,
    /// Of them those who bought in the period before.
    pub retained: i64,
    /// Buyers of the period before.
    pub buyers_before: i64,
    /// Purchases.
    pub purchases: i64,
    /// Paid and kept, in minor units.
    pub revenue: i64,
}

impl Activity {
    /// Of them those who had bought before.
    pub fn returning_buyers(&self) -> i64 {
        self.buyers - self.new_buyers
    }

    /// Those of the period before who bought again / those of the period before: (E − N)/S with N all who did not buy in
    /// it.
    pub fn retention_rate(&self) -> Option<f64> {
        let new = self.buyers - self.retained;
        retention_rate(self.buyers_before, self.buyers, new)
    }

    /// Those of the period before who did not / those of the period before.
    pub fn churn_rate(&self) -> Option<f64> {
        churn_rate(self.buyers_before, self.retained)
    }

    /// Buyers who had bought before / buyers.
    pub fn returning_share(&self) -> Option<f64> {
        share(self.returning_buyers(), self.buyers)
    }

    /// Counts a buyer with its purchases of the period.
    pub fn add(&mut self, visits: &[Purchase], is_new: bool) {
        self.buyers += 1;
        self.new_buyers += i64::from(is_new);
        self.repeat_buyers += i64::from(visits.len() > 1);
        self.purchases += i64::try_from(visits.len()).unwrap_or(i64::MAX);
        self.revenue += visits.iter().map(|visit| visit.amount).sum::<i64>();
    }
}

/// Activity by period from one day to another, both included; periods in between without any purchase are there too. A
/// first purchase before the first day makes nobody new. Nothing without purchases.
pub fn periods<'m>(
    members: impl Iterator<Item = &'m [Purchase]>,
    step: Step,
    from: i32,
    to: i32,
) -> BTreeMap<i32, Activity> {
    let mut found: BTreeMap<i32, Activity> = BTreeMap::new();
    for purchases in members {
        let first = purchases.first().map(|purchase| step.of(purchase.day));
        let mut before = None;
        let visits = within(purchases, from, to);
        for visits in visits.chunk_by(|one, other| step.of(one.day) == step.of(other.day)) {
            let period = visits.first().map_or(0, |visit| step.of(visit.day));
            let activity = found.entry(period).or_default();
            activity.add(visits, first == Some(period));
            activity.retained += i64::from(before == Some(period - 1));
            before = Some(period);
        }
    }
    let ends = found
        .keys()
        .next()
        .copied()
        .zip(found.keys().next_back().copied());
    let mut before = None;
    for period in ends.map_or(0..0, |(first, last)| first..last + 1) {
        let activity = found.entry(period).or_default();
        activity.buyers_before = before.unwrap_or(0);
        before = Some(activity.buyers);
    }
    found
}

/// Days between consecutive distinct days with a purchase, as percentiles; `None` where nobody came twice.
pub fn days_to_next_purchase<'m>(
    members: impl Iterator<Item = &'m [Purchase]>,
    from: i32,
    to: i32,
) -> Option<Percentiles> {
    Percentiles::of(crate::cohort::gaps(members, from, to))
}

#[cfg(test)]
mod tests {
    use regulars_engine::time::LocalDate;

    use super::*;

    fn buy(date: &str, amount: i64) -> Purchase {
        let day = date.parse::<LocalDate>().unwrap().days();
        Purchase { day, amount }
    }

    #[test]
    fn buyers_are_new_once_and_retained_from_the_period_before() {
        let members = [
            vec![
                buy("2026-01-05", 100),
                buy("2026-01-20", 50),
                buy("2026-02-01", 10),
            ],
            vec![buy("2026-02-02", 30), buy("2026-04-02", 30)],
            vec![],
        ];
        let all = || members.iter().map(Vec::as_slice);
        let (from, to) = (buy("2026-01-01", 0).day, buy("2026-12-31", 0).day);
        let found = periods(all(), Step::Month, from, to);
        let months: Vec<Activity> = found.into_values().collect();
        assert_eq!(months.len(), 4);
        assert_eq!(
            months[1],
            Activity {
                buyers: 2,
                new_buyers: 1,
                repeat_buyers: 0,
                retained: 1,
                buyers_before: 1,
                purchases: 2,
                revenue: 40,
            }
        );
        assert_eq!(
            (months[0].repeat_buyers, months[0].retention_rate()),
            (1, None)
        );
        assert_eq!(months[1].retention_rate(), Some(1.0));
        assert_eq!((months[2].buyers, months[2].churn_rate()), (0, Some(1.0)));
        assert_eq!(
            (months[2].returning_share(), months[3].churn_rate()),
            (None, None)
        );
        assert_eq!(months[3].returning_buyers(), 1);
        let gaps = days_to_next_purchase(all(), from, to).unwrap();
        assert_eq!((gaps.n, gaps.p50), (3, 15.0));
        assert_eq!(days_to_next_purchase(std::iter::empty(), from, to), None);
        assert!(periods(std::iter::empty(), Step::Day, from, to).is_empty());
    }
}
