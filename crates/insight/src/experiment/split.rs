//! Whether the arms have the sizes they should have.

use serde::Serialize;

use crate::number::{chi_square_upper, count, real};

/// A comparison of planned and found sizes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Split {
    /// Σ (found − expected)² / expected.
    pub chi_square: f64,
    /// Chance of a difference as large by luck. Below 0.001 something assigns or loses units; no verdict is due then.
    pub p: f64,
}

/// The chi-square test of a sample-ratio mismatch (Fabijan et al. 2019): found sizes against planned shares, of any
/// scale. `None` with fewer than two arms, no units, or a planned share that is not above nothing.
pub fn sample_ratio(found: &[i64], planned: &[f64]) -> Option<Split> {
    let all: f64 = found.iter().map(|n| real(*n)).sum();
    let shares: f64 = planned.iter().sum();
    let usable = found.len() == planned.len()
        && found.len() > 1
        && all > 0.0
        && planned.iter().all(|share| *share > 0.0);
    if !usable {
        return None;
    }
    let parts = found.iter().zip(planned).map(|(n, share)| {
        let expected = all * share / shares;
        (real(*n) - expected).powi(2) / expected
    });
    let chi_square = parts.sum();
    Some(Split {
        chi_square,
        p: chi_square_upper(chi_square, count(found.len() - 1)),
    })
}
