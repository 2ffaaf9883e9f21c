//! Gifts: after every discount on goods, what the till has added as a gift costs nothing, as far as the basket deserves it.
//!
//! A line that is a gift counts in no threshold and meets no other offer: it cannot deserve itself. One that is not deserved
//! keeps its price, and the answer says why.

use crate::basket::pricing::amount_of;
use crate::basket::{Discount, GiftAnswer, GiftLine, GiftReason, Pricing, Sale, near_miss};
use crate::condition;
use crate::name::{LaneId, RuleId, Sku};
use crate::number::Quantity;
use crate::program::Gift;

/// The lane that gifts are noted under.
pub const GIFT_LANE: &str = "gift";

/// Gives what is deserved and says what may be chosen.
pub(super) fn apply<'a>(sale: &Sale<'a>, pricing: &mut Pricing<'a>) {
    for gift in &sale.program.gifts {
        let asked = asked_of(sale, &gift.id);
        let (deserved, reason) = deserved(sale, gift, pricing);
        let taken = give(sale, gift, &asked, deserved, pricing);
        if deserved == 0 && asked.is_empty() {
            continue;
        }
        let all = asked.len() == taken.len();
        pricing.gifts.push(GiftAnswer {
            rule: gift.id.clone(),
            choose: gift.choose.clone(),
            count: deserved,
            reason: reason.or((!all).then_some(GiftReason::TooMuch)),
            taken,
        });
    }
    unknown(sale, pricing);
}

/// Lines of the till that name a gift this program does not have.
fn unknown(sale: &Sale<'_>, pricing: &mut Pricing<'_>) {
    let named = { sale.basket.lines.iter() }.filter_map(|line| line.gift_of.as_ref());
    for rule in named {
        if !pricing.gifts.iter().any(|answer| answer.rule == *rule) {
            pricing.gifts.push(GiftAnswer {
                rule: rule.clone(),
                choose: Vec::new(),
                count: 0,
                taken: Vec::new(),
                reason: Some(GiftReason::Unknown),
            });
        }
    }
}

/// Places of the lines that say they are this gift.
fn asked_of(sale: &Sale<'_>, rule: &RuleId) -> Vec<usize> {
    let lines = sale.basket.lines.iter().enumerate();
    let asked = lines.filter(|(_, line)| line.gift_of.as_ref() == Some(rule));
    asked.map(|(place, _)| place).collect()
}

/// How many units the basket deserves, and else why none.
fn deserved<'a>(
    sale: &Sale<'a>,
    gift: &'a Gift,
    pricing: &mut Pricing<'a>,
) -> (i64, Option<GiftReason>) {
    let view = pricing.view(sale);
    if !condition::holds(&gift.when, &view) {
        let hint = near_miss(&gift.id, &gift.when, &view);
        pricing.hints.extend(hint);
        return (0, Some(GiftReason::NotDeserved));
    }
    pricing.met.push(&gift.id);
    // What is counted is guarded by the change of a member: a stranger has none.
    let counted = gift.stock.is_some() && sale.member().is_none();
    if counted || !sale.may_use(&gift.id, gift.limit.as_ref()) {
        return (0, Some(GiftReason::LimitReached));
    }
    let left = gift.stock_left(sale.situation, sale.when.at, &sale.program.zone);
    let count = gift.count.min(left);
    (count, (count == 0).then_some(GiftReason::OutOfStock))
}

/// Takes the price off the lines asked for, in their order, as long as there is something left.
fn give<'a>(
    sale: &Sale<'a>,
    gift: &'a Gift,
    asked: &[usize],
    deserved: i64,
    pricing: &mut Pricing<'a>,
) -> Vec<GiftLine> {
    let (lane, mut left) = (LaneId::new(GIFT_LANE), Quantity::whole(deserved));
    let mut taken = Vec::new();
    for index in asked.iter().copied() {
        let sku = pricing.facts.lines[index].sku.as_ref();
        let is_of_it = sku.is_some_and(|sku: &Sku| gift.choose.contains(sku));
        let line = &pricing.lines[index];
        if !is_of_it || line.quantity > left {
            continue;
        }
        left -= line.quantity;
        let (number, quantity) = (line.number, line.quantity);
        let wanted = amount_of(line.price, quantity, sale.program.currency);
        let granted = wanted.min(pricing.room(index));
        taken.push(GiftLine {
            line: number,
            quantity,
        });
        let discount = Discount {
            rule: gift.id.clone(),
            lane: Some(lane.clone()),
            quantity,
            wanted,
            granted,
        };
        pricing.discount(index, &lane, discount);
    }
    taken
}
