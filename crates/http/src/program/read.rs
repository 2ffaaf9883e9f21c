//! `GET /v1/programs/{id}/versions/{version}`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::name::ProgramId;
use serde::Serialize;
use utoipa::ToSchema;

use super::about::About;
use super::list::ID;
use super::publication::PublicationAnswer;
use crate::audit::Doer;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Moment, Spoken};
use crate::server::Server;
use crate::words::SentenceAnswer;

/// What `{version}` is.
pub const VERSION: (&str, &str) = ("version", "The number of the version.");

/// In place of a number, the version that decides now.
const CURRENT: &str = "current";

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_read",
    noun: Noun::Programs,
    summary: "Read a version",
    description: "A version of a program: its file, as it was sent, what the file says of itself, its rules in sentences, and who stored \
        and published it.",
    address: &[
        ID,
        (
            "version",
            "The number of the version, or `current` for the one that decides now.",
        ),
    ],
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
    /// Who stored it.
    stored_by: Doer,
    /// Since when it decides, each time it was published.
    live_at: Vec<Moment>,
    /// Each time it was published, less those that were cancelled.
    publications: Vec<PublicationAnswer>,
    /// What it says of itself; `null` for a file of an earlier release that this one would refuse.
    about: Option<About>,
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
    let view = match version.as_str() {
        CURRENT => program::current(&server.app, ProgramId::new(id)).await?,
        number => program::read(&server.app, parse::version(&id, number)?).await?,
    };
    let program = view.program.as_ref();
    Ok(Answer::ok(VersionFile {
        id: view.version.program,
        version: view.version.version,
        stored_at: Moment::utc(view.posted_at),
        stored_by: Doer::of(view.by, view.name),
        live_at: view
            .publications
            .iter()
            .map(|publication| Moment::utc(publication.live_at))
            .collect(),
        publications: view
            .publications
            .into_iter()
            .map(PublicationAnswer::from)
            .collect(),
        about: program.map(About::of),
        sentences: program
            .map(|program| SentenceAnswer::all(program, &view.text, language))
            .unwrap_or_default(),
        text: view.text,
    }))
}
