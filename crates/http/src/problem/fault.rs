//! What serde finds wrong with a value, told in both languages.

use std::fmt;

use regulars_engine::document::{expected_in_words, found_in_words};
use regulars_engine::language::{Language, Said};
use regulars_engine::program::suggest;
use regulars_engine::said;
use serde::de::{self, Expected, Unexpected};

/// Why a value could not be read.
#[derive(Debug)]
pub struct Fault {
    /// The field of the value that is wrong, where it is not the value itself.
    pub field: Option<String>,
    /// What is wrong and what would be right.
    pub said: Said,
}

impl Fault {
    fn here(said: Said) -> Self {
        Self { field: None, said }
    }

    fn at(field: &str, said: Said) -> Self {
        let field = Some(field.to_owned());
        Self { field, said }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said.fmt(out)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// Told in both languages if its type is.
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::here(Said::of(message))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let (found, expected) = (found_in_words(found), expected_in_words(expected));
        Self::here(said!(
            "is {found}; expected {expected}",
            "здесь {found:#}; ожидается {expected:#}"
        ))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let expected = expected_in_words(expected);
        Self::here(said!(
            "has {length} values; expected {expected}",
            "значений: {length}; ожидается {expected:#}"
        ))
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        let near = match suggest(found, known.iter().copied()) {
            Some(near) => said!("; did you mean `{near}`?", "; может быть, `{near}`?"),
            None => Said::same(""),
        };
        let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
        let (found, known) = (found.replace('`', "'"), known.join(", "));
        Self::here(said!(
            "is `{found}`; it can be {known}{near}",
            "указано `{found}`; может быть {known}{near:#}"
        ))
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        let said = match suggest(found, known.iter().copied()) {
            Some(near) => said!(
                "is no field here; did you mean `{near}`?",
                "нет такого поля; может быть, `{near}`?"
            ),
            None if known.is_empty() => said!(
                "is no field here; there are none",
                "нет такого поля; здесь их вообще нет"
            ),
            None => said!(
                "is no field here; there are: {}",
                "нет такого поля; есть: `{}`",
                known.join(", ")
            ),
        };
        Self::at(found, said)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::at(field, said!("is missing", "не указано"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::at(
            field,
            said!(
                "is given twice; keep one of them",
                "указано дважды; оставьте одно"
            ),
        )
    }
}

/// For what could not be read a second time: the words of another library.
pub fn in_its_words(words: &str) -> Said {
    let ru = format!("не подходит: `{}`", words.replace('`', "'"));
    Said::by(|language| match language {
        Language::En => format!("is not right: {words}"),
        Language::Ru => ru.clone(),
    })
}
