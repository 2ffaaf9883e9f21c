//! Cards that pay for a basket (stage 6): after every discount, in the order they were given.

use std::collections::BTreeSet;

use super::{GiftCardAsk, GiftCardState, key, unknown};
use crate::basket::{Basket, GiftCardAnswer, GiftCardLoad, GiftCardReason, PricedLine, Sale};
use crate::decision::When;
use crate::number::Money;
use crate::program::Program;
use crate::situation::Situation;

/// What each card pays of the lines as they are priced. Cards are not paid for by cards. Validity is as of when it
/// happened, balances as of the posting.
pub(crate) fn pay(
    sale: &Sale<'_>,
    lines: &[PricedLine],
    loads: &[GiftCardLoad],
) -> Vec<GiftCardAnswer> {
    let (program, situation, basket) = (sale.program, sale.situation, sale.basket);
    if basket.gift_cards.is_empty() {
        return Vec::new();
    }
    let is_card = |line: &&PricedLine| loads.iter().any(|load| load.line == line.number);
    let goods = lines.iter().filter(|line| !is_card(line));
    let mut left: Money = goods.map(|line| line.to_pay).sum();
    let mut seen = BTreeSet::new();
    let pays = |ask: &GiftCardAsk| {
        let key = key(program, &ask.code);
        let state = key.as_ref().and_then(|key| situation.gift_cards.get(key));
        let reason = match state {
            None => Some(unknown(program, &ask.code)),
            Some(_) if !seen.insert(key) => Some(GiftCardReason::Repeated),
            Some(state) => refusal(state, sale.when),
        };
        let state = state.filter(|_| reason.is_none());
        let balance = state.map_or(Money::ZERO, GiftCardState::spendable);
        let amount = balance.min(ask.amount.unwrap_or(left)).min(left);
        let reason = reason.or_else(|| less(ask, amount, left, state?));
        left -= amount;
        GiftCardAnswer {
            code: ask.code.clone(),
            kind: state.map(|state| state.kind.clone()),
            balance,
            amount,
            reason,
        }
    };
    basket.gift_cards.iter().map(pays).collect()
}

/// The kinds of the cards given that have money to pay with, and how much each can pay at most.
pub(crate) fn paying<'s>(
    program: &Program,
    situation: &'s Situation,
    basket: &Basket,
) -> Vec<(&'s str, Money)> {
    let mut seen = BTreeSet::new();
    let can = basket.gift_cards.iter().filter_map(|ask| {
        let key = key(program, &ask.code)?;
        let state = situation.gift_cards.get(&key)?;
        let spendable = state.spendable();
        let can = ask.amount.map_or(spendable, |asked| asked.min(spendable));
        let pays = !state.blocked && can.is_positive() && seen.insert(key);
        pays.then_some((state.kind.as_str(), can))
    });
    can.collect()
}

/// Why nothing can be paid with a card.
fn refusal(state: &GiftCardState, when: When) -> Option<GiftCardReason> {
    if state.blocked {
        Some(GiftCardReason::Blocked)
    } else if state.is_over(when.at) {
        Some(GiftCardReason::Expired)
    } else if state.spendable().is_positive() {
        None
    } else if state.balance.is_positive() {
        Some(GiftCardReason::Held)
    } else {
        Some(GiftCardReason::Empty)
    }
}

/// Why a card pays less than asked, or nothing.
fn less(
    ask: &GiftCardAsk,
    amount: Money,
    left: Money,
    state: &GiftCardState,
) -> Option<GiftCardReason> {
    let asked = ask.amount.unwrap_or(amount);
    if amount == left && (amount < asked || left.is_zero()) {
        Some(GiftCardReason::NothingToPay)
    } else if amount >= asked {
        None
    } else if state.balance >= asked.min(left) {
        Some(GiftCardReason::Held)
    } else {
        Some(GiftCardReason::Balance)
    }
}
