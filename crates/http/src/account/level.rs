//! `POST /v1/members/{id}/levels`

use axum::extract::State;
use regulars_app::account::{self, LevelRequest};
use regulars_engine::both;
use regulars_engine::event::ByHand;
use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId};
use regulars_engine::situation::Held;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::basket::stated_at;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, StatedInstant, TEXT_MAX, Wrong, member, name, or_default, text};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "account_level",
    noun: Noun::Accounts,
    summary: "Give, freeze or let go of a level",
    description: "Changes a member's level by hand, with a reason. One of `grant`, `freeze` and `release` says how. A level given \
        stands to its end, whatever the member buys; then the level earned before stands again if its time is not over. A freeze \
        stops the clock of the level that is held.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<LevelBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<LevelAnswer>()),
    also: &[],
    problems: &[
        Kind::NotFound,
        Kind::NothingToRelease,
        Kind::UnknownLevel,
        Kind::KeyReused,
    ],
};

/// A change of a level.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LevelRequest)]
pub struct LevelBody {
    /// The scheme. Absent: the program's only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "status")]
    scheme: Option<SchemeId>,
    /// The level to give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "gold")]
    grant: Option<TierId>,
    /// Stop the clock of the level that is held.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    freeze: bool,
    /// End a grant or a freeze now.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    release: bool,
    /// When the grant or the freeze ends. Absent: when it is let go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<StatedInstant>,
    /// Why, in a few words without personal data.
    #[schema(example = "Moved over from the partner's program")]
    reason: String,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A level as it is now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Level)]
pub struct LevelAnswer {
    /// Whose.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    member: MemberId,
    /// The scheme.
    #[schema(value_type = String, example = "status")]
    scheme: SchemeId,
    /// The level before; `null` below the first threshold.
    #[schema(value_type = Option<String>, example = "silver")]
    before: Option<TierId>,
    /// The level now; `null` below the first threshold.
    #[schema(value_type = Option<String>, example = "gold")]
    level: Option<TierId>,
    /// Kept, or frozen, until; `null`: no end.
    until: Option<Moment>,
    /// `earned`, `granted` or `frozen`.
    #[schema(value_type = String, example = "granted")]
    held: Held,
    /// It was done before; this is the same answer.
    replayed: bool,
}

/// Changes a level by hand.
pub async fn level(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<LevelBody>,
) -> Outcome<LevelAnswer> {
    let keyed = key.of(&caller, "levels", &(&id, &body));
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let scheme = name(body.scheme, &root.field("scheme"), &mut wrong);
    let grant = name(body.grant, &root.field("grant"), &mut wrong);
    let until = stated_at(body.until, &root.field("until"), &mut wrong).map(|stated| stated.at);
    let reason = text(body.reason, TEXT_MAX, &root.field("reason"), &mut wrong);
    let by_hand = match (grant, body.freeze, body.release) {
        (Some(level), false, false) => Some(ByHand::Grant { level, until }),
        (None, true, false) => Some(ByHand::Freeze { until }),
        (None, false, true) => Some(ByHand::Release),
        _ => wrong.none(
            &root,
            both!(
                "says not what to do; write one of `grant`, `freeze` and `release`",
                "не сказано, что сделать; укажите `grant`, `freeze` или `release`"
            ),
        ),
    };
    let (by_hand, reason) = wrong.finish(by_hand.zip(reason))?;
    let request = LevelRequest {
        by: caller.by,
        keyed,
        member: member(&id)?,
        scheme,
        by_hand,
        reason,
    };
    let done = account::change_level(&server.app, request).await?;
    let outcome = done.outcome;
    Ok(Answer::created(LevelAnswer {
        member: outcome.member,
        scheme: outcome.scheme,
        before: outcome.before,
        level: outcome.level,
        until: outcome.until.map(Moment::utc),
        held: outcome.held,
        replayed: done.replayed,
    }))
}
