//! Whom a version is rolled out to, and a step of it, as they are sent and answered.

use regulars_app::experiment::parts_of;
use regulars_app::rollout::{Audience, PARTS, RolloutStep, RolloutStepKind, Share, Wider};
use regulars_engine::both;
use regulars_engine::id::RolloutStepId;
use regulars_engine::name::{ProgramId, SegmentId, StoreId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::{Pointer, Wrong, name, names};
use crate::render::Moment;

/// The most stores a version is rolled out to.
const STORES_MOST: usize = 10_000;

/// Whom a version is to decide for: exactly one of the fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RolloutTo)]
pub struct ToBody {
    /// Whoever buys at these stores, identified or not.
    #[schema(value_type = Option<Vec<String>>, example = json!(["kazan-1"]))]
    stores: Option<Vec<StoreId>>,
    /// Members of a saved segment.
    #[schema(value_type = Option<String>, example = "vip")]
    segment: Option<SegmentId>,
    /// Members drawn by the hash of a salt and their number: percent of all of them, with two digits after the point.
    #[schema(example = 10.0)]
    percent: Option<f64>,
    /// Everybody: `true`. Of a roll-out that is widened.
    everybody: Option<bool>,
}

impl ToBody {
    /// Whom it names; of a roll-out that begins not everybody.
    pub fn check(self, begins: bool, wrong: &mut Wrong) -> Option<Wider> {
        let root = Pointer::ROOT;
        let at = root.field("to");
        let Self {
            stores,
            segment,
            percent,
            everybody,
        } = self;
        match (stores, segment, percent, everybody) {
            (Some(stores), None, None, None) if !stores.is_empty() => {
                names(&stores, STORES_MOST, &at.field("stores"), wrong);
                Some(Wider::To(Audience::Stores(stores.into_iter().collect())))
            }
            (None, Some(segment), None, None) => {
                let segment = name(Some(segment), &at.field("segment"), wrong)?;
                Some(Wider::To(Audience::Segment(segment)))
            }
            (None, None, Some(percent), None) => {
                let share = parts_of(percent).and_then(Share::of_parts);
                let share = share.or_else(|| {
                    let why = both!(
                        "is a share of the members in percent, more than 0 and less than 100, such as 10 or 2.5",
                        "укажите долю участников в процентах, больше 0 и меньше 100, например 10 или 2.5"
                    );
                    wrong.none(&at.field("percent"), why)
                });
                share.map(|share| Wider::To(Audience::Share(share)))
            }
            (None, None, None, Some(true)) if !begins => Some(Wider::Everybody),
            _ if begins => wrong.none(
                &at,
                both!(
                    "is exactly one of `stores`, `segment`, `percent`; publish the version for everybody",
                    "нужно ровно одно из `stores`, `segment`, `percent`; чтобы сразу для всех, опубликуйте версию"
                ),
            ),
            _ => wrong.none(
                &at,
                both!(
                    "is exactly one of `stores`, `segment`, `percent`, or `everybody: true`",
                    "нужно ровно одно из `stores`, `segment`, `percent` или `everybody: true`"
                ),
            ),
        }
    }
}

impl From<Audience> for ToBody {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Stores(stores) => Self {
                stores: Some(stores.into_iter().collect()),
                ..Self::default()
            },
            Audience::Segment(segment) => Self {
                segment: Some(segment),
                ..Self::default()
            },
            Audience::Share(share) => Self {
                percent: Some(f64::from(share.parts()) * 100.0 / f64::from(PARTS)),
                ..Self::default()
            },
        }
    }
}

/// What a step does.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RolloutStepKind)]
pub enum StepKind {
    /// The version begins to decide for a part of the base.
    Started,
    /// It decides for a larger part.
    Widened,
    /// It is published to everybody: the roll-out is over.
    Everybody,
    /// The standing version decides for everybody again.
    Withdrawn,
}

impl From<RolloutStepKind> for StepKind {
    fn from(kind: RolloutStepKind) -> Self {
        match kind {
            RolloutStepKind::Started => Self::Started,
            RolloutStepKind::Widened => Self::Widened,
            RolloutStepKind::Everybody => Self::Everybody,
            RolloutStepKind::Withdrawn => Self::Withdrawn,
        }
    }
}

/// A step that was taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolloutStepTaken)]
pub struct Taken {
    /// Our id of the step.
    #[schema(value_type = String, example = "rol_01HZX3V8K0G04")]
    step: RolloutStepId,
    /// What it does.
    kind: StepKind,
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// The version rolled out.
    #[schema(example = 2)]
    version: u32,
    /// The version beside it.
    #[schema(example = 1)]
    beside: u32,
    /// Whom it decides for; `null` where the step ends the roll-out.
    to: Option<ToBody>,
    /// It holds from here on.
    live_at: Moment,
}

impl From<RolloutStep> for Taken {
    fn from(step: RolloutStep) -> Self {
        Self {
            step: step.id,
            kind: step.kind.into(),
            id: step.version.program,
            version: step.version.version,
            beside: step.beside,
            to: step.audience.map(ToBody::from),
            live_at: Moment::utc(step.live_at),
        }
    }
}
