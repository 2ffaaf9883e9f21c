//! What became of points, and what they are owed for.

use super::share;
use crate::number::real;

/// Points redeemed / points issued, of one cohort of issue, in the unit's scale.
pub fn redemption_rate(redeemed: i64, issued: i64) -> Option<f64> {
    share(redeemed, issued)
}

/// Points expired unused / points issued, of one cohort of issue.
pub fn breakage(expired: i64, issued: i64) -> Option<f64> {
    share(expired, issued)
}

/// What unredeemed points are worth when redeemed, in minor units: points × money / points of the unit's value, cut
/// down to whole minor units. Exact but for that; 0 for a unit without a value.
pub fn gross_liability(unredeemed: i64, value_minor: i64, per_points: i64) -> i64 {
    if per_points <= 0 {
        return 0;
    }
    let worth = i128::from(unredeemed) * i128::from(value_minor) / i128::from(per_points);
    i64::try_from(worth).unwrap_or(i64::MAX)
}

/// The part of it that will be asked for: gross × expected redemption share (0..1), in minor units. An estimate; name
/// the method where it is shown.
pub fn expected_liability(gross: i64, redemption_share: f64) -> f64 {
    real(gross) * redemption_share.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_worth_their_redemption() {
        assert_eq!(redemption_rate(30, 40), Some(0.75));
        assert_eq!(breakage(10, 40), Some(0.25));
        assert_eq!((redemption_rate(0, 0), breakage(0, 0)), (None, None));
        assert_eq!(gross_liability(1_050, 100, 100), 1_050);
        assert_eq!(gross_liability(1_050, 1, 100), 10);
        assert_eq!(gross_liability(5, 1, 0), 0);
        assert_eq!(expected_liability(1_000, 0.8), 800.0);
    }
}
