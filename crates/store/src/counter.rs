//! What an owner's program state keeps beside points: counters, uses, tiers, segments.

use std::collections::BTreeMap;

use regulars_engine::counter::{CounterKey, CounterMove, CounterRange, Counters};
use regulars_engine::decision::SegmentMove;
use regulars_engine::id::MemberId;
use regulars_engine::name::{RuleId, SchemeId, SegmentId, TierId};
use regulars_engine::situation::TierState;
use regulars_engine::time::Instant;

use crate::StoreError;
use crate::codec::{Word, name, name_or_none, number, number_or_none, small, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, touch};
use crate::sql::counter as sql;

pub(crate) fn move_counter(
    conn: &Connection,
    owner: MemberId,
    change: &CounterMove,
) -> Result<(), StoreError> {
    touch(
        conn,
        sql::COUNTER_MOVE,
        (owner.raw(), change.key.to_string(), change.delta),
    )
}

/// The counters asked for, and those of the stretches asked for; one that was never moved is left out.
pub(crate) fn counters(
    conn: &Connection,
    owner: MemberId,
    keys: &[CounterKey],
    ranges: &[CounterRange],
) -> Result<Counters, StoreError> {
    let mut counters = Counters::default();
    for key in keys {
        let value = one(
            conn,
            sql::COUNTER_GET,
            (owner.raw(), key.to_string()),
            |row| row.get(0),
        )?;
        if let Some(value) = value {
            counters.set(key.clone(), value);
        }
    }
    for range in ranges {
        let (first, last) = (range.first().to_string(), range.last().to_string());
        let rows = all(
            conn,
            sql::COUNTER_RANGE,
            (owner.raw(), first, last),
            |row| {
                let stored: String = row.get(0)?;
                Ok((range.read(&stored), row.get(1)?))
            },
        )?;
        for (key, value) in rows {
            if let Some(key) = key {
                counters.set(key, value);
            }
        }
    }
    Ok(counters)
}

pub(crate) fn add_use(
    conn: &Connection,
    owner: MemberId,
    rule: &RuleId,
    at: Instant,
) -> Result<(), StoreError> {
    touch(conn, sql::USE_ADD, (owner.raw(), rule.as_str(), at.ms()))
}

/// Takes a use back. One that is not there is no error: rules without a rolling limit keep none.
pub(crate) fn take_use(
    conn: &Connection,
    owner: MemberId,
    rule: &RuleId,
    at: Instant,
) -> Result<(), StoreError> {
    run(conn, sql::USE_TAKE, (owner.raw(), rule.as_str(), at.ms())).map(|_| ())
}

/// Uses from an instant on, by rule, oldest first.
pub(crate) fn uses(
    conn: &Connection,
    owner: MemberId,
    from: Instant,
) -> Result<BTreeMap<RuleId, Vec<Instant>>, StoreError> {
    let mut uses: BTreeMap<RuleId, Vec<Instant>> = BTreeMap::new();
    let rows = all(conn, sql::USE_LIST, (owner.raw(), from.ms()), |row| {
        Ok((name(row, 0)?, number(row, 1)?, small(row, 2)?))
    })?;
    for (rule, at, times) in rows {
        let times = usize::try_from(times).unwrap_or(usize::MAX);
        uses.entry(rule)
            .or_default()
            .extend(std::iter::repeat_n::<Instant>(at, times));
    }
    Ok(uses)
}

/// Puts a level in force. What was held since then or later has never been.
pub(crate) fn put_tier(
    conn: &Connection,
    owner: MemberId,
    scheme: &SchemeId,
    state: &TierState,
) -> Result<(), StoreError> {
    let level = state.level.as_ref().map(TierId::as_str);
    let (until, rises_at) = (
        state.until.map(Instant::ms),
        state.rises_at.map(Instant::ms),
    );
    let (since, held) = (state.since.ms(), state.held.word());
    run(conn, sql::TIER_CUT, (owner.raw(), scheme.as_str(), since))?;
    touch(
        conn,
        sql::TIER_PUT,
        (
            owner.raw(),
            scheme.as_str(),
            level,
            since,
            until,
            held,
            rises_at,
        ),
    )
}

/// Every level held by scheme, oldest first; the last is in force.
pub(crate) fn tiers(
    conn: &Connection,
    owner: MemberId,
) -> Result<BTreeMap<SchemeId, Vec<TierState>>, StoreError> {
    let rows = all(conn, sql::TIER_LIST, [owner.raw()], |row| tier(row, 0))?;
    Ok(by_scheme(rows))
}

/// A level held, whose scheme stands in this column.
pub(crate) fn tier(row: &Row<'_>, column: usize) -> Result<(SchemeId, TierState), StoreError> {
    let state = TierState {
        level: name_or_none(row, column + 1)?,
        since: number(row, column + 2)?,
        until: number_or_none(row, column + 3)?,
        held: word(row, column + 4)?,
        rises_at: number_or_none(row, column + 5)?,
    };
    Ok((name(row, column)?, state))
}

/// Levels held, which come in the order of time, by scheme.
pub(crate) fn by_scheme(rows: Vec<(SchemeId, TierState)>) -> BTreeMap<SchemeId, Vec<TierState>> {
    let mut held: BTreeMap<SchemeId, Vec<TierState>> = BTreeMap::new();
    for (scheme, state) in rows {
        held.entry(scheme).or_default().push(state);
    }
    held
}

/// Enters or leaves a segment; where the member is already stays so.
pub(crate) fn move_segment(
    conn: &Connection,
    owner: MemberId,
    change: &SegmentMove,
    at: Instant,
) -> Result<(), StoreError> {
    let segment = change.segment.as_str();
    let touched = if change.entered {
        run(conn, sql::SEGMENT_ENTER, (owner.raw(), segment, at.ms()))
    } else {
        run(conn, sql::SEGMENT_LEAVE, (owner.raw(), segment))
    };
    touched.map(|_| ())
}

pub(crate) fn segments(conn: &Connection, owner: MemberId) -> Result<Vec<SegmentId>, StoreError> {
    all(conn, sql::SEGMENT_LIST, [owner.raw()], |row| name(row, 0))
}
