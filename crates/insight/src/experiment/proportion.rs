//! Shares: how many did it.

use super::effect::{Effect, Estimate, Interval};
use crate::number::{ln_choose, normal_quantile, normal_two_sided, real};

/// So many did it, of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Did it.
    pub successes: i64,
    /// Of so many; not fewer.
    pub n: i64,
}

impl Share {
    /// The share, 0..1; 0 of nobody.
    pub fn value(self) -> f64 {
        if self.n > 0 {
            real(self.successes) / real(self.n)
        } else {
            0.0
        }
    }

    /// p(1 − p)/n; 0 of nobody.
    fn estimate(self) -> Estimate {
        let value = self.value();
        Estimate {
            value,
            variance: value * (1.0 - value) / real(self.n.max(1)),
        }
    }

    fn failures(self) -> i64 {
        self.n - self.successes
    }
}

/// Wilson's score interval of a share (Newcombe 1998, Statistics in Medicine 17:857, method 3). Of nobody: 0..1.
pub fn wilson(share: Share, alpha: f64) -> Interval {
    if share.n <= 0 {
        return Interval {
            low: 0.0,
            high: 1.0,
        };
    }
    let (p, n) = (share.value(), real(share.n));
    let z = normal_quantile(1.0 - alpha / 2.0);
    let middle = p + z * z / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    Interval {
        low: ((middle - reach) / scale).max(0.0),
        high: ((middle + reach) / scale).min(1.0),
    }
}

/// Newcombe's hybrid score interval of treated − control (Newcombe 1998, Statistics in Medicine 17:873, method 10).
pub fn newcombe(control: Share, treated: Share, alpha: f64) -> Interval {
    let (wide, base) = (wilson(treated, alpha), wilson(control, alpha));
    let (p, q) = (treated.value(), control.value());
    let apart = |one: f64, other: f64| (one * one + other * other).sqrt();
    Interval {
        low: p - q - apart(p - wide.low, base.high - q),
        high: p - q + apart(wide.high - p, q - base.low),
    }
}

/// Wald's interval of treated − control with unpooled variance: for comparison with others; prefer [`newcombe`].
pub fn wald(control: Share, treated: Share, alpha: f64) -> Interval {
    let (one, other) = (treated.estimate(), control.estimate());
    let reach = normal_quantile(1.0 - alpha / 2.0) * (one.variance + other.variance).sqrt();
    Interval::around(one.value - other.value, reach)
}

/// The z of treated − control under one common share; `None` when nobody or everybody did it.
pub fn pooled_z(control: Share, treated: Share) -> Option<f64> {
    let (n, m) = (real(treated.n), real(control.n));
    let common = real(treated.successes + control.successes) / (n + m);
    let error = (common * (1.0 - common) * (1.0 / n + 1.0 / m)).sqrt();
    (error > 0.0 && error.is_finite()).then(|| (treated.value() - control.value()) / error)
}

/// Fisher's exact test, two-sided: the probability of all tables with these margins that are no likelier than this
/// one. 1 without anybody.
pub fn fisher(control: Share, treated: Share) -> f64 {
    let (all, did) = (control.n + treated.n, control.successes + treated.successes);
    let ln_all = ln_choose(real(all), real(did));
    let likelihood = |x: i64| {
        let rest = ln_choose(real(control.n), real(did - x));
        (ln_choose(real(treated.n), real(x)) + rest - ln_all).exp()
    };
    let here = likelihood(treated.successes);
    let first = (did - control.n).max(0);
    let tables = (first..=did.min(treated.n)).map(likelihood);
    // Tables as likely as this one differ from it in the last digits only.
    let sum: f64 = tables.filter(|there| *there <= here * (1.0 + 1e-9)).sum();
    sum.min(1.0)
}

/// Below this expected number in any cell the normal approximation of the p-value is not used.
const EXPECTED_LEAST: f64 = 5.0;

fn least_expected(control: Share, treated: Share) -> f64 {
    let all = real(control.n + treated.n);
    let did = real(control.successes + treated.successes);
    let failed = real(control.failures() + treated.failures());
    real(control.n.min(treated.n)) * did.min(failed) / all
}

/// Treated − control: Newcombe's interval; p of the pooled z, or of Fisher's exact test where a cell expects fewer than
/// five; lift by the delta method with p(1 − p)/n. `None` when an arm has nobody.
pub fn compare_shares(control: Share, treated: Share, alpha: f64) -> Option<Effect> {
    if control.n <= 0 || treated.n <= 0 {
        return None;
    }
    let plain = treated
        .estimate()
        .less(control.estimate(), f64::INFINITY, alpha);
    let z = pooled_z(control, treated);
    let p = if least_expected(control, treated) < EXPECTED_LEAST {
        Some(fisher(control, treated))
    } else {
        z.map(normal_two_sided)
    };
    Some(Effect {
        interval: Some(newcombe(control, treated, alpha)),
        p,
        statistic: z,
        ..plain
    })
}
