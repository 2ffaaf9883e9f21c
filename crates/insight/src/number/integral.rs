//! Integrals of smooth functions.

/// Intervals; even.
const STEPS: i32 = 600;

/// The integral of a smooth function by Simpson's rule.
pub fn integral(from: f64, to: f64, function: impl Fn(f64) -> f64) -> f64 {
    let step = (to - from) / f64::from(STEPS);
    let inner: f64 = (1..STEPS)
        .map(|place| {
            let weight = if place % 2 == 1 { 4.0 } else { 2.0 };
            weight * function(from + f64::from(place) * step)
        })
        .sum();
    (function(from) + inner + function(to)) * step / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smooth_functions_are_integrated() {
        let check = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-10, "{found} for {expected}");
        };
        check(integral(0.0, 1.0, |x| x * x * x), 0.25);
        check(integral(0.0, std::f64::consts::PI, f64::sin), 2.0);
        check(integral(2.0, 2.0, f64::exp), 0.0);
    }
}
