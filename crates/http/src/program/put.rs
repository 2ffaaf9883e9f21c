//! `POST /v1/programs/{id}/versions`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::name::ProgramId;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::ID;
use crate::auth::By;
use crate::body::{Address, Answer, FileText, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_put",
    noun: Noun::Programs,
    summary: "Store a version",
    description: "Stores a program file as the program's next version. The body is the file itself, YAML or JSON. A file with \
        problems is not stored; the answer has every problem with its path, its line and what would be right. The same text as \
        the last version is that version again.\n\n\
        Storing changes nothing at the till: publish it.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedFile,
    status: 201,
    answer: Gives::Json(Shape::of::<Stored>()),
    also: &[],
    problems: &[Kind::BadProgram, Kind::KeyReused],
};

/// A stored version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoredVersion)]
pub struct Stored {
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Its version.
    #[schema(example = 1)]
    version: u32,
    /// It was stored before; this is the same answer.
    replayed: bool,
}

/// Stores a version.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    FileText(text): FileText,
) -> Outcome<Stored> {
    let keyed = key.of(&caller, "programs/versions", &(&id, &text));
    let done = program::put(&server.app, caller.by, Some(&id), text, keyed).await?;
    let version = done.outcome;
    Ok(Answer::created(Stored {
        id: version.program,
        version: version.version,
        replayed: done.replayed,
    }))
}
