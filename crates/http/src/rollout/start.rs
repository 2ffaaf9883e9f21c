//! `POST /v1/programs/{id}/versions/{version}/rollout`

use axum::extract::State;
use regulars_app::rollout::{self, Start, Wider};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shape::{Taken, ToBody};
use crate::auth::By;
use crate::basket::stated_at;
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, Pointer, StatedInstant, TEXT_MAX, Wrong};
use crate::problem::Kind;
use crate::program::list::ID;
use crate::program::read::VERSION;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "rollout_start",
    noun: Noun::Programs,
    summary: "Roll a version out",
    description: "Lets a version decide for a part of the base beside the one in force, which decides for everybody else: for whoever \
        buys at some stores, for members of a saved segment, or for a share of the members that is drawn by a hash, so that who is in \
        it stays in it. One at a time. Both versions must have the same program, currency, zone, units, levels, kinds of gift cards \
        and partners; where they differ the answer has the places.",
    address: &[ID, VERSION],
    query: &[],
    body: Takes::Json(Shape::of::<StartBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Taken>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::BadProgram, Kind::VersionsClash],
};

/// Whom a version is rolled out to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RolloutRequest)]
pub struct StartBody {
    /// To whom.
    to: ToBody,
    /// From when, at least two seconds ahead. Absent: as soon as may be.
    #[serde(default)]
    at: Option<StatedInstant>,
    /// Why, for those who read it later.
    #[serde(default)]
    note: Option<String>,
}

/// Rolls a version out.
pub async fn start(
    State(server): State<Server>,
    By(caller): By,
    Address((id, version)): Address<(String, String)>,
    Body(body): Body<StartBody>,
) -> Outcome<Taken> {
    let version = parse::version(&id, &version)?;
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let to = body.to.check(true, &mut wrong);
    let at = stated_at(body.at, &root.field("at"), &mut wrong);
    let note =
        { body.note }.and_then(|note| parse::text(note, TEXT_MAX, &root.field("note"), &mut wrong));
    let to = wrong.finish(to.and_then(|to| match to {
        Wider::To(audience) => Some(audience),
        Wider::Everybody => None,
    }))?;
    let asked = Start {
        version,
        to,
        at: at.map(|stated| stated.at),
        note,
    };
    let step = rollout::start(&server.app, caller.by, asked).await?;
    Ok(Answer::ok(step.into()))
}
