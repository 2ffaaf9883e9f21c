//! A number with its noun.

use super::Language;

impl Language {
    /// A whole number with its noun: English `[day, days]`, Russian `[день, дня, дней]`.
    pub fn count(self, number: i64, en: [&str; 2], ru: [&str; 3]) -> String {
        let noun = match self {
            Self::En => en[usize::from(number != 1)],
            Self::Ru => ru[russian_form(number)],
        };
        format!("{}\u{a0}{noun}", self.number(&number.to_string()))
    }
}

/// Which of three forms a Russian noun takes after a number: 1 день, 2 дня, 5 дней.
pub(super) fn russian_form(number: i64) -> usize {
    match (number.unsigned_abs() % 100, number.unsigned_abs() % 10) {
        (11..=14, _) => 2,
        (_, 1) => 0,
        (_, 2..=4) => 1,
        _ => 2,
    }
}
