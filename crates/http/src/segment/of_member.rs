//! `GET /v1/members/{id}/segments`

use axum::extract::State;
use regulars_app::segment::{self, MemberOf};
use regulars_engine::name::SegmentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::SegmentName;
use crate::body::{Address, Answer, Outcome};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::Listed;
use crate::parse;
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_of_member",
    noun: Noun::Members,
    summary: "List the segments a member is in",
    description: "Segments that were saved and that the member is in, with since when, all on one page. Segments that the \
        program declares are told with the balances.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<In>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A segment the member is in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentOfMember)]
pub struct In {
    /// The segment.
    #[schema(value_type = String, example = "lost")]
    id: SegmentId,
    /// Its name.
    name: SegmentName,
    /// Since when, as far as anybody has looked.
    since: Moment,
}

impl From<MemberOf> for In {
    fn from(of: MemberOf) -> Self {
        Self {
            id: of.id,
            name: of.name.into(),
            since: Moment::utc(of.since),
        }
    }
}

/// Lists them.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<Listed<In>> {
    let of = segment::of_member(&server.app, parse::member(&id)?).await?;
    Ok(Answer::ok(Listed::whole(
        of.into_iter().map(In::from).collect(),
    )))
}
