//! `POST /v1/members/{id}/merges`, `GET /v1/members/{id}/merges`

use axum::extract::State;
use regulars_app::member::{self, MergeRequest, Merged};
use regulars_engine::id::{MemberId, MergeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ID;
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, MemberName, Pointer, Wrong};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_merge",
    noun: Noun::Members,
    summary: "Merge another record of the same person",
    description: "The other member joins this one for good: lots with their dates, debts, holds, purchases, events, rewards and \
        coupons move; counters and uses of limits add up; the better level stands till its end; of two statements of consent the \
        later one stands. Cards, telephones and addresses of the other find this member, and so does its id. What was bought \
        before can come back. Points of the one pay what the other owes. There is no way back yet.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<MergeBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<MergeAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::MemberErased, Kind::KeyReused],
};

/// The reference of the list.
pub const LIST: Doc = Doc {
    id: "member_merges",
    noun: Noun::Members,
    summary: "List merges of a member",
    description: "Other records of the same person that became this member, in order of time.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<MergeList>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A merge.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MergeRequest)]
pub struct MergeBody {
    /// The other record of this person: who joins.
    pub(super) member: MemberName,
}

/// A merge done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Merge)]
pub struct MergeAnswer {
    /// Our id.
    #[schema(value_type = String, example = "mrg_01HZX3V8K0G04")]
    merge: MergeId,
    /// Who joined. Calls that name this id act on `into` from then on.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    from: MemberId,
    /// Who stayed.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G05")]
    into: MemberId,
    /// When.
    at: Moment,
    /// It was done before; this is the same answer.
    replayed: bool,
}

impl MergeAnswer {
    fn of(done: Merged, replayed: bool) -> Self {
        Self {
            merge: done.merge,
            from: done.from,
            into: done.into,
            at: Moment::utc(done.at),
            replayed,
        }
    }
}

/// Merges of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeList {
    /// In order of time.
    items: Vec<MergeAnswer>,
}

/// Merges.
pub async fn merge(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<MergeBody>,
) -> Outcome<MergeAnswer> {
    let keyed = key.of(&caller, "merges", &(&id, &body));
    let mut wrong = Wrong::default();
    let from = body
        .member
        .check(&Pointer::ROOT.field("member"), &mut wrong);
    let from = wrong.finish(from)?;
    let request = MergeRequest {
        by: caller.by,
        keyed,
        into: parse::member(&id)?,
        from,
    };
    let done = member::merge(&server.app, request).await?;
    Ok(Answer::created(MergeAnswer::of(
        done.outcome,
        done.replayed,
    )))
}

/// Lists merges.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<MergeList> {
    let merges = member::merges(&server.app, parse::member(&id)?).await?;
    let items = merges.into_iter().map(|one| MergeAnswer::of(one, false));
    Ok(Answer::ok(MergeList {
        items: items.collect(),
    }))
}
