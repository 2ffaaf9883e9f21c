//! The language of sentences in answers.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use regulars_engine::program::Text;

/// English, or Russian where the caller asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Language {
    /// The language a caller prefers of the two; English if it says neither.
    pub fn of(accepted: &str) -> Self {
        let mut best = (0_u32, Self::En);
        for range in accepted.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1_000, thousandths);
            let language = match tag.split('-').next().unwrap_or_default() {
                "ru" | "RU" => Self::Ru,
                "en" | "EN" | "*" => Self::En,
                _ => continue,
            };
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }

    /// The text in this language.
    pub fn pick(self, text: &Text) -> &str {
        match self {
            Self::En => &text.en,
            Self::Ru => &text.ru,
        }
    }
}

/// `0.8` is 800; what cannot be read counts least.
fn thousandths(quality: &str) -> u32 {
    let (whole, decimals) = quality.trim().split_once('.').unwrap_or((quality.trim(), ""));
    let digits: String = decimals.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(decimals)) => whole.min(1) * 1_000 + decimals,
        _ => 0,
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(accepted.map_or_else(Self::default, Self::of))
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
            ("en;q=0.5, ru;q=0.7", Language::Ru),
            ("en,ru", Language::En),
            ("de", Language::En),
            ("de, ru;q=0.1", Language::Ru),
            ("", Language::En),
            (";;q=,", Language::En),
            ("*", Language::En),
        ] {
            assert_eq!(Language::of(accepted), expected, "{accepted}");
        }
    }
}
