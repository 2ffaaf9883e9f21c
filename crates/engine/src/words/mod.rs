//! Answers in sentences: why a basket costs what it costs, why it earned what it earned, what nearly applied, and why
//! a balance moved. Everything is told from the decision that was kept and the rules of the version that decided it.

mod basket;
mod challenge;
pub(crate) mod coupon;
mod earning;
mod entry;
pub(crate) mod gift_card;
mod near;
mod progress;
mod redemption;
mod refusal;
#[cfg(test)]
mod tests;

pub use entry::{Hand, Occasion};

use serde::Serialize;

use crate::language::Language;
use crate::name::{RuleId, UnitId};
use crate::number::{Money, Points, Scale};
use crate::program::Program;
use crate::program::describe::parts;

/// Tells decisions of one program in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'p> {
    /// The version that decided.
    pub program: &'p Program,
    /// In which language.
    pub language: Language,
}

/// Why a basket came out as it did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// About the whole: what it earned and why, what points paid, what was refused, what nearly applied.
    pub purchase: Vec<Told>,
    /// Line by line, in the basket's order.
    pub lines: Vec<LineTold>,
}

/// Why a line came out as it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTold {
    /// The till's number of the line.
    pub line: u32,
    /// In the order things happened.
    pub sentences: Vec<Told>,
}

/// One thing that happened to a basket, or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What kind of thing.
    pub kind: Kind,
    /// The rule behind it, where there is one.
    pub rule: Option<RuleId>,
    /// The sentence.
    pub text: String,
    /// Its figure.
    pub amount: Option<Amount>,
}

/// What a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Money off.
    Discount,
    /// Points or gift cards that paid.
    Redeem,
    /// Points earned.
    Earn,
    /// Something that did not apply, or not in full.
    Refused,
    /// A rule that nearly applied.
    NearMiss,
}

/// The figure of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// Money.
    Money(Money),
    /// Points of a unit.
    Points(UnitId, Points),
}

/// Who bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buyer {
    /// An identified member.
    Member,
    /// Nobody known: earns and spends nothing.
    Stranger,
    /// It was not decided here: a purchase brought along as history.
    History,
}

impl Words<'_> {
    fn pick<T>(self, en: T, ru: T) -> T {
        self.language.pick(en, ru)
    }

    fn money(self, money: Money) -> String {
        self.language.money(money, self.program.currency)
    }

    /// `37 bonuses`, `37 бонусов`.
    fn points(self, unit: &UnitId, points: Points) -> String {
        let (name, scale) = self.unit(unit);
        self.language.amount(points, scale, name)
    }

    /// Name and decimals of a unit.
    fn unit<'a>(&'a self, unit: &'a UnitId) -> (&'a str, Scale) {
        parts::unit_of(self.program, unit, self.language)
    }

    /// `rule base`, `правило «base»`.
    fn rule(self, rule: &RuleId) -> String {
        match self.language {
            Language::En => format!("rule {rule}"),
            Language::Ru => format!("правило «{rule}»"),
        }
    }
}
