//! Gamma and beta functions: in logarithms, and their incomplete parts.

/// ln Γ(x) for x > 0.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for a, b > 0.
pub fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// ln of the number of ways to choose `k` of `n`; −∞ where there is none.
pub fn ln_choose(n: f64, k: f64) -> f64 {
    if k < 0.0 || k > n {
        return f64::NEG_INFINITY;
    }
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

/// From here on the asymptotic series of ψ and ψ₁ have double precision.
const ASYMPTOTIC_FROM: f64 = 20.0;

/// ψ(x), the derivative of ln Γ, for x > 0: the mean of the logarithm of a gamma variable (Abramowitz and Stegun 6.3.18
/// after the recurrence 6.3.5).
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x > 0.0 && x < ASYMPTOTIC_FROM {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let tail = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square / 252.0));
    sum + x.ln() - 0.5 / x - tail
}

/// ψ₁(x), the second derivative of ln Γ, for x > 0: the variance of that logarithm (Abramowitz and Stegun 6.4.12 after
/// 6.4.6).
pub fn trigamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x > 0.0 && x < ASYMPTOTIC_FROM {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let tail = 1.0 / 6.0 - square * (1.0 / 30.0 - square * (1.0 / 42.0 - square / 30.0));
    sum + 1.0 / x + square / 2.0 + square / x * tail
}

/// Steps after which a fraction or series that has not converged is cut.
const STEPS_MAX: u32 = 100_000;
/// What counts as nothing in a divisor.
const NOTHING: f64 = 1e-300;
/// Relative change at which a fraction or series has converged: a few last digits, below which rounding alone moves it.
const CLOSE: f64 = 1e-15;

/// Iₓ(a, b), the regularised incomplete beta function, for 0 ≤ x ≤ 1 (continued fraction of DLMF 8.17.22, on the side
/// where it converges fast).
pub fn beta_share(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_share(b, a, 1.0 - x);
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp() / a;
    let step = |place: u32| {
        let m = f64::from(place / 2);
        if place.is_multiple_of(2) {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    };
    front * fraction(1.0, |place| (step(place), 1.0)).recip()
}

/// Q(a, x), the regularised upper incomplete gamma function, for a > 0, x ≥ 0 (series of DLMF 8.11.4 below a + 1,
/// continued fraction of 8.9.2 above).
pub fn gamma_upper_share(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for place in 1..STEPS_MAX {
            term *= x / (a + f64::from(place));
            sum += term;
            if term < sum * CLOSE {
                break;
            }
        }
        return 1.0 - front * sum;
    }
    let below = fraction(x + 1.0 - a, |place| {
        let n = f64::from(place);
        (-n * (n - a), x + 2.0 * n + 1.0 - a)
    });
    front / below
}

/// The continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the method of Lentz; `part` gives (aₙ, bₙ) from n = 1.
fn fraction(first: f64, part: impl Fn(u32) -> (f64, f64)) -> f64 {
    let something = |value: f64| {
        if value.abs() < NOTHING {
            NOTHING
        } else {
            value
        }
    };
    let mut whole = something(first);
    let (mut upper, mut lower) = (whole, 0.0);
    for place in 1..STEPS_MAX {
        let (a, b) = part(place);
        lower = something(b + a * lower).recip();
        upper = something(b + a / upper);
        let change = upper * lower;
        whole *= change;
        if (change - 1.0).abs() <= CLOSE {
            break;
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    #[test]
    fn values_are_those_of_the_tables() {
        let check = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
        };
        check(ln_gamma(0.5), PI.sqrt().ln());
        check(ln_gamma(10.0), 362_880.0_f64.ln());
        check(ln_beta(2.0, 3.0), (1.0_f64 / 12.0).ln());
        check(ln_choose(5.0, 2.0), 10.0_f64.ln());
        check(digamma(1.0), -0.577_215_664_901_532_9);
        check(trigamma(1.0), PI * PI / 6.0);
        check(trigamma(0.5), PI * PI / 2.0);
        check(beta_share(2.0, 3.0, 0.4), 0.5248);
        check(beta_share(0.5, 0.5, 0.5), 0.5);
        check(gamma_upper_share(1.0, 0.3), (-0.3_f64).exp());
        check(gamma_upper_share(1.0, 9.0), (-9.0_f64).exp());
        check(gamma_upper_share(2.0, 3.0), 4.0 * (-3.0_f64).exp());
    }
}
