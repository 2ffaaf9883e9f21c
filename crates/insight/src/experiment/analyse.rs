//! Arms of values in, what they say out.

use std::borrow::Cow;

use serde::Serialize;

use super::cuped::{Cuped, cuped};
use super::effect::{Effect, Interval};
use super::many::{benjamini_hochberg, holm};
use super::mean::{Sample, welch};
use super::proportion::{Share, compare_shares};
use super::ratio::{Paired, compare_ratios};
use super::sequential::always_valid;
use super::split::sample_ratio;
use super::winsorise::caps;
use crate::number::real;

/// What a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Did it or did not: values are 0 and 1.
    Proportion,
    /// So much each.
    Mean,
    /// One sum over another.
    Ratio,
}

/// What is asked of the arms.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The metric's name, for the answer.
    pub metric: String,
    /// What it is.
    pub kind: Kind,
    /// The control's arm.
    pub control: String,
    /// Chance of a false alarm, two-sided; intervals cover the rest.
    pub alpha: f64,
    /// Hold values within this percentile (0..1) of the pooled non-zero ones.
    pub cap: Option<f64>,
    /// Units planned in all; with it, intervals that stay valid however often one looks.
    pub planned: Option<i64>,
    /// Planned shares by arm, of any scale; an arm not named has 1.
    pub shares: Vec<(String, f64)>,
}

/// The units of an arm, in columns of one length; those a question does not need are empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// The metric; of a ratio the numerator.
    pub values: Vec<f64>,
    /// The denominator of a ratio.
    pub under: Vec<f64>,
    /// The same units before the experiment, for CUPED; empty: no CUPED.
    pub before: Vec<f64>,
}

/// The control as it came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlResult {
    /// Units.
    pub n: i64,
    /// Mean, share or ratio; `None` of nobody, or over nothing.
    pub mean: Option<f64>,
}

/// A treated arm beside the control.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArmResult {
    /// Its name.
    pub arm: String,
    /// Units.
    pub n: i64,
    /// Mean, share or ratio; adjusted if CUPED is used. `None` of nobody.
    pub mean: Option<f64>,
    /// Treated − control.
    pub diff: Option<f64>,
    /// Its interval.
    pub ci: Option<Interval>,
    /// Two-sided p-value.
    pub p: Option<f64>,
    /// (treated − control) / control.
    pub lift: Option<f64>,
    /// Its interval.
    pub lift_ci: Option<Interval>,
    /// The interval of the difference that stays valid however often one looks; only if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub always_valid_ci: Option<Interval>,
    /// p adjusted for their number: of several arms beside one control (Holm), of cuts (Benjamini and Hochberg).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_adjusted: Option<f64>,
}

/// What was taken from the values before they were compared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Taken {
    /// θ of CUPED.
    pub theta: f64,
    /// Correlation with what was before; the variance falls by its square.
    pub correlation: f64,
}

/// What the arms say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// The metric.
    pub metric: String,
    /// What it is.
    pub kind: Kind,
    /// The control.
    pub control: ControlResult,
    /// Every other arm, in order of name.
    pub arms: Vec<ArmResult>,
    /// p of the sample-ratio check; below 0.001 no verdict is due. `None` where it cannot be made.
    pub srm_p: Option<f64>,
    /// CUPED, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cuped: Option<Taken>,
    /// The same for each part of the units, if that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Cut>,
}

/// The same for a part of the units.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cut {
    /// What the part has in common.
    pub value: String,
    /// The control.
    pub control: ControlResult,
    /// Every other arm.
    pub arms: Vec<ArmResult>,
    /// p of the sample-ratio check within the part.
    pub srm_p: Option<f64>,
}

/// Below this the sample-ratio check forbids a verdict.
pub const SPLIT_LEAST_P: f64 = 0.001;

