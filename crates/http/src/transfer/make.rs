//! `POST /v1/transfers`

use axum::extract::State;
use regulars_app::transfer::{self, TransferRequest};
use regulars_engine::name::UnitId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::TransferAnswer;
use crate::auth::By;
use crate::basket::decimal;
use crate::body::{Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{MemberName, Pointer, StatedPrice, Wrong, name};
use crate::problem::{Kind, in_body};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "transfer_make",
    noun: Noun::Accounts,
    summary: "Send points to another member",
    description: "Moves points from one member to another, as the program's `transfers` allow: with their dates, or with a life of \
        their own; within bounds and limits; for a fee that the sender pays on top. Both accounts move, or neither.",
    address: &[],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<TransferBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<TransferAnswer>()),
    also: &[],
    problems: &[
        Kind::UnknownMember,
        Kind::NotEnough,
        Kind::TooFew,
        Kind::TooMany,
        Kind::LimitReached,
        Kind::NotAllowed,
        Kind::KeyReused,
    ],
};

/// Points to send.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TransferRequest)]
pub struct TransferBody {
    /// Who sends.
    from: MemberName,
    /// Who receives.
    to: MemberName,
    /// The unit. Absent: the only one that can be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "points")]
    unit: Option<UnitId>,
    /// Points that the receiver gets.
    points: StatedPrice,
}

/// Sends points.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    key: IdempotencyKey,
    Body(body): Body<TransferBody>,
) -> Outcome<TransferAnswer> {
    let keyed = key.of(&caller, "transfers", &body);
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let from = body.from.check(&root.field("from"), &mut wrong);
    let to = body.to.check(&root.field("to"), &mut wrong);
    let unit = name(body.unit, &root.field("unit"), &mut wrong);
    let points = body.points.take(&root.field("points"), &mut wrong);
    let ((from, to), points) = wrong.finish(from.zip(to).zip(points))?;
    let request = TransferRequest {
        by: caller.by,
        keyed,
        from,
        to,
        unit,
        points: decimal(points),
    };
    let done = transfer::make(&server.app, request)
        .await
        .map_err(in_body("/from"))?;
    let answer = TransferAnswer::of(done.outcome, done.replayed);
    Ok(Answer::created(answer))
}
