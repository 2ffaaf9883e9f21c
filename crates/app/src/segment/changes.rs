//! Who came to a dynamic segment and went, and where a member is.

use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::time::{Instant, LocalDate, Window};
use regulars_store::{Cursor, MembershipChange, Page, Reader};

use super::saved::All;
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::{AppError, Result, Thing};
use crate::member::resolve;

/// The most days whose comings and goings are counted at once.
const DAYS_MOST: i32 = 366;

/// How many came and went on a day of the program's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowDay {
    /// The day.
    pub day: LocalDate,
    /// Came.
    pub came: u64,
    /// Went.
    pub went: u64,
}

/// A saved segment that a member is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberOf {
    /// Its id.
    pub id: SegmentId,
    /// Its name.
    pub name: Text,
    /// Since when, as far as anybody has looked.
    pub since: Instant,
}

/// Who came and went, newest first.
///
/// # Errors
/// `NotFound`; a cursor that no list gave.
pub async fn changes(
    app: &App,
    id: SegmentId,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<MembershipChange>> {
    app.read(move |_, reader| {
        found(reader, &id)?;
        Ok(reader.segment_changes(&id, cursor.as_ref(), limit)?)
    })
    .await
}

/// How many came and went on each of the last days, today the last.
///
/// # Errors
/// `NotFound`.
pub async fn flow(app: &App, id: SegmentId, days: u16) -> Result<Vec<FlowDay>> {
    app.read(move |app, reader| {
        found(reader, &id)?;
        let now = app.now();
        let live = app.programs().at(now);
        let (zone, today) = (&live.program.zone, live.program.zone.date(now));
        let days = i32::from(days).clamp(1, DAYS_MOST);
        let counted = (1 - days..=0).map(|back| {
            let day = today.plus_days(back);
            let (from, to) = (zone.start_of_day(day), zone.end_of_day(day));
            let (came, went) = reader.segment_flow(&id, Window { from, to })?;
            Ok(FlowDay { day, came, went })
        });
        counted.collect()
    })
    .await
}

/// Saved segments a member was last found in, by id.
///
/// # Errors
/// `NotFound`.
pub async fn of_member(app: &App, named: MemberRef) -> Result<Vec<MemberOf>> {
    app.read(move |_, reader| {
        let member = resolve(reader, &named)?;
        let all = All::read(reader)?;
        let of = reader.memberships(member)?.into_iter();
        let of = of.filter_map(|(id, since)| {
            let name = all.get(&id)?.name.clone();
            Some(MemberOf { id, name, since })
        });
        Ok(of.collect())
    })
    .await
}

fn found(reader: &Reader<'_>, id: &SegmentId) -> Result<()> {
    let all = All::read(reader)?;
    match all.get(id) {
        Some(_) => Ok(()),
        None => Err(AppError::not_found(Thing::Segment, id)),
    }
}
