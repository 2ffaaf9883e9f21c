//! `DELETE /v1/session`

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use regulars_app::session;

use crate::auth;
use crate::cookie;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "session_close",
    noun: Noun::Staff,
    summary: "Log out",
    description: "Ends the session of the cookie and takes the cookie away. Where there is none, or it is over already, nothing \
        happens.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::Forbidden],
};

/// Logs out.
pub async fn close(
    State(server): State<Server>,
    method: Method,
    headers: HeaderMap,
) -> Result<(StatusCode, [(HeaderName, String); 1]), Problem> {
    if let Some(token) = cookie::token(&headers) {
        auth::from_our_page(&method, &headers)?;
        session::close(&server.app, token).await?;
    }
    let cookie = cookie::clear(&headers);
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]))
}
