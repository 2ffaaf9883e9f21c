//! Rules that nearly applied, as callers read them.

use regulars_engine::basket::{Hint, Missing};
use regulars_engine::name::RuleId;
use serde::Serialize;
use utoipa::ToSchema;

use super::Manner;
use crate::render::{ByUnit, Decimal, hint};

/// A rule that nearly applied.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hint)]
pub struct HintAnswer {
    /// The rule.
    #[schema(value_type = String, example = "snack-pack")]
    rule: RuleId,
    /// What is missing.
    missing: Lack,
    /// The same as a sentence, in the language of `Accept-Language` (`en` or `ru`).
    #[schema(example = "62 ₽ more for snack-pack")]
    text: String,
}

/// What a rule that nearly applied lacks: one of the fields.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Missing)]
pub enum Lack {
    /// So much more money in the basket.
    Money(Decimal),
    /// So many more units of goods.
    Units(Decimal),
    /// So many more purchases.
    Purchases(i64),
    /// So many more points on the balance.
    Points(ByUnit),
}

impl HintAnswer {
    /// A near miss, in this manner.
    pub fn of(near: &Hint, manner: Manner<'_>) -> Self {
        let scales = manner.scales();
        let missing = match &near.missing {
            Missing::Money(money) => Lack::Money(scales.money(*money)),
            Missing::Units(units) => Lack::Units(Decimal::quantity(*units)),
            Missing::Purchases(count) => Lack::Purchases(*count),
            Missing::Points { unit, points } => {
                Lack::Points(ByUnit::sum(scales, [(unit, *points)]))
            }
        };
        Self {
            rule: near.rule.clone(),
            missing,
            text: hint(manner.language, manner.program, near),
        }
    }
}
