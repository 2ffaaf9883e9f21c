//! Purchases: posted, returned, voided.

use crate::basket::{Earning, Priced, Totals};
use crate::decision::{Decision, When};
use crate::event::{PastDecision, Purchase, Return, UnlinkedReturn};
use crate::program::Program;
use crate::situation::Situation;

/// A basket priced three ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// As asked.
    pub asked: Priced,
    /// The same goods, no points redeemed.
    pub without_redemption: Variant,
    /// The same goods, as many points redeemed as the rules allow.
    pub with_max_redemption: Variant,
}

/// What another redemption would lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Totals.
    pub totals: Totals,
    /// What would be earned.
    pub earn: Vec<Earning>,
}

/// Prices a basket three ways; commits nothing.
pub fn quote(program: &Program, situation: &Situation, purchase: &Purchase, when: When) -> Quote {
    let asked = crate::basket::price(program, situation, purchase, when);
    let variant = Variant {
        totals: asked.totals,
        earn: asked.earn.clone(),
    };
    Quote {
        asked,
        without_redemption: variant.clone(),
        with_max_redemption: variant,
    }
}

/// Prices a purchase (or takes the promised price) and posts it.
pub fn decide(
    program: &Program,
    situation: &Situation,
    purchase: &Purchase,
    when: When,
) -> Decision {
    let _ = (program, situation, purchase, when);
    Decision::default()
}

/// Takes goods of a known purchase back.
pub fn decide_return(
    program: &Program,
    situation: &Situation,
    asked: &Return,
    when: When,
) -> Decision {
    let _ = (program, situation, asked, when);
    Decision::default()
}

/// Takes goods back without their purchase.
pub fn decide_unlinked(
    program: &Program,
    situation: &Situation,
    asked: &UnlinkedReturn,
    when: When,
) -> Decision {
    let _ = (program, situation, asked, when);
    Decision::default()
}

/// Cancels a purchase as if it had not happened.
pub fn decide_void(
    program: &Program,
    situation: &Situation,
    purchase: &PastDecision,
    when: When,
) -> Decision {
    let _ = (program, situation, purchase, when);
    Decision::default()
}
