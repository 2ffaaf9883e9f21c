//! Many p-values at once.

use crate::number::count;

/// Holm's adjusted p-values (Holm 1979): compare with α to hold the chance of any false alarm. For guardrails.
/// Answers in the order given; nothing for nothing.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut adjusted = vec![0.0; p.len()];
    let mut highest = 0.0_f64;
    for (rank, place) in order.into_iter().enumerate() {
        highest = highest.max(p[place] * count(p.len() - rank)).min(1.0);
        adjusted[place] = highest;
    }
    adjusted
}

/// Adjusted p-values of Benjamini and Hochberg (1995): compare with α to hold the share of false alarms among alarms.
/// For secondary metrics and cuts. Answers in the order given.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut adjusted = vec![0.0; p.len()];
    let mut lowest = 1.0_f64;
    for (rank, place) in order.into_iter().enumerate().rev() {
        lowest = lowest.min(p[place] * count(p.len()) / count(rank + 1));
        adjusted[place] = lowest;
    }
    adjusted
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|one, other| p[*one].total_cmp(&p[*other]));
    order
}
