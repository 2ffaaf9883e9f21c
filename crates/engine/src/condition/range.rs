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
        self.contains_ratio(value, 1)
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
