//! What an experiment says: everybody in the arm they were assigned to, whether or not anything reached them.

use regulars_engine::both;
use regulars_engine::id::MemberId;
use regulars_engine::name::ExperimentId;
use regulars_engine::program::Text;
use regulars_engine::said;
use regulars_engine::time::{Instant, LocalDate};
use regulars_insight::column::Outcome;
use regulars_insight::experiment::{
    Analysis, Arm, ArmResult, Question, SPLIT_LEAST_P, analyse, holm, sample_ratio,
};
use regulars_store::{Assignment, ExperimentState};
use serde::Serialize;

use super::design::{Design, Metric};
use super::forecast::ALPHA;
use super::kept::Kept;
use super::measured::measured;
use super::money::{Earned, Till, earned};
use super::sentence;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::insight;
use crate::report::Purse;

/// The percentile that money is held within where the few who spend most are held back.
const CAP: f64 = 0.99;

/// What an experiment says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// The experiment.
    pub experiment: ExperimentId,
    /// As of when.
    pub as_of: Instant,
    /// When it began.
    pub started_at: Instant,
    /// When it is to be read.
    pub due_at: Instant,
    /// The currency of money in it.
    pub currency: String,
    /// The arms, in the order of the design.
    pub arms: Vec<ArmUnits>,
    /// p of the check of their sizes against their parts; `None` where it cannot be made.
    pub srm_p: Option<f64>,
    /// Whether the sizes are not what they should be: no difference is to be believed then.
    pub sizes_wrong: bool,
    /// Whether it is time to read it: the planned days are over, and the members it takes are in it.
    pub is_due: bool,
    /// Members it takes to show the lift it was planned for, as foreseen when it began.
    pub needed: Option<u64>,
    /// What is to be made of it.
    pub verdict: Verdict,
    /// The same in words.
    pub text: Text,
    /// Every metric, the one that decides first.
    pub metrics: Vec<MetricResult>,
    /// What it earned, where money spent is labelled with its id.
    pub money: Option<Earned>,
}

/// What is to be made of an experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The arms have not the sizes they should have.
    SizesWrong,
    /// It is not to be read yet.
    TooEarly,
    /// An arm differs from the control.
    Shown,
    /// None does, as far as can be seen.
    NotShown,
    /// There is nothing to compare.
    Nothing,
}

/// Members of an arm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArmUnits {
    /// Its name.
    pub arm: String,
    /// Its parts, of any scale.
    pub parts: u32,
    /// Members assigned by then.
    pub assigned: u64,
    /// Those of them who are still there, and counted.
    pub counted: u64,
}

/// A metric of the arms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MetricResult {
    /// Which.
    pub metric: Metric,
    /// Whether it is the one that decides. p of the others are adjusted for their number and that of the arms (Holm).
    pub decides: bool,
    /// As it is.
    pub plain: Analysis,
    /// Less what was known before, if that was asked for and can be.
    pub adjusted: Option<Analysis>,
    /// As the first of the two that is there, with the few who spend most held at the 99th percentile; of money.
    pub held: Option<Analysis>,
}

impl MetricResult {
    /// The reading that counts.
    pub fn leading(&self) -> &Analysis {
        self.adjusted.as_ref().unwrap_or(&self.plain)
    }

    fn leading_mut(&mut self) -> &mut Analysis {
        self.adjusted.as_mut().unwrap_or(&mut self.plain)
    }
}

