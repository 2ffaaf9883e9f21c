//! Identified receipts as callers read them.

use regulars_app::identification::{Alert, Fall};
use regulars_app::report::{self, IdentificationReport, IdentificationRow};
use regulars_engine::name::StoreId;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::StatedDate;
use crate::render::{Decimal, Moment};

/// Which receipts have a member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdentificationReport)]
pub struct Identification {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// What receipts are told by: `store`, `till`, `cashier` or `day`.
    #[schema(example = "store")]
    by: &'static str,
    /// The store asked; `null`: all.
    #[schema(value_type = Option<String>)]
    store: Option<StoreId>,
    /// The first day asked.
    #[schema(value_type = Option<StatedDate>)]
    from: Option<LocalDate>,
    /// The last day asked.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Rows in order of store, till, cashier, day.
    rows: Vec<Row>,
    /// All of it.
    all: Row,
    /// Stores that fell, as of now.
    alerts: Vec<Fallen>,
}

/// Receipts of a store, a till, a cashier or a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdentificationRow)]
struct Row {
    /// The store; `null`: not said, or of all.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// The till; `null`: not said, or not told by.
    till: Option<String>,
    /// The cashier; `null`: not said, or not told by.
    cashier: Option<String>,
    /// The day; `null`: not told by.
    #[schema(value_type = Option<StatedDate>)]
    day: Option<LocalDate>,
    /// Receipts of which something was kept.
    receipts: i64,
    /// Those with a member.
    identified: i64,
    /// `identified / receipts`; `null` without a receipt.
    identification: Option<f64>,
    /// Percent of receipts that should have a member; `null`: no target.
    target: Option<u8>,
    /// Whether that is reached; `null` without a target or a receipt.
    reached: Option<bool>,
    /// Paid by money and kept.
    #[schema(value_type = Decimal)]
    sales: String,
    /// The part that members paid.
    #[schema(value_type = Decimal)]
    identified_sales: String,
    /// Members who joined.
    joined: i64,
}

/// A store that somebody should ask what happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdentificationAlert)]
struct Fallen {
    /// The store.
    #[schema(value_type = String, example = "kazan-1")]
    store: StoreId,
    /// `fell` or `under_target`.
    #[schema(example = "fell")]
    kind: &'static str,
    /// The share of the last 7 days.
    identification: f64,
    /// That of the 28 days before; `null`: too few receipts.
    before: Option<f64>,
    /// The target, in percent.
    target: Option<u8>,
    /// Receipts of the last 7 days.
    receipts: i64,
}

impl From<IdentificationReport> for Identification {
    fn from(report: report::IdentificationReport) -> Self {
        Self {
            as_of: report.as_of,
            by: report.by,
            store: report.store,
            from: report.from,
            to: report.to,
            currency: report.currency,
            rows: report.rows.into_iter().map(Row::from).collect(),
            all: report.all.into(),
            alerts: report.alerts.into_iter().map(Fallen::from).collect(),
        }
    }
}

impl From<IdentificationRow> for Row {
    fn from(row: IdentificationRow) -> Self {
        Self {
            store: row.store,
            till: row.till,
            cashier: row.cashier,
            day: row.day,
            receipts: row.receipts,
            identified: row.identified,
            identification: row.identification,
            target: row.target,
            reached: row.reached,
            sales: row.sales,
            identified_sales: row.identified_sales,
            joined: row.joined,
        }
    }
}

impl From<Alert> for Fallen {
    fn from(alert: Alert) -> Self {
        Self {
            store: alert.store,
            kind: match alert.kind {
                Fall::UnderTarget => "under_target",
                Fall::Fell => "fell",
            },
            identification: alert.identification,
            before: alert.before,
            target: alert.target,
            receipts: alert.receipts,
        }
    }
}
