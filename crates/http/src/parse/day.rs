//! Days in queries.

use regulars_engine::said;
use regulars_engine::time::LocalDate;

use crate::problem::{Kind, Problem};

/// A day of the calendar, as `2026-03-01`.
///
/// # Errors
/// `bad_query`, with the parameter's name.
pub fn day(name: &'static str, text: &str) -> Result<LocalDate, Problem> {
    text.parse().map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        Problem::at(
            Kind::BadQuery,
            name,
            said!(
                "`{shown}` is no day; write it as 2026-03-01",
                "`{shown}` — не дата; напишите, например, 2026-03-01"
            ),
        )
    })
}
