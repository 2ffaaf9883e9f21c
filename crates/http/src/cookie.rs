//! The cookie of a session.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use regulars_app::session::LIFE_MS;

/// Its name.
pub const NAME: &str = "regulars_session";

/// The token a request carries, if any.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    let texts = headers.get_all(COOKIE).iter();
    let pairs = texts
        .filter_map(|text| text.to_str().ok())
        .flat_map(|text| text.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, value)| value)
}

/// Sets the token. Scripts cannot read it, and no other site's page makes a browser send it.
pub fn set(token: &str, headers: &HeaderMap) -> String {
    written(token, LIFE_MS.div_euclid(1_000), headers)
}

/// Takes it away.
pub fn clear(headers: &HeaderMap) -> String {
    written("", 0, headers)
}

fn written(token: &str, seconds: i64, headers: &HeaderMap) -> String {
    let secure = if by_https(headers) { "; Secure" } else { "" };
    format!("{NAME}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// Whether the browser spoke https, to the proxy in front of us. Who lies about it only keeps their own cookie from
/// being sent.
fn by_https(headers: &HeaderMap) -> bool {
    let said = headers.get("x-forwarded-proto");
    let said = said.and_then(|said| said.to_str().ok()).unwrap_or_default();
    let first = said.split(',').next().unwrap_or_default().trim();
    first.eq_ignore_ascii_case("https")
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(of: &[(&'static str, &'static str)]) -> HeaderMap {
        of.iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        for (cookies, expected) in [
            ("regulars_session=abc", Some("abc")),
            ("a=b; regulars_session=abc; c=d", Some("abc")),
            ("a=b;regulars_session=", Some("")),
            ("xregulars_session=abc", None),
            ("regulars_session", None),
            ("", None),
        ] {
            assert_eq!(
                token(&headers(&[("cookie", cookies)])),
                expected,
                "{cookies}"
            );
        }
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_from_other_sites() {
        let plain = "regulars_session=abc; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict";
        assert_eq!(set("abc", &headers(&[])), plain);
        for (said, secure) in [("https", true), ("HTTPS, http", true), ("http", false)] {
            let cookie = set("abc", &headers(&[("x-forwarded-proto", said)]));
            assert_eq!(cookie.ends_with("; Secure"), secure, "{said}");
        }
        assert!(clear(&headers(&[])).starts_with("regulars_session=; Path=/; Max-Age=0;"));
    }
}
