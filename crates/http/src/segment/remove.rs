//! `DELETE /v1/segments/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::segment;
use regulars_engine::name::SegmentId;

use super::shape::ID;
use crate::auth::By;
use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_remove",
    noun: Noun::Segments,
    summary: "Drop a segment",
    description: "A segment that others are made of, or that a program which decides now or later names, stays until they are changed.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound, Kind::SegmentInUse],
};

/// Drops one.
pub async fn remove(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
) -> Result<StatusCode, Problem> {
    segment::remove(&server.app, caller.by, SegmentId::new(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
