//! `GET` and `PUT /v1/programs/{id}/scenarios`

use axum::extract::State;
use regulars_app::program::{self, ScenariosView};
use regulars_engine::name::ProgramId;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::ID;
use crate::auth::By;
use crate::body::{Address, Answer, FileText, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const READ: Doc = Doc {
    id: "scenarios_read",
    noun: Noun::Programs,
    summary: "Read the scenarios",
    description: "The scenario file of a program, as it was sent.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Scenarios>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The reference.
pub const DOC: Doc = Doc {
    id: "scenarios_put",
    noun: Noun::Programs,
    summary: "Store the scenarios",
    description: "Stores a scenario file, YAML or JSON, in place of what was there. It is read against the program's last version: \
        a file with problems is not stored, and the answer has every one with its path, its line and what would be right. Whether \
        its scenarios pass is not asked; play them with `test`.",
    address: &[ID],
    query: &[],
    body: Takes::File,
    status: 200,
    answer: Gives::Json(Shape::of::<Scenarios>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::BadProgram],
};

/// The scenario file of a program.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scenarios {
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// When it was stored.
    stored_at: Moment,
    /// The file, as sent.
    text: String,
}

/// Reads the scenarios.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<Scenarios> {
    let id = ProgramId::new(id);
    let view = program::scenarios(&server.app, id.clone()).await?;
    Ok(Answer::ok(answer(id, view)))
}

/// Stores the scenarios.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    FileText(text): FileText,
) -> Outcome<Scenarios> {
    let id = ProgramId::new(id);
    let view = program::put_scenarios(&server.app, caller.by, id.clone(), text).await?;
    Ok(Answer::ok(answer(id, view)))
}

fn answer(id: ProgramId, view: ScenariosView) -> Scenarios {
    Scenarios {
        id,
        stored_at: Moment::utc(view.posted_at),
        text: view.text,
    }
}
