//! Why a basket came out as it did.

use regulars_engine::basket::Priced;
use regulars_engine::name::RuleId;
use regulars_engine::words::{Amount, Buyer, Kind, Told, Words};
use serde::Serialize;
use utoipa::ToSchema;

use crate::basket::Manner;
use crate::render::Decimal;

/// Why a basket came out as it did, in sentences.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Explanation)]
pub struct ExplanationAnswer {
    /// About the whole: what it earned and why, what points paid, what did not apply, what nearly did.
    purchase: Vec<Because>,
    /// Line by line, in the basket's order.
    lines: Vec<LineBecause>,
}

/// Why a line came out as it did.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LineExplanation)]
struct LineBecause {
    /// The till's number of the line.
    #[schema(example = 1)]
    line: u32,
    /// In the order things happened.
    sentences: Vec<Because>,
}

/// One thing that happened, or did not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExplanationSentence)]
struct Because {
    /// `discount`, `redeem`, `earn`, `refused` or `near_miss`.
    #[schema(value_type = String, example = "earn")]
    kind: Kind,
    /// The rule behind it.
    #[schema(value_type = Option<String>, example = "base")]
    rule: Option<RuleId>,
    /// The sentence.
    #[schema(example = "37 bonuses = 5% of 740 ₽; valid through 10 March 2027; rule base.")]
    text: String,
    /// Its figure: money taken off, paid by points or missing; of `earn` the points.
    amount: Option<Decimal>,
}

impl ExplanationAnswer {
    /// A decision explained, in this manner.
    pub fn of(priced: &Priced, buyer: Buyer, manner: Manner<'_>) -> Self {
        let words = Words {
            program: manner.program,
            language: manner.language,
        };
        let explanation = words.basket(priced, buyer);
        let because = |told: Vec<Told>| {
            let told = told.into_iter();
            told.map(|told| Because::of(told, manner)).collect()
        };
        Self {
            purchase: because(explanation.purchase),
            lines: explanation
                .lines
                .into_iter()
                .map(|line| LineBecause {
                    line: line.line,
                    sentences: because(line.sentences),
                })
                .collect(),
        }
    }
}

impl Because {
    fn of(told: Told, manner: Manner<'_>) -> Self {
        let scales = manner.scales();
        let amount = told.amount.map(|amount| match amount {
            Amount::Money(money) => scales.money(money),
            Amount::Points(unit, points) => scales.points(&unit, points),
        });
        Self {
            kind: told.kind,
            rule: told.rule,
            text: told.text,
            amount,
        }
    }
}
