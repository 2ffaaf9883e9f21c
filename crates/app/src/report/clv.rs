//! What members will buy, and whether they are still there.

use std::collections::HashMap;

use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use regulars_engine::{both, said};
use regulars_insight::clv::{
    Dropout, Fitted, Forecast, Gate, Gates, Holdout, Horizon, Past, Purchasing, Spend, SpendFitted,
    fit, fit_spend, forecast, gates, holdout, past,
};
use regulars_insight::history::{Purchase, within};
use serde::Serialize;

use super::base::{Audience, Base, Purse, as_of, external_ids, read, today};
use crate::app::App;
use crate::error::{AppError, Result};

/// The model that forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// BG/NBD: who bought once is taken to be there for certain.
    Bgnbd,
    /// MBG/NBD: may stop after the first purchase too.
    Mbgnbd,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct ClvRequest {
    /// The last day the models see; absent: today. What came after it, if anything, tests them.
    pub calibration_end: Option<LocalDate>,
    /// The model that forecasts and is tested.
    pub model: Model,
    /// How far ahead, and what later money is worth.
    pub horizon: Horizon,
    /// Fit although there is too little to foretell anything from.
    pub ungated: bool,
    /// Of whom; absent: of everybody. Models are fitted on them alone.
    pub segment: Option<SegmentId>,
    /// Tell the rows of so many members, of whom most is expected first.
    pub each: Option<usize>,
}

/// A model of purchases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BoughtReport {
    /// Shape of the rates of purchase.
    pub r: f64,
    /// Scale of the rates, in weeks.
    pub alpha: f64,
    /// Of the chance to stop.
    pub a: f64,
    /// Of the chance to go on.
    pub b: f64,
    /// ln of the likelihood.
    pub log_likelihood: f64,
    /// Whether the search ended at a summit.
    pub settled: bool,
}

/// A model of spend.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SpentReport {
    /// Shape of a member's purchases.
    pub p: f64,
    /// Shape of the members' scales.
    pub q: f64,
    /// Scale of them, in major units of the currency.
    pub v: f64,
    /// ln of the likelihood.
    pub log_likelihood: f64,
    /// Members with repeat purchases and money in them.
    pub customers: u64,
    /// The mean purchase of the population, in major units.
    pub population_mean: Option<f64>,
    /// Correlation of frequency and spend; far from 0 the model does not hold.
    pub correlation: f64,
    /// Whether the search ended at a summit.
    pub settled: bool,
}

/// What is expected of everybody together within the horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Totals {
    /// Members still there.
    pub alive: f64,
    /// Purchases.
    pub purchases: f64,
    /// Value; `null` where the model of spend has none.
    pub value: Option<String>,
}

/// Members by the chance of being still there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AliveRow {
    /// The least chance, in tenths: 3 is 0.3.
    pub from: u8,
    /// Below this, in tenths; of the last row up to it.
    pub to: u8,
    /// How many.
    pub members: u64,
    /// Purchases expected of them within the horizon.
    pub purchases: f64,
    /// Their value; `null` where the model of spend has none.
    pub value: Option<String>,
}

/// What is expected of a member.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForecastRow {
    /// Our id.
    pub member: String,
    /// The integrator's id.
    pub external_id: Option<String>,
    /// Days with a purchase after the first.
    pub repeats: u32,
    /// The day of the last purchase the model saw.
    pub last: LocalDate,
    /// The chance of being still there.
    pub alive: f64,
    /// The chance not to buy within the horizon.
    pub churn: f64,
    /// Purchases expected within the horizon.
    pub purchases: f64,
    /// The mean purchase expected.
    pub spend: Option<String>,
    /// The value expected.
    pub value: Option<String>,
    /// The day by which half of such members, if they stayed, have bought again, counted on from the last purchase: it may have
    /// gone by. `null` beyond ten years.
    pub next_purchase: Option<LocalDate>,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClvReport {
    /// As of when.
    pub as_of: String,
    /// Of whom; `null`: of everybody.
    pub segment: Option<SegmentId>,
    /// The last day the models saw.
    pub calibration_end: LocalDate,
    /// The currency of money in it.
    pub currency: String,
    /// Members with a purchase by then.
    pub customers: u64,
    /// Whether there is enough to foretell anything from. With a gate shut there are no models.
    pub gates: Vec<Gate>,
    /// BG/NBD.
    pub bgnbd: Option<BoughtReport>,
    /// MBG/NBD.
    pub mbgnbd: Option<BoughtReport>,
    /// Gamma-Gamma.
    pub gamma_gamma: Option<SpentReport>,
    /// The model that forecasts below.
    pub model: Model,
    /// Weeks ahead.
    pub horizon_weeks: u32,
    /// Everybody together.
    pub totals: Option<Totals>,
    /// Members by tenths of the chance of being still there; empty without a model.
    pub alive: Vec<AliveRow>,
    /// The model against what came after the calibration's end.
    pub holdout: Option<Holdout>,
    /// Members, of whom most is expected first, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<Vec<ForecastRow>>,
}