/// Why nothing can be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No arm of the control's name.
    #[error("no unit is in the control `{control}`; the arms are {}", arms.join(", "))]
    NoControl {
        /// The name asked for.
        control: String,
        /// Those there are.
        arms: Vec<String>,
    },
    /// Nobody to compare it with.
    #[error("all units are in the control `{0}`; there is nobody to compare it with")]
    OnlyControl(String),
    /// CUPED of a ratio.
    #[error("CUPED works on means and proportions, not on ratios; leave it out")]
    CupedOfRatio,
}

/// Compares every arm with the control.
///
/// # Errors
/// As [`Refused`] says.
pub fn analyse(question: &Question, arms: &[Arm]) -> Result<Analysis, Refused> {
    let Some(control) = arms.iter().position(|arm| arm.name == question.control) else {
        return Err(Refused::NoControl {
            control: question.control.clone(),
            arms: arms.iter().map(|arm| arm.name.clone()).collect(),
        });
    };
    if arms.len() < 2 {
        return Err(Refused::OnlyControl(question.control.clone()));
    }
    let uses_before = arms.iter().any(|arm| !arm.before.is_empty());
    if uses_before && question.kind == Kind::Ratio {
        return Err(Refused::CupedOfRatio);
    }
    let (summed, taken) = sum_up(question, arms, uses_before);
    let base = &summed[control];
    let others = arms.iter().zip(&summed).enumerate();
    let results = others
        .filter(|(place, _)| *place != control)
        .map(|(_, (arm, sums))| compare(question, &arm.name, base, sums));
    let mut results: Vec<_> = results.collect();
    results.sort_by(|one, other| one.arm.cmp(&other.arm));
    if results.len() > 1 {
        adjust(&mut results, holm);
    }
    Ok(Analysis {
        metric: question.metric.clone(),
        kind: question.kind,
        control: ControlResult {
            n: base.n(),
            mean: base.mean(),
        },
        arms: results,
        srm_p: split_of(question, arms, &summed),
        cuped: taken.map(|cuped| Taken {
            theta: cuped.theta,
            correlation: cuped.correlation,
        }),
        by: Vec::new(),
    })
}

/// The same for each part of the units, beside the whole. Parts that have no control or nobody else are left out; p of
/// the others, whatever the arm, are adjusted for their number.
///
/// # Errors
/// As [`analyse`] of the whole.
pub fn analyse_cuts(
    question: &Question,
    whole: &[Arm],
    parts: &[(String, Vec<Arm>)],
) -> Result<Analysis, Refused> {
    let mut analysis = analyse(question, whole)?;
    let cuts = parts.iter().filter_map(|(value, arms)| {
        let part = analyse(question, arms).ok()?;
        Some(Cut {
            value: value.clone(),
            control: part.control,
            arms: part.arms,
            srm_p: part.srm_p,
        })
    });
    analysis.by = cuts.collect();
    let told = analysis.by.iter_mut().flat_map(|cut| &mut cut.arms);
    adjust(told, benjamini_hochberg);
    Ok(analysis)
}

/// Adjusts p-values for their number.
fn adjust<'a>(arms: impl IntoIterator<Item = &'a mut ArmResult>, how: fn(&[f64]) -> Vec<f64>) {
    let told = arms.into_iter().filter(|arm| arm.p.is_some());
    let told: Vec<&mut ArmResult> = told.collect();
    let p: Vec<f64> = told.iter().filter_map(|arm| arm.p).collect();
    for (arm, adjusted) in told.into_iter().zip(how(&p)) {
        arm.p_adjusted = Some(adjusted);
    }
}

/// An arm summed up, by the kind of the metric.
enum Sums {
    Share(Share),
    Mean(Sample),
    Ratio(Paired),
}

impl Sums {
    fn n(&self) -> i64 {
        match self {
            Self::Share(share) => share.n,
            Self::Mean(sample) => sample.n,
            Self::Ratio(paired) => paired.over.n,
        }
    }

