//! A basket priced three ways in one answer.

use crate::basket::{Discounted, Earning, Priced, RedeemAsk, RedeemMuch, Sale, Totals};
use crate::decision::When;
use crate::event::Purchase;
use crate::points::Book;
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

/// Prices a basket as asked, without points and with as many as allowed; commits nothing. Points change nothing
/// before the stage of redemption, so the three share every stage before it.
pub fn quote(program: &Program, situation: &Situation, purchase: &Purchase, when: When) -> Quote {
    let book = Book::open(program, &situation.wallet, when);
    let sale = Sale::new(program, situation, purchase, &book);
    let mut discounted = Discounted::of(&sale);
    let all = program.redeem.iter().map(|rule| RedeemAsk {
        unit: rule.unit.clone(),
        much: RedeemMuch::Max,
    });
    let all: Vec<RedeemAsk> = all.collect();
    let mut variant = |asks: &[RedeemAsk]| {
        let (totals, earn) = discounted.would_come_to(&sale, asks);
        Variant { totals, earn }
    };
    let without_redemption = variant(&[]);
    let asks = &purchase.basket.redeem;
    let with_max = (*asks != all).then(|| variant(&all));
    let asked = discounted.redeem_and_earn(&sale, asks);
    let as_asked = || Variant {
        totals: asked.totals,
        earn: asked.earn.clone(),
    };
    Quote {
        without_redemption,
        with_max_redemption: with_max.unwrap_or_else(as_asked),
        asked,
    }
}
