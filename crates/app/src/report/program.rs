//! What the program did period by period: who joined and took part, what was given, spent, burned and is owed.

use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::program::Unit;
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::Step;
use regulars_insight::kpi::{
    breakage, discount_rate, engagement, expected_liability, gross_liability, redemption_rate,
};
use regulars_store::UnitMoved;
use serde::Serialize;

use super::base::{Audience, Days, Purse, read, today};
use super::figures::{Figures, FiguresRequest};
use super::program_days::{DayOf, Facts, of_everybody};
use super::program_members::of_members;
use crate::app::App;
use crate::error::Result;
use crate::live::LiveProgram;

/// What the program did in a period. What cannot be divided is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgramRow {
    /// `2026-03`; of the sum of all `all`.
    pub period: String,
    /// Members at its end.
    pub members: i64,
    /// Of them those who joined in it.
    pub joined: i64,
    /// Distinct members who bought, or of whom a custom event was told.
    pub engaged: i64,
    /// Engaged / members.
    pub engagement: Option<f64>,
    /// What rules took off the prices of members' purchases: what offers cost.
    pub discount: String,
    /// Discount / (discount + paid by points + paid by money and kept).
    pub discount_rate: Option<f64>,
    /// What points paid.
    pub paid_by_points: String,
    /// Uses of coupons by members.
    pub coupons_used: i64,
    /// Climbs to a higher level.
    pub levels_up: i64,
    /// Falls to a lower level.
    pub levels_down: i64,
    /// What became of points, unit by unit in the program's order.
    pub units: Vec<UnitRow>,
}

/// What became of a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitRow {
    /// The unit.
    pub unit: UnitId,
    /// Given by rules, less what returns took back.
    pub issued: String,
    /// Spent, less what returns gave back.
    pub redeemed: String,
    /// Burned unspent.
    pub expired: String,
    /// Of the points given in the period: spent by now / given and not taken back.
    pub redemption_rate: Option<f64>,
    /// Of the points given in the period: burned by now / given and not taken back.
    pub breakage: Option<f64>,
    /// Left in lots at its end, active or not yet.
    pub left: String,
    /// What that is worth when spent; `null` for a unit without a value.
    pub liability: Option<String>,
    /// The part of it that will be asked for, if from now on the share is spent that was by then: redeemed / (redeemed +
    /// expired) of everything up to the period's end. `null` without a value, and while nothing was either.
    pub expected_liability: Option<String>,
}

/// How a unit is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitName {
    /// The unit.
    pub unit: UnitId,
    /// Its name in English.
    pub en: String,
    /// Its name in Russian.
    pub ru: String,
}

/// What the program did by period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgramReport {
    /// The program's units and how they are called, in its order.
    pub units: Vec<UnitName>,
    /// Figures by period.
    #[serde(flatten)]
    pub figures: Figures<ProgramRow>,
}

/// Makes the report.
///
/// # Errors
/// Days that are no period, a period before none; no such segment; a store that cannot be read.
pub async fn program(app: &App, request: FiguresRequest) -> Result<ProgramReport> {
    request.check()?;
    read(app, move |app, reader| {
        let live = app.programs().at(app.now());
        let spans = request.spans(app)?;
        let asked = request.whom().map(|of| {
            let audience = Audience::read(app, reader, of)?;
            let facts = Facts::new(&live.program, request.by, &spans);
            Ok(Asked {
                step: request.by,
                purse: Purse::of(app),
                today: today(app),
                live: live.clone(),
                facts: match audience.is_everybody() {
                    true => of_everybody(reader, facts)?,
                    false => of_members(reader, &audience, facts)?,
                },
            })
        })?;
        Ok(ProgramReport {
            units: asked.own.units(),
            figures: request.tell(app, &asked, Asked::figures)?,
        })
    })
    .await
}

/// Whose figures are asked.
struct Asked {
    step: Step,
    purse: Purse,
    today: LocalDate,
    live: std::sync::Arc<LiveProgram>,
    facts: Facts,
}

impl Asked {
    fn units(&self) -> Vec<UnitName> {
        let units = self.live.program.units.iter().map(|unit| UnitName {
            unit: unit.id.clone(),
            en: unit.name.en.clone(),
            ru: unit.name.ru.clone(),
        });
        units.collect()
    }

    /// Figures of these days by period, and of all of them as one.
    fn figures(&self, days: Days) -> Result<(Vec<ProgramRow>, ProgramRow)> {
        let span = days.ends()?;
        let last = span.1.min(self.today.days());
        let Some(first) = self.facts.first_day().map(|first| first.max(span.0)) else {
            return Ok((Vec::new(), self.row("all".to_owned(), span, 0)));
        };
        let engaged = self.facts.engaged(span);
        let periods = match first <= last {
            true => self.step.of(first)..self.step.of(last) + 1,
            false => 0..0,
        };
        let rows = periods.map(|period| {
            let start = self.step.start(period).days().max(span.0);
            let end = (self.step.start(period + 1).days() - 1).min(span.1);
            let engaged = engaged.by_period.get(&period).copied().unwrap_or(0);
            self.row(self.step.name(period), (start, end), engaged)
        });
        let all = self.row("all".to_owned(), span, engaged.all);
        Ok((rows.collect(), all))
    }

    fn row(&self, period: String, span: (i32, i32), engaged: i64) -> ProgramRow {
        let day = self.facts.sum(span);
        let members = self.facts.members_by(span.1);
        let DayOf {
            discount,
            redeemed,
            kept,
            ..
        } = day;
        ProgramRow {
            period,
            members,
            joined: day.joined,
            engaged,
            engagement: engagement(engaged, members),
            discount: self.purse.exact(discount),
            discount_rate: discount_rate(discount, discount + redeemed + kept),
            paid_by_points: self.purse.exact(redeemed),
            coupons_used: day.coupons,
            levels_up: day.up,
            levels_down: day.down,
            units: { self.live.program.units.iter() }
                .map(|unit| self.unit(unit, span))
                .collect(),
        }
    }

    fn unit(&self, unit: &Unit, span: (i32, i32)) -> UnitRow {
        let moved = self.facts.moved(&unit.id, span);
        let ever = self.facts.moved(&unit.id, (i32::MIN, span.1));
        let points = |points: Points| unit.scale.format(points);
        let liability = self.liability(unit, &ever);
        UnitRow {
            unit: unit.id.clone(),
            issued: points(moved.issued),
            redeemed: points(moved.redeemed),
            expired: points(moved.expired),
            redemption_rate: redemption_rate(moved.spent.raw(), moved.given.raw()),
            breakage: breakage(moved.burned.raw(), moved.given.raw()),
            left: points(ever.gained),
            liability: liability.map(|minor| self.purse.exact(minor)),
            expected_liability: liability.and_then(|minor| {
                let gone = ever.redeemed + ever.expired;
                let share = redemption_rate(ever.redeemed.raw(), gone.raw())?;
                Some(self.purse.rounded(expected_liability(minor, share)))
            }),
        }
    }

    /// What everything left of a unit is worth, in minor units.
    fn liability(&self, unit: &Unit, ever: &UnitMoved) -> Option<i64> {
        let value = unit.value?;
        Some(gross_liability(
            ever.gained.raw(),
            value.money.minor(),
            value.points.raw(),
        ))
    }
}
