//! Figures of members period by period.

use std::collections::BTreeMap;

use regulars_engine::time::LocalDate;
use regulars_insight::cohort::{Step, gaps_by_step};
use regulars_insight::history::within;
use regulars_insight::kpi::{
    Activity, average_basket, days_to_next_purchase, identification, periods, program_share,
    purchase_frequency, repeat_rate, return_rate,
};
use regulars_insight::number::Percentiles;
use regulars_store::{Reader, Sales};
use serde::Serialize;

use super::base::{Base, Days, Purse};
use crate::app::App;
use crate::error::Result;

/// A period's figures. Formulas are those of the functions of `regulars_insight::kpi` with these names; what cannot be
/// divided is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KpiRow {
    /// `2026-03`; of the sum of all `all`.
    pub period: String,
    /// Distinct members who bought.
    pub buyers: i64,
    /// Of them those whose first purchase it was.
    pub new_buyers: i64,
    /// Of them those who had bought before the period.
    pub returning_buyers: i64,
    /// Of them those who bought in the period before; `null` in the first and of the sum.
    pub retained_buyers: Option<i64>,
    /// Of them those with two purchases or more in the period.
    pub repeat_buyers: i64,
    /// Purchases of members.
    pub purchases: i64,
    /// What they paid and kept.
    pub revenue: String,
    /// Revenue / purchases.
    pub average_basket: Option<String>,
    /// Revenue / buyers.
    pub revenue_per_buyer: Option<String>,
    /// Purchases / buyers.
    pub purchase_frequency: Option<f64>,
    /// Repeat buyers / buyers.
    pub repeat_rate: Option<f64>,
    /// Returning buyers / buyers.
    pub returning_share: Option<f64>,
    /// Retained buyers / buyers of the period before.
    pub retention_rate: Option<f64>,
    /// 1 − retention.
    pub churn_rate: Option<f64>,
    /// Days between consecutive days with a purchase, counted where the later one lies.
    pub days_to_next_purchase: Option<Percentiles>,
    /// Purchases with a member / all purchases.
    pub identification: Option<f64>,
    /// Revenue of members / all revenue.
    pub program_share: Option<f64>,
    /// Value returned / value sold, of everybody.
    pub return_rate: Option<f64>,
}

/// Figures by period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kpi {
    /// By day, week, month, quarter, year.
    pub by: String,
    /// The currency of money in it.
    pub currency: String,
    /// Periods in order, those in between without purchases too.
    pub rows: Vec<KpiRow>,
    /// All of it as one period.
    pub all: KpiRow,
}

/// Makes the figures of these days.
///
/// # Errors
/// Days that are no period; a store that cannot be read.
pub async fn kpi(app: &App, step: Step, days: Days) -> Result<Kpi> {
    let ends = days.ends()?;
    app.read(move |app, reader| {
        let base = Base::load(reader)?;
        let purse = Purse::of(app);
        let sold = sold(reader, step, ends)?;
        let mut gaps = gaps_by_step(base.histories.iter(), step);
        let found = periods(base.histories.iter(), step, ends.0, ends.1);
        let first = found.keys().next().copied();
        let row = |(period, activity): (&i32, &Activity)| KpiRow {
            period: step.name(*period),
            retained_buyers: (Some(*period) != first).then_some(activity.retained),
            days_to_next_purchase: gaps.remove(period).and_then(Percentiles::of),
            ..row(
                activity,
                sold.get(period).copied().unwrap_or_default(),
                purse,
            )
        };
        Ok(Kpi {
            by: step.to_string(),
            currency: purse.code(),
            rows: found.iter().map(row).collect(),
            all: all(&base, ends, sold.into_values(), purse),
        })
    })
    .await
}

fn row(activity: &Activity, sold: Sales, purse: Purse) -> KpiRow {
    let money = |quotient: Option<f64>| quotient.map(|minor| purse.rounded(minor));
    let gross = sold.sales.minor() + sold.returned.minor();
    KpiRow {
        period: String::new(),
        buyers: activity.buyers,
        new_buyers: activity.new_buyers,
        returning_buyers: activity.returning_buyers(),
        retained_buyers: None,
        repeat_buyers: activity.repeat_buyers,
        purchases: activity.purchases,
        revenue: purse.exact(activity.revenue),
        average_basket: money(average_basket(activity.revenue, activity.purchases)),
        revenue_per_buyer: money(average_basket(activity.revenue, activity.buyers)),
        purchase_frequency: purchase_frequency(activity.purchases, activity.buyers),
        repeat_rate: repeat_rate(activity.repeat_buyers, activity.buyers),
        returning_share: activity.returning_share(),
        retention_rate: activity.retention_rate(),
        churn_rate: activity.churn_rate(),
        days_to_next_purchase: None,
        identification: identification(sold.identified_purchases, sold.purchases),
        program_share: program_share(sold.identified_sales.minor(), sold.sales.minor()),
        return_rate: return_rate(sold.returned.minor(), gross),
    }
}

/// Sales of everybody by period.
fn sold(reader: &Reader<'_>, step: Step, (from, to): (i32, i32)) -> Result<BTreeMap<i32, Sales>> {
    let ends = (LocalDate::from_days(from), LocalDate::from_days(to));
    let mut by_period: BTreeMap<i32, Sales> = BTreeMap::new();
    for (day, sales) in reader.sales(ends, None)? {
        *by_period.entry(step.of(day.days())).or_default() += sales;
    }
    Ok(by_period)
}

/// All days as one period: nobody is retained from before it.
fn all(
    base: &Base,
    (from, to): (i32, i32),
    sold: impl Iterator<Item = Sales>,
    purse: Purse,
) -> KpiRow {
    let mut activity = Activity::default();
    for purchases in base.histories.iter() {
        let visits = within(purchases, from, to);
        if visits.is_empty() {
            continue;
        }
        let is_new = purchases.first().is_some_and(|first| first.day >= from);
        activity.add(visits, is_new);
    }
    let mut sums = Sales::default();
    sold.for_each(|sales| sums += sales);
    KpiRow {
        period: "all".to_owned(),
        days_to_next_purchase: days_to_next_purchase(base.histories.iter(), from, to),
        ..row(&activity, sums, purse)
    }
}
