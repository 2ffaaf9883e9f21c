//! `POST /v1/members/{id}/adjustments`

use axum::extract::State;
use regulars_app::account::{self, AdjustmentRequest};
use regulars_engine::id::{AdjustmentId, MemberId};
use regulars_engine::name::UnitId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::basket::{decimal, stated_at};
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{
    Pointer, StatedInstant, StatedPrice, TEXT_MAX, Wrong, member, name, or_default, text,
};
use crate::problem::Kind;
use crate::render::{Decimal, Scales};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "account_adjust",
    noun: Noun::Accounts,
    summary: "Correct a balance",
    description: "Gives or takes points by hand, with a reason. It may not take more than is spendable. With `\"opening\": true` the \
        points are those brought along from another system.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<AdjustmentBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Adjustment>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::NotEnough, Kind::KeyReused],
};

/// A correction.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AdjustmentRequest)]
pub struct AdjustmentBody {
    /// The unit. Absent: the program's only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "points")]
    unit: Option<UnitId>,
    /// Points to give; below zero: to take.
    points: StatedPrice,
    /// Why, in a few words without personal data.
    #[schema(example = "Spilled coffee, store manager's apology")]
    reason: String,
    /// When points given burn. Absent: by the unit's rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<StatedInstant>,
    /// Brought along from another system.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    opening: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A correction done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Adjustment {
    /// Our id.
    #[schema(value_type = String, example = "adj_01HZX3V8K0G04")]
    adjustment: AdjustmentId,
    /// Whose balance.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    member: MemberId,
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Points given; below zero: taken.
    points: Decimal,
    /// The balance after it.
    available: Decimal,
    /// It was done before; this is the same answer.
    replayed: bool,
}

/// Corrects a balance.
pub async fn adjust(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<AdjustmentBody>,
) -> Outcome<Adjustment> {
    let keyed = key.of(&caller, "adjustments", &(&id, &body));
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let unit = name(body.unit, &root.field("unit"), &mut wrong);
    let points = body.points.take(&root.field("points"), &mut wrong);
    let expires_at =
        stated_at(body.expires_at, &root.field("expires_at"), &mut wrong).map(|stated| stated.at);
    let reason = text(body.reason, TEXT_MAX, &root.field("reason"), &mut wrong);
    let (points, reason) = wrong.finish(points.zip(reason))?;
    let member = member(&id)?;
    let request = AdjustmentRequest {
        by: caller.by,
        keyed,
        member,
        unit,
        points: decimal(points),
        reason,
        expires_at,
        opening: body.opening,
    };
    let done = account::adjust(&server.app, request).await?;
    let live = server.app.programs().at(server.app.now());
    let scales = Scales(&live.program);
    let outcome = done.outcome;
    Ok(Answer::created(Adjustment {
        adjustment: outcome.adjustment,
        member: outcome.member,
        points: scales.points(&outcome.unit, outcome.points),
        available: scales.points(&outcome.unit, outcome.available),
        unit: outcome.unit,
        replayed: done.replayed,
    }))
}
