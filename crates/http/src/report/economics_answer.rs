//! What customers cost and bring, as callers read it.

use regulars_app::report::{self, EconomicsReport, EconomicsRow};
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::StatedDate;
use crate::render::{Decimal, Moment};

/// What customers cost and bring.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EconomicsReport)]
pub struct Economics {
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
    /// Why figures of `all` are `null`.
    lacks: Vec<Lack>,
    /// Periods in order.
    rows: Vec<Row>,
    /// All of it as one period.
    all: Row,
    /// What it is compared with, if that was asked.
    compared: Option<Compared>,
}

/// Why figures are `null`.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EconomicsLack)]
enum Lack {
    /// No goods that were sold have a cost in the catalogue.
    Cost,
    /// Nobody entered money spent to win customers.
    Acquisition,
    /// Nobody told of messages.
    Messages,
    /// No member has said what it spends in the category.
    Wallet,
    /// There is too little to foretell purchases from.
    History,
}

/// A period's figures.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EconomicsRow)]
struct Row {
    /// `2026-03`, `2026-Q1`, `2026`, a day; a week by its Monday; of all of it `all`.
    #[schema(example = "2026-03")]
    period: String,
    /// New contacts: members who joined.
    leads: i64,
    /// Members whose first purchase of all it was.
    new_customers: i64,
    /// Spent to win customers.
    #[schema(value_type = Decimal)]
    acquisition_spend: String,
    /// Acquisition spend / new contacts.
    #[schema(value_type = Option<Decimal>)]
    cost_per_lead: Option<String>,
    /// Acquisition spend / new customers.
    #[schema(value_type = Option<Decimal>)]
    acquisition_cost: Option<String>,
    /// What members paid by money and kept.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// The share of it that was paid for goods whose cost is known.
    cost_known: Option<f64>,
    /// Contribution margin: revenue + paid by points − cost of goods, where the cost of some is not known as much of
    /// revenue as that of the others.
    #[schema(value_type = Option<Decimal>)]
    margin: Option<String>,
    /// What points paid: the cost of bonuses.
    #[schema(value_type = Decimal)]
    bonuses: String,
    /// Spent to keep customers.
    #[schema(value_type = Decimal)]
    keeping_spend: String,
    /// What contacts cost: messages that tell their price, and money spent for contacts.
    #[schema(value_type = Decimal)]
    contact_spend: String,
    /// Margin − acquisition − bonuses − contacts of the period.
    #[schema(value_type = Option<Decimal>)]
    result: Option<String>,
    /// The same from the beginning to the period's end.
    #[schema(value_type = Option<Decimal>)]
    value_to_date: Option<String>,
    /// That of a customer: over who had bought by then.
    #[schema(value_type = Option<Decimal>)]
    value_per_customer: Option<String>,
    /// What is expected of customers; of all alone.
    expected: Option<Expected>,
    /// Messages sent.
    sent: i64,
    /// Of them delivered.
    delivered: i64,
    /// Opened.
    opened: i64,
    /// Clicked.
    clicked: i64,
    /// Delivered / sent.
    delivered_rate: Option<f64>,
    /// Opened / delivered.
    opened_rate: Option<f64>,
    /// Clicked / delivered.
    clicked_rate: Option<f64>,
    /// Contact spend / sent.
    #[schema(value_type = Option<Decimal>)]
    cost_per_contact: Option<String>,
    /// Who was sent a message and bought after it, in the period.
    contact_buyers: i64,
    /// Contact spend / those buyers.
    #[schema(value_type = Option<Decimal>)]
    cost_per_buyer: Option<String>,
    /// Answers on what members spend in the category.
    wallets: i64,
    /// Their spend here / stated spend in the category.
    share_of_wallet: Option<f64>,
    /// Members at the period's end.
    members: i64,
    /// Distinct members who bought, or of whom a custom event was told.
    engaged: i64,
    /// Engaged / members.
    engagement: Option<f64>,
}

/// What is expected of customers from the last day on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EconomicsExpected)]
struct Expected {
    /// Customers by then.
    customers: i64,
    /// CLV of a customer: margin expected in a year, less what it costs to keep it.
    #[schema(value_type = Decimal)]
    clv: String,
    /// CLV / acquisition cost.
    clv_over_cac: Option<f64>,
    /// With value to date added: the whole relation, of a customer.
    #[schema(value_type = Option<Decimal>)]
    whole_value: Option<String>,
}

/// What it is compared with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EconomicsCompared)]
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

impl From<EconomicsReport> for Economics {
    fn from(report: EconomicsReport) -> Self {
        let figures = report.figures;
        Self {
            as_of: figures.as_of,
            segment: figures.segment,
            from: figures.from,
            to: figures.to,
            by: figures.by,
            currency: figures.currency,
            lacks: report.lacks.into_iter().map(Lack::from).collect(),
            rows: figures.rows.into_iter().map(Row::from).collect(),
            all: figures.all.into(),
            compared: figures.compared.map(|compared| Compared {
                with: compared.with,
                segment: compared.segment,
                from: compared.from,
                to: compared.to,
                rows: compared.rows.into_iter().map(Row::from).collect(),
                all: compared.all.into(),
            }),
        }
    }
}

impl From<report::Lack> for Lack {
    fn from(lack: report::Lack) -> Self {
        match lack {
            report::Lack::Cost => Self::Cost,
            report::Lack::Acquisition => Self::Acquisition,
            report::Lack::Messages => Self::Messages,
            report::Lack::Wallet => Self::Wallet,
            report::Lack::History => Self::History,
        }
    }
}

impl From<EconomicsRow> for Row {
    fn from(row: EconomicsRow) -> Self {
        Self {
            period: row.period,
            leads: row.leads,
            new_customers: row.new_customers,
            acquisition_spend: row.acquisition_spend,
            cost_per_lead: row.cost_per_lead,
            acquisition_cost: row.acquisition_cost,
            revenue: row.revenue,
            cost_known: row.cost_known,
            margin: row.margin,
            bonuses: row.bonuses,
            keeping_spend: row.keeping_spend,
            contact_spend: row.contact_spend,
            result: row.result,
            value_to_date: row.value_to_date,
            value_per_customer: row.value_per_customer,
            expected: row.expected.map(Expected::from),
            sent: row.sent,
            delivered: row.delivered,
            opened: row.opened,
            clicked: row.clicked,
            delivered_rate: row.delivered_rate,
            opened_rate: row.opened_rate,
            clicked_rate: row.clicked_rate,
            cost_per_contact: row.cost_per_contact,
            contact_buyers: row.contact_buyers,
            cost_per_buyer: row.cost_per_buyer,
            wallets: row.wallets,
            share_of_wallet: row.share_of_wallet,
            members: row.members,
            engaged: row.engaged,
            engagement: row.engagement,
        }
    }
}

impl From<report::Expected> for Expected {
    fn from(expected: report::Expected) -> Self {
        Self {
            customers: expected.customers,
            clv: expected.clv,
            clv_over_cac: expected.clv_over_cac,
            whole_value: expected.whole_value,
        }
    }
}
