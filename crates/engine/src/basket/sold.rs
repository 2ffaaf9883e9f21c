//! `priced: till`: lines as they were sold, whatever the rules say.

use crate::basket::{Discount, Pricing, Sale};
use crate::decision::Discrepancy;
use crate::name::{LaneId, RuleId};

/// The rule, and the lane, a till's own discount is noted under.
pub const TILL: &str = "till";

/// Puts every line back to what it was sold for: the difference from the shelf is one discount, and a line sold
/// above the shelf price is taken at what it was sold for. Says where the rules come to another amount.
pub(super) fn as_stated(sale: &Sale<'_>, pricing: &mut Pricing<'_>) -> Vec<Discrepancy> {
    let (rule, lane) = (RuleId::new(TILL), LaneId::new(TILL));
    let mut discrepancies = Vec::new();
    for (index, stated) in sale.basket.lines.iter().enumerate() {
        let ruled = pricing.now(index);
        let facts = &mut pricing.facts.lines[index];
        let sold = stated.sold_for.unwrap_or(facts.amount);
        if sold != ruled {
            discrepancies.push(Discrepancy::Price {
                line: stated.number,
                sold,
                ruled,
            });
        }
        facts.amount = facts.amount.max(sold);
        facts.now = facts.amount;
        facts.discounted.clear();
        let off = facts.amount - sold;
        pricing.lines[index].discounts.clear();
        if off.is_positive() {
            let (rule, quantity) = (rule.clone(), stated.quantity);
            let discount = Discount {
                rule,
                lane: None,
                quantity,
                wanted: off,
                granted: off,
            };
            pricing.discount(index, &lane, discount);
        }
    }
    discrepancies
}
