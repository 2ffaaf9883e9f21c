//! Who is in which arm.

use regulars_engine::salted::{self, MEMBER};

/// The arms of an experiment and how much of the base each takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arms {
    names: Vec<String>,
    /// Parts of each arm and all before it.
    ends: Vec<u64>,
}

/// Arms that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadArms {
    /// Fewer than two.
    #[error("an experiment needs two arms or more; one of them is the control")]
    TooFew,
    /// A name twice.
    #[error("the arm `{0}` is named twice")]
    Twice(String),
    /// An arm that takes nobody.
    #[error("the arm `{0}` has no part of the base; give it one or leave it out")]
    Empty(String),
}

impl Arms {
    /// Arms with their parts, of any scale: control 10 and offer 90, or 1 and 9.
    ///
    /// # Errors
    /// As [`BadArms`] says.
    pub fn new(arms: &[(&str, u32)]) -> Result<Self, BadArms> {
        if arms.len() < 2 {
            return Err(BadArms::TooFew);
        }
        let (mut names, mut ends, mut sum) = (Vec::new(), Vec::new(), 0_u64);
        for (name, parts) in arms {
            if names.iter().any(|known| known == name) {
                return Err(BadArms::Twice((*name).to_owned()));
            }
            if *parts == 0 {
                return Err(BadArms::Empty((*name).to_owned()));
            }
            sum += u64::from(*parts);
            names.push((*name).to_owned());
            ends.push(sum);
        }
        Ok(Self { names, ends })
    }

    /// The name of an arm by its place.
    pub fn name(&self, place: usize) -> Option<&str> {
        self.names.get(place).map(String::as_str)
    }

    fn parts(&self) -> u64 {
        self.ends.last().copied().unwrap_or(1)
    }

    /// The arm that holds a point of the base; the whole base is 2⁶⁴ points.
    fn at(&self, point: u64) -> usize {
        let part = salted::part(point, self.parts());
        self.ends.iter().position(|end| part < *end).unwrap_or(0)
    }
}

/// What stands between the salt and a stratum's number.
const STRATUM: &[u8] = &[0, 1];

/// A draw that anybody can repeat, by the [points](salted::point) of members: a member removed and added again, or a base that
/// grows, re-rolls nobody.
///
/// Each experiment has a salt of its own. The control of a campaign is drawn from those who are not in the universal
/// control, under another salt.
#[derive(Debug, Clone, Copy)]
pub struct Draw<'d> {
    /// The experiment's own text.
    pub salt: &'d str,
    /// Its arms.
    pub arms: &'d Arms,
}

impl Draw<'_> {
    /// The arm of one member, for who comes one by one.
    pub fn one(&self, member: i64) -> usize {
        self.arms.at(self.point(MEMBER, member))
    }

    /// The arms of many at once, each stratum divided as exactly as its size allows: a stratum of n is put in the order
    /// of its points, and every n-th part of the base, from a start that is the stratum's own, falls to the next. So each
    /// arm has its share of each stratum but for less than one member. Answers in the order given; nobody for nobody.
    ///
    /// `members` are pairs of member and stratum: a tier, an RFM cell, a city, as a number.
    pub fn strata(&self, members: &[(i64, i64)]) -> Vec<usize> {
        let mut order: Vec<(i64, u64, i64, usize)> = members
            .iter()
            .enumerate()
            .map(|(place, (member, stratum))| {
                (*stratum, self.point(MEMBER, *member), *member, place)
            })
            .collect();
        order.sort_unstable();
        let mut arms = vec![0; members.len()];
        for stratum in order.chunk_by(|one, other| one.0 == other.0) {
            let start = stratum
                .first()
                .map_or(0, |first| self.point(STRATUM, first.0));
            let size = u128::try_from(stratum.len()).unwrap_or(u128::MAX);
            for (rank, (_, _, _, place)) in (0_u128..).zip(stratum) {
                // (rank + start) / size of the base, in points.
                let point = ((rank << 64) + u128::from(start)) / size;
                arms[*place] = self.arms.at(u64::try_from(point).unwrap_or(u64::MAX));
            }
        }
        arms
    }

    fn point(&self, of: &[u8], number: i64) -> u64 {
        salted::point(self.salt, of, number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arms() -> Arms {
        Arms::new(&[("control", 1), ("offer", 9)]).unwrap()
    }

    #[test]
    fn a_tenth_of_many_is_drawn_and_another_salt_draws_another_tenth() {
        let arms = arms();
        let drawn = |salt| -> Vec<i64> {
            let draw = Draw { salt, arms: &arms };
            (0..20_000).filter(|id| draw.one(*id) == 0).collect()
        };
        let (one, other) = (drawn("a"), drawn("b"));
        assert!((1_900..2_100).contains(&one.len()), "{}", one.len());
        let both = one.iter().filter(|id| other.contains(id)).count();
        assert!((150..250).contains(&both), "{both}");
    }

    #[test]
    fn arms_that_cannot_be_drawn_are_refused() {
        assert_eq!(Arms::new(&[("a", 1)]), Err(BadArms::TooFew));
        let twice = Arms::new(&[("a", 1), ("a", 1)]);
        assert_eq!(twice, Err(BadArms::Twice("a".to_owned())));
        let empty = Arms::new(&[("a", 1), ("b", 0)]);
        assert_eq!(empty, Err(BadArms::Empty("b".to_owned())));
    }

    proptest! {
        #[test]
        fn each_stratum_is_divided_to_less_than_one_member(
            sizes in prop::collection::vec(0_usize..60, 1..6),
            parts in prop::collection::vec(1_u32..10, 2..4),
        ) {
            let names = ["a", "b", "c", "d"];
            let named: Vec<_> = names.into_iter().zip(parts.iter().copied()).collect();
            let arms = Arms::new(&named).unwrap();
            let mut members = Vec::new();
            for (stratum, size) in (0..).zip(&sizes) {
                for member in 0..i64::try_from(*size).unwrap() {
                    members.push((stratum * 1_000 + member, stratum));
                }
            }
            let drawn = Draw { salt: "s", arms: &arms }.strata(&members);
            let all: u32 = parts.iter().sum();
            for (stratum, size) in (0_i64..).zip(&sizes) {
                for (arm, part) in parts.iter().enumerate() {
                    let got = members.iter().zip(&drawn)
                        .filter(|((_, of), found)| *of == stratum && **found == arm)
                        .count();
                    let due = crate::number::count(*size) * f64::from(*part) / f64::from(all);
                    prop_assert!((crate::number::count(got) - due).abs() < 1.0 + 1e-9);
                }
            }
        }
    }
}
