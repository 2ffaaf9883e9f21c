//! Fields of a row as typed values, each with a reason when it cannot be read.

use regulars_engine::language::{Both, Said};
use regulars_engine::number::{Price, Quantity};
use regulars_engine::time::{Instant, LocalDate, Zone};
use regulars_engine::{both, said};

use super::mapping::Columns;
use super::source::RawRow;
use crate::basket::Stated;

/// Longest text of a field, in bytes.
const LONGEST: usize = 1_000;

/// What is said of a field that has to be there.
pub(super) const EMPTY: Both = both!("is empty", "пусто");

/// Why a row, or all rows of a purchase, were not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Column it is about, by the file's own name.
    pub(super) column: String,
    /// What stands there.
    pub(super) value: String,
    /// What is wrong and what would be right.
    pub(super) reason: Said,
}

/// A row with its columns known by field.
pub(super) struct Fields<'s, const N: usize> {
    pub(super) row: RawRow<'s>,
    pub(super) columns: &'s Columns<N>,
    pub(super) decimal_comma: bool,
}

impl<'s, const N: usize> Fields<'s, N> {
    /// Refuses a row with more or fewer fields than the header.
    pub(super) fn check_width(&self) -> Result<(), Refusal> {
        if self.row.len() == self.columns.width() {
            return Ok(());
        }
        Err(Refusal {
            column: String::new(),
            value: String::new(),
            reason: said!(
                "has {} fields where the header has {}",
                "полей в строке: {}, а столбцов в заголовке: {}",
                self.row.len(),
                self.columns.width()
            ),
        })
    }

    /// A text without the blanks around it; `None` when the field is empty or the file does not have it.
    pub(super) fn text(&self, field: &'static str) -> Result<Option<&'s str>, Refusal> {
        let bytes = self
            .columns
            .place(field)
            .and_then(|place| self.row.field(place))
            .unwrap_or_default();
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(self.refuse(
                field,
                both!(
                    "is not UTF-8; save the file as CSV in UTF-8",
                    "не в UTF-8; сохраните файл как CSV в UTF-8"
                ),
            ));
        };
        if text.len() > LONGEST {
            return Err(self.refuse(
                field,
                said!("is longer than {LONGEST} bytes", "длиннее {LONGEST} байтов"),
            ));
        }
        Ok(Some(text.trim()).filter(|text| !text.is_empty()))
    }

    /// A text that must be there.
    pub(super) fn required(&self, field: &'static str) -> Result<&'s str, Refusal> {
        self.text(field)?.ok_or_else(|| self.refuse(field, EMPTY))
    }

    /// A quantity, of any sign.
    pub(super) fn quantity(&self, field: &'static str) -> Result<Option<Quantity>, Refusal> {
        self.number(field, Quantity::parse)
    }

    /// A price or amount, of any sign.
    pub(super) fn price(&self, field: &'static str) -> Result<Option<Price>, Refusal> {
        self.number(field, Price::parse)
    }

    fn number<T, E: Into<Said>>(
        &self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.text(field)? else {
            return Ok(None);
        };
        let parsed = if self.decimal_comma {
            parse(&text.replacen(',', ".", 1))
        } else {
            parse(text)
        };
        parsed.map(Some).map_err(|error| self.refuse(field, error))
    }

    /// An instant: RFC 3339, or a date with or without a time on the zone's clocks.
    pub(super) fn instant(
        &self,
        field: &'static str,
        zone: &Zone,
    ) -> Result<Option<Stated>, Refusal> {
        let Some(text) = self.text(field)? else {
            return Ok(None);
        };
        match instant(text, zone) {
            Some(stated) => Ok(Some(stated)),
            None => Err(self.refuse(
                field,
                both!(
                    "is not a time; write 2026-03-01T10:00:00+03:00, 2026-03-01 10:00:00, 2026-03-01 or 20260301",
                    "это не время; напишите 2026-03-01T10:00:00+03:00, 2026-03-01 10:00:00, 2026-03-01 или 20260301"
                ),
            )),
        }
    }

    /// A day.
    pub(super) fn date(&self, field: &'static str) -> Result<Option<LocalDate>, Refusal> {
        let Some(text) = self.text(field)? else {
            return Ok(None);
        };
        let parsed = dashed(text).as_deref().unwrap_or(text).parse();
        parsed.map(Some).map_err(|_| {
            self.refuse(
                field,
                both!(
                    "is not a day; write 1990-03-01 or 19900301",
                    "это не дата; напишите 1990-03-01 или 19900301"
                ),
            )
        })
    }

    /// A refusal of this row for one of its fields.
    pub(super) fn refuse(&self, field: &'static str, reason: impl Into<Said>) -> Refusal {
        let bytes = self
            .columns
            .place(field)
            .and_then(|place| self.row.field(place))
            .unwrap_or_default();
        let value: String = String::from_utf8_lossy(bytes).chars().take(100).collect();
        Refusal {
            column: self.columns.column(field).to_owned(),
            value,
            reason: reason.into(),
        }
    }
}

fn instant(text: &str, zone: &Zone) -> Option<Stated> {
    if let Ok((at, offset)) = Instant::parse_with_offset(text) {
        return Some(Stated {
            at,
            offset: Some(offset),
        });
    }
    let at = zone
        .parse_local(dashed(text).as_deref().unwrap_or(text))
        .ok()?;
    Some(Stated { at, offset: None })
}

/// `20260301` as `2026-03-01`; `None` for anything else.
fn dashed(text: &str) -> Option<String> {
    let is_compact = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_compact.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_zone_unless_they_say_their_own() {
        let zone = Zone::parse("Europe/Moscow").unwrap();
        let check = |text: &str, expected: Option<&str>| {
            let at = instant(text, &zone).map(|stated| stated.at.to_string());
            assert_eq!(at.as_deref(), expected, "{text}");
        };
        check("2026-03-01T10:00:00+02:00", Some("2026-03-01T08:00:00Z"));
        check("2026-03-01T10:00:00Z", Some("2026-03-01T10:00:00Z"));
        check("2026-03-01 10:00:30", Some("2026-03-01T07:00:30Z"));
        check("2026-03-01T10:00", Some("2026-03-01T07:00:00Z"));
        check("2026-03-01", Some("2026-02-28T21:00:00Z"));
        check("20260301", Some("2026-02-28T21:00:00Z"));
        check("20261301", None);
        check("01.03.2026", None);
        check("soon", None);
    }
}
