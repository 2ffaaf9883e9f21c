//! What the difference of two arms says.

use serde::Serialize;

use crate::number::{student_quantile, student_two_sided};

/// Two bounds, the lower first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower.
    pub low: f64,
    /// The upper.
    pub high: f64,
}

impl Interval {
    /// A middle and what lies on either side of it.
    pub fn around(middle: f64, half_width: f64) -> Self {
        Self {
            low: middle - half_width,
            high: middle + half_width,
        }
    }

    /// Both bounds multiplied, for what an effect is worth in all: effect per member × members.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            low: self.low * factor,
            high: self.high * factor,
        }
    }
}

impl Serialize for Interval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.low, self.high].serialize(serializer)
    }
}

/// A difference as a share of the control's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// (treated − control) / control.
    pub value: f64,
    /// Its standard error by the delta method.
    pub standard_error: f64,
    /// Its interval.
    pub interval: Interval,
    /// Two-sided; may differ from that of the difference, since the control's value is uncertain too.
    pub p: f64,
}

/// Treated minus control.
///
/// Without two units an arm has no variance, and where every unit has the same value nothing is uncertain: interval
/// and p are absent then.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Treated minus control.
    pub diff: f64,
    /// Standard error of the difference.
    pub standard_error: Option<f64>,
    /// Interval of the difference.
    pub interval: Option<Interval>,
    /// Two-sided p-value.
    pub p: Option<f64>,
    /// The statistic the p-value comes from: z or t.
    pub statistic: Option<f64>,
    /// Degrees of freedom; infinite for z.
    pub freedom: f64,
    /// Relative to the control; absent when the control's value is within two standard errors of nothing.
    pub lift: Option<Lift>,
}

/// A value with the variance of its estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Estimate {
    pub(super) value: f64,
    pub(super) variance: f64,
}

/// Standard errors between the control's value and nothing, below which a lift says nothing.
const LIFT_NEEDS: f64 = 2.0;

impl Estimate {
    /// The relative lift over a control: variance s_T²/(m_C² n_T) + s_C² m_T²/(m_C⁴ n_C) (delta method).
    pub(super) fn lift_over(self, control: Self, freedom: f64, alpha: f64) -> Option<Lift> {
        let base = control.value;
        if base.abs() <= LIFT_NEEDS * control.variance.sqrt() {
            return None;
        }
        let variance =
            self.variance / base.powi(2) + control.variance * self.value.powi(2) / base.powi(4);
        let standard_error = variance.sqrt();
        let value = (self.value - base) / base;
        let reach = student_quantile(1.0 - alpha / 2.0, freedom) * standard_error;
        Some(Lift {
            value,
            standard_error,
            interval: Interval::around(value, reach),
            p: two_sided(value, standard_error, freedom)?,
        })
    }

    /// The difference from a control by its t (or, with infinite degrees, z) statistic.
    pub(super) fn less(self, control: Self, freedom: f64, alpha: f64) -> Effect {
        let diff = self.value - control.value;
        let standard_error = (self.variance + control.variance).sqrt();
        let certain = standard_error > 0.0 && standard_error.is_finite();
        let told = certain.then_some(standard_error);
        let reach = student_quantile(1.0 - alpha / 2.0, freedom);
        Effect {
            diff,
            standard_error: told,
            interval: told.map(|error| Interval::around(diff, reach * error)),
            p: told.and_then(|error| two_sided(diff, error, freedom)),
            statistic: told.map(|error| diff / error),
            freedom,
            lift: told.and_then(|_| self.lift_over(control, freedom, alpha)),
        }
    }
}

fn two_sided(value: f64, standard_error: f64, freedom: f64) -> Option<f64> {
    (standard_error > 0.0).then(|| student_two_sided(value / standard_error, freedom))
}
