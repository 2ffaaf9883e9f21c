//! `POST /v1/jobs/{id}/retry`

use axum::extract::State;
use regulars_app::job;
use regulars_engine::id::{IdError, JobId};

use super::answer::JobAnswer;
use crate::auth::By;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "job_retry",
    noun: Noun::Server,
    summary: "Try a failed job again",
    description: "A job that failed too often is due at once, as if it had never been tried. A job that did not fail stays as it \
        is, so the call can be repeated.",
    address: &[("id", "The job: `job_…`.")],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<JobAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Tries a job again.
pub async fn retry(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<JobAnswer> {
    let id: JobId = id
        .parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    let row = job::retry(&server.app, caller.by, id).await?;
    Ok(Answer::ok(JobAnswer::of(row, language)))
}
