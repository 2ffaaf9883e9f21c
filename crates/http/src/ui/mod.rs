//! The screens: the console at `/console`, the till page at `/till`, and the files they are made of at `/assets`.
//!
//! Addresses below an entry are its own affair, so each answers with the entry's page. Files have a hash of their
//! content in their name and may be kept for ever; pages are asked for each time.

mod embedded;

use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use regulars_app::secret;
use regulars_engine::both;

use crate::body::Address;
use crate::problem::{Kind, Problem};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const SCRIPT: &str = "text/javascript; charset=utf-8";
/// Asked for each time.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");
/// What the till page may load. It writes no styles of its own, so no nonce: its worker keeps it as it was sent.
const TILL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
    connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// What the worker may load: files to keep.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";
/// Says how far above its own address a worker may reach.
const WORKER_SCOPE: HeaderName = HeaderName::from_static("service-worker-allowed");
/// What stands in a page where its nonce goes.
const NONCE_PLACE: &str = "__NONCE__";

/// `/`: the console.
pub async fn home() -> Response {
    moved("/console/")
}

/// `/console/…`
pub async fn console(request: Request) -> Response {
    if request.uri().path() == "/console" {
        return moved("/console/");
    }
    match secret() {
        Ok(nonce) => page("console", &nonce, &console_policy(&nonce)),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// `/till/…`
pub async fn till(request: Request) -> Response {
    if request.uri().path() == "/till" {
        return moved("/till/");
    }
    page("till", "", TILL_POLICY)
}

/// `/till/worker.js`: what opens the till page while the server is gone. Browsers ask for it to learn of a new release.
pub async fn worker() -> Response {
    let Some(script) = embedded::file("till-worker.js") else {
        return missing();
    };
    let mut response = script.into_response();
    let told = response.headers_mut();
    told.insert(CONTENT_TYPE, HeaderValue::from_static(SCRIPT));
    told.insert(CACHE_CONTROL, FRESH);
    told.insert(WORKER_SCOPE, HeaderValue::from_static("/till"));
    told.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(WORKER_POLICY),
    );
    response
}

/// `/assets/{name}`. A file that is not there is 404, never a page: a page in place of a script is a blank screen.
pub async fn asset(Address(name): Address<String>, headers: HeaderMap) -> Response {
    let path = format!("assets/{name}");
    let Some(plain) = embedded::file(&path) else {
        return missing();
    };
    let packed = embedded::file(&format!("{path}.br")).filter(|_| takes_brotli(&headers));
    let mut response = packed.unwrap_or(plain).into_response();
    let told = response.headers_mut();
    told.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(&path)));
    told.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    told.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if packed.is_some() {
        told.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

/// An entry's page, under a policy that names the nonce where there is one.
fn page(name: &str, nonce: &str, policy: &str) -> Response {
    let Some(html) = embedded::file(&format!("{name}.html")) else {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            [(CONTENT_TYPE, HTML)],
            include_str!("unbuilt.html"),
        )
            .into_response();
    };
    let html = String::from_utf8_lossy(html).replace(NONCE_PLACE, nonce);
    let mut response = ([(CONTENT_TYPE, HTML)], html).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, FRESH);
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What the console may load: files of ours, and the styles its own scripts write, known by the nonce.
fn console_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; font-src 'self'; img-src 'self' data: blob:; \
        connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

fn missing() -> Response {
    Problem::new(
        Kind::NotFound,
        both!(
            "the screens have no such file",
            "такого файла у страниц нет"
        ),
    )
    .into_response()
}

fn moved(to: impl Into<String>) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, to.into())]).into_response()
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    accepted.is_some_and(|list| list.split(',').any(|one| one.trim() == "br"))
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => SCRIPT,
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
