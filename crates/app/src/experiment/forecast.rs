//! What an experiment would show, before it begins: who is in it, and how many it takes.

use regulars_engine::id::MemberId;
use regulars_engine::program::Text;
use regulars_engine::time::Instant;
use regulars_insight::column::Outcome;
use regulars_insight::experiment::{
    Arrangement, Kind, Paired, Sample, cuped, detectable_share, detectable_value, share_sample,
    value_sample,
};
use regulars_insight::number::{real, whole};
use regulars_store::Reader;
use serde::{Deserialize, Serialize};

use super::audience::{Audience, audience, check_audience};
use super::design::{Design, Metric};
use super::measured::measured;
use super::sentence;
use crate::app::App;
use crate::error::Result;
use crate::insight;
use crate::report::Purse;

const DAY_MS: i64 = 86_400_000;
/// Chance of a false alarm, two-sided, all arms together.
pub(crate) const ALPHA: f64 = 0.05;
/// Chance to see an effect that is there.
const POWER: f64 = 0.8;

/// What is foreseen. The metric is as these members have it without the experiment: in as many days before now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// As of when.
    pub as_of: Instant,
    /// Members who would be in it.
    pub members: u64,
    /// Members of the segment whom the universal control leaves out.
    pub left_out: u64,
    /// Members of each arm, in the order of the design.
    pub sizes: Vec<u64>,
    /// The metric; `None` where it says nothing of these members.
    pub baseline: Option<f64>,
    /// Its standard deviation over members.
    pub deviation: Option<f64>,
    /// Its correlation with the same before, if that is taken out.
    pub correlation: Option<f64>,
    /// Members that show the lift wished for; `None` where no number does.
    pub needed: Option<u64>,
    /// The smallest relative lift that the members there are will show; `None` where nothing would be seen.
    pub detectable: Option<f64>,
    /// Whether the members there are suffice.
    pub is_enough: bool,
}

impl Forecast {
    /// The experiment in words, and whether its members suffice.
    pub fn text(&self, design: &Design) -> Text {
        sentence::of_forecast(design, self)
    }
}

/// Foresees it.
///
/// # Errors
/// A design that cannot be; analytics that are being read in.
pub async fn forecast(app: &App, design: Design) -> Result<Forecast> {
    design.check()?;
    app.read(move |app, reader| {
        check_audience(reader, &design)?;
        let audience = audience(app, reader, &design)?;
        foreseen(app, reader, &design, &audience)
    })
    .await
}

/// Foresees it of an audience that was read.
pub(super) fn foreseen(
    app: &App,
    reader: &Reader<'_>,
    design: &Design,
    audience: &Audience,
) -> Result<Forecast> {
    let (now, scale) = (app.now(), Purse::of(app).scale());
    let from = now.plus_ms(-i64::from(design.days) * DAY_MS);
    let units: Vec<(MemberId, Instant)> = { audience.members.iter() }
        .map(|member| (*member, from))
        .collect();
    let outcomes = insight::read(app, reader, |columns| columns.outcomes(&units, now))?;
    let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    let base = Baseline::of(design, &outcomes, scale);
    let members = audience.members.len();
    let size = Size::of(design, base, i64::try_from(members).unwrap_or(i64::MAX));
    let counted = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let is_enough = size.needed.is_some_and(|needed| needed <= counted(members));
    Ok(Forecast {
        as_of: now,
        members: counted(members),
        left_out: counted(audience.left_out),
        sizes: sizes(design, counted(members)),
        baseline: base.map(|base| base.value),
        deviation: base.map(|base| base.deviation),
        correlation: base.and_then(|base| base.correlation),
        needed: size.needed,
        detectable: size.detectable,
        is_enough,
    })
}

/// The metric of members to whom nothing is done.
#[derive(Debug, Clone, Copy)]
struct Baseline {
    value: f64,
    deviation: f64,
    correlation: Option<f64>,
}

