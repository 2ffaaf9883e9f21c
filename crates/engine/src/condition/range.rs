//! Ranges of numbers: what comparators come down to.

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The number there.
    pub value: i64,
    /// Whether the number itself is inside.
    pub included: bool,
}

/// Numbers from a lower to an upper bound; an absent bound is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// The lower end.
    pub lower: Option<Bound>,
    /// The upper end.
    pub upper: Option<Bound>,
}

impl Range {
    /// From this number on.
    pub const fn at_least(value: i64) -> Self {
        Self {
            lower: Some(Bound {
                value,
                included: true,
            }),
            upper: None,
        }
    }

    /// Whether a number is inside.
    pub fn contains(&self, value: i64) -> bool {
        let above = self
            .lower
            .is_none_or(|bound| value > bound.value || (bound.included && value == bound.value));
        above
            && self
                .upper
                .is_none_or(|bound| value < bound.value || (bound.included && value == bound.value))
    }

    /// Whether `num ÷ den` is inside, exactly; `den` is above zero.
    pub fn contains_ratio(&self, num: i64, den: i64) -> bool {
        let scaled = |bound: &Bound| i128::from(bound.value) * i128::from(den);
        let num = i128::from(num);
        let above = self
            .lower
            .is_none_or(|bound| num > scaled(&bound) || (bound.included && num == scaled(&bound)));
        above
            && self.upper.is_none_or(|bound| {
                num < scaled(&bound) || (bound.included && num == scaled(&bound))
            })
    }

    /// The least and the greatest number inside, if there is any.
    pub fn ends(&self) -> Option<(i64, i64)> {
        let end = |bound: Bound, inwards: i64| match bound.included {
            true => Some(bound.value),
            false => bound.value.checked_add(inwards),
        };
        let least = self.lower.map_or(Some(i64::MIN), |lower| end(lower, 1))?;
        let most = self.upper.map_or(Some(i64::MAX), |upper| end(upper, -1))?;
        (least <= most).then_some((least, most))
    }

    /// A number, not below zero, from which on all greater ones are answered as it is.
    pub fn settled_at(&self) -> i64 {
        let behind = |bound: &Bound, included: bool| {
            bound
                .value
                .saturating_add(i64::from(bound.included == included))
        };
        let lower = self.lower.as_ref().map(|bound| behind(bound, false));
        let upper = self.upper.as_ref().map(|bound| behind(bound, true));
        lower.max(upper).unwrap_or_default().max(0)
    }

    /// What a number lacks to be inside, if it is too small.
    pub fn shortfall(&self, value: i64) -> Option<i64> {
        let bound = self.lower?;
        let least = bound.value.saturating_add(i64::from(!bound.included));
        (value < least && self.contains(least)).then(|| least.saturating_sub(value))
    }

    /// The part that two ranges share.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let stricter = |one: Option<Bound>,
                        two: Option<Bound>,
                        wins: fn(&Bound, &Bound) -> bool| match (one, two) {
            (Some(one), Some(two)) => Some(if wins(&one, &two) { one } else { two }),
            (one, two) => one.or(two),
        };
        Self {
            lower: stricter(self.lower, other.lower, |one, two| {
                (one.value, !one.included) > (two.value, !two.included)
            }),
            upper: stricter(self.upper, other.upper, |one, two| {
                (one.value, one.included) < (two.value, two.included)
            }),
        }
    }

    /// True if no number at all is inside.
    pub fn is_empty(&self) -> bool {
        self.lower.zip(self.upper).is_some_and(|(lower, upper)| {
            lower.value > upper.value
                || (lower.value == upper.value && !(lower.included && upper.included))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bound() -> impl Strategy<Value = Option<Bound>> {
        let number = prop_oneof![-3_i64..9, Just(i64::MAX), Just(i64::MIN)];
        let bound = (number, any::<bool>()).prop_map(|(value, included)| Bound { value, included });
        prop::option::of(bound)
    }

    proptest! {
        #[test]
        fn a_number_is_a_ratio_to_one(lower in bound(), upper in bound(), value in -4_i64..10) {
            let range = Range { lower, upper };
            prop_assert_eq!(range.contains(value), range.contains_ratio(value, 1));
        }

        #[test]
        fn what_is_inside_lies_between_the_ends(lower in bound(), upper in bound(), value in prop_oneof![-4_i64..10, Just(i64::MAX), Just(i64::MIN)]) {
            let range = Range { lower, upper };
            let between = range.ends().is_some_and(|(least, most)| (least..=most).contains(&value));
            prop_assert_eq!(range.contains(value), between);
        }

        #[test]
        fn nothing_changes_behind_the_settled_number(lower in bound(), upper in bound(), more in 0_i64..20) {
            let range = Range { lower, upper };
            let settled = range.settled_at();
            prop_assert!(settled >= 0);
            prop_assert_eq!(range.contains(settled.saturating_add(more)), range.contains(settled));
        }
    }
}
