//! How much members spend at a time: Gamma-Gamma (Fader and Hardie 2013, note 025).

use super::history::Past;
use crate::number::{count, descend, digamma, ln_gamma, minimise};

/// A fitted model: a purchase is Gamma(p, ν) with ν ~ Gamma(q, v) by member. Takes spend and frequency to be
/// independent; [`SpendFitted::correlation`] says whether they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    /// Shape of a member's purchases.
    pub p: f64,
    /// Shape of the members' scales.
    pub q: f64,
    /// Scale of them, in major units.
    pub v: f64,
}

impl Spend {
    /// ln of the likelihood of a mean of so many repeat purchases: lnΓ(px + q) − lnΓ(px) − lnΓ(q) + q ln v + (px − 1) ln z̄
    /// + px ln x − (px + q) ln(x z̄ + v).
    pub fn log_likelihood(&self, repeats: f64, mean: f64) -> f64 {
        let shape = self.p * repeats;
        ln_gamma(shape + self.q) - ln_gamma(shape) - ln_gamma(self.q)
            + self.q * self.v.ln()
            + (shape - 1.0) * mean.ln()
            + shape * repeats.ln()
            - (shape + self.q) * (repeats * mean + self.v).ln()
    }

    /// The mean purchase expected of a member, in major units: p(v + x z̄)/(px + q − 1); of one without repeats the
    /// population's. `None` while q ≤ 1 and x is nothing: the population has no mean then.
    pub fn expected(&self, repeats: f64, mean: f64) -> Option<f64> {
        let below = self.p * repeats + self.q - 1.0;
        (below > 0.0).then(|| self.p * (self.v + repeats * mean) / below)
    }

    /// The mean purchase of the population: p·v/(q − 1); `None` while q ≤ 1.
    pub fn population(&self) -> Option<f64> {
        self.expected(0.0, 0.0)
    }
}

/// A model and how well it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpendFitted {
    /// The model.
    pub model: Spend,
    /// ln of the likelihood under it.
    pub log_likelihood: f64,
    /// Members with repeat purchases and money in them.
    pub members: u64,
    /// Correlation of repeats and mean; far from 0 the model does not hold.
    pub correlation: f64,
    /// Whether a search begun anew found nothing better, with no parameter at the fence.
    pub settled: bool,
}

/// Parameters are searched between e^−15 and e^15.
const FENCE: f64 = 15.0;

/// Fits the model on members with repeat purchases; `None` with fewer than two of them, or without any difference
/// between them.
pub fn fit_spend(
    members: impl IntoIterator<Item = Past>,
    minor_per_major: f64,
) -> Option<SpendFitted> {
    let means = members.into_iter().filter_map(|past| {
        let mean = past.mean_repeat(minor_per_major)?;
        Some((past.repeats, mean))
    });
    let mut means: Vec<(u32, f64)> = means.collect();
    means.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let (first, last) = (means.first()?, means.last()?);
    let differs = means.iter().any(|(_, mean)| (mean - first.1).abs() > 0.0);
    if first == last || !differs {
        return None;
    }
    let middle = means.iter().map(|(_, mean)| mean).sum::<f64>() / count(means.len());
    let alike = alike(&means);
    // Shapes of a few and the population's mean where it was seen.
    let start = [1.0, 1.0, (middle * 0.6).max(1e-6).ln()];
    let slope = |at: &[f64]| {
        if at.iter().any(|value| value.abs() > FENCE) {
            return (f64::INFINITY, vec![0.0; at.len()]);
        }
        let (value, slope) = log_likelihood(&model(at), &alike);
        (-value, slope.iter().map(|part| -part).collect())
    };
    let mut found = descend(&start, slope);
    if !found.settled {
        found = minimise(&found.at, 0.1, |at| slope(at).0);
    }
    let inside = found.at.iter().all(|value| value.abs() < FENCE - 0.1);
    Some(SpendFitted {
        model: model(&found.at),
        log_likelihood: -found.value,
        members: u64::try_from(means.len()).unwrap_or(u64::MAX),
        correlation: correlation(&means),
        settled: found.settled && inside,
    })
}

fn model(at: &[f64]) -> Spend {
    let value = |place: usize| at.get(place).copied().unwrap_or_default().exp();
    Spend {
        p: value(0),
        q: value(1),
        v: value(2),
    }
}

/// Members with so many repeats.
struct Alike<'m> {
    repeats: f64,
    means: &'m [(u32, f64)],
    /// Σ ln z̄.
    ln_means: f64,
}

/// Members come in order of repeats, so gammas are made once for each number of them.
fn alike(means: &[(u32, f64)]) -> Vec<Alike<'_>> {
    let alike = means.chunk_by(|one, other| one.0 == other.0);
    let group = alike.map(|means| Alike {
        repeats: f64::from(means.first().map_or(0, |first| first.0)),
        ln_means: means.iter().map(|(_, mean)| mean.ln()).sum(),
        means,
    });
    group.collect()
}

/// The likelihood of all, and its gradient by the logarithms of the parameters.
fn log_likelihood(model: &Spend, alike: &[Alike<'_>]) -> (f64, [f64; 3]) {
    let Spend { p, q, v } = *model;
    let (ln_v, ln_gamma_q, digamma_q) = (v.ln(), ln_gamma(q), digamma(q));
    let mut value = 0.0;
    let [mut by_p, mut by_q, mut by_v] = [0.0; 3];
    for group in alike {
        let (x, n) = (group.repeats, count(group.means.len()));
        let shape = p * x;
        let (mut ln_sums, mut recips) = (0.0, 0.0);
        for (_, mean) in group.means {
            let sum = x * mean + v;
            ln_sums += sum.ln();
            recips += sum.recip();
        }
        let steady = ln_gamma(shape + q) - ln_gamma(shape) - ln_gamma_q;
        value += n * (steady + q * ln_v + shape * x.ln()) + (shape - 1.0) * group.ln_means
            - (shape + q) * ln_sums;
        let both = digamma(shape + q);
        by_p += x * (n * (both - digamma(shape) + x.ln()) + group.ln_means - ln_sums);
        by_q += n * (both - digamma_q + ln_v) - ln_sums;
        by_v += n * q / v - (shape + q) * recips;
    }
    (value, [by_p * p, by_q * q, by_v * v])
}

fn correlation(means: &[(u32, f64)]) -> f64 {
    let column = |part: fn(&(u32, f64)) -> f64| -> Vec<f64> { means.iter().map(part).collect() };
    let (repeats, spend) = (column(|one| f64::from(one.0)), column(|one| one.1));
    crate::experiment::cuped(&spend, &repeats).correlation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_that_of_the_likelihood() {
        let means = [(1, 20.0), (1, 35.5), (2, 4.0), (7, 60.0), (7, 41.0)];
        let groups = alike(&means);
        let at = [0.4, 1.1, 3.0];
        let (_, slope) = log_likelihood(&model(&at), &groups);
        for (axis, slope) in slope.into_iter().enumerate() {
            let near = |by: f64| {
                let mut at = at;
                at[axis] += by;
                log_likelihood(&model(&at), &groups).0
            };
            let seen = (near(1e-5) - near(-1e-5)) / 2e-5;
            assert!(
                (seen - slope).abs() < 1e-6 * (1.0 + slope.abs()),
                "{axis}: {seen} and {slope}"
            );
        }
    }
}
