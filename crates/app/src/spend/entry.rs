//! What is said of money spent, and what of it can be kept.

use regulars_engine::language::Said;
use regulars_engine::number::Money;
use regulars_engine::program::Program;
use regulars_engine::time::LocalDate;
use regulars_engine::{both, said};
use regulars_store::{Purpose, SpendRow};

use crate::basket::{Decimal, money};
use crate::error::{AppError, FieldError, Result};

/// The most days that an entry is spread over: ten years.
const DAYS_MOST: i64 = 3_660;

/// Money spent, as it is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendEntry {
    /// The first day it is spread over.
    pub from: LocalDate,
    /// The last, included.
    pub to: LocalDate,
    /// For what.
    pub purpose: Purpose,
    /// How much, over all its days.
    pub amount: Decimal,
    /// Where it was to bring members from: the source of registrations.
    pub source: Option<String>,
    /// What it belongs to: a campaign, or the id of an experiment.
    pub label: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl SpendEntry {
    /// What can be kept of it.
    ///
    /// # Errors
    /// Days that are none or too many, an amount that is not above zero or has too many decimals, by their fields.
    pub(super) fn check(self, program: &Program) -> Result<Spent> {
        let mut wrong = Vec::new();
        let amount = money(self.amount, program, "/amount", &mut wrong);
        let amount = amount.unwrap_or_default();
        if wrong.is_empty() {
            wrong.extend(of_amount(amount).map(|why| FieldError::new("/amount", why)));
        }
        let days = (self.from, self.to);
        wrong.extend(of_days(days).map(|why| FieldError::new("/to", why)));
        if !wrong.is_empty() {
            return Err(AppError::Invalid(wrong));
        }
        Ok(Spent {
            days,
            purpose: self.purpose,
            amount,
            source: self.source,
            label: self.label,
            note: self.note,
        })
    }
}

/// Money spent, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spent {
    pub(crate) days: (LocalDate, LocalDate),
    pub(crate) purpose: Purpose,
    pub(crate) amount: Money,
    pub(crate) source: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) note: Option<String>,
}

impl From<SpendRow> for Spent {
    fn from(row: SpendRow) -> Self {
        Self {
            days: (row.from, row.to),
            purpose: row.purpose,
            amount: row.amount,
            source: row.source,
            label: row.label,
            note: row.note,
        }
    }
}

/// What is wrong with an amount.
pub(crate) fn of_amount(amount: Money) -> Option<Said> {
    let why = both!(
        "must be above zero; take a wrong entry back instead",
        "должно быть больше нуля; ошибочную трату удалите"
    );
    (!amount.is_positive()).then(|| why.into())
}

/// What is wrong with the last of two days.
pub(crate) fn of_days((from, to): (LocalDate, LocalDate)) -> Option<Said> {
    if to < from {
        return Some(said!(
            "is before the first day, {from}",
            "раньше первого дня, {from}"
        ));
    }
    (i64::from(to.days_since(from)) >= DAYS_MOST).then(|| {
        said!(
            "is more than ten years after the first day, {from}",
            "больше чем через десять лет после первого дня, {from}"
        )
    })
}

/// A word that is no purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is none of acquisition, keeping, contacts")]
pub struct UnknownPurpose;

/// The purpose of a word.
///
/// # Errors
/// Another word.
pub fn purpose(word: &str) -> std::result::Result<Purpose, UnknownPurpose> {
    let found = Purpose::ALL.into_iter().find(|one| one.name() == word);
    found.ok_or(UnknownPurpose)
}
