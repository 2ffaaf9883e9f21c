//! `GET /v1/jobs`

use axum::extract::State;
use regulars_app::job::{self, Jobs};
use serde::Deserialize;

use super::answer::JobAnswer;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "job_list",
    noun: Noun::Server,
    summary: "List jobs",
    description: "Work that time brings, latest first: what failed so often that it was laid aside, with the reason, or what \
        waits. A till never needs it: what is due is settled on touch.",
    address: &[],
    query: &[
        ("state", "`failed` or `waiting`."),
        LANGUAGE,
        PAGING[0],
        PAGING[1],
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<JobAnswer>>()),
    also: &[],
    problems: &[],
};

/// Which.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    state: Wanted,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wanted {
    Failed,
    Waiting,
}

/// Lists jobs.
pub async fn list(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Params(query): Params<Query>,
) -> Outcome<Listed<JobAnswer>> {
    let paging = Paging {
        limit: query.limit,
        cursor: query.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let jobs = match query.state {
        Wanted::Failed => Jobs::Failed,
        Wanted::Waiting => Jobs::Waiting,
    };
    let page = job::list(&server.app, jobs, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |row| {
        JobAnswer::of(row, language)
    })))
}