/// The longest horizon: twenty years.
const WEEKS_MAX: u32 = 1_040;

/// Makes the report.
///
/// # Errors
/// A horizon that is none; no such segment; a store that cannot be read.
pub async fn clv(app: &App, request: ClvRequest) -> Result<ClvReport> {
    check(request.horizon)?;
    read(app, move |app, reader| {
        let end = request.calibration_end.unwrap_or_else(|| today(app));
        let audience = Audience::read(app, reader, request.segment.as_ref())?;
        let base = Base::load(app, reader, &audience)?;
        let pasts = Pasts::of(&base, end);
        let (purse, read_at) = (Purse::of(app), as_of(app));
        let ids = match request.each {
            Some(_) => external_ids(reader)?,
            None => HashMap::new(),
        };
        Ok(report(&pasts, &base, &request, (purse, read_at, &ids)))
    })
    .await
}

fn check(horizon: Horizon) -> Result<()> {
    if !(1..=WEEKS_MAX).contains(&horizon.weeks) {
        let message = said!(
            "goes from 1 to {WEEKS_MAX} weeks",
            "может быть от 1 до {WEEKS_MAX} недель"
        );
        return Err(AppError::field("horizon", message));
    }
    if !(0.0..1.0).contains(&horizon.discount_a_year) || !(0.0..=1.0).contains(&horizon.margin) {
        return Err(AppError::field(
            "discount",
            both!(
                "and margin are shares from 0 to 1",
                "и `margin` указывают как доли от 0 до 1"
            ),
        ));
    }
    Ok(())
}

/// Members with a purchase by the end, with what they bought after it.
struct Pasts<'b>(Vec<(MemberId, Past, &'b [Purchase])>, LocalDate);

impl<'b> Pasts<'b> {
    fn of(base: &'b Base, end: LocalDate) -> Self {
        let pasts = base.each().filter_map(|(member, purchases)| {
            let after = within(purchases, end.days() + 1, LocalDate::MAX.days());
            Some((member, past(purchases, end.days())?, after))
        });
        Self(pasts.collect(), end)
    }

    fn each(&self) -> impl Iterator<Item = Past> {
        self.0.iter().map(|(_, past, _)| *past)
    }
}

/// Models fitted on the pasts.
struct Models {
    bgnbd: Option<Fitted>,
    mbgnbd: Option<Fitted>,
    spend: Option<SpendFitted>,
}

fn report(
    pasts: &Pasts<'_>,
    base: &Base,
    request: &ClvRequest,
    (purse, as_of, ids): (Purse, String, &HashMap<MemberId, String>),
) -> ClvReport {
    let all: Vec<Past> = pasts.each().collect();
    let gates = gates(&all, &Gates::default());
    let open = request.ungated || gates.iter().all(|gate| gate.passed);
    let fitted = |dropout| open.then(|| fit(pasts.each(), dropout)).flatten();
    let models = Models {
        bgnbd: fitted(Dropout::AfterRepeat),
        mbgnbd: fitted(Dropout::AfterAny),
        spend: open
            .then(|| fit_spend(pasts.each(), purse.scale()))
            .flatten(),
    };
    let chosen = match request.model {
        Model::Bgnbd => models.bgnbd,
        Model::Mbgnbd => models.mbgnbd,
    };
    let chosen = chosen.map(|fitted| fitted.model);
    let foretold = chosen
        .zip(models.spend.map(|fitted| fitted.model))
        .map(|(model, spend)| {
            let told = |past| forecast(&model, &spend, past, purse.scale(), &request.horizon);
            all.iter().map(|past| told(*past)).collect::<Vec<_>>()
        });
    ClvReport {
        as_of,
        segment: request.segment.clone(),
        calibration_end: pasts.1,
        currency: purse.code(),
        customers: u64::try_from(all.len()).unwrap_or(u64::MAX),
        gates,
        bgnbd: models.bgnbd.map(bought),
        mbgnbd: models.mbgnbd.map(bought),
        gamma_gamma: models.spend.map(spent),
        model: request.model,
        horizon_weeks: request.horizon.weeks,
        totals: foretold.as_deref().map(|told| totals(told, purse)),
        alive: foretold
            .as_deref()
            .map_or_else(Vec::new, |told| by_chance(told, purse)),
        holdout: chosen.and_then(|model| tested(&model, pasts, base)),
        each: foretold
            .zip(request.each)
            .map(|(told, most)| rows(pasts, &told, (purse, ids), most)),
    }
}

