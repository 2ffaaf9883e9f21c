//! `POST /v1/members/{id}/erasure`

use axum::extract::State;
use regulars_app::member::{self, EraseRequest};
use regulars_engine::id::MemberId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ID;
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, Pointer, TEXT_MAX, Wrong, text};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_erase",
    noun: Noun::Members,
    summary: "Erase a member",
    description: "For good: names, contacts, cards, dates, consents, attributes and texts go; quotes hold nothing any more; points \
        are given up (posted to `forfeited`), and what was owed is let go. Purchases stay in the figures, of nobody we know; a \
        later return still refunds money, its points are given up too. The id stays and names nobody.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<ErasureBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Erasure>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::MemberErased, Kind::KeyReused],
};

/// An erasure.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ErasureRequest)]
pub struct ErasureBody {
    /// Why, in a few words without personal data.
    #[schema(example = "Asked for it in writing")]
    reason: String,
}

/// A member erased.
#[derive(Debug, Serialize, ToSchema)]
pub struct Erasure {
    /// The id, which names nobody from then on.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    member: MemberId,
    /// When.
    erased_at: Moment,
    /// It was done before; this is the same answer.
    replayed: bool,
}

/// Erases.
pub async fn erase(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<ErasureBody>,
) -> Outcome<Erasure> {
    let keyed = key.of(&caller, "erasure", &(&id, &body));
    let mut wrong = Wrong::default();
    let reason = text(
        body.reason,
        TEXT_MAX,
        &Pointer::ROOT.field("reason"),
        &mut wrong,
    );
    let reason = wrong.finish(reason)?;
    let request = EraseRequest {
        by: caller.by,
        keyed,
        member: parse::member(&id)?,
        reason,
    };
    let done = member::erase(&server.app, request).await?;
    Ok(Answer::created(Erasure {
        member: done.outcome.member,
        erased_at: Moment::utc(done.outcome.at),
        replayed: done.replayed,
    }))
}
