//! `GET /v1/imports/{id}/refused` and `GET /v1/imports/{id}/refused.csv`

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use regulars_app::import::RefusedRow;
use regulars_app::upload;
use regulars_engine::language::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ID, id};
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;
use crate::stream;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_refused",
    noun: Noun::Imports,
    summary: "List refused rows",
    description: "The rows that the last run did not take, or a dry run would not, in the order of the file, with the reason. A \
        cursor is good until the file is run again.",
    address: &[ID],
    query: &[PAGING[0], PAGING[1], LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Refused>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The reference.
pub const CSV: Doc = Doc {
    id: "import_refused_csv",
    noun: Noun::Imports,
    summary: "Download refused rows",
    description: "The same as a file for a spreadsheet: CSV in UTF-8 with a byte order mark. Four columns, `refused_line`, \
        `refused_column`, `refused_value` and `refused_reason`, stand before those of the file, so that the rows can be mended \
        and brought in again as they are. A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A row that was not taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusedRow)]
pub struct Refused {
    /// Line of the file it starts on; the header is line 1.
    line: u64,
    /// Column it is about; empty: the row as a whole.
    #[schema(example = "price")]
    column: String,
    /// What stands there.
    #[schema(example = "-1")]
    value: String,
    /// What is wrong and what would be right.
    #[schema(example = "is below zero: no sale")]
    reason: String,
    /// The row, field by field.
    row: Vec<String>,
}

impl Refused {
    fn of(row: RefusedRow, language: Language) -> Self {
        Self {
            reason: row.reason.describe(language).to_owned(),
            line: row.line,
            column: row.column,
            value: row.value,
            row: row.row,
        }
    }
}

/// Lists refused rows.
pub async fn list(
    State(server): State<Server>,
    Address(address): Address<String>,
    Params(paging): Params<Paging>,
    Spoken(language): Spoken,
) -> Outcome<Listed<Refused>> {
    let (cursor, limit) = paging.check()?;
    let page = upload::refused(&server.app, id(&address)?, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |row| {
        Refused::of(row, language)
    })))
}

/// Gives refused rows as a file.
pub async fn csv(
    State(server): State<Server>,
    Address(address): Address<String>,
    Spoken(language): Spoken,
) -> Result<Response, Problem> {
    let id = id(&address)?;
    let text = upload::refused_csv(&server.app, id, language).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{id}-refused.csv\""),
        ),
    ];
    Ok((headers, stream::of_parts(text.into_iter().flatten())).into_response())
}