/// How many customers there were by the end, and the value expected of all of them together, in major units; `None` where
/// there is too little to foretell it from.
pub(super) fn expected_together(
    base: &Base,
    end: LocalDate,
    horizon: &Horizon,
    purse: Purse,
) -> Option<(i64, f64)> {
    let pasts = Pasts::of(base, end);
    let all: Vec<Past> = pasts.each().collect();
    if !gates(&all, &Gates::default())
        .iter()
        .all(|gate| gate.passed)
    {
        return None;
    }
    let model = fit(pasts.each(), Dropout::AfterAny)?.model;
    let spend = fit_spend(pasts.each(), purse.scale())?.model;
    let told = |past: &Past| forecast(&model, &spend, *past, purse.scale(), horizon).value;
    let value: Option<f64> = all.iter().map(told).sum();
    Some((i64::try_from(all.len()).unwrap_or(i64::MAX), value?))
}

fn bought(fitted: Fitted) -> BoughtReport {
    let Purchasing { r, alpha, a, b, .. } = fitted.model;
    BoughtReport {
        r,
        alpha,
        a,
        b,
        log_likelihood: fitted.log_likelihood,
        settled: fitted.settled,
    }
}

fn spent(fitted: SpendFitted) -> SpentReport {
    let Spend { p, q, v } = fitted.model;
    SpentReport {
        p,
        q,
        v,
        log_likelihood: fitted.log_likelihood,
        customers: fitted.members,
        population_mean: fitted.model.population(),
        correlation: fitted.correlation,
        settled: fitted.settled,
    }
}

fn totals(told: &[Forecast], purse: Purse) -> Totals {
    Totals {
        alive: told.iter().map(|one| one.alive).sum(),
        purchases: told.iter().map(|one| one.purchases).sum(),
        value: value(told.iter(), purse),
    }
}

fn value<'f>(told: impl Iterator<Item = &'f Forecast>, purse: Purse) -> Option<String> {
    let value: Option<f64> = told.map(|one| one.value).sum();
    value.map(|major| purse.rounded(major * purse.scale()))
}

fn by_chance(told: &[Forecast], purse: Purse) -> Vec<AliveRow> {
    let tenth = |from: u8| {
        let (low, high) = (f64::from(from) / 10.0, f64::from(from + 1) / 10.0);
        let is_here = |alive: f64| alive >= low && (alive < high || from == 9);
        let own = || told.iter().filter(move |one| is_here(one.alive));
        AliveRow {
            from,
            to: from + 1,
            members: u64::try_from(own().count()).unwrap_or(u64::MAX),
            purchases: own().map(|one| one.purchases).sum(),
            value: value(own(), purse),
        }
    };
    (0..10).map(tenth).collect()
}

/// The model against the days after the end, up to the last purchase of all; `None` when there are none.
fn tested(model: &Purchasing, pasts: &Pasts<'_>, base: &Base) -> Option<Holdout> {
    let last = LocalDate::from_days(base.histories.last_day()?);
    let days = u32::try_from(last.days_since(pasts.1))
        .ok()
        .filter(|days| *days > 0)?;
    let made = pasts.0.iter().map(|(_, past, after)| {
        let visits = after.chunk_by(|one, other| one.day == other.day).count();
        (*past, u32::try_from(visits).unwrap_or(u32::MAX))
    });
    Some(holdout(model, &made.collect::<Vec<_>>(), days))
}

fn rows(
    pasts: &Pasts<'_>,
    told: &[Forecast],
    (purse, ids): (Purse, &HashMap<MemberId, String>),
    most: usize,
) -> Vec<ForecastRow> {
    let end = pasts.1;
    let money = |major: Option<f64>| major.map(|major| purse.rounded(major * purse.scale()));
    let day = |days: i64| end.plus_days(i32::try_from(days).unwrap_or(i32::MAX));
    let row = |((member, past, _), told): (&(MemberId, Past, &[Purchase]), &Forecast)| {
        let idle = i64::from(past.age) - i64::from(past.last);
        ForecastRow {
            member: member.to_string(),
            external_id: ids.get(member).cloned(),
            repeats: past.repeats,
            last: day(-idle),
            alive: told.alive,
            churn: told.churn,
            purchases: told.purchases,
            spend: money(told.spend),
            value: money(told.value),
            next_purchase: told.next_purchase_days.map(|days| day(days - idle)),
        }
    };
    let mut order: Vec<_> = pasts.0.iter().zip(told).collect();
    let weight = |told: &Forecast| told.value.unwrap_or(told.purchases);
    order.sort_by(|(_, one), (_, other)| weight(other).total_cmp(&weight(one)));
    order.into_iter().take(most).map(row).collect()
}
