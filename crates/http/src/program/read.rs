//! `GET /v1/programs/{id}/versions/{version}`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::name::ProgramId;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::ID;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Moment, Spoken};
use crate::server::Server;
use crate::words::SentenceAnswer;

/// What `{version}` is.
pub const VERSION: (&str, &str) = ("version", "The number of the version.");

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_read",
    noun: Noun::Programs,
    summary: "Read a version",
    description: "A version of a program: its file, as it was sent, and its rules in sentences.",
    address: &[ID, VERSION],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<VersionFile>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A version with its file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramVersionFile)]
pub struct VersionFile {
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Its version.
    #[schema(example = 1)]
    version: u32,
    /// When it was stored.
    stored_at: Moment,
    /// Since when it decides, each time it was published.
    live_at: Vec<Moment>,
    /// The file, as sent.
    text: String,
    /// Its rules in words.
    sentences: Vec<SentenceAnswer>,
}

/// Reads a version.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address((id, version)): Address<(String, String)>,
) -> Outcome<VersionFile> {
    let view = program::read(&server.app, parse::version(&id, &version)?).await?;
    Ok(Answer::ok(VersionFile {
        id: view.version.program,
        version: view.version.version,
        stored_at: Moment::utc(view.posted_at),
        live_at: view.live_at.into_iter().map(Moment::utc).collect(),
        text: view.text,
        sentences: view
            .program
            .map(|program| SentenceAnswer::all(&program, language))
            .unwrap_or_default(),
    }))
}
