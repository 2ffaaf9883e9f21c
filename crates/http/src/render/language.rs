//! The language of sentences in answers: English, or Russian where the caller prefers it.

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use regulars_engine::both;
use regulars_engine::language::Language;

use crate::problem::{Kind, Problem};

/// The query parameter that names it, for the reference.
pub const LANGUAGE: (&str, &str) = (
    "language",
    "Language of sentences, `en` or `ru`. Absent: as `Accept-Language` says, else English.",
);

/// The language a request asks for: its `language` parameter, else its `Accept-Language`.
#[derive(Debug, Clone, Copy)]
pub struct Spoken(pub Language);

/// The language a query names.
fn named(query: &str) -> Option<&str> {
    let mut pairs = query.split('&');
    pairs.find_map(|pair| pair.strip_prefix("language="))
}

/// The query without the language, which every call takes.
pub fn without_language(query: &str) -> String {
    let others = query
        .split('&')
        .filter(|pair| !pair.starts_with("language="));
    others.collect::<Vec<_>>().join("&")
}

/// The one of our two languages that is preferred; English if neither is named.
pub fn preferred(accepted: &str) -> Language {
    let mut best = (0, Language::En);
    for range in accepted.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let weight = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(1_000, thousandths);
        if is_ours(tag) && weight > best.0 {
            best = (weight, Language::of_tag(tag));
        }
    }
    best.1
}

fn is_ours(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    ["en", "ru", "*"]
        .iter()
        .any(|ours| language.eq_ignore_ascii_case(ours))
}

/// `0.8` is 800; what cannot be read is least.
fn thousandths(quality: &str) -> u32 {
    let (whole, decimals) = quality.split_once('.').unwrap_or((quality, ""));
    let digits: String = decimals.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(decimals)) => whole.min(1) * 1_000 + decimals,
        _ => 0,
    }
}

/// The language problems are told in: as [`Spoken`], but a parameter that names none of ours is passed over.
pub fn spoken(uri: &Uri, headers: &HeaderMap) -> Language {
    match uri.query().and_then(named) {
        Some("en") => Language::En,
        Some("ru") => Language::Ru,
        _ => accepted(headers),
    }
}

fn accepted(headers: &HeaderMap) -> Language {
    let accepted = headers.get(ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    accepted.map_or(Language::En, preferred)
}

impl<S: Sync> FromRequestParts<S> for Spoken {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        if let Some(named) = parts.uri.query().and_then(named) {
            return match named {
                "en" => Ok(Self(Language::En)),
                "ru" => Ok(Self(Language::Ru)),
                _ => Err(Problem::at(
                    Kind::BadQuery,
                    LANGUAGE.0,
                    both!(
                        "is not a language we speak; write en or ru",
                        "такого языка нет; укажите `en` или `ru`"
                    ),
                )),
            };
        }
        Ok(Self(accepted(&parts.headers)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_of_two_languages_is_taken() {
        for (accepted, expected) in [
            ("ru", Language::Ru),
            ("ru-RU,ru;q=0.9,en;q=0.8", Language::Ru),
            ("en;q=0.5, RU;q=0.7", Language::Ru),
            ("en,ru", Language::En),
            ("de", Language::En),
            ("de, ru;q=0.1", Language::Ru),
            ("", Language::En),
            (";;q=,", Language::En),
            ("*", Language::En),
        ] {
            assert_eq!(preferred(accepted), expected, "{accepted}");
        }
    }
}
