//! Stage 1: the club price.
//!
//! A member whom the program's condition admits pays the lower of shelf and club price:
//! `discount = amount − club price × quantity`, never under the line's floor.

use crate::basket::pricing::amount_of;
use crate::basket::{Discount, Flag, Pricing, Sale};
use crate::condition::{self, CLUB_LANE};
use crate::name::{LaneId, RuleId};

/// The rule a club price is noted under.
pub const CLUB_PRICE: &str = "club_price";

/// Takes every line down to its club price.
pub(super) fn apply(sale: &Sale<'_>, pricing: &mut Pricing<'_>) {
    let Some(admitted) = &sale.program.club_price else {
        return;
    };
    let has_club_price = pricing.lines.iter().any(|line| line.club_price.is_some());
    if !has_club_price || sale.member().is_none() {
        return;
    }
    if !condition::holds(admitted, &pricing.view(sale)) {
        return;
    }
    let (rule, lane) = (RuleId::new(CLUB_PRICE), LaneId::new(CLUB_LANE));
    for index in 0..pricing.lines.len() {
        let line = &pricing.lines[index];
        let Some(price) = line.club_price.filter(|_| !line.has(Flag::NoDiscount)) else {
            continue;
        };
        let wanted = pricing.now(index) - amount_of(price, line.quantity, sale.program.currency);
        if !wanted.is_positive() {
            continue;
        }
        let discount = Discount {
            rule: rule.clone(),
            lane: None,
            quantity: line.quantity,
            wanted,
            granted: wanted.min(pricing.room(index)),
        };
        pricing.discount(index, &lane, discount);
    }
}
