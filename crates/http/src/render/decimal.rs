//! Decimal strings with the digits of their currency or unit, written without a detour.

use std::fmt;

use regulars_engine::name::UnitId;
use regulars_engine::number::{Money, Points, Price, Quantity};
use regulars_engine::program::{Program, TierMetric};
use serde::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Decimals a price or quantity has at most.
const PLACES: u8 = 4;

/// A number that is written as a decimal string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    raw: i64,
    places: u8,
    least: u8,
}

impl Decimal {
    /// A quantity: no zeros past the last digit that counts.
    pub fn quantity(quantity: Quantity) -> Self {
        Self {
            raw: quantity.raw(),
            places: PLACES,
            least: 0,
        }
    }

    /// A count.
    pub fn whole(count: i64) -> Self {
        Self {
            raw: count,
            places: 0,
            least: 0,
        }
    }

    /// A ratio in hundredths, with both of its decimals.
    pub fn hundredths(raw: i64) -> Self {
        Self {
            raw,
            places: 2,
            least: 2,
        }
    }
}

/// Writes `-12.50`: at least as many decimals as its kind has, more only where they count.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10_u64.pow(u32::from(self.places));
        let size = self.raw.unsigned_abs();
        let (whole, mut fraction) = (size / one, size % one);
        let mut width = self.places;
        while width > self.least && fraction % 10 == 0 {
            fraction /= 10;
            width -= 1;
        }
        let sign = if self.raw < 0 { "-" } else { "" };
        match width {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(
                f,
                "{sign}{whole}.{fraction:0width$}",
                width = usize::from(width)
            ),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl PartialSchema for Decimal {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^-?\d+(\.\d{1,4})?$"))
            .description(Some(
                "A decimal number as a string, with the digits of its currency or unit.",
            ))
            .examples([serde_json::Value::from("400.00")])
            .into()
    }
}

impl ToSchema for Decimal {}

/// The digits of a program's currency and units.
#[derive(Debug, Clone, Copy)]
pub struct Scales<'p>(pub &'p Program);

impl Scales<'_> {
    /// Money.
    pub fn money(self, money: Money) -> Decimal {
        let places = self.0.currency.exponent();
        Decimal {
            raw: money.minor(),
            places,
            least: places,
        }
    }

    /// So much of what a tier scheme counts.
    pub fn metric(self, metric: &TierMetric, amount: i64) -> Decimal {
        match metric {
            TierMetric::Spend => self.money(Money::from_minor(amount)),
            TierMetric::Earned(unit) => self.points(unit, Points::from_raw(amount)),
            TierMetric::Visits | TierMetric::Fee(_) => Decimal::whole(amount),
            TierMetric::Units(_) => Decimal::quantity(Quantity::from_raw(amount)),
        }
    }

    /// A unit price.
    pub fn price(self, price: Price) -> Decimal {
        Decimal {
            raw: price.raw(),
            places: PLACES,
            least: self.0.currency.exponent(),
        }
    }

    /// Points; a unit the program no longer has counts whole points.
    pub fn points(self, unit: &UnitId, points: Points) -> Decimal {
        let places = self.0.unit(unit).map_or(0, |unit| unit.scale.decimals());
        Decimal {
            raw: points.raw(),
            places,
            least: places,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_the_digits_of_their_kind() {
        let written = |raw, places, least| Decimal { raw, places, least }.to_string();
        assert_eq!(written(40_000, 2, 2), "400.00");
        assert_eq!(written(-5, 2, 2), "-0.05");
        assert_eq!(written(0, 2, 2), "0.00");
        assert_eq!(written(30, 0, 0), "30");
        assert_eq!(written(10_000, 4, 0), "1");
        assert_eq!(written(3_330, 4, 0), "0.333");
        assert_eq!(written(4_000_000, 4, 2), "400.00");
        assert_eq!(written(21_050, 4, 2), "2.105");
        assert_eq!(written(i64::MIN, 4, 4), "-922337203685477.5808");
    }
}
