//! Customer value as callers read it.

use regulars_app::report::{self, Model};
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::StatedDate;
use crate::render::{Decimal, Moment};

/// What members will buy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvReport)]
pub struct Clv {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The last day the models saw.
    #[schema(value_type = StatedDate)]
    calibration_end: LocalDate,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Members with a purchase by then.
    customers: u64,
    /// Whether there is enough to foretell anything from.
    gates: Vec<Gate>,
    /// BG/NBD; `null` behind a shut gate.
    bgnbd: Option<Bought>,
    /// MBG/NBD; `null` behind a shut gate.
    mbgnbd: Option<Bought>,
    /// Gamma-Gamma; `null` behind a shut gate.
    gamma_gamma: Option<Spent>,
    /// The model that forecasts: `bgnbd` or `mbgnbd`.
    #[schema(example = "mbgnbd")]
    model: &'static str,
    /// Weeks ahead.
    horizon_weeks: u32,
    /// Everybody together; `null` without a model.
    totals: Option<Totals>,
    /// Members by tenths of the chance of being still there; empty without a model.
    alive: Vec<Alive>,
    /// The model against what came after the calibration's end; `null` where nothing came.
    holdout: Option<Holdout>,
    /// Members, of whom most is expected first; `null`: not asked.
    each: Option<Vec<Forecast>>,
}

/// A bound, and what was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvGate)]
struct Gate {
    /// `members`, `history_days`, `days_since_last`, `frequent`.
    #[schema(example = "members")]
    what: &'static str,
    /// What is needed: the least, of `days_since_last` the most.
    needed: u64,
    /// What there is.
    found: u64,
    /// Whether it is enough.
    passed: bool,
}

/// A model of purchases.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvPurchasing)]
struct Bought {
    /// Shape of the rates of purchase.
    r: f64,
    /// Scale of the rates, in weeks.
    alpha: f64,
    /// Of the chance to stop.
    a: f64,
    /// Of the chance to go on.
    b: f64,
    /// ln of the likelihood.
    log_likelihood: f64,
    /// Whether the search ended at a summit.
    settled: bool,
}

/// A model of spend.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvSpend)]
struct Spent {
    /// Shape of a member's purchases.
    p: f64,
    /// Shape of the members' scales.
    q: f64,
    /// Scale of them, in major units of the currency.
    v: f64,
    /// ln of the likelihood.
    log_likelihood: f64,
    /// Members with repeat purchases and money in them.
    customers: u64,
    /// The mean purchase of the population, in major units.
    population_mean: Option<f64>,
    /// Correlation of frequency and spend; far from 0 the model does not hold.
    correlation: f64,
    /// Whether the search ended at a summit.
    settled: bool,
}

/// What is expected of everybody together within the horizon.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvTotals)]
struct Totals {
    /// Members still there.
    alive: f64,
    /// Purchases.
    purchases: f64,
    /// Value; `null` where the model of spend has none.
    #[schema(value_type = Option<Decimal>)]
    value: Option<String>,
}

/// Members by the chance of being still there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvAlive)]
struct Alive {
    /// The least chance, in tenths: 3 is 0.3.
    from: u8,
    /// Below this, in tenths; of the last row up to it.
    to: u8,
    /// How many.
    members: u64,
    /// Purchases expected of them within the horizon.
    purchases: f64,
    /// Their value; `null` where the model of spend has none.
    #[schema(value_type = Option<Decimal>)]
    value: Option<String>,
}

/// A model against a time it has not seen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvHoldout)]
struct Holdout {
    /// Weeks of that time.
    weeks: f64,
    /// Members.
    members: usize,
    /// Purchases expected in all.
    expected: f64,
    /// Purchases made in all.
    actual: i64,
    /// `(expected − actual) / actual`; `null` when nobody bought.
    total_error: Option<f64>,
    /// The mean of `|expected − actual|` by member; `null` of nobody.
    mean_error: Option<f64>,
    /// What was expected of each tenth of the members and what it did, the least first.
    deciles: Vec<Decile>,
}

/// A tenth of the members by what was expected of them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvDecile)]
struct Decile {
    /// 1 to 10.
    decile: usize,
    /// Members in it.
    members: usize,
    /// Mean purchases expected.
    expected: f64,
    /// Mean purchases made.
    actual: f64,
}

