//! An amount of points, or of any other unit a program declares.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::amount::amount;
use super::error::NumberError;
use super::limits::POINTS_MAX_WHOLE;
use super::text;

/// An amount of a unit in the unit's own [`Scale`]: with scale 2, `Points::from_raw(150)` is 1.50.
///
/// Serialised as the integer.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Points(i64);

amount!(Points);

impl Points {
    /// This many of the unit's smallest parts.
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// How many of the unit's smallest parts.
    pub const fn raw(self) -> i64 {
        self.0
    }
}

/// How many decimals a unit has: 0 to 4.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(extend("maximum" = 4))]
pub struct Scale(u8);

impl Scale {
    /// Whole points only.
    pub const WHOLE: Self = Self(0);
    /// Two decimals.
    pub const HUNDREDTHS: Self = Self(2);

    /// A unit with this many decimals.
    ///
    /// # Errors
    /// More than 4.
    pub const fn new(decimals: u8) -> Result<Self, NumberError> {
        if decimals > 4 {
            return Err(NumberError::BadScale { found: decimals });
        }
        Ok(Self(decimals))
    }

    /// How many decimals.
    pub const fn decimals(self) -> u8 {
        self.0
    }

    /// How many smallest parts one whole unit has: 1, 10, 100, 1,000 or 10,000.
    pub const fn parts(self) -> i64 {
        text::pow10(self.0)
    }

    /// This many whole units.
    pub const fn whole(self, units: i64) -> Points {
        Points(units.saturating_mul(self.parts()))
    }

    /// Reads `12.5` exactly.
    ///
    /// # Errors
    /// Not a number, a decimal finer than the scale, or more than 10¹² whole units.
    pub fn parse(self, text: &str) -> Result<Points, NumberError> {
        text::parse_exact(text, self.0, POINTS_MAX_WHOLE * self.parts()).map(Points)
    }

    /// Writes the points with exactly the decimals of the scale: `30`, or `12.50` with two.
    pub fn format(self, points: Points) -> String {
        text::format(points.0, self.0, self.0)
    }
}

impl TryFrom<u8> for Scale {
    type Error = NumberError;
    fn try_from(decimals: u8) -> Result<Self, NumberError> {
        Self::new(decimals)
    }
}

impl From<Scale> for u8 {
    fn from(scale: Scale) -> Self {
        scale.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(decimals: u8, text: &str, raw: i64, written: &str) {
        let scale = Scale::new(decimals).unwrap();
        let points = scale.parse(text).unwrap();
        assert_eq!(
            (points.raw(), scale.format(points).as_str()),
            (raw, written)
        );
    }

    #[test]
    fn points_are_read_and_written_in_their_scale() {
        check(0, "300", 300, "300");
        check(0, "-5", -5, "-5");
        check(2, "12.5", 1_250, "12.50");
        check(4, "0.0001", 1, "0.0001");
    }

    #[test]
    fn points_finer_than_their_scale_are_refused() {
        assert!(matches!(
            Scale::WHOLE.parse("0.5"),
            Err(NumberError::TooManyDecimals { most: 0, .. })
        ));
        assert!(matches!(
            Scale::WHOLE.parse("1000000000001"),
            Err(NumberError::TooLarge { .. })
        ));
    }

    #[test]
    fn a_scale_has_at_most_four_decimals() {
        assert_eq!(
            Scale::new(5).unwrap_err().to_string(),
            "a unit has 0 to 4 decimals, not 5"
        );
        assert!(serde_json::from_str::<Scale>("5").is_err());
        assert_eq!(serde_json::from_str::<Scale>("4").unwrap().parts(), 10_000);
        assert_eq!(Scale::new(2).unwrap().whole(3), Points::from_raw(300));
    }
}
