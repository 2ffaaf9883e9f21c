//! Pages: the reference at `/docs`, the document behind it, and what problems mean.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use regulars_engine::both;

use crate::body::Address;
use crate::openapi::openapi_json;
use crate::problem::{Kind, Problem};

/// What the reference may load: its own parts and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

macro_rules! parts {
    ($($name:literal $kind:ident)*) => {
        &[$(($name, $kind, include_str!($name))),*]
    };
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// The parts of the reference: name, media type, text.
const PARTS: &[(&str, &str, &str)] = parts! {
    "page.css" CSS
    "page.js" JS
    "call.js" JS
    "document.js" JS
    "element.js" JS
    "example.js" JS
    "introduction.js" JS
    "listing.js" JS
    "markdown.js" JS
    "navigate.js" JS
    "request.js" JS
    "schema.js" JS
    "settings.js" JS
    "try.js" JS
    "words.js" JS
};

/// `/openapi.json`
pub async fn openapi() -> Response {
    static DOCUMENT: LazyLock<String> = LazyLock::new(openapi_json);
    served("application/json", DOCUMENT.as_str())
}

/// `/problems/{kind}`: where the reference says what a problem means.
pub async fn problem(Address(kind): Address<String>) -> Response {
    match Kind::ALL.iter().find(|known| known.slug() == kind) {
        Some(known) => moved(&format!("/docs#problem-{}", known.slug())),
        None => Problem::new(
            Kind::NotFound,
            both!("there is no problem of this kind", "ошибки такого вида нет"),
        )
        .into_response(),
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

/// `/docs`: the reference, drawn in the browser from `/openapi.json`.
pub async fn reference() -> Response {
    let mut page = served("text/html; charset=utf-8", include_str!("page.html"));
    page.headers_mut()
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    page
}

/// `/docs/{part}`: what the page is made of.
pub async fn part(Address(name): Address<String>) -> Response {
    match PARTS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, text)) => served(kind, text),
        None => Problem::new(
            Kind::NotFound,
            both!(
                "the reference has no such part",
                "в справочнике такой части нет"
            ),
        )
        .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_is_asked_for_is_served() {
        let asked = |text: &'static str, before: &str| -> Vec<&'static str> {
            let after = text.split(before).skip(1);
            after
                .filter_map(|rest| rest.split(['\'', '"']).next())
                .collect()
        };
        let mut names = asked(include_str!("page.html"), "\"/docs/");
        for (_, _, text) in PARTS {
            names.extend(asked(text, "from './"));
        }
        for name in names {
            assert!(PARTS.iter().any(|(part, ..)| *part == name), "{name}");
        }
    }
}
