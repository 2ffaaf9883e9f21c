//! The busiest days of the week and hours of the day.

use regulars_engine::time::LocalDate;
use serde::Serialize;

use super::base::Days;
use crate::app::App;
use crate::error::Result;

/// An hour of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HourRow {
    /// 1 is Monday.
    pub weekday: u8,
    /// 0 to 23, by the clocks of the place.
    pub hour: u8,
    /// Purchases of everybody.
    pub purchases: i64,
}

/// Purchases by hour of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// Hours with any, in order.
    pub rows: Vec<HourRow>,
}

/// Counts the purchases of these days.
///
/// # Errors
/// Days that are no period; a store that cannot be read.
pub async fn hours(app: &App, days: Days) -> Result<Hours> {
    let (from, to) = days.ends()?;
    app.read(move |_, reader| {
        let ends = (LocalDate::from_days(from), LocalDate::from_days(to));
        let busy = reader.busy_hours(ends, None)?;
        let rows = busy.iter().map(|hour| HourRow {
            weekday: hour.weekday + 1,
            hour: hour.hour,
            purchases: hour.purchases,
        });
        Ok(Hours {
            rows: rows.collect(),
        })
    })
    .await
}
