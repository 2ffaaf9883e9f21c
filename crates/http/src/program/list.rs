//! `GET /v1/programs` and `GET /v1/programs/{id}/versions`

use axum::extract::State;
use regulars_app::program::{self, ProgramView};
use regulars_engine::name::ProgramId;
use serde::Serialize;
use utoipa::ToSchema;

use super::publication::PublicationAnswer;
use crate::audit::Doer;
use crate::basket::ProgramRef;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::Moment;
use crate::server::Server;

/// What `{id}` of a program is.
pub const ID: (&str, &str) = ("id", "The program, as its file says under `program.id`.");

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_list",
    noun: Noun::Programs,
    summary: "List programs",
    description: "Every stored version of every program, oldest first, and the one that decides now. A new installation has the \
        built-in `no-program`, version 0: members are known, nothing is given.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Programs>()),
    also: &[],
    problems: &[],
};

/// The reference.
pub const VERSIONS: Doc = Doc {
    id: "program_versions",
    noun: Noun::Programs,
    summary: "List versions of a program",
    description: "Every stored version of one program, oldest first, and the one that decides now.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Programs>()),
    also: &[],
    problems: &[],
};

/// Versions of programs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Programs {
    /// As of when.
    as_of: Moment,
    /// The version that decides now.
    live: ProgramRef,
    /// Versions, oldest first.
    items: Vec<Version>,
    /// Always `null`: the list is whole.
    next: Option<String>,
}

/// A stored version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramVersion)]
struct Version {
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Its version, from 1.
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
}

/// Lists all programs.
pub async fn list(State(server): State<Server>) -> Outcome<Programs> {
    Ok(Answer::ok(answer(&program::list(&server.app, None).await?)))
}

/// Lists one program's versions.
pub async fn versions(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<Programs> {
    Ok(Answer::ok(answer(
        &program::list(&server.app, Some(ProgramId::new(id))).await?,
    )))
}

fn answer(view: &ProgramView) -> Programs {
    let items = view.versions.iter().map(|row| {
        let publications: Vec<_> = view
            .publications
            .iter()
            .filter(|publication| publication.version == row.version)
            .cloned()
            .collect();
        Version {
            id: row.version.program.clone(),
            version: row.version.version,
            stored_at: Moment::utc(row.posted_at),
            stored_by: Doer::of(row.by, row.name.clone()),
            live_at: publications
                .iter()
                .map(|publication| Moment::utc(publication.live_at))
                .collect(),
            publications: publications
                .into_iter()
                .map(PublicationAnswer::from)
                .collect(),
        }
    });
    Programs {
        as_of: Moment::utc(view.as_of),
        live: (&view.live).into(),
        items: items.collect(),
        next: None,
    }
}
