//! Differences for review, as callers read them.

use regulars_engine::basket::GiftCardReason;
use regulars_engine::decision;
use serde::Serialize;
use utoipa::ToSchema;

use super::Manner;
use crate::render::{ByUnit, Decimal, Moment, discrepancy};

/// A difference between what a till did and what the rules say, kept for review.
#[derive(Debug, Serialize, ToSchema)]
pub struct Discrepancy {
    #[serde(flatten)]
    what: Difference,
    /// The same in a sentence.
    #[schema(example = "Line 1 was sold for 400 ₽; by the rules it would be 360 ₽.")]
    text: String,
}

/// What differs.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Difference {
    /// Sold for another amount than the rules give.
    Price {
        /// Line.
        line: u32,
        /// As sold.
        sold: Decimal,
        /// As the rules say.
        ruled: Decimal,
    },
    /// Points redeemed that were not there; now a debt.
    Redemption {
        /// Points, by unit.
        points: ByUnit,
    },
    /// A gift card paid more than was on it.
    GiftCard {
        /// How much is not backed.
        amount: Decimal,
    },
    /// A gift card was sold that could not be.
    GiftCardSale {
        /// Line.
        line: u32,
        /// Why, as in quotes.
        #[schema(value_type = String)]
        reason: GiftCardReason,
    },
    /// A card that is blocked.
    BlockedCard,
    /// A card that nobody has.
    UnknownCard,
    /// It arrived later than the program accepts.
    Late,
    /// The till's clock was ahead; recorded at receipt time.
    ClockAhead {
        /// What the till said.
        said: Moment,
    },
}

impl Discrepancy {
    /// A difference, in this manner.
    pub fn of(found: &decision::Discrepancy, manner: Manner<'_>) -> Self {
        Self {
            what: Difference::of(found, manner),
            text: discrepancy(manner.language, manner.program, found, manner.offset),
        }
    }
}

impl Difference {
    fn of(found: &decision::Discrepancy, manner: Manner<'_>) -> Self {
        let scales = manner.scales();
        match found {
            decision::Discrepancy::Price { line, sold, ruled } => Self::Price {
                line: *line,
                sold: scales.money(*sold),
                ruled: scales.money(*ruled),
            },
            decision::Discrepancy::Redemption { unit, points } => Self::Redemption {
                points: ByUnit::sum(scales, [(unit, *points)]),
            },
            decision::Discrepancy::GiftCard { amount } => Self::GiftCard {
                amount: scales.money(*amount),
            },
            decision::Discrepancy::GiftCardSale { line, reason } => Self::GiftCardSale {
                line: *line,
                reason: *reason,
            },
            decision::Discrepancy::BlockedCard => Self::BlockedCard,
            decision::Discrepancy::UnknownCard => Self::UnknownCard,
            decision::Discrepancy::Late => Self::Late,
            decision::Discrepancy::ClockAhead { said } => Self::ClockAhead {
                said: Moment::local(*said, manner.offset),
            },
        }
    }
}
