//! The parameters under which what happened is likeliest.

use super::history::{Past, WEEK};
use super::purchasing::{Dropout, Purchasing};
use crate::number::{count, descend, digamma, ln_beta, ln_gamma, minimise};

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
/// days, are made once a step, so a step costs an `exp` and an `ln` for each distinct past. The gradient leads to the
/// summit in a few dozen steps; where it does not, a search without it goes on. `None` of nobody, or where nobody has
/// repeated: the likelihood has no summit then.
pub fn fit(members: impl IntoIterator<Item = Past>, dropout: Dropout) -> Option<Fitted> {
    let groups = Groups::of(members);
    if groups.repeats_most == 0 || groups.members == 0 {
        return None;
    }
    let inside = |at: &[f64]| at.iter().all(|value| value.abs() <= FENCE);
    let slope = |at: &[f64]| {
        if !inside(at) {
            return (f64::INFINITY, vec![0.0; at.len()]);
        }
        let (value, slope) = groups.log_likelihood(&model(at, dropout));
        (-value, slope.iter().map(|part| -part).collect())
    };
    let mut found = descend(&groups.start(), slope);
    if !found.settled {
        found = minimise(&found.at, 0.1, |at| slope(at).0);
    }
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

/// Distinct pasts with how many share them, in order of repeats.
struct Groups {
    pasts: Vec<Group>,
    members: u64,
    repeats_most: u32,
    age_most: u32,
}

struct Group {
    repeats: u32,
    last: usize,
    age: usize,
    weight: f64,
}

impl Groups {
    fn of(members: impl IntoIterator<Item = Past>) -> Self {
        let triple = |past: Past| (past.repeats, past.last.min(past.age), past.age);
        let mut triples: Vec<(u32, u32, u32)> = members.into_iter().map(triple).collect();
        triples.sort_unstable();
        let place = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
        let alike = triples.chunk_by(|one, other| one == other);
        let pasts = alike.filter_map(|alike| {
            let (repeats, last, age) = *alike.first()?;
            Some(Group {
                repeats,
                last: place(last),
                age: place(age),
                weight: count(alike.len()),
            })
        });
        Self {
            pasts: pasts.collect(),
            members: u64::try_from(triples.len()).unwrap_or(u64::MAX),
            repeats_most: triples.last().map_or(0, |triple| triple.0),
            age_most: triples.iter().map(|triple| triple.2).max().unwrap_or(0),
        }
    }

    /// r, a, b of 1, and α such that the mean rate is the one seen.
    fn start(&self) -> [f64; 4] {
        let sum = |part: fn(&Group) -> f64| -> f64 { self.pasts.iter().map(part).sum() };
        let repeats = sum(|group| f64::from(group.repeats) * group.weight);
        let weeks = sum(|group| count(group.age) * group.weight) / WEEK;
        let alpha = (weeks / repeats).clamp(1e-3, 1e4);
        [0.0, alpha.ln(), 0.0, 0.0]
    }

    /// The likelihood of all, and its gradient by the logarithms of the parameters.
    fn log_likelihood(&self, model: &Purchasing) -> (f64, [f64; 4]) {
        let days = (0..=self.age_most).map(|days| {
            let weeks = model.alpha + f64::from(days) / WEEK;
            (weeks.ln(), weeks.recip())
        });
        let days: Vec<(f64, f64)> = days.collect();
        let mut value = 0.0;
        let [mut by_r, mut by_alpha, mut by_a, mut by_b] = [0.0; 4];
        let alike = self
            .pasts
            .chunk_by(|one, other| one.repeats == other.repeats);
        for alike in alike {
            let x = f64::from(alike.first().map_or(0, |group| group.repeats));
            let steady = Steady::of(model, x);
            let all = sum(alike, &days, model.r + x, steady.factor);
            value += all.weight * steady.value + all.value;
            by_r += all.weight * steady.by_r + all.by_power;
            by_alpha += all.weight * model.r / model.alpha + all.by_alpha;
            by_a += all.weight * steady.by_a + all.stopped / model.a;
            by_b += all.weight * steady.by_b - all.stopped * steady.factor_by_b;
        }
        let slope = [
            by_r * model.r,
            by_alpha * model.alpha,
            by_a * model.a,
            by_b * model.b,
        ];
        (value, slope)
    }
}

/// What of a likelihood and its derivatives depends on the number of repeats alone.
struct Steady {
    value: f64,
    by_r: f64,
    by_a: f64,
    by_b: f64,
    /// ln(a/(b + x − 1)), and 1/(b + x − 1).
    factor: f64,
    factor_by_b: f64,
}

impl Steady {
    fn of(model: &Purchasing, x: f64) -> Self {
        let Purchasing { r, alpha, a, b, .. } = *model;
        let chances = x + model.dropout.first();
        let (all, going) = (digamma(a + b + chances), digamma(a + b));
        Self {
            value: ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln() + ln_beta(a, b + chances)
                - ln_beta(a, b),
            by_r: digamma(r + x) - digamma(r) + alpha.ln(),
            by_a: going - all,
            by_b: digamma(b + chances) - all - digamma(b) + going,
            factor: model.ln_odds_factor(x),
            factor_by_b: if chances > 0.0 {
                (b + chances - 1.0).recip()
            } else {
                0.0
            },
        }
    }
}

/// Sums over the pasts with so many repeats.
#[derive(Default)]
struct Sums {
    weight: f64,
    value: f64,
    by_power: f64,
    by_alpha: f64,
    /// Members who have stopped, as the model has it.
    stopped: f64,
}

/// ln(e^{A3} + e^{A4}) = A3 + ln(1 + odds of having stopped), `power` = r + x.
fn sum(alike: &[Group], days: &[(f64, f64)], power: f64, factor: f64) -> Sums {
    let mut sums = Sums::default();
    for group in alike {
        let (Some(last), Some(age)) = (days.get(group.last), days.get(group.age)) else {
            continue;
        };
        let waited = age.0 - last.0;
        let (ln_rest, share) = ln_odds(factor + power * waited);
        let stopped = group.weight * share;
        sums.weight += group.weight;
        sums.value += group.weight * (ln_rest - power * age.0);
        sums.by_power += stopped * waited - group.weight * age.0;
        sums.by_alpha += power * (stopped * (age.1 - last.1) - group.weight * age.1);
        sums.stopped += stopped;
    }
    sums
}

/// Beyond, 1 is nothing beside the odds.
const ODDS_MOST: f64 = 40.0;

/// ln(1 + odds) and odds/(1 + odds), of ln odds.
fn ln_odds(ln: f64) -> (f64, f64) {
    if ln > ODDS_MOST {
        return (ln, 1.0);
    }
    let odds = ln.exp();
    (odds.ln_1p(), odds / (1.0 + odds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_that_of_the_likelihood() {
        let past = |repeats: u32| Past {
            repeats,
            last: repeats * 7 % 90,
            age: 90 + repeats,
            repeat_amount: 0,
        };
        let groups = Groups::of((0..40).chain(0..9).map(past));
        for dropout in [Dropout::AfterRepeat, Dropout::AfterAny] {
            let at = [0.3, 1.7, -0.2, 0.9];
            let (_, slope) = groups.log_likelihood(&model(&at, dropout));
            for (axis, slope) in slope.into_iter().enumerate() {
                let near = |by: f64| {
                    let mut at = at;
                    at[axis] += by;
                    groups.log_likelihood(&model(&at, dropout)).0
                };
                let seen = (near(1e-5) - near(-1e-5)) / 2e-5;
                assert!(
                    (seen - slope).abs() < 1e-5 * (1.0 + slope.abs()),
                    "{axis}: {seen} and {slope}"
                );
            }
        }
    }
}
