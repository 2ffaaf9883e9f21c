//! Ratios of sums: average receipt, revenue per visit. The unit stays the member, never the receipt.

use super::effect::{Effect, Estimate};
use super::mean::{Sample, freedom};
use crate::number::real;

/// Pairs of an arm, summed up: one numerator and one denominator per unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Paired {
    /// Numerators.
    pub over: Sample,
    /// Denominators.
    pub under: Sample,
    /// Their covariance with n − 1; 0 of fewer than two.
    pub covariance: f64,
}

impl Paired {
    /// Of pairs; what one slice has more than the other is left out.
    pub fn of(over: &[f64], under: &[f64]) -> Self {
        let n = over.len().min(under.len());
        let (over, under) = (&over[..n], &under[..n]);
        let (one, other) = (Sample::of(over), Sample::of(under));
        let products: f64 = over
            .iter()
            .zip(under)
            .map(|(y, x)| (y - one.mean) * (x - other.mean))
            .sum();
        Self {
            over: one,
            under: other,
            covariance: if one.n > 1 {
                products / real(one.n - 1)
            } else {
                0.0
            },
        }
    }

    /// The ratio of the means; `None` where the denominators sum to nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.under.mean != 0.0).then(|| self.over.mean / self.under.mean)
    }

    /// Variance of one unit's part in the ratio by the delta method: (s_M² − 2R·s_MD + R²·s_D²) / D̄².
    fn variance(self, ratio: f64) -> f64 {
        let spread = self.over.variance - 2.0 * ratio * self.covariance
            + ratio.powi(2) * self.under.variance;
        spread.max(0.0) / self.under.mean.powi(2)
    }

    /// The ratio as if each unit had its part in it: its mean, and by the delta method the variance of a unit. `None` where
    /// the denominators sum to nothing.
    pub fn sample(self) -> Option<Sample> {
        let ratio = self.ratio()?;
        Some(Sample {
            n: self.over.n,
            mean: ratio,
            variance: self.variance(ratio),
        })
    }
}

/// Treated − control of the ratios by the delta method (Deng, Knoblich, Lu 2018), with Welch's degrees of freedom.
/// `None` when an arm has fewer than two units or nothing in its denominators.
pub fn compare_ratios(control: Paired, treated: Paired, alpha: f64) -> Option<Effect> {
    let (control, treated) = (control.sample()?, treated.sample()?);
    if control.n < 2 || treated.n < 2 {
        return None;
    }
    let estimate = |sample: Sample| -> Estimate { sample.estimate() };
    let freedom = freedom(control, treated);
    Some(estimate(treated).less(estimate(control), freedom, alpha))
}
