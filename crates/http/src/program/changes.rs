//! `GET /v1/programs/{id}/versions/{version}/changes`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::program::{Change, ChangeKind, Group, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ID;
use super::read::VERSION;
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_changes",
    noun: Noun::Programs,
    summary: "Compare two versions",
    description: "What a version of a program says that another does not, and the other way about: in sentences, and what no \
        sentence tells (a priority, a lane, an order) by its field. Empty only for files that say the same.",
    address: &[ID, VERSION],
    query: &[
        (
            "from",
            "The number of the version to compare with, mostly an earlier one.",
        ),
        LANGUAGE,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Changes>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Which version to compare with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    from: u32,
}

/// What differs between two versions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramChanges)]
pub struct Changes {
    /// Parts that differ: those of this version in their order, then those that are gone.
    changes: Vec<ChangeAnswer>,
}

/// A part of a program that differs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramChange)]
struct ChangeAnswer {
    /// `added`, `removed` or `changed`.
    #[schema(value_type = String, example = "changed")]
    kind: ChangeKind,
    /// The part of a member's life it belongs to, as in sentences; also `program`.
    #[schema(value_type = String, example = "earn")]
    group: Group,
    /// What it is about, as in sentences; also `lane` and `program`.
    #[schema(value_type = String, example = "earn")]
    subject: Subject,
    /// Its id in the file.
    #[schema(example = "base")]
    id: String,
    /// What it said; `null` where it is new.
    #[schema(example = "Bonuses: 5% of the amount paid.")]
    before: Option<String>,
    /// What it says; `null` where it is gone.
    #[schema(example = "Bonuses: 7% of the amount paid.")]
    after: Option<String>,
}

impl std::convert::From<Change> for ChangeAnswer {
    fn from(change: Change) -> Self {
        Self {
            kind: change.kind,
            group: change.group,
            subject: change.subject,
            id: change.id,
            before: change.before,
            after: change.after,
        }
    }
}

/// Compares two versions.
pub async fn changes(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address((id, version)): Address<(String, String)>,
    Params(From { from }): Params<From>,
) -> Outcome<Changes> {
    let named = parse::version(&id, &version)?;
    let changes = program::changes(&server.app, named, from, language).await?;
    Ok(Answer::ok(Changes {
        changes: changes.into_iter().map(ChangeAnswer::from).collect(),
    }))
}