/// Reads it as of an instant; absent: of now, or of its end.
///
/// # Errors
/// `NotFound`; `ExperimentPast` of a draft; an instant before it began or still to come; analytics that are being read in.
pub async fn results(app: &App, id: ExperimentId, as_of: Option<Instant>) -> Result<Results> {
    // Never closed, so always acquired.
    let turn = app.reporting().acquire_owned().await;
    app.read(move |app, reader| {
        let _turn = turn;
        let kept = Kept::find(reader, &id)?;
        let (Some(started_at), Some(due_at)) = (kept.row.started_at, kept.due_at()) else {
            return Err(AppError::ExperimentPast(ExperimentState::Draft));
        };
        let last = kept.row.ended_at.unwrap_or(app.now());
        let as_of = instant(as_of, started_at, app.now())?.map_or(last, |at| at.min(last));
        let mut units = reader.assignments(kept.row.number)?;
        units.retain(|unit| unit.at <= as_of);
        let asked: Vec<(MemberId, Instant)> =
            units.iter().map(|unit| (unit.member, unit.at)).collect();
        let outcomes = insight::read(app, reader, |columns| columns.outcomes(&asked, as_of))?;
        let purse = Purse::of(app);
        let live = app.programs().at(app.now());
        let zone = &live.program.zone;
        let read = Read {
            design: &kept.design,
            arms: by_arm(&kept.design, &units, &outcomes),
            needed: kept.forecast()?.and_then(|forecast| forecast.needed),
            scale: purse.scale(),
            due: zone.date(due_at),
        };
        let till = Till {
            started_at,
            as_of,
            zone,
            purse,
        };
        let found = (&kept.design, units.as_slice(), read.arms.as_slice());
        let money = earned((app, reader), id.as_str(), found, &till)?;
        let results = read.results(id, (as_of, started_at, due_at), purse.code(), &units)?;
        Ok(Results { money, ..results })
    })
    .await
}

fn instant(asked: Option<Instant>, started_at: Instant, now: Instant) -> Result<Option<Instant>> {
    match asked {
        Some(at) if at > now => Err(AppError::field(
            "as_of",
            both!(
                "is still to come; leave it out for now",
                "ещё не наступило; без этого поля берётся текущее время"
            ),
        )),
        Some(at) if at < started_at => {
            let began = started_at.to_string();
            let why = said!(
                "is before the experiment began, {began}; name a later one",
                "раньше начала эксперимента, {began}; укажите более позднее"
            );
            Err(AppError::field("as_of", why))
        }
        asked => Ok(asked),
    }
}

/// Outcomes of those who are still there, arm by arm.
fn by_arm(
    design: &Design,
    units: &[Assignment],
    outcomes: &[Option<Outcome>],
) -> Vec<Vec<Outcome>> {
    let mut arms = vec![Vec::new(); design.arms.len()];
    for (unit, outcome) in units.iter().zip(outcomes) {
        let place = usize::try_from(unit.arm).ok();
        let arm = place.and_then(|place| arms.get_mut(place));
        if let Some((arm, outcome)) = arm.zip(*outcome) {
            arm.push(outcome);
        }
    }
    arms
}

/// An experiment with what its members did.
struct Read<'r> {
    design: &'r Design,
    arms: Vec<Vec<Outcome>>,
    needed: Option<u64>,
    scale: f64,
    /// The day on which it is to be read, by the clock of the program.
    due: LocalDate,
}

