//! `POST /v1/members`

use axum::extract::State;
use regulars_app::MemberRef;
use regulars_app::member::{self, RegisterRequest};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Member;
use super::body::MemberBody;
use crate::auth::By;
use crate::body::{Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong};
use crate::problem::Kind;
use crate::render::{ByUnit, Scales};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_register",
    noun: Noun::Members,
    summary: "Register a member",
    description: "A person joins. Everything is optional: a card handed out at a till knows nothing yet. What the program gives \
        for joining is given at once. An identifier that belongs to somebody is refused.",
    address: &[],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<MemberBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Registered>()),
    also: &[],
    problems: &[Kind::Taken, Kind::KeyReused],
};

/// A member registered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Registered {
    #[serde(flatten)]
    member: Member,
    /// Points given for joining.
    granted: ByUnit,
    /// It was done before; this is the same answer.
    replayed: bool,
}

/// Registers a member.
pub async fn register(
    State(server): State<Server>,
    By(caller): By,
    key: IdempotencyKey,
    Body(body): Body<MemberBody>,
) -> Outcome<Registered> {
    let app = &server.app;
    let keyed = key.of(&caller, "members", &body);
    let mut wrong = Wrong::default();
    let joined = body.joined(&caller.integration, &mut wrong);
    let (profile, identifiers) = body.check(&Pointer::ROOT, app.now(), &mut wrong);
    let (profile, identifiers) = wrong.finish(Some((profile, identifiers)))?;
    let done = member::register(
        app,
        RegisterRequest {
            by: caller.by,
            keyed,
            profile,
            identifiers,
            joined,
        },
    )
    .await?;
    let view = member::read(app, MemberRef::Id(done.outcome.member)).await?;
    let live = app.programs().at(view.registered_at);
    let granted = done
        .outcome
        .granted
        .iter()
        .map(|(unit, points)| (unit, *points));
    Ok(Answer::created(Registered {
        granted: ByUnit::sum(Scales(&live.program), granted),
        member: view.into(),
        replayed: done.replayed,
    }))
}
