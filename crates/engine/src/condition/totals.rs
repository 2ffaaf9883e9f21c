//! Sums of the basket that a condition cannot do without.

use super::leaf::{Condition, Test, Threshold};
use super::range::Range;

/// The sums of the basket that must be reached for a condition to hold, each with whether it is the one after discounts
/// (else before them).
pub(crate) fn least_totals(condition: &Condition) -> Vec<(bool, Range)> {
    match condition {
        Condition::All(parts) => parts.iter().flat_map(least_totals).collect(),
        Condition::Leaf(leaf) => match &leaf.test {
            Test::BasketTotal(threshold, range) => {
                vec![(*threshold != Threshold::BeforeDiscounts, *range)]
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