impl Read<'_> {
    fn results(
        &self,
        experiment: ExperimentId,
        (as_of, started_at, due_at): (Instant, Instant, Instant),
        currency: String,
        units: &[Assignment],
    ) -> Result<Results> {
        let counted = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let arms = self.design.arms.iter().zip(&self.arms).zip(0_u32..);
        let arms: Vec<ArmUnits> = arms
            .map(|((arm, outcomes), place)| ArmUnits {
                arm: arm.name.clone(),
                parts: arm.parts,
                assigned: counted(units.iter().filter(|unit| unit.arm == place).count()),
                counted: counted(outcomes.len()),
            })
            .collect();
        let srm_p = self.sizes();
        let sizes_wrong = srm_p.is_some_and(|p| p < SPLIT_LEAST_P);
        let members: u64 = arms.iter().map(|arm| arm.counted).sum();
        let has_members =
            !self.design.newcomers || self.needed.is_none_or(|needed| needed <= members);
        let is_due = as_of >= due_at && has_members;
        let metrics = self.metrics()?;
        let found = metrics
            .first()
            .and_then(|main| furthest(self.design, main.leading()));
        let verdict = match (&found, is_due || self.design.always_valid) {
            _ if sizes_wrong => Verdict::SizesWrong,
            (_, false) => Verdict::TooEarly,
            (None, _) => Verdict::Nothing,
            (Some((_, true)), _) => Verdict::Shown,
            (Some((_, false)), _) => Verdict::NotShown,
        };
        let arm = found.map(|(arm, _)| arm);
        Ok(Results {
            text: sentence::of_results(self.design, verdict, self.due, arm),
            experiment,
            as_of,
            started_at,
            due_at,
            currency,
            srm_p,
            sizes_wrong,
            is_due,
            needed: self.needed,
            verdict,
            arms,
            metrics,
            money: None,
        })
    }

    /// p of the sizes against the parts.
    fn sizes(&self) -> Option<f64> {
        let found = self
            .arms
            .iter()
            .map(|arm| i64::try_from(arm.len()).unwrap_or(i64::MAX));
        let planned = self.design.arms.iter().map(|arm| f64::from(arm.parts));
        let (found, planned): (Vec<i64>, Vec<f64>) = (found.collect(), planned.collect());
        sample_ratio(&found, &planned).map(|split| split.p)
    }

    /// Every metric, the one that decides first; p of the others adjusted for their number.
    fn metrics(&self) -> Result<Vec<MetricResult>> {
        let main = self.design.metric;
        let others = Metric::ALL.into_iter().filter(|metric| *metric != main);
        let all = std::iter::once(main).chain(others);
        let mut read: Vec<MetricResult> = all
            .map(|metric| self.metric(metric))
            .collect::<Result<_>>()?;
        let others = read
            .iter_mut()
            .skip(1)
            .flat_map(|of| &mut of.leading_mut().arms);
        let told: Vec<&mut ArmResult> = others.filter(|arm| arm.p.is_some()).collect();
        let p: Vec<f64> = told.iter().filter_map(|arm| arm.p).collect();
        for (arm, adjusted) in told.into_iter().zip(holm(&p)) {
            arm.p_adjusted = Some(adjusted);
        }
        Ok(read)
    }

    fn metric(&self, metric: Metric) -> Result<MetricResult> {
        let adjusts = self.design.cuped && metric != Metric::Receipt;
        let plain = self.compared(metric, false, None)?;
        let adjusted = adjusts
            .then(|| self.compared(metric, true, None))
            .transpose()?;
        let held = metric
            .is_money()
            .then(|| self.compared(metric, adjusts, Some(CAP)));
        Ok(MetricResult {
            metric,
            decides: metric == self.design.metric,
            plain,
            adjusted,
            held: held.transpose()?,
        })
    }

    fn compared(&self, metric: Metric, with_before: bool, cap: Option<f64>) -> Result<Analysis> {
        let arms = self.design.arms.iter().zip(&self.arms);
        let arms: Vec<Arm> = arms
            .map(|(arm, outcomes)| measured(metric, &arm.name, outcomes, with_before, self.scale))
            .collect();
        let members: usize = self.arms.iter().map(Vec::len).sum();
        let planned = self.needed.and_then(|needed| i64::try_from(needed).ok());
        let planned = planned.or_else(|| i64::try_from(members).ok());
        let question = Question {
            metric: metric.word().to_owned(),
            kind: metric.kind(),
            control: self.design.control.clone(),
            alpha: ALPHA,
            cap,
            planned: planned.filter(|_| self.design.always_valid),
            shares: { self.design.arms.iter() }
                .map(|arm| (arm.name.clone(), f64::from(arm.parts)))
                .collect(),
        };
        // A checked design has its control and others, and takes nothing out of a ratio.
        analyse(&question, &arms).map_err(|error| AppError::Internal(error.to_string()))
    }
}

/// The arm with the smallest p, and whether it differs from the control: by its interval that is valid whenever one
/// looks where there is one, by p otherwise.
fn furthest<'a>(design: &Design, main: &'a Analysis) -> Option<(&'a ArmResult, bool)> {
    let p = |arm: &ArmResult| arm.p_adjusted.or(arm.p);
    let told = main.arms.iter().filter(|arm| p(arm).is_some());
    let arm =
        told.min_by(|one, other| p(one).unwrap_or(1.0).total_cmp(&p(other).unwrap_or(1.0)))?;
    let differs = match arm.always_valid_ci.filter(|_| design.always_valid) {
        Some(within) => within.low > 0.0 || within.high < 0.0,
        None => p(arm).is_some_and(|p| p < ALPHA),
    };
    Some((arm, differs))
}
