//! Cards that a basket sells, new ones or such as the till has at hand, and what is put on them.

use super::{CARDS_OF_LINE, GiftCardCode, GiftCardMove, key, unknown};
use crate::basket::{Basket, GiftCardLoad, GiftCardReason, Line, PricedLine, Sale};
use crate::condition::BasketFacts;
use crate::coupon::make;
use crate::decision::When;
use crate::number::{Money, Quantity, share_so_far};
use crate::program::{GiftCardKind, Program};

/// A line that sells cards, or says so. It gets no discount, is not paid by points or cards, and earns nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CardLine<'a> {
    /// Its place in the basket.
    pub index: usize,
    /// The kind that its goods are; `None`: they are no cards.
    pub kind: Option<&'a GiftCardKind>,
}

/// The lines of a basket that sell cards.
pub(crate) fn card_lines<'a>(
    program: &'a Program,
    basket: &Basket,
    facts: &BasketFacts,
) -> Vec<CardLine<'a>> {
    let named = |line: &Line| line.gift_card.is_some();
    if !program.sells_gift_cards() && !basket.lines.iter().any(named) {
        return Vec::new();
    }
    let lines = basket.lines.iter().zip(&facts.lines).enumerate();
    let cards = lines.map(|(index, (line, facts))| {
        let kind = program.gift_card_sold(facts);
        (kind.is_some() || named(line)).then_some(CardLine { index, kind })
    });
    cards.flatten().collect()
}

/// What the lines of a basket put on cards, or why they cannot.
pub(crate) fn loads(
    sale: &Sale<'_>,
    cards: &[CardLine<'_>],
    lines: &[PricedLine],
) -> Vec<GiftCardLoad> {
    let mut loads: Vec<GiftCardLoad> = Vec::new();
    for CardLine { index, kind } in cards.iter().copied() {
        let (line, priced) = (&sale.basket.lines[index], &lines[index]);
        let reason = match (kind, &line.gift_card) {
            (None, _) => Some(GiftCardReason::NotSold),
            (Some(kind), Some(code)) => {
                let so_far = loads.iter().filter(|load| load.code.as_ref() == Some(code));
                let so_far: Money = so_far.map(|load| load.amount).sum();
                named_refusal(sale, (kind, code), priced, so_far)
            }
            (Some(kind), None) => new_refusal(kind, priced),
        };
        loads.push(GiftCardLoad {
            line: line.number,
            code: line.gift_card.clone(),
            kind: kind.map(|kind| kind.id.clone()),
            amount: priced.to_pay,
            reason,
        });
    }
    loads
}

/// Why nothing can be put on a card that the till has at hand.
fn named_refusal(
    sale: &Sale<'_>,
    (kind, code): (&GiftCardKind, &str),
    priced: &PricedLine,
    so_far: Money,
) -> Option<GiftCardReason> {
    let state = key(sale.program, code).and_then(|key| sale.situation.gift_cards.get(&key));
    let Some(state) = state else {
        return Some(unknown(sale.program, code));
    };
    let balance = state.balance + so_far;
    let loaded = state.loaded || so_far.is_positive();
    if state.kind != kind.id {
        Some(GiftCardReason::NotSold)
    } else if state.blocked {
        Some(GiftCardReason::Blocked)
    } else if loaded && (!kind.top_up || state.is_over(sale.when.at)) {
        Some(GiftCardReason::LoadedAlready)
    } else if priced.quantity != Quantity::ONE {
        Some(GiftCardReason::OneAtATime)
    } else {
        too_much(kind, balance + priced.to_pay)
    }
}

/// Why a line cannot sell new cards.
fn new_refusal(kind: &GiftCardKind, priced: &PricedLine) -> Option<GiftCardReason> {
    let cards = priced.quantity.as_whole().unwrap_or(0);
    if !(1..=CARDS_OF_LINE).contains(&cards) {
        return Some(GiftCardReason::OneAtATime);
    }
    too_much(kind, part(priced.to_pay, 1, cards))
}

fn too_much(kind: &GiftCardKind, balance: Money) -> Option<GiftCardReason> {
    let is_over = kind.max_balance.is_some_and(|most| balance > most);
    is_over.then_some(GiftCardReason::TooMuch)
}

/// The moves that carry a load out, with codes from the random numbers; a code that there is no number for is not made.
pub(crate) fn with_codes(
    program: &Program,
    load: &GiftCardLoad,
    quantity: Quantity,
    random: &mut impl Iterator<Item = u64>,
    when: When,
) -> Vec<GiftCardMove> {
    let kind = load.kind.as_ref().filter(|_| load.reason.is_none());
    let Some(kind) = kind.and_then(|id| program.gift_card_kind(id)) else {
        return Vec::new();
    };
    let expires_at = kind
        .expire
        .and_then(|rule| rule.expires_at(when.at, &program.zone));
    let loaded = |code: String, amount: Money, made: bool| GiftCardMove::Loaded {
        code,
        kind: kind.id.clone(),
        amount,
        expires_at,
        made,
    };
    if let Some(code) = &load.code {
        return match program.gift_card_code(code) {
            Some(GiftCardCode::Of(_, key)) => vec![loaded(key, load.amount, false)],
            _ => Vec::new(),
        };
    }
    let cards = quantity.as_whole().unwrap_or(0);
    let made = (1..=cards).zip(random).map(|(card, random)| {
        let amount = part(load.amount, card, cards) - part(load.amount, card - 1, cards);
        loaded(make(&kind.prefix, random), amount, true)
    });
    made.collect()
}

/// What so many of the cards hold together.
fn part(whole: Money, cards: i64, of: i64) -> Money {
    Money::from_minor(share_so_far(whole.minor(), cards, of))
}
