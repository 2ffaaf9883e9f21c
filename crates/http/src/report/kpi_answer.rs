//! Figures by period as callers read them.

use regulars_app::report;
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::StatedDate;
use crate::render::{Decimal, Moment};

/// Figures by period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KpiReport)]
pub struct Kpi {
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
    /// Periods in order, those in between without purchases too.
    rows: Vec<Row>,
    /// All of it as one period.
    all: Row,
    /// What it is compared with, if that was asked.
    compared: Option<Compared>,
}

/// A period's figures.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KpiRow)]
struct Row {
    /// `2026-03`, `2026-Q1`, `2026`, a day; a week by its Monday; of all of it `all`.
    #[schema(example = "2026-03")]
    period: String,
    /// Distinct members who bought.
    buyers: i64,
    /// Of them those whose first purchase of all is in the period.
    new_buyers: i64,
    /// Of them those who had bought before.
    returning_buyers: i64,
    /// Of them those who bought in the period before; `null` in the first, and in `all` without `from`.
    retained_buyers: Option<i64>,
    /// Of them those with two purchases or more in the period.
    repeat_buyers: i64,
    /// Purchases of members.
    purchases: i64,
    /// What they paid and kept.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// `revenue / purchases`.
    #[schema(value_type = Option<Decimal>)]
    average_basket: Option<String>,
    /// `revenue / buyers`.
    #[schema(value_type = Option<Decimal>)]
    revenue_per_buyer: Option<String>,
    /// `purchases / buyers`.
    purchase_frequency: Option<f64>,
    /// `repeat_buyers / buyers`.
    repeat_rate: Option<f64>,
    /// `returning_buyers / buyers`.
    returning_share: Option<f64>,
    /// Retained buyers over the buyers of the period before.
    retention_rate: Option<f64>,
    /// The rest of them: 1 − retention.
    churn_rate: Option<f64>,
    /// What kept and lost customers changed; in `all` alone, where `from` was asked.
    negative_churn: Option<Expansion>,
    /// Days between consecutive days with a purchase, counted where the later one lies.
    days_to_next_purchase: Option<Percentiles>,
    /// Purchases with a member over all purchases; with `segment` its purchases over all.
    identification: Option<f64>,
    /// Revenue of members over all revenue; with `segment` its revenue over all.
    program_share: Option<f64>,
    /// Value returned over value sold, of everybody; with `segment` in its purchases.
    return_rate: Option<f64>,
}

/// Customers who paid more than in the period before, and those who were lost.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NegativeChurn)]
struct Expansion {
    /// Buyers of the period before who paid more in this one.
    members: i64,
    /// How much more they paid.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// What those had paid who did not come back.
    #[schema(value_type = Decimal)]
    lost: String,
    /// `(revenue − lost)` over the revenue of the period before: above 0 those who stayed make up for those who went.
    rate: Option<f64>,
}

/// Percentiles of whole values.
#[derive(Debug, Serialize, ToSchema)]
struct Percentiles {
    /// A tenth lies below.
    p10: f64,
    /// A quarter lies below.
    p25: f64,
    /// Half lies below.
    p50: f64,
    /// Three quarters lie below.
    p75: f64,
    /// Nine tenths lie below.
    p90: f64,
    /// How many values.
    n: usize,
    /// Their mean.
    mean: f64,
}

/// What figures are compared with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KpiCompared)]
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

impl From<report::Figures<report::KpiRow>> for Kpi {
    fn from(kpi: report::Figures<report::KpiRow>) -> Self {
        Self {
            as_of: kpi.as_of,
            segment: kpi.segment,
            from: kpi.from,
            to: kpi.to,
            by: kpi.by,
            currency: kpi.currency,
            rows: kpi.rows.into_iter().map(Row::from).collect(),
            all: kpi.all.into(),
            compared: kpi.compared.map(Compared::from),
        }
    }
}

impl From<report::Compared<report::KpiRow>> for Compared {
    fn from(compared: report::Compared<report::KpiRow>) -> Self {
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

impl From<report::KpiRow> for Row {
    fn from(row: report::KpiRow) -> Self {
        Self {
            period: row.period,
            buyers: row.buyers,
            new_buyers: row.new_buyers,
            returning_buyers: row.returning_buyers,
            retained_buyers: row.retained_buyers,
            repeat_buyers: row.repeat_buyers,
            purchases: row.purchases,
            revenue: row.revenue,
            average_basket: row.average_basket,
            revenue_per_buyer: row.revenue_per_buyer,
            purchase_frequency: row.purchase_frequency,
            repeat_rate: row.repeat_rate,
            returning_share: row.returning_share,
            retention_rate: row.retention_rate,
            churn_rate: row.churn_rate,
            negative_churn: row.negative_churn.map(Expansion::from),
            days_to_next_purchase: row.days_to_next_purchase.map(Percentiles::from),
            identification: row.identification,
            program_share: row.program_share,
            return_rate: row.return_rate,
        }
    }
}

impl From<report::Expansion> for Expansion {
    fn from(churn: report::Expansion) -> Self {
        Self {
            members: churn.members,
            revenue: churn.revenue,
            lost: churn.lost,
            rate: churn.rate,
        }
    }
}

impl From<report::Percentiles> for Percentiles {
    fn from(of: report::Percentiles) -> Self {
        Self {
            p10: of.p10,
            p25: of.p25,
            p50: of.p50,
            p75: of.p75,
            p90: of.p90,
            n: of.n,
            mean: of.mean,
        }
    }
}
