//! The parameters under which what happened is likeliest.

use std::collections::BTreeMap;

use super::history::{Past, WEEK};
use super::purchasing::{Dropout, Purchasing, many};
use crate::number::{ln_beta, ln_gamma, minimise};

/// A model and how well it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted {
    /// The model.
    pub model: Purchasing,
    /// ln of the likelihood of everyone's past under it.
    pub log_likelihood: f64,
    /// Members it was fitted on.
    pub members: u64,
    /// Whether a search begun anew found nothing better, with no parameter at the fence.
    pub settled: bool,
}

/// Parameters are searched between e^−12 and e^12: beyond, the data does not determine them.
const FENCE: f64 = 12.0;

/// Fits a model by maximum likelihood without a penalty, on the logarithms of r, α, a, b.
///
/// Members with the same (x, tₓ, T) are one term with a weight. What depends on x alone, and logarithms of α plus whole
/// days, are made once a step, so a step costs a few additions and one `ln` for each distinct past. `None` of nobody, or
/// where nobody has repeated: the likelihood has no summit then.
pub fn fit(members: impl IntoIterator<Item = Past>, dropout: Dropout) -> Option<Fitted> {
    let groups = Groups::of(members);
    if groups.repeats_most == 0 || groups.members == 0 {
        return None;
    }
    let start = groups.start();
    let found = minimise(&start, 0.7, |at| {
        if at.iter().any(|value| value.abs() > FENCE) {
            return f64::INFINITY;
        }
        -groups.log_likelihood(&model(at, dropout))
    });
    let inside = found.at.iter().all(|value| value.abs() < FENCE - 0.1);
    Some(Fitted {
        model: model(&found.at, dropout),
        log_likelihood: -found.value,
        members: groups.members,
        settled: found.settled && inside,
    })
}

fn model(at: &[f64], dropout: Dropout) -> Purchasing {
    let value = |place: usize| at.get(place).copied().unwrap_or_default().exp();
    Purchasing {
        dropout,
        r: value(0),
        alpha: value(1),
        a: value(2),
        b: value(3),
    }
}

/// Distinct pasts with how many share them.
struct Groups {
    pasts: Vec<Group>,
    members: u64,
    repeats_most: u32,
    age_most: u32,
}

struct Group {
    repeats: usize,
    last: usize,
    age: usize,
    weight: f64,
}

impl Groups {
    fn of(members: impl IntoIterator<Item = Past>) -> Self {
        let mut counts: BTreeMap<(u32, u32, u32), u64> = BTreeMap::new();
        for past in members {
            let key = (past.repeats, past.last.min(past.age), past.age);
            *counts.entry(key).or_default() += 1;
        }
        let place = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
        let pasts = counts.iter().map(|((repeats, last, age), members)| Group {
            repeats: place(*repeats),
            last: place(*last),
            age: place(*age),
            weight: many(*members),
        });
        Self {
            pasts: pasts.collect(),
            members: counts.values().sum(),
            repeats_most: counts.keys().map(|key| key.0).max().unwrap_or(0),
            age_most: counts.keys().map(|key| key.2).max().unwrap_or(0),
        }
    }

    /// r, a, b of 1, and α such that the mean rate is the one seen.
    fn start(&self) -> [f64; 4] {
        let sum = |part: fn(&Group) -> f64| -> f64 { self.pasts.iter().map(part).sum() };
        let repeats = sum(|group| crate::number::count(group.repeats) * group.weight);
        let weeks = sum(|group| crate::number::count(group.age) * group.weight) / WEEK;
        let alpha = (weeks / repeats).clamp(1e-3, 1e4);
        [0.0, alpha.ln(), 0.0, 0.0]
    }

    fn log_likelihood(&self, model: &Purchasing) -> f64 {
        let by_repeats: Vec<(f64, f64)> = (0..=self.repeats_most)
            .map(|repeats| steady(model, f64::from(repeats)))
            .collect();
        let by_days: Vec<f64> = (0..=self.age_most)
            .map(|days| (model.alpha + f64::from(days) / WEEK).ln())
            .collect();
        let term = |group: &Group| {
            let (steady, factor) = by_repeats.get(group.repeats)?;
            let (last, age) = (by_days.get(group.last)?, by_days.get(group.age)?);
            let power = model.r + crate::number::count(group.repeats);
            // ln(e^{A3} + e^{A4}) = A3 + ln(1 + odds of having stopped).
            let odds = (factor + power * (age - last)).exp();
            Some(group.weight * (steady - power * age + odds.ln_1p()))
        };
        self.pasts.iter().filter_map(term).sum()
    }
}

/// What of a likelihood depends on the number of repeats alone, and ln(a/(b + x − 1)).
fn steady(model: &Purchasing, x: f64) -> (f64, f64) {
    let value = ln_gamma(model.r + x) - ln_gamma(model.r)
        + model.r * model.alpha.ln()
        + ln_beta(model.a, model.b + x + model.dropout.first())
        - ln_beta(model.a, model.b);
    (value, model.ln_odds_factor(x))
}
