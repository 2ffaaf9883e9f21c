//! Rules of a program in words.

use regulars_engine::language::Language;
use regulars_engine::program::{Group, InWords, Program, Subject};
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
    /// The sentence.
    #[schema(example = "Bonuses: 5% of the amount paid.")]
    text: String,
}

impl From<InWords> for SentenceAnswer {
    fn from(words: InWords) -> Self {
        Self {
            group: words.group,
            subject: words.subject,
            id: words.id,
            text: words.text,
        }
    }
}

impl SentenceAnswer {
    /// A whole program.
    pub fn all(program: &Program, language: Language) -> Vec<Self> {
        let words = program.in_words(language).into_iter();
        words.map(Self::from).collect()
    }
}
