//! Where a member stands in a tier scheme.

use regulars_app::account::TierView;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::program::{Program, TierMetric, TierScheme};
use regulars_engine::tier;
use regulars_engine::words::Words;
use serde::Serialize;
use utoipa::ToSchema;

use crate::program::about::word;
use crate::render::{Decimal, Moment, Scales};

/// The level held in a scheme, and the way to the next one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tier {
    /// The scheme.
    #[schema(value_type = String, example = "status")]
    scheme: SchemeId,
    /// The level; `null` below the first threshold.
    #[schema(value_type = Option<String>, example = "silver")]
    level: Option<TierId>,
    /// Its name.
    #[schema(example = "Silver")]
    name: Option<String>,
    /// Kept until; `null`: no end.
    until: Option<Moment>,
    /// The way up and what it takes to stay.
    progress: Progress,
}

/// The way to the next level.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TierProgress)]
struct Progress {
    /// What the scheme counts: `spend` (money paid, less returns), `visits` (purchases), `earned` (points), `units` (of
    /// goods: nights), or `fee`: nothing, a membership is paid for.
    #[schema(example = "spend")]
    metric: &'static str,
    /// The unit of `earned`.
    #[schema(value_type = Option<String>, example = "points")]
    unit: Option<UnitId>,
    /// What was counted in the running period.
    now: Decimal,
    /// When the running period ends and the count begins anew; `null`: it counts the whole life.
    ends: Option<Moment>,
    /// A level earned already that has not begun.
    won: Option<Won>,
    /// The nearest level above; `null` at the top.
    next: Option<Goal>,
    /// What it takes to keep the present level longer than `until`; `null` where it has no end, or where it always has to
    /// be reached anew.
    keep: Option<Goal>,
    /// The same, told.
    #[schema(example = json!(["960 ₽ more through 31 December 2026 for Gold."]))]
    sentences: Vec<String>,
}

/// A level earned that has not begun.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TierWon)]
struct Won {
    /// The level.
    #[schema(value_type = String, example = "gold")]
    level: TierId,
    /// Its name.
    #[schema(example = "Gold")]
    name: String,
    /// When it begins; `null`: with the next purchase.
    begins: Option<Moment>,
}

/// So much for a level.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TierGoal)]
struct Goal {
    /// The level.
    #[schema(value_type = String, example = "gold")]
    level: TierId,
    /// Its name.
    #[schema(example = "Gold")]
    name: String,
    /// What it takes.
    from: Decimal,
    /// What of it is missing.
    missing: Decimal,
    /// What is missing of the other metric, which is enough as well; `null` where the scheme has one metric.
    or_missing: Option<Decimal>,
    /// What comes from here on counts, if that is yet to be.
    counts_from: Option<Moment>,
    /// What comes before this counts; `null`: no end.
    counts_to: Option<Moment>,
}

impl Tier {
    /// A member's tier in one language; `None` if the program has no such scheme.
    pub fn of(view: &TierView, words: Words<'_>) -> Option<Self> {
        let mut schemes = words.program.schemes.iter();
        let scheme = schemes.find(|scheme| scheme.id == view.scheme)?;
        let told = Told { scheme, words };
        let progress = &view.progress;
        Some(Self {
            scheme: scheme.id.clone(),
            level: progress.level.clone(),
            name: progress.level.as_ref().map(|level| told.name(level)),
            until: progress.until.map(Moment::utc),
            progress: told.progress(progress),
        })
    }
}

/// A scheme as it is told.
struct Told<'a> {
    scheme: &'a TierScheme,
    words: Words<'a>,
}

impl Told<'_> {
    fn progress(&self, progress: &tier::Progress) -> Progress {
        let unit = match &self.scheme.metric {
            TierMetric::Earned(unit) => Some(unit.clone()),
            TierMetric::Spend | TierMetric::Visits | TierMetric::Units(_) | TierMetric::Fee(_) => {
                None
            }
        };
        let won = progress.won.as_ref().map(|won| Won {
            level: won.level.clone(),
            name: self.name(&won.level),
            begins: won.begins.map(Moment::utc),
        });
        Progress {
            metric: word(&self.scheme.metric),
            unit,
            now: Scales(self.program()).metric(&self.scheme.metric, progress.metric),
            ends: progress.ends.map(Moment::utc),
            won,
            next: progress.next.as_ref().map(|goal| self.goal(goal)),
            keep: progress.keep.as_ref().map(|goal| self.goal(goal)),
            sentences: self.words.progress(self.scheme, progress),
        }
    }

    fn goal(&self, goal: &tier::Goal) -> Goal {
        Goal {
            level: goal.level.clone(),
            name: self.name(&goal.level),
            from: Scales(self.program()).metric(&self.scheme.metric, goal.from),
            missing: Scales(self.program()).metric(&self.scheme.metric, goal.missing),
            or_missing: self
                .scheme
                .or
                .as_ref()
                .zip(goal.or)
                .map(|(metric, or)| Scales(self.program()).metric(metric, or.missing)),
            counts_from: goal.counts_from.map(Moment::utc),
            counts_to: goal.counts_to.map(Moment::utc),
        }
    }

    fn name(&self, level: &TierId) -> String {
        let known = self.scheme.levels.iter().find(|known| known.id == *level);
        let name = known.map(|level| self.words.language.pick(&level.name.en, &level.name.ru));
        name.cloned().unwrap_or_default()
    }

    fn program(&self) -> &Program {
        self.words.program
    }
}
