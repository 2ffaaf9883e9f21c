//! What serde finds wrong, in words for the person who wrote the document.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::number::shown;
use crate::program::{Problem, remedy};

/// Why a value could not be read.
#[derive(Debug)]
pub(super) struct Fault {
    /// `None`: told already.
    said: Option<Said>,
}

#[derive(Debug)]
struct Said {
    message: String,
    help: Option<String>,
    /// Where, once a reader that knows has seen it.
    place: Option<(String, usize)>,
}

impl Fault {
    /// A fault that is among the problems already.
    pub(super) fn told() -> Self {
        Self { said: None }
    }

    /// Says where, unless something further in has.
    pub(super) fn at(mut self, path: impl FnOnce() -> String, line: usize) -> Self {
        if let Some(said) = self.said.as_mut().filter(|said| said.place.is_none()) {
            said.place = Some((path(), line));
        }
        self
    }

    /// The problem, unless told already.
    pub(super) fn into_problem(self) -> Option<Problem> {
        let said = self.said?;
        let (path, line) = said.place.unzip();
        Some(Problem {
            path: path.unwrap_or_default(),
            line,
            message: said.message,
            help: said.help,
        })
    }

    fn new(message: String, help: Option<String>) -> Self {
        Self {
            said: Some(Said {
                message,
                help,
                place: None,
            }),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(
            self.said
                .as_ref()
                .map_or("told already", |said| &said.message),
        )
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// A message may carry its remedy behind the first `; `.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let Problem { message, help, .. } = Problem::new("", message.to_string());
        Self::new(message, help)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            format!("{} cannot stand here", name(found)),
            Some(format!("write {expected}")),
        )
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(
            format!("{length} values cannot stand here"),
            Some(format!("write {expected}")),
        )
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(
            format!("`{}` is not known here", shown(found)),
            Some(remedy(found, expected.iter().copied())),
        )
    }

    fn unknown_field(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(
            format!("there is no field `{}` here", shown(found)),
            Some(remedy(found, expected.iter().copied())),
        )
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("`{field}` is missing"), None)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(
            format!("`{field}` is given twice"),
            Some("keep one of them".to_owned()),
        )
    }
}

fn name(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("`{}`", shown(text)),
        Unexpected::Bool(flag) => format!("`{flag}`"),
        Unexpected::Unit => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map of fields".to_owned(),
        other => other.to_string(),
    }
}
