//! `GET /v1/segments/{id}/changes`

use axum::extract::State;
use regulars_app::segment::{self, MembershipChange};
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::ID;
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_changes",
    noun: Noun::Segments,
    summary: "List who came and went",
    description: "Who entered a dynamic segment and who left it, newest first: within a second or two of what they did, and when time \
        alone has changed it. When a segment is saved, or described anew, it is filled in silence: nobody has moved. The same \
        moves are facts of the journal, `segment.entered` and `segment.left`.",
    address: &[ID],
    query: &[PAGING[0], PAGING[1]],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Change>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Somebody who came or went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentChange)]
pub struct Change {
    /// Who.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    member: MemberId,
    /// Came, or went.
    entered: bool,
    /// When it was seen.
    at: Moment,
}

impl From<MembershipChange> for Change {
    fn from(change: MembershipChange) -> Self {
        Self {
            member: change.member,
            entered: change.entered,
            at: Moment::utc(change.at),
        }
    }
}

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChangesParams {
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Lists them.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(params): Params<ChangesParams>,
) -> Outcome<Listed<Change>> {
    let paging = Paging {
        limit: params.limit,
        cursor: params.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let page = segment::changes(&server.app, SegmentId::new(id), cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, Change::from)))
}
