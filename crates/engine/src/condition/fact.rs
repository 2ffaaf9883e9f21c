//! The one fact of a profile that a leaf reads.

use super::file::MemberWord;
use super::leaf::{Condition, Test, YearlyDate};

/// What a leaf reads of a member, and nothing else. At one instant it answers alike for all members of whom that fact is
/// the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact<'c> {
    /// A word that a profile has one of or none.
    Word(MemberWord),
    /// The date of birth.
    BirthDate,
    /// Consent to a channel.
    Consent(&'c str),
}

impl<'c> Fact<'c> {
    /// What a condition reads of members who are known; `None` if it is not one leaf, or reads something else.
    pub fn of(condition: &'c Condition) -> Option<Self> {
        let Condition::Leaf(leaf) = condition else {
            return None;
        };
        match &leaf.test {
            Test::Word(MemberWord::Tags, _) => None,
            Test::Word(word, _) => Some(Self::Word(*word)),
            Test::Age(_) | Test::Yearly(YearlyDate::Birth, _) => Some(Self::BirthDate),
            Test::Consent(channel, _) => Some(Self::Consent(channel)),
            _ => None,
        }
    }
}
