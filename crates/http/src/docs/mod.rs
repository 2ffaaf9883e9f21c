//! Pages: the reference at `/docs`, the document behind it, and what problems mean.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::body::Address;
use crate::openapi::openapi_json;
use crate::problem::Kind;

/// `/openapi.json`
pub async fn openapi() -> Response {
    static DOCUMENT: LazyLock<String> = LazyLock::new(openapi_json);
    served("application/json", DOCUMENT.as_str())
}

/// `/`: the reference.
pub async fn home() -> Response {
    moved("/docs")
}

/// `/problems/{kind}`: where the reference says what a problem means.
pub async fn problem(Address(kind): Address<String>) -> Response {
    match Kind::ALL.iter().find(|known| known.slug() == kind) {
        Some(known) => moved(&format!("/docs#problem-{}", known.slug())),
        None => moved("/docs#problems"),
    }
}

fn moved(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

fn served(kind: &'static str, text: &'static str) -> Response {
    const FRESH: (HeaderName, HeaderValue) = (CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    (
        [(CONTENT_TYPE, HeaderValue::from_static(kind)), FRESH],
        text,
    )
        .into_response()
}

/// `/docs`
pub async fn reference() -> Response {
    served(
        "text/html; charset=utf-8",
        "<!doctype html><title>Regulars</title><a href=\"/openapi.json\">/openapi.json</a>",
    )
}
