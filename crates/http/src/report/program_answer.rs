//! What the program did, as callers read it.

use regulars_app::report;
use regulars_engine::name::{SegmentId, UnitId};
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::StatedDate;
use crate::render::{Decimal, Moment};

/// What the program did by period.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgramReport {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The first day asked.
    #[schema(value_type = Option<StatedDate>)]
    from: Option<LocalDate>,
    /// The last day asked.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// How the calendar is divided.
    #[schema(example = "month")]
    by: String,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// The program's units, in its order.
    units: Vec<UnitName>,
    /// Periods in order, those in between in which nothing happened too.
    rows: Vec<Row>,
    /// All of it as one period.
    all: Row,
    /// What it is compared with, if that was asked.
    compared: Option<Compared>,
}

/// How a unit of points is called.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramReportUnitName)]
struct UnitName {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Its name in English.
    #[schema(example = "bonuses")]
    en: String,
    /// Its name in Russian.
    #[schema(example = "бонусы")]
    ru: String,
}

/// What the program did in a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramReportRow)]
struct Row {
    /// `2026-03`, `2026-Q1`, `2026`, a day; a week by its Monday; of all of it `all`.
    #[schema(example = "2026-03")]
    period: String,
    /// Members at its end.
    members: i64,
    /// Of them those who joined in it.
    joined: i64,
    /// Distinct members who bought, or of whom a custom event was told.
    engaged: i64,
    /// `engaged / members`.
    engagement: Option<f64>,
    /// What rules took off the prices of members' purchases: what offers cost.
    #[schema(value_type = Decimal)]
    discount: String,
    /// `discount` over it with what points and money paid for.
    discount_rate: Option<f64>,
    /// What points paid for.
    #[schema(value_type = Decimal)]
    paid_by_points: String,
    /// Uses of coupons by members, less those given back.
    coupons_used: i64,
    /// Climbs to a higher level.
    levels_up: i64,
    /// Falls to a lower level.
    levels_down: i64,
    /// What became of points, unit by unit in the program's order.
    units: Vec<Unit>,
}

/// What became of a unit of points.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramReportUnit)]
struct Unit {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Given by rules, less what returns took back.
    #[schema(value_type = Decimal)]
    issued: String,
    /// Spent, less what returns gave back.
    #[schema(value_type = Decimal)]
    redeemed: String,
    /// Burned unspent.
    #[schema(value_type = Decimal)]
    expired: String,
    /// Of the points given in the period: those spent by now over those not taken back.
    redemption_rate: Option<f64>,
    /// Of the points given in the period: those burned by now over those not taken back.
    breakage: Option<f64>,
    /// Left in lots at the period's end, active or not yet; debts are not taken off.
    #[schema(value_type = Decimal)]
    left: String,
    /// What they are worth when spent; `null` for a unit without a value in money.
    #[schema(value_type = Option<Decimal>)]
    liability: Option<String>,
    /// The part that will be asked for: an estimate. `null` while nothing was spent or burned.
    #[schema(value_type = Option<Decimal>)]
    expected_liability: Option<String>,
}

/// What it is compared with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramReportCompared)]
struct Compared {
    /// `previous` or `segment`.
    #[schema(example = "previous")]
    with: &'static str,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The first day.
    #[schema(value_type = Option<StatedDate>)]
    from: Option<LocalDate>,
    /// The last day.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// Its periods in order.
    rows: Vec<Row>,
    /// All of it as one period.
    all: Row,
}

impl From<report::ProgramReport> for ProgramReport {
    fn from(report: report::ProgramReport) -> Self {
        let figures = report.figures;
        Self {
            as_of: figures.as_of,
            segment: figures.segment,
            from: figures.from,
            to: figures.to,
            by: figures.by,
            currency: figures.currency,
            units: report.units.into_iter().map(UnitName::from).collect(),
            rows: figures.rows.into_iter().map(Row::from).collect(),
            all: figures.all.into(),
            compared: figures.compared.map(Compared::from),
        }
    }
}

impl From<report::UnitName> for UnitName {
    fn from(name: report::UnitName) -> Self {
        Self {
            unit: name.unit,
            en: name.en,
            ru: name.ru,
        }
    }
}

impl From<report::Compared<report::ProgramRow>> for Compared {
    fn from(compared: report::Compared<report::ProgramRow>) -> Self {
        Self {
            with: compared.with,
            segment: compared.segment,
            from: compared.from,
            to: compared.to,
            rows: compared.rows.into_iter().map(Row::from).collect(),
            all: compared.all.into(),
        }
    }
}

impl From<report::ProgramRow> for Row {
    fn from(row: report::ProgramRow) -> Self {
        Self {
            period: row.period,
            members: row.members,
            joined: row.joined,
            engaged: row.engaged,
            engagement: row.engagement,
            discount: row.discount,
            discount_rate: row.discount_rate,
            paid_by_points: row.paid_by_points,
            coupons_used: row.coupons_used,
            levels_up: row.levels_up,
            levels_down: row.levels_down,
            units: row.units.into_iter().map(Unit::from).collect(),
        }
    }
}

impl From<report::UnitRow> for Unit {
    fn from(unit: report::UnitRow) -> Self {
        Self {
            unit: unit.unit,
            issued: unit.issued,
            redeemed: unit.redeemed,
            expired: unit.expired,
            redemption_rate: unit.redemption_rate,
            breakage: unit.breakage,
            left: unit.left,
            liability: unit.liability,
            expected_liability: unit.expected_liability,
        }
    }
}
