//! How often the next visit held what was suggested.

use std::collections::BTreeSet;

use serde::Serialize;

use super::next::{Suggestion, for_member, popular};
use super::together::{Together, Visit};
use crate::number::real;

/// The share of members whose last visit held at least one of the first `most` suggestions, made without it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HitRate {
    /// Length of the lists.
    pub most: usize,
    /// Members with two visits or more.
    pub members: i64,
    /// Of lists made for the member; `None` of nobody.
    pub suggested: Option<f64>,
    /// Of the list of what is popular, the same for everybody.
    pub popular: Option<f64>,
}

/// Takes everybody's last visit away, counts the rest, and looks whether it would have been foretold.
pub fn evaluate(members: &[Vec<Visit>], most: usize) -> HitRate {
    let known = |visits: &'_ [Visit]| visits.len().saturating_sub(1);
    let train = members.iter().map(|visits| match visits.len() {
        0 | 1 => visits.as_slice(),
        _ => &visits[..known(visits)],
    });
    let model = Together::of(train);
    let baseline = popular(&model, most);
    let (mut tried, mut suggested, mut plain) = (0, 0, 0);
    for visits in members.iter().filter(|visits| visits.len() > 1) {
        let (before, last) = visits.split_at(known(visits));
        let Some(last) = last.first() else { continue };
        tried += 1;
        suggested += i64::from(hits(&for_member(&model, before, last.day, most), last));
        plain += i64::from(hits(&baseline, last));
    }
    let share = |hit: i64| (tried > 0).then(|| real(hit) / real(tried));
    HitRate {
        most,
        members: tried,
        suggested: share(suggested),
        popular: share(plain),
    }
}

fn hits(suggestions: &[Suggestion], visit: &Visit) -> bool {
    let goods: BTreeSet<u32> = visit.goods.iter().copied().collect();
    suggestions.iter().any(|one| goods.contains(&one.good))
}

#[cfg(test)]
mod tests {
    use super::super::{Why, for_basket};
    use super::*;

    fn visit(day: i32, goods: &[u32]) -> Visit {
        Visit {
            day,
            goods: goods.to_vec(),
        }
    }

    /// Ten who take 1 and 2 together, ten who take 3 every week, everybody takes 0 once.
    fn base() -> Vec<Vec<Visit>> {
        let pairs = (0..10).map(|_| vec![visit(1, &[0]), visit(5, &[1, 2]), visit(9, &[1, 2])]);
        let weekly = (0..10).map(|_| {
            let weeks = (1..6).map(|week| visit(week * 7, &[3]));
            std::iter::once(visit(0, &[0])).chain(weeks).collect()
        });
        pairs.chain(weekly).collect()
    }

    #[test]
    fn goods_that_go_together_are_suggested_with_each_other() {
        let base = base();
        let model = Together::of(base.iter().map(Vec::as_slice));
        let found = for_basket(&model, &[1], 2);
        assert_eq!((found[0].good, found[0].why), (2, Why::Together));
        assert!(found.iter().all(|one| one.good != 1));
        assert_eq!(model.buyers_of(0), 20);
        assert_eq!(model.buyers_of(99), 0);
    }

    #[test]
    fn what_is_bought_every_week_is_suggested_when_a_week_has_passed() {
        let base = base();
        let model = Together::of(base.iter().map(Vec::as_slice));
        let on = |day| for_member(&model, &base[15], day, 1)[0];
        assert_eq!((on(42).good, on(42).why), (3, Why::Again));
        assert!(on(36).score < on(42).score);
    }

    #[test]
    fn a_stranger_gets_what_is_popular_and_nobody_gets_nothing() {
        let base = base();
        let model = Together::of(base.iter().map(Vec::as_slice));
        assert_eq!(for_member(&model, &[], 50, 1)[0].why, Why::Popular);
        let empty = Together::of(std::iter::empty());
        assert!(for_member(&empty, &[], 50, 5).is_empty());
        assert!(for_basket(&empty, &[7], 5).is_empty());
        let nobody = evaluate(&[], 5);
        assert_eq!(
            (nobody.members, nobody.suggested, nobody.popular),
            (0, None, None)
        );
    }

    #[test]
    fn suggestions_beat_popularity_where_members_differ() {
        let rate = evaluate(&base(), 2);
        assert_eq!(rate.members, 20);
        assert_eq!((rate.suggested, rate.popular), (Some(1.0), Some(0.5)));
    }
}