impl Baseline {
    fn of(design: &Design, outcomes: &[Outcome], scale: f64) -> Option<Self> {
        let arm = measured(design.metric, "", outcomes, design.cuped, scale);
        let sample = match design.metric {
            Metric::Receipt => Paired::of(&arm.values, &arm.under).sample()?,
            _ => Sample::of(&arm.values),
        };
        let correlation = design
            .cuped
            .then(|| cuped(&arm.values, &arm.before).correlation);
        (sample.n > 1 && sample.mean > 0.0).then_some(Self {
            value: sample.mean,
            deviation: sample.variance.sqrt(),
            correlation,
        })
    }
}

/// How many it takes, and what those there are show.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    needed: Option<u64>,
    detectable: Option<f64>,
}

impl Size {
    /// By the control and the smallest other arm; α is shared by the arms that are compared with the control.
    fn of(design: &Design, base: Option<Baseline>, members: i64) -> Self {
        let Some(base) = base else {
            return Self::default();
        };
        let others = { design.arms.iter() }.filter(|arm| arm.name != design.control);
        let smallest = others.clone().map(|arm| arm.parts).min().unwrap_or(1);
        let control = { design.arms.iter() }.find(|arm| arm.name == design.control);
        let control = f64::from(control.map_or(1, |arm| arm.parts));
        let (smallest, all) = (f64::from(smallest), part_count(design));
        let how = Arrangement {
            alpha: ALPHA / others.map(|_| 1.0).sum::<f64>().max(1.0),
            power: POWER,
            treated_per_control: smallest / control,
        };
        let pair = whole(real(members) * (control + smallest) / all);
        let correlation = base.correlation.unwrap_or(0.0).clamp(-0.99, 0.99);
        let difference = base.value * design.lift;
        let (of_control, detectable) = match design.metric.kind() {
            // A share that is read with what was before is read as a mean.
            Kind::Proportion if !design.cuped => (
                (base.value + difference < 1.0)
                    .then(|| share_sample(base.value, base.value + difference, how)),
                detectable_share(base.value, pair, how),
            ),
            _ => (
                Some(value_sample(difference, base.deviation, correlation, how)),
                Some(detectable_value(base.deviation, correlation, pair, how) / base.value),
            ),
        };
        let needed = of_control.map(|units| whole((units * all / control).ceil()));
        Self {
            needed: needed.and_then(|needed| u64::try_from(needed).ok()),
            detectable: detectable.filter(|lift| lift.is_finite()),
        }
    }
}

fn part_count(design: &Design) -> f64 {
    real(i64::try_from(design.parts()).unwrap_or(i64::MAX))
}

/// The members of each arm, as near to its part as whole members come.
fn sizes(design: &Design, members: u64) -> Vec<u64> {
    let all = u128::from(design.parts().max(1));
    let upto = |parts: u64| {
        let members = u128::from(members) * u128::from(parts) / all;
        u64::try_from(members).unwrap_or(u64::MAX)
    };
    let mut parts = 0;
    let arms = design.arms.iter().map(|arm| {
        let before = parts;
        parts += u64::from(arm.parts);
        upto(parts) - upto(before)
    });
    arms.collect()
}

#[cfg(test)]
mod tests {
    use super::super::design::tests::design;
    use super::*;

    #[test]
    fn what_it_takes_is_what_the_formulas_say() {
        let base = |correlation| {
            Some(Baseline {
                value: 100.0,
                deviation: 300.0,
                correlation,
            })
        };
        let mut asked = design();
        asked.arms.iter_mut().for_each(|arm| arm.parts = 1);
        // As the plan of the same: 28,821.1 of control with ρ 0.7, and as many with the offer.
        let needed = |design: &Design, base| Size::of(design, base, 10_000).needed.unwrap();
        assert_eq!(needed(&asked, base(Some(0.7))), 57_643);
        assert!(needed(&asked, base(None)) > needed(&asked, base(Some(0.7))));
        let two_arms = needed(&asked, base(None));
        asked.arms.push(super::super::design::ArmPlan {
            name: "call".to_owned(),
            parts: 1,
        });
        assert!(needed(&asked, base(None)) > two_arms * 3 / 2);
        assert_eq!(Size::of(&asked, None, 10_000).needed, None);
    }

    #[test]
    fn the_arms_add_up() {
        let asked = design();
        assert_eq!(sizes(&asked, 99), [9, 90]);
        assert_eq!(sizes(&asked, 0), [0, 0]);
    }
}
