//! `GET /v1/imports/{id}`

use std::time::Duration;

use axum::extract::State;
use regulars_app::upload;
use regulars_engine::said;
use serde::Deserialize;

use super::shape::ImportDetail;
use super::{ID, id};
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The longest wait.
const WAIT_MOST: u64 = 20;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_read",
    noun: Noun::Imports,
    summary: "Read an import",
    description: "What has become of a file, and how far its import is. With `wait` the answer comes once nothing is done with it \
        any more, or after so many seconds.",
    address: &[ID],
    query: &[
        (
            "wait",
            "Seconds to wait for the end of its import, 0 to 20. Absent: 0.",
        ),
        LANGUAGE,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<ImportDetail>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    #[serde(default)]
    wait: u64,
}

/// Reads an import.
pub async fn read(
    State(server): State<Server>,
    Address(address): Address<String>,
    Params(query): Params<Query>,
    Spoken(language): Spoken,
) -> Outcome<ImportDetail> {
    if query.wait > WAIT_MOST {
        let message = said!(
            "is {}; wait 0 to {WAIT_MOST} seconds, and ask again",
            "указано {}; ждать можно от 0 до {WAIT_MOST} секунд, потом спросите снова",
            query.wait
        );
        return Err(Problem::at(Kind::BadQuery, "wait", message));
    }
    let upload = upload::wait(&server.app, id(&address)?, Duration::from_secs(query.wait)).await?;
    Ok(Answer::ok(ImportDetail::of(upload, language)))
}
