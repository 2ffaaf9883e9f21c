//! The languages of the interface: words, plurals, amounts, days and lengths of time as people read them.

mod amount;
mod noun;
mod plural;
mod said;
mod time;

pub use said::{Both, Said, check_pair, is_russian};

use serde::{Deserialize, Serialize};

/// A language sentences are written in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// The language of a BCP 47 tag (`ru-RU`); English for any other than Russian.
    pub fn of_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ru") {
            Self::Ru
        } else {
            Self::En
        }
    }

    /// The one of two that is in this language.
    pub fn pick<T>(self, en: T, ru: T) -> T {
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }

    /// `a, b or c`.
    pub fn one_of<T: AsRef<str>>(self, words: &[T]) -> String {
        self.joined(words, self.pick(" or ", " или "))
    }

    /// `a, b and c`.
    pub fn all_of<T: AsRef<str>>(self, words: &[T]) -> String {
        self.joined(words, self.pick(" and ", " и "))
    }

    fn joined<T: AsRef<str>>(self, words: &[T], last: &str) -> String {
        let mut text = String::new();
        for (place, word) in words.iter().enumerate() {
            match place {
                0 => {}
                _ if place + 1 == words.len() => text.push_str(last),
                _ => text.push_str(", "),
            }
            text.push_str(word.as_ref());
        }
        text
    }
}

/// The text with its first letter in capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests;
