//! Experiments as callers send and read them.

use regulars_app::experiment::{self, ArmPlan, Design};
use regulars_engine::language::Language;
use regulars_engine::name::{ExperimentId, SegmentId};
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::{NAME_MAX, Pointer, TEXT_MAX, Wrong, text};
use crate::render::Moment;

/// What `{id}` of an experiment is.
pub const ID: (&str, &str) = ("id", "The experiment's id.");

/// The longest id.
const ID_MAX: usize = 64;

/// Days until it is read where nothing is said.
const DAYS: u16 = 28;

/// Whose arms get the same shares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExperimentStrata)]
pub enum Strata {
    /// Of the audience as a whole.
    #[default]
    None,
    /// Of each level of the program's first scheme.
    Tier,
    /// Of each cell of RFM.
    Rfm,
    /// Of each city.
    City,
}

/// What is measured of each member since the assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExperimentMetric)]
pub enum Metric {
    /// The share who bought.
    Buyers,
    /// Paid and kept, per member.
    Revenue,
    /// Purchases per member.
    Purchases,
    /// Paid and kept, per purchase.
    Receipt,
}

/// How far an experiment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExperimentState)]
pub enum State {
    /// It is being thought of; nobody is in it.
    Draft,
    /// Its arms are fixed.
    Running,
    /// Nothing more of it counts.
    Ended,
}

macro_rules! same {
    ($($ours:ident: $($variant:ident)*;)*) => {$(
        impl From<experiment::$ours> for $ours {
            fn from(of: experiment::$ours) -> Self {
                match of {$(experiment::$ours::$variant => Self::$variant,)*}
            }
        }

        impl From<$ours> for experiment::$ours {
            fn from(of: $ours) -> Self {
                match of {$($ours::$variant => Self::$variant,)*}
            }
        }
    )*};
}

same! {
    Strata: None Tier Rfm City;
    Metric: Buyers Revenue Purchases Receipt;
}

impl From<experiment::ExperimentState> for State {
    fn from(state: experiment::ExperimentState) -> Self {
        match state {
            experiment::ExperimentState::Draft => Self::Draft,
            experiment::ExperimentState::Running => Self::Running,
            experiment::ExperimentState::Ended => Self::Ended,
        }
    }
}

/// An arm to be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExperimentArmRequest)]
struct ArmBody {
    /// Its name.
    #[schema(example = "offer")]
    name: String,
    /// How much of the audience it takes, as parts of any scale: 1 and 9 for a tenth and nine tenths.
    #[schema(example = 9)]
    parts: u32,
}

/// What an experiment is to be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExperimentRequest)]
pub struct DesignBody {
    /// Its id: small Latin letters, figures and hyphens. Absent: one made of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "spring-offer")]
    pub id: Option<ExperimentId>,
    /// Its name.
    #[schema(example = "Spring offer")]
    name: String,
    /// Whom it is about: the id of a saved segment. Absent: everybody.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "lost")]
    segment: Option<SegmentId>,
    /// 2 to 10 arms; one of them is the control.
    arms: Vec<ArmBody>,
    /// The arm that the others are compared with, and to which nothing is done.
    #[schema(example = "control")]
    control: String,
    /// Of what each arm gets its share. Absent: `none`.
    #[serde(default)]
    strata: Strata,
    /// What decides.
    metric: Metric,
    /// Take out what was known before, so that fewer members show as much (CUPED). Absent: yes, but for `receipt`.
    #[serde(default)]
    cuped: Option<bool>,
    /// The smallest relative lift that should show: 0.05 for 5 %.
    #[schema(example = 0.05)]
    lift: f64,
    /// Days from its beginning until it is read, 1 to 366. Absent: 28.
    #[serde(default)]
    days: Option<u16>,
    /// Draw whoever comes into the audience later, too. Absent: no.
    #[serde(default)]
    newcomers: bool,
    /// Tell intervals that stay valid however often one looks. Absent: no.
    #[serde(default)]
    always_valid: bool,
}

impl DesignBody {
    /// The design, if the body can be one.
    pub fn check(self, wrong: &mut Wrong) -> Option<Design> {
        let root = Pointer::ROOT;
        self.check_id(wrong);
        let name = text(self.name, TEXT_MAX, &root.field("name"), wrong);
        let all = root.field("arms");
        let arms = self.arms.into_iter().enumerate().map(|(place, arm)| {
            let at = all.item(place);
            let name = text(arm.name, NAME_MAX, &at.field("name"), wrong)?;
            let parts = arm.parts;
            Some(ArmPlan { name, parts })
        });
        let arms: Vec<Option<ArmPlan>> = arms.collect();
        let control = text(self.control, NAME_MAX, &root.field("control"), wrong);
        Some(Design {
            name: name?,
            segment: self.segment,
            arms: arms.into_iter().collect::<Option<_>>()?,
            control: control?,
            strata: self.strata.into(),
            metric: self.metric.into(),
            cuped: self.cuped.unwrap_or(self.metric != Metric::Receipt),
            lift: self.lift,
            days: self.days.unwrap_or(DAYS),
            newcomers: self.newcomers,
            always_valid: self.always_valid,
        })
    }

