//! Normal, Student and chi-square distributions.

use std::f64::consts::SQRT_2;

use super::gamma::{beta_share, gamma_upper_share, ln_gamma};
use super::integral::integral;

/// Φ(z): the share of a standard normal variable at or below `z`.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// The `z` that a share `p` of a standard normal variable lies below; −∞ at or below 0, +∞ at or above 1.
pub fn normal_quantile(p: f64) -> f64 {
    quantile(p, normal_cdf)
}

/// The two-sided p-value of a normal statistic: 2·(1 − Φ(|z|)).
pub fn normal_two_sided(z: f64) -> f64 {
    2.0 * normal_cdf(-z.abs())
}

/// The share of Student's t with `freedom` degrees at or below `t`; the normal one with infinitely many, or none.
pub fn student_cdf(t: f64, freedom: f64) -> f64 {
    if !freedom.is_finite() || freedom <= 0.0 {
        return normal_cdf(t);
    }
    let tail = 0.5 * beta_share(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The `t` that a share `p` of Student's t with `freedom` degrees lies below; as [`normal_quantile`] at the ends.
pub fn student_quantile(p: f64, freedom: f64) -> f64 {
    quantile(p, |t| student_cdf(t, freedom))
}

/// The two-sided p-value of Student's t.
pub fn student_two_sided(t: f64, freedom: f64) -> f64 {
    2.0 * student_cdf(-t.abs(), freedom)
}

/// The share of a chi-square variable above `value`: the p-value of a goodness-of-fit test. 1 without degrees of
/// freedom.
pub fn chi_square_upper(value: f64, freedom: f64) -> f64 {
    if freedom > 0.0 {
        gamma_upper_share(freedom / 2.0, value / 2.0)
    } else {
        1.0
    }
}

/// The quantile of a distribution symmetric about 0, by halving: below the middle, where its share keeps its digits.
fn quantile(p: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
    }
    let tail = p.min(1.0 - p);
    let (mut low, mut high) = (-1.0, 0.0);
    while cdf(low) > tail && low > -1e12 {
        low *= 2.0;
    }
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if cdf(middle) < tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    if p < 0.5 { high } else { -high }
}

/// The share of the noncentral t with `freedom` degrees and this shift that lies above `t`: the power of a t test.
///
/// P(T ≤ t) is the mean of Φ(t·s − shift) over s = √(χ²/ν), whose density is 2·(ν/2)^{ν/2}·s^{ν−1}·e^{−νs²/2}/Γ(ν/2)
/// (Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2, ch. 31). With fewer
/// than one degree the normal answer.
pub fn student_upper_shifted(t: f64, freedom: f64, shift: f64) -> f64 {
    if freedom.is_nan() || freedom < 1.0 {
        return normal_cdf(shift - t);
    }
    let half = freedom / 2.0;
    let ln_scale = std::f64::consts::LN_2 + half * half.ln() - ln_gamma(half);
    let above = |s: f64| {
        let density = (ln_scale + (freedom - 1.0) * s.ln() - half * s * s).exp();
        density * normal_cdf(shift - t * s)
    };
    // Beyond nine deviations (each about 1/√(2ν)) there is nothing left of s.
    let reach = 9.0 / (2.0 * freedom).sqrt();
    let (from, to) = ((1.0 - reach).max(1e-12), 1.0 + reach);
    integral(from, to, above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-11, "{found} for {expected}");
    }

    #[test]
    fn tails_and_quantiles_are_those_of_the_tables() {
        check(normal_cdf(1.0), 0.841_344_746_068_543);
        check(normal_two_sided(-1.959_963_984_540_054), 0.05);
        check(normal_quantile(0.975), 1.959_963_984_540_054);
        check(normal_quantile(0.2), -0.841_621_233_572_914);
        check(normal_quantile(0.5), 0.0);
        check(student_quantile(0.975, 10.0), 2.228_138_851_986_274);
        check(student_quantile(0.975, 1.0), 12.706_204_736_174_705);
        check(student_two_sided(2.228_138_851_986_274, 10.0), 0.05);
        check(student_cdf(0.0, 3.0), 0.5);
        check(chi_square_upper(3.841_458_820_694_124, 1.0), 0.05);
        check(chi_square_upper(18.307_038_053_275_146, 10.0), 0.05);
    }

    #[test]
    fn many_degrees_are_the_normal_distribution() {
        let far = student_quantile(0.975, 1e7);
        assert!((far - normal_quantile(0.975)).abs() < 1e-6, "{far}");
        check(
            student_two_sided(1.959_963_984_540_054, f64::INFINITY),
            0.05,
        );
        check(student_two_sided(1.959_963_984_540_054, 0.0), 0.05);
    }

    #[test]
    fn the_ends_have_an_answer() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert_eq!(chi_square_upper(5.0, 0.0), 1.0);
        assert_eq!(chi_square_upper(0.0, 1.0), 1.0);
    }
}
