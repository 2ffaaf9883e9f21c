//! `POST /v1/programs/{id}/versions/{version}/publish`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::id::PublicationId;
use regulars_engine::name::ProgramId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ID;
use super::read::VERSION;
use crate::auth::By;
use crate::basket::stated_at;
use crate::body::{Address, Answer, MaybeBody, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, Pointer, StatedInstant, Wrong};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_publish",
    noun: Noun::Programs,
    summary: "Publish a version",
    description: "Makes a version decide from an instant on, at least two seconds ahead; the first publication of an installation \
        holds at once. One that names a saved segment that is not there is refused. Every purchase keeps the version that decided it, and what becomes of it later is decided by that one.",
    address: &[ID, VERSION],
    query: &[],
    body: Takes::MaybeJson(Shape::of::<PublishBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Published>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::BadProgram, Kind::VersionsClash],
};

/// When a version goes live.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PublishRequest)]
pub struct PublishBody {
    /// From when it decides. Absent: as soon as may be.
    at: Option<StatedInstant>,
}

/// A publication.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Publication)]
pub struct Published {
    /// Our id, by which it is cancelled.
    #[schema(value_type = String, example = "pbl_01HZX3V8K0G04")]
    publication: PublicationId,
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Its version.
    #[schema(example = 1)]
    version: u32,
    /// It decides from here on.
    live_at: Moment,
}

/// Publishes a version.
pub async fn publish(
    State(server): State<Server>,
    By(caller): By,
    Address((id, version)): Address<(String, String)>,
    MaybeBody(body): MaybeBody<PublishBody>,
) -> Outcome<Published> {
    let named = parse::version(&id, &version)?;
    let mut wrong = Wrong::default();
    let at = stated_at(body.at, &Pointer::ROOT.field("at"), &mut wrong);
    let at = wrong.finish(Some(at))?.map(|stated| stated.at);
    let published = program::publish(&server.app, caller.by, named, at).await?;
    Ok(Answer::ok(Published {
        publication: published.id,
        id: published.version.program,
        version: published.version.version,
        live_at: Moment::utc(published.live_at),
    }))
}
