//! What a cell holds.

use regulars_engine::time::LocalDate;
use serde_json::Value;

use super::words::{Kind, kind};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: what cannot be told.
    Empty,
    /// A text.
    Text(String),
    /// A number, by its digits: what they say is exact.
    Number(String),
    /// A part of a whole, 0 to 1, by its digits.
    Share(String),
    /// A day.
    Day(LocalDate),
}

impl Cell {
    /// What a field of a report holds.
    pub(super) fn of(field: &str, value: &Value) -> Self {
        match value {
            Value::Null | Value::Array(_) | Value::Object(_) => Self::Empty,
            Value::Bool(truth) => Self::Text(truth.to_string()),
            Value::Number(number) => match kind(field) {
                Kind::Share => Self::Share(number.to_string()),
                _ => Self::Number(number.to_string()),
            },
            Value::String(text) => Self::of_text(field, text),
        }
    }

    fn of_text(field: &str, text: &str) -> Self {
        match kind(field) {
            Kind::Text => Self::Text(text.to_owned()),
            Kind::Day => text
                .parse()
                .map_or_else(|_| Self::Text(text.to_owned()), Self::Day),
            Kind::Number | Kind::Share if is_number(text) => Self::Number(text.to_owned()),
            Kind::Number | Kind::Share => Self::Text(text.to_owned()),
        }
    }

    /// The same as text.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Share(text) => text.clone(),
            Self::Day(day) => day.to_string(),
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
}
