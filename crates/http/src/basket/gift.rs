//! Gifts of a basket: what is deserved, what of it is given.

use regulars_engine::basket::{GiftReason, Priced};
use regulars_engine::decision::Returned;
use regulars_engine::name::{RuleId, Sku};
use regulars_engine::number::Quantity;
use serde::Serialize;
use utoipa::ToSchema;

/// A gift that the basket deserves, or that a line asks for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Gift {
    /// The rule: a line that is the gift names it as `gift_of`.
    #[schema(value_type = String, example = "mug-with-50")]
    rule: RuleId,
    /// What there is to choose from.
    #[schema(value_type = Vec<String>, example = json!(["mug", "cup"]))]
    choose: Vec<Sku>,
    /// Units that the basket deserves, all told.
    #[schema(example = 1)]
    count: i64,
    /// Lines that are given: they cost nothing.
    taken: Vec<Taken>,
    /// Why none is deserved, or a line is not given: `not_deserved`, `limit_reached`, `out_of_stock`, `too_much` (more units, or
    /// other goods), `unknown`.
    #[schema(value_type = Option<String>)]
    reason: Option<GiftReason>,
}

/// A line that is given.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftTaken)]
struct Taken {
    /// The line.
    #[schema(example = 2)]
    line: u32,
    /// Units.
    #[schema(value_type = String, example = "1")]
    quantity: Quantity,
}

/// A gift that is with the buyer though goods came back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftKept)]
pub struct Kept {
    /// The rule that gave it.
    #[schema(value_type = String, example = "mug-with-50")]
    rule: RuleId,
    /// The line of the purchase.
    #[schema(example = 2)]
    line: u32,
    /// Units.
    #[schema(value_type = String, example = "1")]
    quantity: Quantity,
}

impl Gift {
    /// Those of a basket.
    pub fn of(priced: &Priced) -> Vec<Self> {
        let gifts = priced.gifts.iter().map(|gift| Self {
            rule: gift.rule.clone(),
            choose: gift.choose.clone(),
            count: gift.count,
            taken: { gift.taken.iter() }
                .map(|taken| Taken {
                    line: taken.line,
                    quantity: taken.quantity,
                })
                .collect(),
            reason: gift.reason,
        });
        gifts.collect()
    }
}

impl Kept {
    /// Those a return leaves.
    pub fn of(returned: &Returned) -> Vec<Self> {
        let kept = returned.gifts_kept.iter().map(|gift| Self {
            rule: gift.rule.clone(),
            line: gift.line,
            quantity: gift.quantity,
        });
        kept.collect()
    }
}
