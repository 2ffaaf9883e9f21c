//! `GET /v1/reports/identification`

use axum::extract::State;
use regulars_app::report::{self, IdentificationRequest, ReceiptsBy};
use regulars_engine::name::StoreId;
use regulars_engine::said;
use serde::Deserialize;

use super::identification_answer::Identification;
use super::params::{days, shown, wrong};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Problem;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_identification",
    noun: Noun::Reports,
    summary: "Report identified receipts",
    description: "Which receipts have a member, and who joined: by store, till, cashier or day, against the targets.\n\n\
        - A receipt is a purchase of which something was kept, on the day of the sale at its place. Members are counted where they \
        joined; where that was not said, in the home store they have now.\n\
        - `alerts` tells of stores whose share in the 7 days up to yesterday is more than 5 points below that of the 28 days before, \
        or under the target. Fewer than 20 receipts tell nothing.",
    address: &[],
    query: &[
        (
            "from",
            "The first day, as `2026-03-01`. Absent: from the first receipt of all.",
        ),
        ("to", "The last day, included. Absent: to the last receipt."),
        (
            "by",
            "What receipts are told by: `store`, `till`, `cashier` or `day`. Absent: `store`.",
        ),
        ("store", "Receipts of one store. Absent: of all."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Identification>()),
    also: &[],
    problems: &[],
};

/// Which days, by what, of which store.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IdentificationParams {
    from: Option<String>,
    to: Option<String>,
    by: Option<String>,
    store: Option<String>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<IdentificationParams>,
) -> Outcome<Identification> {
    let request = IdentificationRequest {
        by: params.by.as_deref().map_or(Ok(ReceiptsBy::Store), by)?,
        days: days(params.from.as_deref(), params.to.as_deref())?,
        store: { params.store }
            .filter(|id| !id.is_empty())
            .map(StoreId::new),
    };
    let report = report::identification(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}

fn by(text: &str) -> Result<ReceiptsBy, Problem> {
    text.parse().map_err(|_| {
        let shown = shown(text);
        wrong(
            "by",
            said!(
                "receipts are not told by `{shown}`; write store, till, cashier or day",
                "по `{shown}` чеки не делятся; подойдёт `store`, `till`, `cashier` или `day`"
            ),
        )
    })
}
