//! The busiest days of the week and hours of the day.

use std::collections::BTreeMap;

use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use regulars_store::{Reader, Weekly};
use serde::Serialize;

use super::base::{Audience, Days, as_of, read};
use crate::app::App;
use crate::error::Result;
use crate::insight;

/// What is asked.
#[derive(Debug, Clone)]
pub struct HoursRequest {
    /// On which days.
    pub days: Days,
    /// Of whom; absent: of everybody, those without a card too.
    pub segment: Option<SegmentId>,
}

/// An hour of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HourRow {
    /// 1 is Monday.
    pub weekday: u8,
    /// 0 to 23, by the clocks of the place.
    pub hour: u8,
    /// Purchases of which something was kept.
    pub purchases: i64,
}

/// Purchases by hour of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// As of when.
    pub as_of: String,
    /// Of whom; `null`: of everybody, those without a card too.
    pub segment: Option<SegmentId>,
    /// Hours with any, in order.
    pub rows: Vec<HourRow>,
}

/// Counts the purchases of these days.
///
/// # Errors
/// Days that are no period; no such segment; a store that cannot be read.
pub async fn hours(app: &App, request: HoursRequest) -> Result<Hours> {
    let (from, to) = request.days.ends()?;
    read(app, move |app, reader| {
        let ends = (LocalDate::from_days(from), LocalDate::from_days(to));
        let audience = Audience::read(app, reader, request.segment.as_ref())?;
        let busy = match audience.is_everybody() {
            true => reader.busy_hours(ends, None)?,
            false => busy_hours(app, reader, &audience, ends)?,
        };
        let rows = busy.iter().map(|hour| HourRow {
            weekday: hour.weekday + 1,
            hour: hour.hour,
            purchases: hour.purchases,
        });
        Ok(Hours {
            as_of: as_of(app),
            segment: request.segment,
            rows: rows.collect(),
        })
    })
    .await
}

/// Purchases of some by hour of the week.
fn busy_hours(
    app: &App,
    reader: &Reader<'_>,
    audience: &Audience,
    (from, to): (LocalDate, LocalDate),
) -> Result<Vec<Weekly>> {
    let mut week: BTreeMap<(u8, u8), i64> = BTreeMap::new();
    insight::read(app, reader, |columns| {
        let who = |member| audience.has(member);
        columns.each_kept(who, |kept| {
            if (from..=to).contains(&kept.day) {
                let weekday = u8::try_from(kept.day.weekday().index()).unwrap_or(0);
                *week.entry((weekday, kept.hour)).or_default() += 1;
            }
        });
    })?;
    let weekly = |((weekday, hour), purchases)| Weekly {
        weekday,
        hour,
        purchases,
    };
    Ok(week.into_iter().map(weekly).collect())
}
