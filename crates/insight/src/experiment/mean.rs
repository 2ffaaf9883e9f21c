//! Means: how much each, zeros included.

use super::effect::{Effect, Estimate};
use crate::number::{count, real};

/// Values of an arm, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sample {
    /// How many.
    pub n: i64,
    /// Their mean; 0 of none.
    pub mean: f64,
    /// Their variance with n − 1; 0 of fewer than two.
    pub variance: f64,
}

impl Sample {
    /// Of values, in two passes, so that large means do not eat the variance.
    pub fn of(values: &[f64]) -> Self {
        let n = count(values.len());
        if values.is_empty() {
            return Self::default();
        }
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self {
            n: i64::try_from(values.len()).unwrap_or(i64::MAX),
            mean,
            variance: if n > 1.0 { squares / (n - 1.0) } else { 0.0 },
        }
    }

    /// From its published mean and standard deviation.
    pub fn told(n: i64, mean: f64, deviation: f64) -> Self {
        Self {
            n,
            mean,
            variance: deviation * deviation,
        }
    }

    /// The mean with s²/n.
    pub(super) fn estimate(self) -> Estimate {
        Estimate {
            value: self.mean,
            variance: self.variance / real(self.n.max(1)),
        }
    }
}

/// Welch–Satterthwaite degrees of freedom: se⁴ / ((s_T²/n_T)²/(n_T − 1) + (s_C²/n_C)²/(n_C − 1)); infinite when
/// neither arm varies.
pub(super) fn freedom(control: Sample, treated: Sample) -> f64 {
    let (one, other) = (treated.estimate().variance, control.estimate().variance);
    let below =
        one * one / real((treated.n - 1).max(1)) + other * other / real((control.n - 1).max(1));
    if below > 0.0 {
        (one + other).powi(2) / below
    } else {
        f64::INFINITY
    }
}

/// Treated − control by Welch's t (Welch 1947, Biometrika 34:28), lift by the delta method with the same degrees of
/// freedom. `None` when an arm has fewer than two units.
pub fn welch(control: Sample, treated: Sample, alpha: f64) -> Option<Effect> {
    if control.n < 2 || treated.n < 2 {
        return None;
    }
    let freedom = freedom(control, treated);
    Some(treated.estimate().less(control.estimate(), freedom, alpha))
}