/// What is expected of a member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClvMember)]
struct Forecast {
    /// Our id.
    #[schema(example = "mem_01HZX3V8K0G04")]
    member: String,
    /// The integrator's id.
    external_id: Option<String>,
    /// Days with a purchase after the first.
    repeats: u32,
    /// The day of the last purchase the model saw.
    #[schema(value_type = StatedDate)]
    last: LocalDate,
    /// The chance of being still there.
    alive: f64,
    /// The chance not to buy within the horizon.
    churn: f64,
    /// Purchases expected within the horizon.
    purchases: f64,
    /// The mean purchase expected.
    #[schema(value_type = Option<Decimal>)]
    spend: Option<String>,
    /// The value expected.
    #[schema(value_type = Option<Decimal>)]
    value: Option<String>,
    /// The day by which half of such members, if they stayed, have bought again, counted on from the last purchase: it may have
    /// gone by. `null` beyond ten years.
    #[schema(value_type = Option<StatedDate>)]
    next_purchase: Option<LocalDate>,
}

impl From<report::ClvReport> for Clv {
    fn from(report: report::ClvReport) -> Self {
        let each = |rows: Vec<_>| rows.into_iter().map(Forecast::from).collect();
        Self {
            as_of: report.as_of,
            segment: report.segment,
            calibration_end: report.calibration_end,
            currency: report.currency,
            customers: report.customers,
            gates: report.gates.into_iter().map(Gate::from).collect(),
            bgnbd: report.bgnbd.map(Bought::from),
            mbgnbd: report.mbgnbd.map(Bought::from),
            gamma_gamma: report.gamma_gamma.map(Spent::from),
            model: match report.model {
                Model::Bgnbd => "bgnbd",
                Model::Mbgnbd => "mbgnbd",
            },
            horizon_weeks: report.horizon_weeks,
            totals: report.totals.map(Totals::from),
            alive: report.alive.into_iter().map(Alive::from).collect(),
            holdout: report.holdout.map(Holdout::from),
            each: report.each.map(each),
        }
    }
}

impl From<report::Gate> for Gate {
    fn from(of: report::Gate) -> Self {
        Self {
            what: of.what,
            needed: of.needed,
            found: of.found,
            passed: of.passed,
        }
    }
}

impl From<report::BoughtReport> for Bought {
    fn from(of: report::BoughtReport) -> Self {
        Self {
            r: of.r,
            alpha: of.alpha,
            a: of.a,
            b: of.b,
            log_likelihood: of.log_likelihood,
            settled: of.settled,
        }
    }
}

impl From<report::SpentReport> for Spent {
    fn from(of: report::SpentReport) -> Self {
        Self {
            p: of.p,
            q: of.q,
            v: of.v,
            log_likelihood: of.log_likelihood,
            customers: of.customers,
            population_mean: of.population_mean,
            correlation: of.correlation,
            settled: of.settled,
        }
    }
}

impl From<report::Totals> for Totals {
    fn from(of: report::Totals) -> Self {
        Self {
            alive: of.alive,
            purchases: of.purchases,
            value: of.value,
        }
    }
}

impl From<report::AliveRow> for Alive {
    fn from(of: report::AliveRow) -> Self {
        Self {
            from: of.from,
            to: of.to,
            members: of.members,
            purchases: of.purchases,
            value: of.value,
        }
    }
}

impl From<report::Holdout> for Holdout {
    fn from(of: report::Holdout) -> Self {
        Self {
            weeks: of.weeks,
            members: of.members,
            expected: of.expected,
            actual: of.actual,
            total_error: of.total_error,
            mean_error: of.mean_error,
            deciles: of.deciles.into_iter().map(Decile::from).collect(),
        }
    }
}

impl From<report::Decile> for Decile {
    fn from(of: report::Decile) -> Self {
        Self {
            decile: of.decile,
            members: of.members,
            expected: of.expected,
            actual: of.actual,
        }
    }
}

impl From<report::ForecastRow> for Forecast {
    fn from(of: report::ForecastRow) -> Self {
        Self {
            member: of.member,
            external_id: of.external_id,
            repeats: of.repeats,
            last: of.last,
            alive: of.alive,
            churn: of.churn,
            purchases: of.purchases,
            spend: of.spend,
            value: of.value,
            next_purchase: of.next_purchase,
        }
    }
}
