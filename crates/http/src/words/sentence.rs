//! Rules of a program in words.

use regulars_engine::language::Language;
use regulars_engine::program::{Group, InWords, Places, Program, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// A part of a program in words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sentence)]
pub struct SentenceAnswer {
    /// The part of a member's life it belongs to: `join`, `earn`, `spend`, `climb`, `return` or `goods`.
    #[schema(value_type = String, example = "earn")]
    group: Group,
    /// What it is about: `unit`, `earn`, `activity`, `tier`, `segment`, `club_price`, `offer`, `redeem` or `returns`.
    #[schema(value_type = String, example = "earn")]
    subject: Subject,
    /// The id of that in the file; of redemption the unit's.
    #[schema(example = "base")]
    id: String,
    /// The line of the file it begins at, from 1.
    line: Option<usize>,
    /// The sentence.
    #[schema(example = "Bonuses: 5% of the amount paid.")]
    text: String,
}

impl SentenceAnswer {
    /// A whole program, of this file.
    pub fn all(program: &Program, text: &str, language: Language) -> Vec<Self> {
        let places = Places::of(text);
        let words = program.in_words(language).into_iter();
        words.map(|words| Self::at(&places, words)).collect()
    }

    fn at(places: &Places, words: InWords) -> Self {
        Self {
            line: places.line(words.subject, &words.id),
            group: words.group,
            subject: words.subject,
            id: words.id,
            text: words.text,
        }
    }
}
