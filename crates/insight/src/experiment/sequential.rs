//! Looking every day.

use super::effect::{Effect, Interval};
use crate::number::real;

/// By how many standard errors an interval that is valid whenever one looks reaches to either side.
///
/// √N·√(2(Nρ² + 1)/(N²ρ²)·ln(√(Nρ² + 1)/α)) with ρ = √((−2 ln α + ln(1 − 2 ln α))/S): the asymptotic confidence
/// sequence of Waudby-Smith et al. (2021), tuned to be narrowest at `planned` units S. `seen` is N, the units of both arms
/// so far. Infinite before the first unit.
pub fn always_valid_multiplier(seen: i64, planned: i64, alpha: f64) -> f64 {
    if seen <= 0 {
        return f64::INFINITY;
    }
    let (n, s) = (real(seen), real(planned.max(1)));
    let tuning = (-2.0 * alpha.ln() + (1.0 - 2.0 * alpha.ln()).ln()) / s;
    let grown = n * tuning + 1.0;
    let inside = 2.0 * grown / (n * n * tuning) * (grown.sqrt() / alpha).ln();
    n.sqrt() * inside.sqrt()
}

/// The interval of an effect that may be looked at after every unit; `None` where the effect has no standard error.
pub fn always_valid(effect: &Effect, seen: i64, planned: i64, alpha: f64) -> Option<Interval> {
    let reach = always_valid_multiplier(seen, planned, alpha) * effect.standard_error?;
    Some(Interval::around(effect.diff, reach))
}
