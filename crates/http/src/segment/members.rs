//! `GET /v1/segments/{id}/members`

use axum::extract::State;
use regulars_app::segment;
use regulars_engine::name::SegmentId;
use serde::Deserialize;

use super::read::{AS_OF, instant};
use super::shape::ID;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::Member;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_members",
    noun: Noun::Segments,
    summary: "List the members of a segment",
    description: "Who is in a saved segment, in the order in which they joined. Later pages are as of the same instant as the first.",
    address: &[ID],
    query: &[AS_OF, PAGING[0], PAGING[1]],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Member>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Which page, and as of when.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MembersParams {
    as_of: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Lists them.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(params): Params<MembersParams>,
) -> Outcome<Listed<Member>> {
    let as_of = params.as_of.as_deref().map(instant).transpose()?;
    let paging = Paging {
        limit: params.limit,
        cursor: params.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let page = segment::members(&server.app, SegmentId::new(id), as_of, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, Member::from)))
}
