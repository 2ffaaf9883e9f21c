//! What serde finds wrong, in words for the person who wrote the document.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::language::{Both, Language, Said};
use crate::number::shown;
use crate::program::{Problem, remedy};
use crate::{both, said};

/// Between the English and the Russian of an attribute.
const BAR: &str = " ¦ ";

/// Why a value could not be read.
#[derive(Debug)]
pub(super) struct Fault {
    /// `None`: told already.
    said: Option<Told>,
}

#[derive(Debug)]
struct Told {
    message: Said,
    help: Option<Said>,
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

    fn new(message: Said, help: Option<Said>) -> Self {
        Self {
            said: Some(Told {
                message,
                help,
                place: None,
            }),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.said {
            Some(said) => said.message.fmt(out),
            None => both!("told already", "уже сказано").fmt(out),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// A message may carry its remedy behind the first `; `, and is told in both languages if its type is.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let (message, help) = Said::of(message).and_remedy();
        Self::new(message, help)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(cannot_stand(&found_in_words(found)), Some(write(expected)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(
            said!(
                "{length} values cannot stand here",
                "столько значений ({length}) здесь не бывает"
            ),
            Some(write(expected)),
        )
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(
            said!(
                "`{}` is not known here",
                "`{}` здесь неизвестно",
                shown(found)
            ),
            Some(remedy(found, expected.iter().copied())),
        )
    }

    fn unknown_field(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(
            said!(
                "there is no field `{}` here",
                "здесь нет поля `{}`",
                shown(found)
            ),
            Some(remedy(found, expected.iter().copied())),
        )
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(said!("`{field}` is missing", "не хватает `{field}`"), None)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(
            said!("`{field}` is given twice", "`{field}` указано дважды"),
            Some(said!("keep one of them", "оставьте одно")),
        )
    }
}

/// What is expected. A type whose words are an attribute has no room for two texts, so its English and its Russian
/// stand on either side of a `BAR`.
pub fn expected_in_words(expected: &dyn Expected) -> Said {
    let said = Said::of(expected);
    let text = said.describe(Language::En);
    match (text.split_once(BAR), usual(text)) {
        (Some((en, ru)), _) => Said::new(en, ru),
        (None, Some(both)) => both.into(),
        (None, None) => said,
    }
}

/// What the types of Rust and the derives of serde say they expect.
fn usual(expected: &str) -> Option<Both> {
    Some(match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => {
            both!("a whole number, 0 or more", "целое число не меньше нуля")
        }
        "i8" | "i16" | "i32" | "i64" | "isize" => both!("a whole number", "целое число"),
        "f32" | "f64" => both!("a number", "число"),
        "a boolean" => both!("`true` or `false`", "`true` или `false`"),
        "a string" | "str" | "string or map" => both!("a string", "строка"),
        "a sequence" => both!("a list", "список"),
        "a map" => both!("an object", "объект"),
        text if text.starts_with("struct ") => both!("an object", "объект"),
        text if text.starts_with("enum ") => both!("a word", "слово"),
        _ => return None,
    })
}

fn write(expected: &dyn Expected) -> Said {
    let expected = expected_in_words(expected);
    said!("write {expected}", "здесь нужно: {expected:#}")
}

fn cannot_stand(found: &Said) -> Said {
    said!("{found} cannot stand here", "{found:#} здесь не годится")
}

/// What was found instead.
pub fn found_in_words(found: Unexpected<'_>) -> Said {
    match found {
        Unexpected::Str(text) => Said::same(format!("`{}`", shown(text))),
        Unexpected::Bool(flag) => Said::same(format!("`{flag}`")),
        Unexpected::Unit => both!("nothing", "пустое значение").into(),
        Unexpected::Seq => both!("a list", "список").into(),
        Unexpected::Map => both!("a map of fields", "набор полей").into(),
        Unexpected::Unsigned(number) => Said::same(number.to_string()),
        Unexpected::Signed(number) => Said::same(number.to_string()),
        Unexpected::Float(number) => Said::same(number.to_string()),
        Unexpected::Other(text) => Said::same(format!("`{}`", shown(text))),
        other => Said::same(format!("`{other}`")),
    }
}
