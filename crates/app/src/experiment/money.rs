//! What an experiment earned: what its arms paid more than the control, against what was spent on it.

use std::collections::BTreeSet;

use regulars_engine::id::MemberId;
use regulars_engine::number::{Rounding, mul_div};
use regulars_engine::time::{Instant, LocalDate, Zone};
use regulars_insight::column::{GoodsCost, Outcome};
use regulars_insight::kpi::{self, part_of_spend, share};
use regulars_store::{Assignment, Reader};
use serde::Serialize;

use super::design::Design;
use crate::app::App;
use crate::error::Result;
use crate::report::{Purse, cost_of, goods_cost};

/// What an experiment earned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Earned {
    /// Spent on it by then: what is labelled with its id.
    pub cost: String,
    /// The share of what its members paid since it began that was for goods whose cost is known.
    pub cost_known: Option<f64>,
    /// What each arm but the control earned, in the order of the design.
    pub arms: Vec<ArmEarned>,
}

/// What an arm earned more than the control, member by member. What members pay is less discounts and points already.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArmEarned {
    /// Its name.
    pub arm: String,
    /// (Paid by a member − paid by one of the control) × members.
    pub revenue: String,
    /// That less what the goods cost; `null` where the cost of none is known.
    pub margin: Option<String>,
    /// Its part of the cost, by members.
    pub cost: String,
    /// Margin − cost.
    pub net_result: Option<String>,
    /// Net result / cost.
    pub roi: Option<f64>,
}

/// Until when, in whose days and digits.
pub(super) struct Till<'z> {
    pub(super) started_at: Instant,
    pub(super) as_of: Instant,
    pub(super) zone: &'z Zone,
    pub(super) purse: Purse,
}

/// Reads what was earned; `None` where nothing is labelled with the experiment's id.
pub(super) fn earned(
    (app, reader): (&App, &Reader<'_>),
    label: &str,
    (design, units, arms): (&Design, &[Assignment], &[Vec<Outcome>]),
    till: &Till<'_>,
) -> Result<Option<Earned>> {
    let last = till.zone.date(till.as_of);
    let ever = (LocalDate::MIN, last);
    let rows = reader.spend(ever, None, usize::MAX)?.items;
    let own = rows
        .iter()
        .filter(|row| row.label.as_deref() == Some(label));
    let parts = own.map(|row| {
        let days = (row.from.days(), row.to.days());
        part_of_spend(row.amount.minor(), days, (i32::MIN, last.days()))
    });
    let cost: i64 = parts.sum();
    if cost == 0 {
        return Ok(None);
    }
    let members: BTreeSet<MemberId> = units.iter().map(|unit| unit.member).collect();
    let first = till.zone.date(till.started_at);
    let mut goods = GoodsCost::default();
    let days = goods_cost(app, reader, |member| members.contains(&member))?;
    for (_, more) in days.range(first.days()..=last.days()) {
        goods += *more;
    }
    Ok(Some(told(design, arms, (cost, goods), till.purse)))
}

fn told(
    design: &Design,
    arms: &[Vec<Outcome>],
    (cost, goods): (i64, GoodsCost),
    purse: Purse,
) -> Earned {
    let named = || design.arms.iter().zip(arms);
    let paid = |arm: &[Outcome]| -> i64 { arm.iter().map(|of| of.revenue).sum() };
    let size = |arm: &[Outcome]| i64::try_from(arm.len()).unwrap_or(i64::MAX);
    let is_control = |name: &str| name == design.control;
    let control = named().find(|(plan, _)| is_control(&plan.name));
    let (control_paid, control_size) = control.map_or((0, 0), |(_, arm)| (paid(arm), size(arm)));
    let treated = || named().filter(|(plan, _)| !is_control(&plan.name));
    let all: i64 = treated().map(|(_, arm)| size(arm)).sum();
    let arms = treated().map(|(plan, arm)| {
        let (members, half) = (size(arm), Rounding::HalfUp);
        let revenue = paid(arm) - mul_div(control_paid, members, control_size, half);
        let cost = mul_div(cost, members, all, half);
        let goods = cost_of(goods, revenue, purse.minor_per_major());
        let margin = goods.map(|goods| revenue - goods);
        ArmEarned {
            arm: plan.name.clone(),
            revenue: purse.exact(revenue),
            margin: margin.map(|margin| purse.exact(margin)),
            cost: purse.exact(cost),
            net_result: margin.map(|margin| purse.exact(kpi::net_result(margin, 0, cost))),
            roi: margin.and_then(|margin| kpi::roi(margin, 0, cost)),
        }
    });
    Earned {
        cost: purse.exact(cost),
        cost_known: share(goods.known, goods.paid),
        arms: arms.collect(),
    }
}
