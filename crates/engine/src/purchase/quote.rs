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
    let discounted = Discounted::of(&sale);
    let all = program.redeem.iter().map(|rule| RedeemAsk {
        unit: rule.unit.clone(),
        much: RedeemMuch::Max,
    });
    let variant = |asks: &[RedeemAsk]| {
        let Priced { totals, earn, .. } = discounted.clone().redeem_and_earn(&sale, asks);
        Variant { totals, earn }
    };
    Quote {
        without_redemption: variant(&[]),
        with_max_redemption: variant(&all.collect::<Vec<_>>()),
        asked: discounted.redeem_and_earn(&sale, &purchase.basket.redeem),
    }
}
