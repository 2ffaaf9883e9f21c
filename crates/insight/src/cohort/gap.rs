//! How long until the next purchase.

use std::collections::BTreeMap;

use super::step::Step;
use crate::history::Purchase;

/// Days between consecutive distinct days with a purchase, of every member; each gap with the day it ended on.
fn of_member(purchases: &[Purchase]) -> impl Iterator<Item = (i32, i64)> {
    let days = purchases.chunk_by(|one, other| one.day == other.day);
    let days = days.filter_map(|day| day.first()).map(|visit| visit.day);
    days.clone()
        .zip(days.skip(1))
        .map(|(one, other)| (other, i64::from(other) - i64::from(one)))
}

/// All gaps that ended from one day to another, in days. Nothing for members who came once.
pub fn gaps<'m>(members: impl Iterator<Item = &'m [Purchase]>, from: i32, to: i32) -> Vec<i64> {
    members
        .flat_map(of_member)
        .filter(|(day, _)| (from..=to).contains(day))
        .map(|(_, gap)| gap)
        .collect()
}

/// The same by the period of the later day.
pub fn gaps_by_step<'m>(
    members: impl Iterator<Item = &'m [Purchase]>,
    step: Step,
) -> BTreeMap<i32, Vec<i64>> {
    let mut by_step: BTreeMap<i32, Vec<i64>> = BTreeMap::new();
    for (day, gap) in members.flat_map(of_member) {
        by_step.entry(step.of(day)).or_default().push(gap);
    }
    by_step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purchases_of_one_day_are_no_gap() {
        let buy = |day| Purchase { day, amount: 1 };
        let members = [vec![buy(1), buy(1), buy(4), buy(40)], vec![buy(2)], vec![]];
        let all = || members.iter().map(Vec::as_slice);
        assert_eq!(gaps(all(), 0, 100), [3, 36]);
        assert_eq!(gaps(all(), 5, 100), [36]);
        let months = gaps_by_step(all(), Step::Month);
        assert_eq!(
            months.values().cloned().collect::<Vec<_>>(),
            [vec![3], vec![36]]
        );
    }
}
