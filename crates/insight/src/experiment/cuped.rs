//! Less noise by what was known before.

use super::mean::Sample;

/// What CUPED took from the values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cuped {
    /// cov(Y, X) / var(X) over all arms together; 0 where X does not vary.
    pub theta: f64,
    /// Correlation of Y and X over all arms; variance falls by its square.
    pub correlation: f64,
    /// Mean of X over all arms, from which the adjustment is counted.
    pub mean_before: f64,
}

impl Cuped {
    /// An arm's values less θ·(X − mean of X of all): its mean is the adjusted mean, its variance s_Y² + θ²s_X² − 2θs_XY.
    pub fn adjust(self, values: &[f64], before: &[f64]) -> Vec<f64> {
        values
            .iter()
            .zip(before)
            .map(|(y, x)| y - self.theta * (x - self.mean_before))
            .collect()
    }
}

/// θ of all arms together (Deng, Xu, Kohavi, Walker 2013, WSDM): `values` during, `before` of the same units from
/// before the experiment began.
pub fn cuped(values: &[f64], before: &[f64]) -> Cuped {
    let (y, x) = (Sample::of(values), Sample::of(before));
    let pairs = values.iter().zip(before);
    let products: f64 = pairs.map(|(v, b)| (v - y.mean) * (b - x.mean)).sum();
    let covariance = products / crate::number::real((y.n.min(x.n) - 1).max(1));
    let spread = (y.variance * x.variance).sqrt();
    Cuped {
        theta: if x.variance > 0.0 {
            covariance / x.variance
        } else {
            0.0
        },
        correlation: if spread > 0.0 {
            covariance / spread
        } else {
            0.0
        },
        mean_before: x.mean,
    }
}
