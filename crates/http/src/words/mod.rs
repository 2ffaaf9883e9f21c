//! Sentences as callers read them.

mod explanation;
mod sentence;

pub use explanation::ExplanationAnswer;
pub use sentence::SentenceAnswer;
