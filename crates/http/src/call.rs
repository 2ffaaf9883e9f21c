//! Around every call: who makes it, how long it may take, what is counted and logged. Logs name the route and who calls,
//! never an address or a body, which may hold identifiers.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use regulars_app::{Actor, Caller, Stopwatch};
use regulars_engine::language::Said;
use regulars_engine::said;

use crate::auth;
use crate::body;
use crate::problem::{Kind, Problem, in_language};
use crate::render::spoken;
use crate::scope::Scope;
use crate::server::Server;

/// Sent with every answer unless it says otherwise.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
];

/// A call of the route table, as the layer around it needs it.
#[derive(Clone)]
pub struct Call {
    /// The server.
    pub server: Server,
    /// Its address with names in place of ids.
    pub route: &'static str,
    /// What it needs of who calls.
    pub scope: Scope,
    /// It may take as long as it likes.
    pub unhurried: bool,
}

/// Makes a call for who may, within its time.
pub async fn around(State(call): State<Call>, mut request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let method = method_name(request.method());
    let language = spoken(request.uri(), request.headers());
    let mut by = None;
    let rest = body::keep_rest(&mut request);
    let work = made(&call, request, &mut by, next);
    let answered = if call.unhurried {
        Ok(work.await)
    } else {
        tokio::time::timeout(call.server.options.timeout, work).await
    };
    let response = match answered {
        Ok(Ok(response)) => response,
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => Problem::plain(Kind::TimedOut)
            .retry_after(1)
            .into_response(),
    };
    body::drain(rest).await;
    let response = in_language(response, language);
    finish(&call.server, method, call.route, by, watch, response)
}

/// The answer of the handler, once it is known who calls.
async fn made(
    call: &Call,
    mut request: Request,
    by: &mut Option<Actor>,
    next: Next,
) -> Result<Response, Problem> {
    if call.scope != Scope::Open {
        let caller = identified(call, request.method(), request.headers(), by).await?;
        auth::introduce(&mut request, caller);
    }
    Ok(next.run(request).await)
}

/// Who calls, if they may. `by` is told as soon as it is known, so that refusals are logged with it.
async fn identified(
    call: &Call,
    method: &Method,
    headers: &HeaderMap,
    by: &mut Option<Actor>,
) -> Result<Caller, Problem> {
    let caller = auth::identify(&call.server, method, headers).await?;
    *by = Some(caller.by);
    auth::admit(&call.server, &caller, call.scope)?;
    Ok(caller)
}

/// What has no route.
pub async fn no_such_call(
    State(server): State<Server>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let near = crate::routes::nearest(uri.path());
    let hint = match near {
        Some(near) => said!("; did you mean `{near}`?", "; может быть, `{near}`?"),
        None => Said::same(""),
    };
    let detail = said!(
        "no call has this address; the calls are on `/docs` and in `/openapi.json`{hint}",
        "по этому адресу вызова нет; все вызовы — на `/docs` и в `/openapi.json`{hint:#}"
    );
    let response = Problem::new(Kind::NoSuchCall, detail).into_response();
    let response = in_language(response, spoken(&uri, &headers));
    finish(
        &server,
        method_name(&method),
        "none",
        None,
        Stopwatch::start(),
        response,
    )
}

/// A route without this method.
pub async fn not_with_this_method(
    State(server): State<Server>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let response = Problem::plain(Kind::MethodNotAllowed).into_response();
    let response = in_language(response, spoken(&uri, &headers));
    finish(
        &server,
        method_name(&method),
        "none",
        None,
        Stopwatch::start(),
        response,
    )
}

/// A panic in a handler: a fault of ours, told without its inside.
pub fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::plain(Kind::Internal).into_response()
}

fn finish(
    server: &Server,
    method: &'static str,
    route: &'static str,
    by: Option<Actor>,
    watch: Stopwatch,
    mut response: Response,
) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(value);
    }
    if server.is_leaving() {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    let status = response.status().as_u16();
    let took = watch.elapsed();
    server.metrics.answered(method, route, status, took);
    let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let key = match by {
        Some(Actor::Key(key)) => Some(tracing::field::display(key)),
        _ => None,
    };
    let staff = match by {
        Some(Actor::Staff(staff)) => Some(tracing::field::display(staff)),
        _ => None,
    };
    if status >= 500 {
        tracing::error!(method, route, status, took_ms, key, staff, "answered");
    } else {
        tracing::info!(method, route, status, took_ms, key, staff, "answered");
    }
    response
}

fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}
