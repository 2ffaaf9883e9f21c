//! How many units it takes, before it begins.

use crate::number::{normal_quantile, real, student_quantile, student_upper_shifted};

/// What an experiment shall hold to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrangement {
    /// Chance of a false alarm, two-sided.
    pub alpha: f64,
    /// Chance to see an effect that is there.
    pub power: f64,
    /// Treated units for each of control: 9 for a control of 10 %.
    pub treated_per_control: f64,
}

impl Default for Arrangement {
    /// 5 %, 80 %, equal arms.
    fn default() -> Self {
        Self {
            alpha: 0.05,
            power: 0.8,
            treated_per_control: 1.0,
        }
    }
}

impl Arrangement {
    fn reach(self) -> (f64, f64) {
        (
            normal_quantile(1.0 - self.alpha / 2.0),
            normal_quantile(self.power),
        )
    }
}

/// Units of control to tell the shares apart, as a fraction of a unit; infinite for equal shares.
///
/// n_C = (z_{α/2}·√((1 + 1/r)·p̄q̄) + z_β·√(p_C q_C + p_T q_T/r))² / (p_T − p_C)², p̄ = (p_C + r·p_T)/(1 + r) (Fleiss,
/// Levin, Paik, Statistical Methods for Rates and Proportions, ch. 4, with unequal arms).
pub fn share_sample(control: f64, treated: f64, how: Arrangement) -> f64 {
    let ratio = how.treated_per_control;
    let common = (control + ratio * treated) / (1.0 + ratio);
    let (z, beta) = how.reach();
    let null = ((1.0 + 1.0 / ratio) * common * (1.0 - common)).sqrt();
    let there = (control * (1.0 - control) + treated * (1.0 - treated) / ratio).sqrt();
    ((z * null + beta * there) / (treated - control)).powi(2)
}

/// Units of control to see a difference of means, given the standard deviation of a unit and the correlation with what
/// was known before (0: no CUPED): (z_{α/2} + z_β)²·σ²·(1 + 1/r)·(1 − ρ²)/δ².
pub fn value_sample(difference: f64, deviation: f64, correlation: f64, how: Arrangement) -> f64 {
    let (z, beta) = how.reach();
    let spread = deviation.powi(2) * (1.0 + 1.0 / how.treated_per_control);
    (z + beta).powi(2) * spread * (1.0 - correlation.powi(2)) / difference.powi(2)
}

/// Chance to see a difference of means with `n` units in each of two equal arms, by the noncentral t; `effect` in
/// standard deviations of a unit.
pub fn power_of_means(n: f64, effect: f64, alpha: f64) -> f64 {
    let freedom = 2.0 * (n - 1.0);
    let critical = student_quantile(1.0 - alpha / 2.0, freedom);
    student_upper_shifted(critical, freedom, effect * (n / 2.0).sqrt())
}

/// Units in each of two equal arms for that chance, as a fraction of a unit; never fewer than two.
pub fn value_sample_exact(effect: f64, alpha: f64, power: f64) -> f64 {
    let (mut low, mut high) = (2.0_f64, 4.0);
    while power_of_means(high, effect, alpha) < power && high < 1e12 {
        low = high;
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if power_of_means(middle, effect, alpha) < power {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The smallest difference of means that `units` in both arms together will show: (z_{α/2} + z_β)·σ·√((1/n_C + 1/n_T)(1 −
/// ρ²)). A share of p has σ² = p(1 − p), which leaves out that the treated share varies otherwise. Infinite for nobody.
pub fn detectable_value(deviation: f64, correlation: f64, units: i64, how: Arrangement) -> f64 {
    let (z, beta) = how.reach();
    let control = real(units) / (1.0 + how.treated_per_control);
    let spread = (1.0 + 1.0 / how.treated_per_control) / control * (1.0 - correlation.powi(2));
    (z + beta) * deviation * spread.sqrt()
}

/// The smallest relative lift of a share that `units` in both arms together will show, by [`share_sample`] turned round;
/// `None` where even everybody doing it would not be seen.
pub fn detectable_share(control: f64, units: i64, how: Arrangement) -> Option<f64> {
    let available = real(units) / (1.0 + how.treated_per_control);
    let enough = |treated: f64| share_sample(control, treated, how) <= available;
    if control <= 0.0 || control >= 1.0 || !enough(1.0) {
        return None;
    }
    let (mut low, mut high) = (control, 1.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high / control - 1.0)
}
