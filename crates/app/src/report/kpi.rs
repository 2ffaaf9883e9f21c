//! Figures of members period by period.

use std::collections::BTreeMap;

use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::{Step, gaps_by_step};
use regulars_insight::history::{Histories, Purchase, within};
use regulars_insight::kpi::{
    Activity, NegativeChurn, average_basket, days_to_next_purchase, identification, negative_churn,
    periods, program_share, purchase_frequency, repeat_rate, return_rate,
};
use regulars_insight::number::Percentiles;
use regulars_store::{Reader, Sales};
use serde::Serialize;

use super::base::{Audience, Base, Days, Purse, read, today};
use super::figures::{Figures, FiguresRequest};
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
    /// Of them those who bought in the period before; `null` in the first, and of all where no first day was asked.
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
    /// Retained buyers / buyers of the period before; of all: of the same length before.
    pub retention_rate: Option<f64>,
    /// 1 − retention.
    pub churn_rate: Option<f64>,
    /// What kept and lost customers changed; of all alone, where a first day was asked.
    pub negative_churn: Option<Expansion>,
    /// Days between consecutive days with a purchase, counted where the later one lies.
    pub days_to_next_purchase: Option<Percentiles>,
    /// Purchases of members / all purchases; of a segment: its purchases / all.
    pub identification: Option<f64>,
    /// Revenue of members / all revenue; of a segment: its revenue / all.
    pub program_share: Option<f64>,
    /// Value returned / value sold, of everybody; of a segment: in its purchases.
    pub return_rate: Option<f64>,
}

/// Customers who bought more than in the period of the same length before, and those who were lost: (revenue − lost) /
/// revenue of the period before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expansion {
    /// Buyers of the period before who paid more in this one.
    pub members: i64,
    /// How much more they paid.
    pub revenue: String,
    /// What those had paid who did not come back.
    pub lost: String,
    /// Above 0 those who stayed make up for those who went.
    pub rate: Option<f64>,
}

/// Makes the figures.
///
/// # Errors
/// Days that are no period, a period before none; no such segment; a store that cannot be read.
pub async fn kpi(app: &App, request: FiguresRequest) -> Result<Figures<KpiRow>> {
    request.check()?;
    read(app, move |app, reader| {
        let whom = request.whom();
        let asked = whom.map(|of| Asked::read(app, reader, request.by, of))?;
        request.tell(app, &asked, |asked, days| asked.figures(reader, days))
    })
    .await
}

/// Whose figures are asked.
struct Asked {
    step: Step,
    purse: Purse,
    /// The last day of a period that names none.
    today: LocalDate,
    audience: Audience,
    base: Base,
}

impl Asked {
    fn read(app: &App, reader: &Reader<'_>, step: Step, of: Option<&SegmentId>) -> Result<Self> {
        let audience = Audience::read(app, reader, of)?;
        Ok(Self {
            step,
            purse: Purse::of(app),
            today: today(app),
            base: Base::load(app, reader, &audience)?,
            audience,
        })
    }

    /// Figures of these days by period, and of all of them as one.
    fn figures(&self, reader: &Reader<'_>, days: Days) -> Result<(Vec<KpiRow>, KpiRow)> {
        let (from, to) = days.ends()?;
        let (step, histories) = (self.step, &self.base.histories);
        let sold = self.sold(reader, (from, to))?;
        let mut gaps = gaps_by_step(histories.iter(), step);
        let found = periods(histories.iter(), step, from, to);
        let first = found.keys().next().copied();
        let rows = found.iter().map(|(period, activity)| KpiRow {
            period: step.name(*period),
            retained_buyers: (Some(*period) != first).then_some(activity.retained),
            days_to_next_purchase: gaps.remove(period).and_then(Percentiles::of),
            ..row(activity, sold.get(period), self.purse)
        });
        let rows = rows.collect();
        let before = days.before(self.today).map(Days::ends).transpose()?;
        Ok((rows, self.all((from, to), before, sold.values())))
    }

