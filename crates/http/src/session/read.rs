//! `GET /v1/session`

use axum::extract::State;
use axum::http::HeaderMap;
use regulars_app::session;

use super::Session;
use crate::body::{Answer, Outcome};
use crate::cookie;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "session_read",
    noun: Noun::Staff,
    summary: "See who is logged in",
    description: "Who the cookie of the request lets in, if anybody, and whether the installation is still to be set up. Needs \
        neither key nor session.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Session>()),
    also: &[],
    problems: &[],
};

/// Tells who is logged in.
pub async fn read(State(server): State<Server>, headers: HeaderMap) -> Outcome<Session> {
    let view = session::read(&server.app, cookie::token(&headers)).await?;
    Ok(Answer::ok(Session::of(&server, view)))
}
