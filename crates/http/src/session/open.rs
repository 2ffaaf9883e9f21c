//! `POST /v1/session`

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use regulars_app::session;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Carried, Session, carried};
use crate::body::Body;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::peer::Peer;
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "session_open",
    noun: Noun::Staff,
    summary: "Log in",
    description: "Opens a session and sets its cookie, `regulars_session`. It is over after 12 hours without use, after 7 days, or \
        when it is ended. Whether the login or the password was wrong is not told; after a few wrong tries for a login or from \
        an address the answer is 429. Needs neither key nor session.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<LogInBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Session>()),
    also: &[],
    problems: &[Kind::BadLogin, Kind::TooManyRequests],
};

/// A login and its password.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LogInRequest)]
pub struct LogInBody {
    /// What they log in by; capitals make no difference.
    #[schema(example = "anna")]
    login: String,
    /// Their password.
    #[schema(example = "correct horse battery")]
    password: String,
}

/// Logs somebody in.
pub async fn open(
    State(server): State<Server>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Body(body): Body<LogInBody>,
) -> Result<Carried, Problem> {
    let opened = session::open(&server.app, &body.login, body.password, peer).await?;
    Ok(carried(&server, StatusCode::OK, opened, &headers))
}
