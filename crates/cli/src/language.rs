//! A language, as it is written on the command line.

use clap::ValueEnum;
use regulars_engine::language::Language;

/// A language on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageName {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::En => Self::En,
            LanguageName::Ru => Self::Ru,
        }
    }
}