    /// What figures are held against, by period.
    fn sold(&self, reader: &Reader<'_>, (from, to): (i32, i32)) -> Result<BTreeMap<i32, Sold>> {
        let ends = (LocalDate::from_days(from), LocalDate::from_days(to));
        let is_everybody = self.audience.is_everybody();
        let mut by_period: BTreeMap<i32, Sold> = BTreeMap::new();
        for (day, sales) in reader.sales(ends, None)? {
            let sold = by_period.entry(self.step.of(day.days())).or_default();
            sold.add(sales, is_everybody);
        }
        if is_everybody {
            return Ok(by_period);
        }
        for purchases in self.base.histories.iter() {
            for Purchase { day, amount } in within(purchases, from, to) {
                let sold = by_period.entry(self.step.of(*day)).or_default();
                sold.purchases += 1;
                sold.revenue += amount;
                sold.kept += amount;
            }
        }
        reader.returned_purchases(|back| {
            if self.audience.has(back.member) && (ends.0..=ends.1).contains(&back.day) {
                let sold = by_period.entry(self.step.of(back.day.days())).or_default();
                sold.returned += back.amount.minor();
            }
        })?;
        Ok(by_period)
    }

    /// All days as one period; who is retained is told against the days before them.
    fn all<'s>(
        &self,
        (from, to): (i32, i32),
        before: Option<(i32, i32)>,
        sold: impl Iterator<Item = &'s Sold>,
    ) -> KpiRow {
        let histories = &self.base.histories;
        let mut activity = Activity::default();
        for purchases in histories.iter() {
            let visits = within(purchases, from, to);
            let came_before =
                before.is_some_and(|(from, to)| !within(purchases, from, to).is_empty());
            activity.buyers_before += i64::from(came_before);
            if visits.is_empty() {
                continue;
            }
            activity.retained += i64::from(came_before);
            let is_new = purchases.first().is_some_and(|first| first.day >= from);
            activity.add(visits, is_new);
        }
        let mut sums = Sold::default();
        sold.for_each(|part| sums += *part);
        let churn = before.map(|before| expansion(histories, before, (from, to)));
        KpiRow {
            period: "all".to_owned(),
            retained_buyers: before.map(|_| activity.retained),
            negative_churn: churn.map(|churn| Expansion {
                members: churn.expanded,
                revenue: self.purse.exact(churn.expansion),
                lost: self.purse.exact(churn.lost),
                rate: churn.rate,
            }),
            days_to_next_purchase: days_to_next_purchase(histories.iter(), from, to),
            ..row(&activity, Some(&sums), self.purse)
        }
    }
}

/// What members paid in a period held against the one before.
fn expansion(histories: &Histories, before: (i32, i32), now: (i32, i32)) -> NegativeChurn {
    let paid = |purchases: &[Purchase], (from, to): (i32, i32)| -> i64 {
        let visits = within(purchases, from, to).iter();
        visits.map(|visit| visit.amount).sum()
    };
    let members = histories.iter();
    negative_churn(members.map(|purchases| (paid(purchases, before), paid(purchases, now))))
}

/// Sales of a period that figures are held against, in minor units.
#[derive(Debug, Clone, Copy, Default)]
struct Sold {
    /// Everybody's purchases.
    all_purchases: i64,
    /// What everybody paid and kept.
    all_revenue: i64,
    /// Purchases of those the report is about.
    purchases: i64,
    /// What they paid and kept.
    revenue: i64,
    /// What was given back in the sales that `kept` is of.
    returned: i64,
    /// Paid and kept: by those the report is about; by everybody, with a card or without, where it is about all.
    kept: i64,
}

impl Sold {
    /// Adds a day of everybody's; `is_own`: the report is about everybody.
    fn add(&mut self, day: Sales, is_own: bool) {
        self.all_purchases += day.purchases;
        self.all_revenue += day.sales.minor();
        if is_own {
            self.purchases += day.identified_purchases;
            self.revenue += day.identified_sales.minor();
            self.returned += day.returned.minor();
            self.kept += day.sales.minor();
        }
    }
}

impl std::ops::AddAssign for Sold {
    fn add_assign(&mut self, other: Self) {
        self.all_purchases += other.all_purchases;
        self.all_revenue += other.all_revenue;
        self.purchases += other.purchases;
        self.revenue += other.revenue;
        self.returned += other.returned;
        self.kept += other.kept;
    }
}

fn row(activity: &Activity, sold: Option<&Sold>, purse: Purse) -> KpiRow {
    let sold = sold.copied().unwrap_or_default();
    let money = |quotient: Option<f64>| quotient.map(|minor| purse.rounded(minor));
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
        negative_churn: None,
        days_to_next_purchase: None,
        identification: identification(sold.purchases, sold.all_purchases),
        program_share: program_share(sold.revenue, sold.all_revenue),
        return_rate: return_rate(sold.returned, sold.kept + sold.returned),
    }
}
