//! The same difference as a degree of belief.

use super::effect::Interval;
use super::proportion::Share;
use crate::number::{digamma, normal_cdf, normal_quantile, real, trigamma};

/// A normal belief about an effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posterior {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
}

impl Posterior {
    /// The chance that the effect is above nothing.
    pub fn chance_to_win(self) -> f64 {
        1.0 - normal_cdf(-self.mean / self.deviation)
    }

    /// The middle part of it, all but `alpha`.
    pub fn interval(self, alpha: f64) -> Interval {
        let reach = normal_quantile(1.0 - alpha / 2.0) * self.deviation;
        Interval::around(self.mean, reach)
    }
}

/// An estimate with its standard error, seen through a normal prior (mean, deviation); `None`: a flat one.
/// precision = 1/σ₀² + 1/σ̂²; mean = (μ₀/σ₀² + Δ̂/σ̂²)/precision.
pub fn normal_posterior(
    estimate: f64,
    standard_error: f64,
    prior: Option<(f64, f64)>,
) -> Posterior {
    let weight = 1.0 / standard_error.powi(2);
    let (middle, held) = prior.map_or((0.0, 0.0), |(mean, deviation)| {
        (mean, 1.0 / deviation.powi(2))
    });
    let precision = weight + held;
    Posterior {
        mean: (middle * held + estimate * weight) / precision,
        deviation: precision.recip().sqrt(),
    }
}

/// ln(treated share / control share) under Beta(1, 1) priors by the normal approximation: means ψ(a) − ψ(a + b),
/// variances ψ₁(a) − ψ₁(a + b), where the means of equal totals differ by ψ of the successes alone.
pub fn share_posterior(control: Share, treated: Share) -> Posterior {
    let (one, other) = (LogShare::of(treated), LogShare::of(control));
    Posterior {
        mean: one.mean - other.mean,
        deviation: (one.variance + other.variance).sqrt(),
    }
}

struct LogShare {
    mean: f64,
    variance: f64,
}

impl LogShare {
    fn of(share: Share) -> Self {
        let (did, all) = (real(share.successes) + 1.0, real(share.n) + 2.0);
        Self {
            mean: digamma(did) - digamma(all),
            variance: trigamma(did) - trigamma(all),
        }
    }
}
