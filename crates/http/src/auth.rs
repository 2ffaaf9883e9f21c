//! Who calls, and whether they may.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use regulars_app::{Caller, key};

use crate::problem::{Kind, Problem};
use crate::server::Server;

/// Who presents a key. The secret is looked up by its hash alone: what was guessed rightly of one cannot be measured.
///
/// # Errors
/// `unauthorized`.
pub async fn identify(server: &Server, headers: &HeaderMap) -> Result<Caller, Problem> {
    let unauthorized = |what: &str| {
        Problem::new(
            Kind::Unauthorized,
            format!("{what}; send `Authorization: Bearer <key>`"),
        )
    };
    let header = headers
        .get(AUTHORIZATION)
        .ok_or_else(|| unauthorized("the request has no key"))?;
    let secret = header.to_str().ok().and_then(bearer);
    let secret =
        secret.ok_or_else(|| unauthorized("the header `Authorization` has another form"))?;
    let caller = key::check(&server.app, secret).await?;
    caller.ok_or_else(|| unauthorized("the key is unknown or was revoked"))
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Lets a caller through whose key may make the call, now.
///
/// # Errors
/// `too_many_requests`, `forbidden`.
pub fn admit(server: &Server, caller: &Caller, scope: &'static str) -> Result<(), Problem> {
    if let Some(key) = caller.key {
        server.rate.take(key, server.app.now()).map_err(|seconds| {
            let most = server.options.rate_per_second;
            let detail = format!("this key may make {most} requests a second; wait {seconds} s");
            Problem::new(Kind::TooManyRequests, detail).retry_after(seconds)
        })?;
    }
    if caller.may(scope) {
        return Ok(());
    }
    let own = caller.scopes.join(", ");
    Err(Problem::new(
        Kind::Forbidden,
        format!("this call needs the scope `{scope}`; the key has: {own}"),
    ))
}

/// Tells the handler who calls.
pub fn introduce(request: &mut Request, caller: Caller) {
    request.extensions_mut().insert(Arc::new(caller));
}

/// The caller of an authorised request.
#[derive(Debug, Clone)]
pub struct By(pub Arc<Caller>);

impl<S: Sync> FromRequestParts<S> for By {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Arc<Caller>>().cloned();
        caller
            .map(Self)
            .ok_or_else(|| Problem::new(Kind::Unauthorized, Kind::Unauthorized.meaning()))
    }
}
