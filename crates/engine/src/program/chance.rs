//! Chances: what an activity gives to one of so many.

use crate::name::RuleId;
use crate::number::Ratio;
use crate::program::Program;

/// A draw has so many numbers, from zero on; a chance is so many of them.
pub const NUMBERS: i64 = 1_000_000;

/// The numbers of a draw that an activity wins by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chance {
    /// The draw; activities of one name are won by the same number, at most one of them.
    pub draw: RuleId,
    /// Its place among the draws of the program.
    pub place: usize,
    /// The first number that wins.
    pub from: i64,
    /// The first one after them.
    pub to: i64,
}

impl Chance {
    /// Whether a number of the draw wins.
    pub fn wins(&self, number: i64) -> bool {
        (self.from..self.to).contains(&number)
    }

    /// How likely it is, as published.
    pub fn share(&self) -> Option<Ratio> {
        Ratio::new(self.to - self.from, NUMBERS)
    }
}

/// The number of a draw that sixty-four random bits stand for: `bits × 1,000,000 ÷ 2^64`, rounded down.
pub fn number_of(bits: u64) -> i64 {
    let number = (u128::from(bits) * u128::from(NUMBERS.unsigned_abs())) >> u64::BITS;
    i64::try_from(number).unwrap_or(0)
}

impl Program {
    /// The draws of its activities, in the order they are named.
    pub fn draws(&self) -> Vec<&RuleId> {
        let mut draws: Vec<&RuleId> = Vec::new();
        for chance in self.chances() {
            if !draws.contains(&&chance.draw) {
                draws.push(&chance.draw);
            }
        }
        draws
    }

    /// The activity that wins by a number of a draw; `None`: none does.
    pub fn prize_of(&self, draw: &RuleId, number: i64) -> Option<&RuleId> {
        let won = |chance: &Chance| chance.draw == *draw && chance.wins(number);
        let mut activities = self.activities.iter();
        let prize = activities.find(|activity| activity.chance.as_ref().is_some_and(won));
        prize.map(|activity| &activity.id)
    }

    /// How likely a draw is won at all.
    pub fn odds_of(&self, draw: &RuleId) -> Option<Ratio> {
        let of_draw = self.chances().filter(|chance| chance.draw == *draw);
        let numbers = of_draw.map(|chance| chance.to - chance.from).sum();
        Ratio::new(numbers, NUMBERS)
    }

    fn chances(&self) -> impl Iterator<Item = &Chance> {
        let activities = self.activities.iter();
        activities.filter_map(|activity| activity.chance.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_stand_for_numbers_alike() {
        for (bits, number) in [
            (0, 0),
            (u64::MAX, NUMBERS - 1),
            (1 << 63, NUMBERS / 2),
            ((1 << 63) - 1, NUMBERS / 2 - 1),
            (u64::MAX / 4, NUMBERS / 4 - 1),
        ] {
            assert_eq!(number_of(bits), number, "{bits}");
        }
    }
}
