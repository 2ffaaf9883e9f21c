//! Who calls, and whether they may.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use regulars_app::{Caller, key, session};
use regulars_engine::language::{Both, Said};
use regulars_engine::{both, said};

use crate::cookie;
use crate::problem::{Kind, Problem};
use crate::scope::Scope;
use crate::server::Server;

/// What a page sends with every change by session. Another site's page cannot: it is no header of simple requests, and
/// the preflight it would need is never granted.
const PAGE_HEADER: (&str, &str) = ("x-regulars", "console");

/// Who presents a key, or else the cookie of a session. A secret is looked up by its hash alone: what was guessed rightly
/// of one cannot be measured.
///
/// # Errors
/// `unauthorized`, `forbidden`.
pub async fn identify(
    server: &Server,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Caller, Problem> {
    match (headers.get(AUTHORIZATION), cookie::token(headers)) {
        (Some(header), _) => of_key(server, header).await,
        (None, Some(token)) => {
            from_our_page(method, headers)?;
            let caller = session::check(&server.app, token).await?;
            caller.ok_or_else(|| {
                unauthorized(both!(
                    "the session is over or was ended; log in again",
                    "сеанс закончился или завершён; войдите снова"
                ))
            })
        }
        (None, None) => Err(unauthorized(said!(
            "the request has no key; {SEND_KEY}",
            "в запросе нет ключа; {SEND_KEY:#}"
        ))),
    }
}

const SEND_KEY: Both = both!(
    "send `Authorization: Bearer <key>`",
    "пришлите `Authorization: Bearer <key>`"
);

async fn of_key(server: &Server, header: &HeaderValue) -> Result<Caller, Problem> {
    let secret = header.to_str().ok().and_then(bearer);
    let secret = secret.ok_or_else(|| {
        unauthorized(said!(
            "the header `Authorization` has another form; {SEND_KEY}",
            "заголовок `Authorization` записан иначе; {SEND_KEY:#}"
        ))
    })?;
    let caller = key::check(&server.app, secret).await?;
    caller.ok_or_else(|| {
        unauthorized(said!(
            "the key is unknown or was revoked; {SEND_KEY}",
            "ключ неизвестен или отозван; {SEND_KEY:#}"
        ))
    })
}

fn unauthorized(detail: impl Into<Said>) -> Problem {
    Problem::new(Kind::Unauthorized, detail)
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Lets a change by session through only if a page of ours asks for it.
///
/// # Errors
/// `forbidden`.
pub fn from_our_page(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    let (name, value) = PAGE_HEADER;
    let said = headers.get(name).is_some_and(|said| said == value);
    if said || method.is_safe() {
        return Ok(());
    }
    Err(Problem::new(
        Kind::Forbidden,
        both!(
            "a change by session needs the header `X-Regulars: console`, which pages of other sites cannot send",
            "изменению в сеансе нужен заголовок `X-Regulars: console`: страницы других сайтов прислать его не могут"
        ),
    ))
}

/// Lets a caller through who may make the call, now.
///
/// # Errors
/// `too_many_requests`, `forbidden`.
pub fn admit(server: &Server, caller: &Caller, scope: Scope) -> Result<(), Problem> {
    server
        .rate
        .take(caller.by, server.app.now())
        .map_err(|seconds| {
            let most = server.options.rate_per_second;
            let detail = said!(
                "a caller may make {most} requests a second; wait {seconds} s",
                "можно не больше {most} запросов в секунду; подождите {seconds} с"
            );
            Problem::new(Kind::TooManyRequests, detail).retry_after(seconds)
        })?;
    if scope == Scope::Session && caller.staff().is_none() {
        let detail = both!(
            "this call is for people who have logged in; a key cannot make it",
            "этот вызов — для сотрудников, которые вошли; ключом его не сделать"
        );
        return Err(Problem::new(Kind::Forbidden, detail));
    }
    if scope.admits(caller) {
        return Ok(());
    }
    let (needed, own) = (scope.in_words(), own(caller));
    Err(Problem::lacking(
        scope.word(),
        said!(
            "this call needs the scope {needed}; yours are: {own}",
            "для этого вызова нужно право {needed:#}; у вас есть: {own:#}"
        ),
    ))
}

/// The scopes a caller has.
fn own(caller: &Caller) -> Said {
    match caller.scopes.as_slice() {
        [] => said!("none", "ничего"),
        scopes => {
            let scopes = scopes.join(", ");
            Said::new(scopes.clone(), format!("`{scopes}`"))
        }
    }
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
            .ok_or_else(|| Problem::plain(Kind::Unauthorized))
    }
}