    fn mean(&self) -> Option<f64> {
        let mean = match self {
            Self::Share(share) => Some(share.value()),
            Self::Mean(sample) => Some(sample.mean),
            Self::Ratio(paired) => paired.ratio(),
        };
        mean.filter(|_| self.n() > 0)
    }
}

fn sum_up(question: &Question, arms: &[Arm], adjust: bool) -> (Vec<Sums>, Option<Cuped>) {
    let values = held(question, arms, |arm| &arm.values);
    let under = held(question, arms, |arm| &arm.under);
    if adjust {
        let before: Vec<f64> = arms.iter().flat_map(|arm| arm.before.clone()).collect();
        let taken = cuped(&values.concat(), &before);
        let adjusted = arms.iter().zip(&values);
        let sums = adjusted
            .map(|(arm, values)| Sums::Mean(Sample::of(&taken.adjust(values, &arm.before))));
        return (sums.collect(), Some(taken));
    }
    let sums = values.iter().zip(&under);
    let sums = sums.map(|(values, under)| match question.kind {
        Kind::Proportion => Sums::Share(share(values)),
        Kind::Mean => Sums::Mean(Sample::of(values)),
        Kind::Ratio => Sums::Ratio(Paired::of(values, under)),
    });
    (sums.collect(), None)
}

/// A column of every arm, held within caps of all arms together if that was asked.
fn held<'a>(
    question: &Question,
    arms: &'a [Arm],
    column: impl Fn(&'a Arm) -> &'a Vec<f64>,
) -> Vec<Cow<'a, [f64]>> {
    let columns = arms.iter().map(|arm| Cow::Borrowed(column(arm).as_slice()));
    let columns: Vec<Cow<'a, [f64]>> = columns.collect();
    match question.cap {
        Some(top) if question.kind != Kind::Proportion => {
            let caps = caps(&columns.concat(), top);
            let held = columns.iter().map(|values| {
                let held: Vec<f64> = values.iter().map(|value| caps.hold(*value)).collect();
                Cow::Owned(held)
            });
            held.collect()
        }
        _ => columns,
    }
}

fn share(values: &[f64]) -> Share {
    let did = values.iter().filter(|value| **value != 0.0).count();
    let number = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Share {
        successes: number(did),
        n: number(values.len()),
    }
}

fn compare(question: &Question, name: &str, control: &Sums, treated: &Sums) -> ArmResult {
    let alpha = question.alpha;
    let effect = match (control, treated) {
        (Sums::Share(control), Sums::Share(treated)) => compare_shares(*control, *treated, alpha),
        (Sums::Mean(control), Sums::Mean(treated)) => welch(*control, *treated, alpha),
        (Sums::Ratio(control), Sums::Ratio(treated)) => compare_ratios(*control, *treated, alpha),
        _ => None,
    };
    let seen = control.n() + treated.n();
    let sequence = |effect: &Effect| always_valid(effect, seen, question.planned?, alpha);
    let difference = treated
        .mean()
        .zip(control.mean())
        .map(|(treated, control)| treated - control);
    let lift = effect.and_then(|effect| effect.lift);
    ArmResult {
        arm: name.to_owned(),
        n: treated.n(),
        mean: treated.mean(),
        diff: difference,
        ci: effect.and_then(|effect| effect.interval),
        p: effect.and_then(|effect| effect.p),
        lift: lift.map(|lift| lift.value),
        lift_ci: lift.map(|lift| lift.interval),
        always_valid_ci: effect.as_ref().and_then(sequence),
        p_adjusted: None,
    }
}

fn split_of(question: &Question, arms: &[Arm], summed: &[Sums]) -> Option<f64> {
    let found: Vec<i64> = summed.iter().map(Sums::n).collect();
    let planned = arms.iter().map(|arm| {
        let told = question.shares.iter().find(|(name, _)| *name == arm.name);
        told.map_or(real(1), |(_, share)| *share)
    });
    let planned: Vec<f64> = planned.collect();
    sample_ratio(&found, &planned).map(|split| split.p)
}
