//! Brings the columns up to a snapshot of the store.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use regulars_engine::both;
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::situation::Place;
use regulars_engine::time::Zone;
use regulars_insight::column::Columns;
use regulars_store::{JournalRow, Reader};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::file;
use super::record::record;
use crate::app::App;
use crate::clock::Stopwatch;
use crate::error::{AppError, Result};
use crate::import::HISTORY_FACT;
use crate::stamp::STAMPED_FACT;

/// Facts read at a time.
pub(crate) const FACTS: usize = 10_000;
/// Slices put into the columns at a time, between which questions are answered.
const SLICES: usize = 500;
/// For every so many members of the delta a part of it is folded into the base: whoever asks does not wait for all parts.
const DELTA_MAX: usize = 20_000;
/// Places of sale read at a time.
const PLACES: usize = 1_000;

/// Members who have moved.
type Moved = BTreeMap<MemberId, Lines>;

/// Whether the lines of earlier purchases are what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lines {
    /// They are.
    Known,
    /// Perhaps not: something may have come back, or was brought in.
    Perhaps,
}

impl Lines {
    /// After a fact. What is not known to leave them alone does not.
    fn after(fact: &JournalRow) -> Self {
        match fact.kind.as_str() {
            "purchase.posted" | "event.recorded" | "member.changed" | "points.adjusted"
            | "points.activated" | "points.expired" | "tier.changed" | "coupon.issued"
            | "coupon.used" | "date.came" | "segment.entered" | "segment.left" | STAMPED_FACT => {
                Self::Known
            }
            _ => Self::Perhaps,
        }
    }
}

/// What a fact about imported history says.
#[derive(Debug, Deserialize)]
struct Imported {
    first: Option<PurchaseId>,
    last: Option<PurchaseId>,
}

/// What a fact about stamps says.
#[derive(Debug, Deserialize)]
struct Stamped {
    members: Vec<MemberId>,
}

/// Brings the columns up to now; for a server, again and again.
///
/// # Errors
/// A store that cannot be read.
pub async fn follow(app: &App) -> Result<()> {
    app.read(catch_up).await
}

/// Brings the columns up to a snapshot, if they are not as far or farther. The first time they are read in, for which
/// nobody else waits.
pub(super) fn catch_up(app: &App, reader: &Reader<'_>) -> Result<()> {
    let insight = app.insight();
    let is_ready = || insight.is_ready.load(Ordering::Acquire);
    let _turn = match insight.turn.try_lock() {
        Some(turn) => turn,
        None if is_ready() => insight.turn.lock(),
        None => {
            let why = both!(
                "the analytics are being read in; this is done once after a start",
                "аналитика ещё загружается; это бывает один раз после запуска"
            );
            return Err(AppError::Unavailable(why.into()));
        }
    };
    if !is_ready() {
        let watch = Stopwatch::start();
        match file::read_in(app, reader)? {
            Some(columns) => *insight.columns.write() = columns,
            None => read_in(app, reader)?,
        }
        metrics::gauge!(file::START_SECONDS).set(watch.elapsed().as_secs_f64());
        insight.is_ready.store(true, Ordering::Release);
    }
    let (end, position) = (reader.journal_end()?, insight.columns.read().position());
    put_places(&mut insight.columns.write(), reader)?;
    if end > position {
        let moved = moved(reader, position, end)?;
        let many = insight.columns.read().memory().members / 2;
        if moved.len() > many.max(SLICES) {
            read_in(app, reader)?;
        } else {
            read_again(app, reader, &moved, end)?;
        }
    }
    Ok(())
}

/// Reads everybody in anew, whatever there was.
pub(super) fn read_anew(app: &App, reader: &Reader<'_>) -> Result<()> {
    let insight = app.insight();
    let _turn = insight.turn.lock();
    read_in(app, reader)?;
    insight.is_ready.store(true, Ordering::Release);
    Ok(())
}

/// Reads everybody in. What was there goes first, so that nothing stands twice.
fn read_in(app: &App, reader: &Reader<'_>) -> Result<()> {
    let columns = &app.insight().columns;
    app.insight().generation.fetch_add(1, Ordering::AcqRel);
    *columns.write() = Columns::default();
    let mut fresh = Columns::default();
    put_places(&mut fresh, reader)?;
    let everybody = (MemberId::from_raw(i64::MIN), MemberId::from_raw(i64::MAX));
    reader.pasts(everybody, |past| {
        fresh.push(&record(past));
        Ok(())
    })?;
    fresh.shrink_last();
    fresh.set_position(reader.journal_end()?);
    let mut columns = columns.write();
    *columns = fresh;
    // What was answered while there was nothing is no answer any more.
    app.insight().generation.fetch_add(1, Ordering::AcqRel);
    Ok(())
}

