//! Entries of some days.

use regulars_engine::time::LocalDate;
use regulars_store::{Cursor, Page, SpendRow};

use crate::app::App;
use crate::error::{AppError, Result};
use crate::report::after_the_last;

/// Days of which an entry has one at least; open where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SpendDays {
    /// The first.
    pub from: Option<LocalDate>,
    /// The last.
    pub to: Option<LocalDate>,
}

impl SpendDays {
    /// Both ends.
    pub(super) fn ends(self) -> Result<(LocalDate, LocalDate)> {
        let from = self.from.unwrap_or(LocalDate::MIN);
        let to = self.to.unwrap_or(LocalDate::MAX);
        match from > to {
            true => Err(AppError::field("from", after_the_last(from, to))),
            false => Ok((from, to)),
        }
    }
}

/// Entries with a day among these, those that begin last first.
///
/// # Errors
/// Days that are no period; a cursor that no list gave; a store that cannot be read.
pub async fn list(
    app: &App,
    days: SpendDays,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<SpendRow>> {
    let ends = days.ends()?;
    app.read(move |_, reader| Ok(reader.spend(ends, after.as_ref(), limit)?))
        .await
}
