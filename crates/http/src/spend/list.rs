//! `GET /v1/spend`

use axum::extract::State;
use regulars_app::spend::{self, SpendDays};
use serde::Deserialize;

use super::shape::Spend;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::problem::Problem;
use crate::render::Scales;
use crate::report::params::date;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "spend_list",
    noun: Noun::Reports,
    summary: "List money spent on customers",
    description: "Entries with a day among those asked, those that begin last first.",
    address: &[],
    query: &[FROM, TO, PAGING[0], PAGING[1]],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Spend>>()),
    also: &[],
    problems: &[],
};

/// The query that names the first day.
pub const FROM: (&str, &str) = ("from", "The first day. Absent: from the first of all.");

/// The query that names the last day.
pub const TO: (&str, &str) = ("to", "The last day, included. Absent: to the last.");

/// Which days, which page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SpendParams {
    from: Option<String>,
    to: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// The days asked about.
pub fn days(from: Option<&str>, to: Option<&str>) -> Result<SpendDays, Problem> {
    Ok(SpendDays {
        from: date("from", from)?,
        to: date("to", to)?,
    })
}

/// Lists entries.
pub async fn list(
    State(server): State<Server>,
    Params(params): Params<SpendParams>,
) -> Outcome<Listed<Spend>> {
    let days = days(params.from.as_deref(), params.to.as_deref())?;
    let paging = Paging {
        limit: params.limit,
        cursor: params.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let page = spend::list(&server.app, days, cursor, limit).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Listed::of(page, |row| {
        Spend::of(row, Scales(&live.program))
    })))
}
