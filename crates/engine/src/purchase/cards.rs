//! Gift cards of a purchase: what they pay, and what stands in the way of selling them.

use crate::basket::{Basket, Priced, PricedBy};
use crate::coupon::folded;
use crate::decision::{Discrepancy, Refusal};
use crate::gift_card::GiftCardMove;

/// Why a basket cannot be sold: a card of it cannot. What a till has sold already is never refused.
pub(super) fn refusal(priced: &Priced, by: PricedBy) -> Option<Refusal> {
    if by == PricedBy::Till {
        return None;
    }
    let mut loads = priced.gift_card_loads.iter();
    loads.find_map(|load| {
        let (line, reason) = (load.line, load.reason?);
        Some(Refusal::GiftCardNotSold { line, reason })
    })
}

/// What each card pays.
pub(super) fn paid(priced: &Priced) -> impl Iterator<Item = GiftCardMove> {
    let paid = priced.gift_cards.iter();
    paid.filter_map(|card| {
        let (code, kind, amount) = (folded(&card.code), card.kind.clone()?, card.amount);
        let paid = GiftCardMove::Paid { code, kind, amount };
        amount.is_positive().then_some(paid)
    })
}

/// Where a till took more from cards than was there, and what it sold that could not be.
pub(super) fn differences(basket: &Basket, priced: &Priced) -> Vec<Discrepancy> {
    let asked = basket.gift_cards.iter().zip(&priced.gift_cards);
    let paid = asked.filter_map(|(ask, card)| {
        let amount = ask.amount? - card.amount;
        amount
            .is_positive()
            .then_some(Discrepancy::GiftCard { amount })
    });
    let sold = priced.gift_card_loads.iter().filter_map(|load| {
        let (line, reason) = (load.line, load.reason?);
        Some(Discrepancy::GiftCardSale { line, reason })
    });
    paid.chain(sold).collect()
}
