//! `GET /v1/spend/months`

use axum::extract::State;
use regulars_app::spend::{self, Purpose, SpendMonth};
use regulars_engine::number::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::{FROM, TO, days};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::{Decimal, Scales};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "spend_months",
    noun: Noun::Reports,
    summary: "Add up money spent on customers by month",
    description: "What is spread over several months counts in each for its days there.",
    address: &[],
    query: &[FROM, TO],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Months>()),
    also: &[],
    problems: &[],
};

/// Which days.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MonthsParams {
    from: Option<String>,
    to: Option<String>,
}

/// Money spent by month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SpendMonths)]
pub struct Months {
    /// Months in which something was spent, the latest first.
    items: Vec<Month>,
}

/// What was spent in a month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SpendMonth)]
struct Month {
    /// The month.
    #[schema(example = "2026-03")]
    month: String,
    /// To win customers.
    acquisition: Decimal,
    /// To keep them.
    keeping: Decimal,
    /// To reach them.
    contacts: Decimal,
    /// In all.
    total: Decimal,
}

/// Adds up.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<MonthsParams>,
) -> Outcome<Months> {
    let days = days(params.from.as_deref(), params.to.as_deref())?;
    let months = spend::months(&server.app, days).await?;
    let live = server.app.programs().at(server.app.now());
    let scales = Scales(&live.program);
    let month = |of: SpendMonth| {
        let spent = |purpose| of.spent.get(&purpose).copied().unwrap_or(Money::ZERO);
        Month {
            acquisition: scales.money(spent(Purpose::Acquisition)),
            keeping: scales.money(spent(Purpose::Keeping)),
            contacts: scales.money(spent(Purpose::Contacts)),
            total: scales.money(of.total()),
            month: of.month,
        }
    };
    let items = months.into_iter().map(month).collect();
    Ok(Answer::ok(Months { items }))
}
