//! The same basket with other redemptions.

use regulars_engine::name::UnitId;
use regulars_engine::purchase;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Scales};

/// What another redemption would lead to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Variant {
    /// Sums over the lines.
    totals: VariantTotals,
    /// Points earned, by unit.
    earn: Vec<VariantEarn>,
}

/// Sums of a variant.
#[derive(Debug, Serialize, ToSchema)]
struct VariantTotals {
    /// Left to pay by money.
    to_pay: Decimal,
    /// Paid by points.
    redeemed: Decimal,
}

/// Points of a variant.
#[derive(Debug, Serialize, ToSchema)]
struct VariantEarn {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Points.
    amount: Decimal,
}

impl Variant {
    /// Another redemption of the same basket.
    pub fn of(variant: &purchase::Variant, scales: Scales<'_>) -> Self {
        let mut earn: Vec<(UnitId, regulars_engine::number::Points)> = Vec::new();
        for earning in &variant.earn {
            match earn.iter_mut().find(|(unit, _)| *unit == earning.unit) {
                Some((_, sum)) => *sum += earning.amount,
                None => earn.push((earning.unit.clone(), earning.amount)),
            }
        }
        let totals = VariantTotals {
            to_pay: scales.money(variant.totals.to_pay),
            redeemed: scales.money(variant.totals.redeemed),
        };
        let earn = earn.into_iter().map(|(unit, points)| VariantEarn {
            amount: scales.points(&unit, points),
            unit,
        });
        Self {
            totals,
            earn: earn.collect(),
        }
    }
}