/// Reads those who have moved again, and folds the delta when it is large.
fn read_again(app: &App, reader: &Reader<'_>, moved: &Moved, end: i64) -> Result<()> {
    let columns = &app.insight().columns;
    let moved: Vec<(MemberId, Lines)> = moved.iter().map(|(id, lines)| (*id, *lines)).collect();
    for some in moved.chunks(SLICES) {
        let unfit = read_slices(app, reader, some)?;
        read_slices(app, reader, &unfit)?;
    }
    columns.write().set_position(end);
    let parts = columns.read().delta_len() / DELTA_MAX;
    for _ in 0..parts {
        columns.write().fold_one();
    }
    Ok(())
}

/// Reads members again and replaces their slices. Who turns out to have other purchases than the known ones and later ones is
/// told, to be read with all lines.
fn read_slices(
    app: &App,
    reader: &Reader<'_>,
    moved: &[(MemberId, Lines)],
) -> Result<Vec<(MemberId, Lines)>> {
    let columns = &app.insight().columns;
    let mut gone: BTreeMap<MemberId, Lines> = moved.iter().copied().collect();
    let asked: Vec<(MemberId, usize)> = {
        let columns = columns.read();
        let known = |(id, lines): &(MemberId, Lines)| match lines {
            Lines::Known => (*id, columns.purchases_of(*id)),
            Lines::Perhaps => (*id, 0),
        };
        moved.iter().map(known).collect()
    };
    let mut records = Vec::with_capacity(moved.len());
    reader.pasts_of(&asked, |past| {
        let lines = gone.remove(&past.member.id).unwrap_or(Lines::Perhaps);
        records.push((record(past), lines));
        Ok(())
    })?;
    let mut unfit = Vec::new();
    let mut columns = columns.write();
    for (record, lines) in &records {
        match lines {
            Lines::Perhaps => columns.put(record),
            Lines::Known if columns.put_after(record) => {}
            Lines::Known => unfit.push((record.member.id, Lines::Perhaps)),
        }
    }
    gone.into_keys().for_each(|id| columns.remove(id));
    Ok(unfit)
}

/// Members whom facts are about.
fn moved(reader: &Reader<'_>, position: i64, end: i64) -> Result<Moved> {
    let mut moved = Moved::new();
    let mut position = position;
    while position < end {
        let facts = reader.journal(position, FACTS)?;
        let Some(last) = facts.last() else { break };
        position = last.pos;
        for fact in &facts {
            for member in about(reader, fact)? {
                let lines = moved.entry(member).or_insert(Lines::Known);
                *lines = (*lines).max(Lines::after(fact));
            }
        }
    }
    Ok(moved)
}

/// Members a fact is about.
pub(crate) fn about(reader: &Reader<'_>, fact: &JournalRow) -> Result<Vec<MemberId>> {
    Ok(match fact.kind.as_str() {
        STAMPED_FACT => stamped(fact)?,
        HISTORY_FACT => buyers(reader, fact)?,
        _ => fact.owner.into_iter().collect(),
    })
}

/// Of whom analytics say something else.
fn stamped(fact: &JournalRow) -> Result<Vec<MemberId>> {
    Ok(payload::<Stamped>(fact)?.members)
}

fn payload<T: DeserializeOwned>(fact: &JournalRow) -> Result<T> {
    serde_json::from_str(&fact.payload)
        .map_err(|error| AppError::Internal(format!("fact {}: {error}", fact.pos)))
}

/// Whose history was brought in.
fn buyers(reader: &Reader<'_>, fact: &JournalRow) -> Result<Vec<MemberId>> {
    let said: Imported = payload(fact)?;
    match (said.first, said.last) {
        (Some(first), Some(last)) => Ok(reader.buyers_between(first, last)?),
        _ => Ok(Vec::new()),
    }
}

/// Takes over the catalogue of places, which is small and of which the journal says nothing.
fn put_places(columns: &mut Columns, reader: &Reader<'_>) -> Result<()> {
    let mut after = None;
    loop {
        let page = reader.stores(after.as_ref(), PLACES)?;
        for (id, row) in page.items {
            let zone = row.time_zone.as_deref().map(Zone::parse);
            columns.put_place(&Place {
                id,
                city: row.city,
                country: row.country,
                zone: zone.and_then(std::result::Result::ok),
            });
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
