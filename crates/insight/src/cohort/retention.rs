//! The retention matrix, in members and in money.

use std::collections::BTreeMap;

use super::step::Step;
use crate::history::Purchase;
use crate::number::real;

/// Members who first bought in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The period's number, as [`Step::of`] gives it.
    pub period: i32,
    /// How many.
    pub members: u64,
    /// Distinct members who bought 0, 1, 2… periods later, up to the last; the first is `members`.
    pub active: Vec<u64>,
    /// What they paid then, in minor units.
    pub revenue: Vec<i64>,
}

impl Cohort {
    /// The share of the cohort that bought so many periods later; `None` beyond the last.
    pub fn retention(&self, later: usize) -> Option<f64> {
        let active = self.active.get(later)?;
        let of = |members: u64| real(i64::try_from(members).unwrap_or(i64::MAX));
        Some(of(*active) / of(self.members.max(1)))
    }

    /// What a member of the cohort has paid on average by then, in minor units; `None` beyond the last.
    pub fn value_by(&self, later: usize) -> Option<f64> {
        let sum: i64 = self.revenue.get(..=later)?.iter().sum();
        Some(real(sum) / real(i64::try_from(self.members.max(1)).unwrap_or(i64::MAX)))
    }
}

/// Cohorts by the period of the first purchase, in order; a period in which nobody was new has none. Purchases after the
/// day `last` have not happened. A member without purchases is in no cohort; one buyer makes a cohort of one.
pub fn cohorts<'m>(
    members: impl Iterator<Item = &'m [Purchase]>,
    step: Step,
    last: i32,
) -> Vec<Cohort> {
    let end = step.of(last);
    let mut cohorts: BTreeMap<i32, Cohort> = BTreeMap::new();
    for purchases in members {
        let purchases = &purchases[..purchases.partition_point(|purchase| purchase.day <= last)];
        let Some(first) = purchases.first() else {
            continue;
        };
        let period = step.of(first.day);
        let width = usize::try_from(end - period + 1).unwrap_or(0);
        let cohort = cohorts.entry(period).or_insert_with(|| Cohort {
            period,
            members: 0,
            active: vec![0; width],
            revenue: vec![0; width],
        });
        cohort.members += 1;
        for visits in purchases.chunk_by(|one, other| step.of(one.day) == step.of(other.day)) {
            let at = visits.first().map_or(period, |visit| step.of(visit.day));
            let later = usize::try_from(at - period).unwrap_or(0);
            if let (Some(active), Some(revenue)) =
                (cohort.active.get_mut(later), cohort.revenue.get_mut(later))
            {
                *active += 1;
                *revenue += visits.iter().map(|visit| visit.amount).sum::<i64>();
            }
        }
    }
    cohorts.into_values().collect()
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
    fn each_member_is_once_in_a_period_and_its_money_always() {
        let members = [
            vec![
                buy("2026-01-31", 10),
                buy("2026-03-01", 20),
                buy("2026-03-02", 5),
            ],
            vec![buy("2026-01-01", 7)],
            vec![],
            vec![buy("2026-03-09", 1), buy("2026-04-01", 1)],
        ];
        let last = buy("2026-03-31", 0).day;
        let found = cohorts(members.iter().map(Vec::as_slice), Step::Month, last);
        let rows: Vec<_> = found
            .iter()
            .map(|cohort| {
                (
                    cohort.members,
                    cohort.active.as_slice(),
                    cohort.revenue.as_slice(),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                (2, &[2, 0, 1][..], &[17, 0, 25][..]),
                (1, &[1][..], &[1][..])
            ]
        );
        assert_eq!(found[0].retention(2), Some(0.5));
        assert_eq!(found[0].value_by(2), Some(21.0));
        assert_eq!((found[0].retention(3), found[0].value_by(3)), (None, None));
        assert!(cohorts(std::iter::empty(), Step::Month, last).is_empty());
    }
}
