//! `POST /v1/members/{id}/claims`

use axum::extract::State;
use regulars_app::claim::{self, ClaimRequest};
use regulars_engine::name::RuleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ClaimAnswer;
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong, member, name};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "claim_make",
    noun: Noun::Rewards,
    summary: "Claim a reward",
    description: "Takes the reward's price, one of its stock and a use of its limit at once. The answer has a code to fetch the reward \
        with; a reward that is a coupon, points, a badge, the entry to a club or a donation is given with the claim.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<ClaimBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<ClaimAnswer>()),
    also: &[],
    problems: &[
        Kind::NotFound,
        Kind::NotEnough,
        Kind::LimitReached,
        Kind::OutOfStock,
        Kind::NotAllowed,
        Kind::KeyReused,
    ],
};

/// A reward asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClaimRequest)]
pub struct ClaimBody {
    /// Which.
    #[schema(value_type = String, example = "mug")]
    reward: RuleId,
}

/// Claims a reward.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<ClaimBody>,
) -> Outcome<ClaimAnswer> {
    let keyed = key.of(&caller, "claims", &(&id, &body));
    let mut wrong = Wrong::default();
    let reward = name(
        Some(body.reward),
        &Pointer::ROOT.field("reward"),
        &mut wrong,
    );
    let reward = wrong.finish(reward)?;
    let request = ClaimRequest {
        by: caller.by,
        keyed,
        member: member(&id)?,
        reward,
    };
    let done = claim::make(&server.app, request).await?;
    let answer = ClaimAnswer::again(done.outcome, done.replayed);
    Ok(Answer::created(answer))
}