    fn check_id(&self, wrong: &mut Wrong) {
        let is_id = |id: &str| {
            let is_sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
            let first = id.as_bytes().first().copied();
            first.is_some_and(is_sign)
                && id.len() <= ID_MAX
                && id.bytes().all(|sign| is_sign(sign) || sign == b'-')
        };
        if let Some(id) = self.id.as_ref().filter(|id| !is_id(id.as_str())) {
            wrong.say(
                &Pointer::ROOT.field("id"),
                said!(
                    "`{id}` has other signs; write 1 to {ID_MAX} small Latin letters, figures and hyphens, a letter or figure first",
                    "в `{id}` есть другие знаки; нужно от 1 до {ID_MAX} строчных латинских букв, цифр и дефисов, сначала буква или цифра"
                ),
            );
        }
    }
}

/// An arm.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentArmSize)]
struct ArmSize {
    /// Its name.
    #[schema(example = "offer")]
    name: String,
    /// How much of the audience it takes, as parts.
    #[schema(example = 9)]
    parts: u32,
    /// Members in it; 0 of a draft.
    members: u64,
}

/// An experiment.
#[derive(Debug, Serialize, ToSchema)]
pub struct Experiment {
    /// Its id.
    #[schema(value_type = String, example = "spring-offer")]
    id: ExperimentId,
    /// How far it is.
    state: State,
    /// Its name.
    #[schema(example = "Spring offer")]
    name: String,
    /// Whom it is about; `null`: everybody.
    #[schema(value_type = Option<String>, example = "lost")]
    segment: Option<SegmentId>,
    /// Its arms, in order.
    arms: Vec<ArmSize>,
    /// The control.
    #[schema(example = "control")]
    control: String,
    /// Of what each arm gets its share.
    strata: Strata,
    /// What decides.
    metric: Metric,
    /// Whether what was known before is taken out.
    cuped: bool,
    /// The smallest relative lift that should show.
    lift: f64,
    /// Days until it is read.
    days: u16,
    /// Whether newcomers are drawn.
    newcomers: bool,
    /// Whether its intervals stay valid however often one looks.
    always_valid: bool,
    /// When it was made.
    made_at: Moment,
    /// When its arms were fixed.
    started_at: Option<Moment>,
    /// When it is to be read.
    due_at: Option<Moment>,
    /// When it ended.
    ended_at: Option<Moment>,
    /// What was foreseen when it began; `null` of a draft, whose forecast is asked for by itself.
    forecast: Option<Forecast>,
}

impl Experiment {
    /// As it is answered.
    pub fn of(found: experiment::Experiment, language: Language) -> Self {
        let design = found.design;
        let forecast = found.forecast;
        let arms = design.arms.iter().zip(found.sizes);
        Self {
            forecast: forecast.map(|forecast| Forecast::of(&design, forecast, language)),
            id: found.id,
            state: found.state.into(),
            arms: arms
                .map(|(arm, members)| ArmSize {
                    name: arm.name.clone(),
                    parts: arm.parts,
                    members,
                })
                .collect(),
            name: design.name,
            segment: design.segment,
            control: design.control,
            strata: design.strata.into(),
            metric: design.metric.into(),
            cuped: design.cuped,
            lift: design.lift,
            days: design.days,
            newcomers: design.newcomers,
            always_valid: design.always_valid,
            made_at: Moment::utc(found.made_at),
            started_at: found.started_at.map(Moment::utc),
            due_at: found.due_at.map(Moment::utc),
            ended_at: found.ended_at.map(Moment::utc),
        }
    }
}

/// What is foreseen. The metric is as these members had it without the experiment, in as many days before.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentForecast)]
pub struct Forecast {
    /// As of when.
    as_of: Moment,
    /// Members who would be in it.
    #[schema(example = 20_000)]
    members: u64,
    /// Members of the segment whom the universal control leaves out.
    left_out: u64,
    /// Members of each arm, in the order of the arms.
    sizes: Vec<u64>,
    /// The metric, money in units of the currency; `null` where it says nothing of these members.
    baseline: Option<f64>,
    /// Its standard deviation over members.
    deviation: Option<f64>,
    /// Its correlation with the same before, if that is taken out.
    correlation: Option<f64>,
    /// Members that show the lift wished for; `null` where no number does.
    needed: Option<u64>,
    /// The smallest relative lift that the members there are will show; `null` where nothing would be seen.
    detectable: Option<f64>,
    /// Whether the members there are suffice.
    is_enough: bool,
    /// The experiment in words, and whether its members suffice.
    text: String,
}

impl Forecast {
    /// As it is answered.
    pub fn of(design: &Design, found: experiment::Forecast, language: Language) -> Self {
        let text = found.text(design);
        Self {
            as_of: Moment::utc(found.as_of),
            members: found.members,
            left_out: found.left_out,
            sizes: found.sizes,
            baseline: found.baseline,
            deviation: found.deviation,
            correlation: found.correlation,
            needed: found.needed,
            detectable: found.detectable,
            is_enough: found.is_enough,
            text: language.pick(text.en, text.ru),
        }
    }
}
