//! Members who became another's, and members who were erased.

use std::collections::BTreeMap;

use regulars_engine::id::{ClaimId, EventId, MemberId, MergeId, PurchaseId, ReturnId};
use regulars_engine::member::Value;
use regulars_engine::merge::Shift;
use regulars_engine::points::Hold;
use regulars_engine::time::Instant;

use crate::codec::{json_or_default, number, number_or_none, to_json};
use crate::database::{Connection, Row};
use crate::find::IndexMoves;
use crate::rows::{all, one, run, touch};
use crate::sql::{Statement, erasure as erasure_sql, merge as sql};
use crate::{Reader, StoreError};

/// One member becomes another. Both are among the owners of the changeset, whose versions guard it, and among its
/// profiles: the one who joins loses what they were found by, and the other gains it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMerge {
    /// Our id.
    pub id: MergeId,
    /// Who joins.
    pub source: MemberId,
    /// Who stays.
    pub target: MemberId,
    /// When.
    pub at: Instant,
    /// How numbers of lots and debts grow.
    pub shift: Shift,
    /// Holds that go over, with the numbers of after.
    pub holds: Vec<Hold>,
    /// What is needed to part the two again, as JSON. Personal data.
    pub kept: String,
}

/// Whose a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belongs {
    /// They themselves, or who they were merged into.
    pub member: MemberId,
    /// Nothing is known of them any more.
    pub is_erased: bool,
}

/// A merge, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeRow {
    /// Our id.
    pub id: MergeId,
    /// Who joined.
    pub source: MemberId,
    /// Who stayed.
    pub target: MemberId,
    /// When.
    pub at: Instant,
}

/// What was decided under the numbers of before.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Moved {
    /// A purchase.
    Purchase(PurchaseId),
    /// A return.
    Return(ReturnId),
    /// A claim.
    Claim(ClaimId),
}

/// Moves everything of one member to another, once the changes of both are written.
pub(crate) fn merge(
    conn: &Connection,
    new: &NewMerge,
    index: &mut IndexMoves,
) -> Result<(), StoreError> {
    let (source, target) = (new.source.raw(), new.target.raw());
    let (lots, debts) = (i64::from(new.shift.lots), i64::from(new.shift.debts));
    let params = (
        new.id.raw(),
        source,
        target,
        new.at.ms(),
        lots,
        debts,
        &new.kept,
    );
    touch(conn, sql::MERGE_INSERT, params)?;
    run(conn, sql::MERGE_MARK, (new.id.raw(), source))?;
    for statement in DOCUMENTS {
        run(conn, *statement, (target, source))?;
    }
    for hold in &new.holds {
        let held = to_json(&hold.lots)?;
        touch(conn, sql::MERGE_HOLD, (target, hold.quote.raw(), held))?;
    }
    run(conn, sql::MERGE_LOTS, (target, source, lots))?;
    run(conn, sql::MERGE_DEBTS, (target, source, lots, debts))?;
    run(conn, sql::MERGE_ENTRIES, (target, source, lots))?;
    run(conn, sql::MERGE_CLEARING, (target, source, lots))?;
    run(conn, sql::MERGE_BALANCES, (target, source))?;
    run(conn, sql::MERGE_NO_BALANCES, [source])?;
    run(conn, sql::MERGE_COUNTERS, (target, source))?;
    run(conn, sql::MERGE_USES, (target, source))?;
    run(conn, sql::MERGE_OWNER, (target, source))?;
    leave(conn, new.source, index)
}

/// What moves as it is.
const DOCUMENTS: &[Statement] = &[
    sql::MERGE_PURCHASES,
    sql::MERGE_RETURNS,
    sql::MERGE_EVENTS,
    sql::MERGE_CLAIMS,
    sql::MERGE_ADJUSTMENTS,
    sql::MERGE_COUPONS,
    sql::MERGE_COUPON_HOLDS,
];

/// Erases a member, whose profile and identifiers the changeset has emptied.
pub(crate) fn erase(
    conn: &Connection,
    member: MemberId,
    at: Instant,
    index: &mut IndexMoves,
) -> Result<(), StoreError> {
    let id = member.raw();
    run(conn, erasure_sql::ERASURE_OWNER, (id, at.ms()))?;
    for statement in [
        erasure_sql::ERASURE_REASONS,
        erasure_sql::ERASURE_WORDS,
        erasure_sql::ERASURE_KEPT,
        erasure_sql::ERASURE_FACTS,
        erasure_sql::ERASURE_SOURCE,
    ] {
        run(conn, statement, [id])?;
    }
    let claims = all(conn, erasure_sql::ERASURE_CLAIMS, [id], |row| {
        number::<ClaimId>(row, 0)
    })?;
    let targets = claims.iter().map(ClaimId::to_string);
    for target in targets.chain([member.to_string()]) {
        run(conn, erasure_sql::ERASURE_NOTES, [target])?;
    }
    let events = all(conn, erasure_sql::ERASURE_EVENTS, [id], properties)?;
    for (event, mut said) in events {
        // What somebody wrote may say who they are; figures and answers do not.
        said.retain(|_, value| !matches!(value, Value::Text(_)));
        let said = match said.is_empty() {
            true => None,
            false => Some(to_json(&said)?),
        };
        touch(conn, erasure_sql::ERASURE_EVENT, (event.raw(), said))?;
    }
    leave(conn, member, index)
}

fn properties(row: &Row<'_>) -> Result<(EventId, BTreeMap<String, Value>), StoreError> {
    Ok((number(row, 0)?, json_or_default(row, 1, "events")?))
}

/// Takes a member out of lists, the program's segments and forecasts. Saved segments are left as time leaves them: whoever follows
/// the fact says who went.
fn leave(conn: &Connection, member: MemberId, index: &mut IndexMoves) -> Result<(), StoreError> {
    for statement in [
        sql::MERGE_NO_SEGMENTS,
        sql::MERGE_NO_LOOK,
        sql::MERGE_NO_STAMP,
        sql::MERGE_NO_PROFILE,
    ] {
        run(conn, statement, [member.raw()])?;
    }
    index.drop(member);
    Ok(())
}

/// By how much lots are numbered higher than when something was decided.
pub(crate) fn shift(conn: &Connection, of: Moved) -> Result<Shift, StoreError> {
    let (kind, item) = match of {
        Moved::Purchase(id) => ("purchase", id.raw()),
        Moved::Return(id) => ("return", id.raw()),
        Moved::Claim(id) => ("claim", id.raw()),
    };
    let found = one(conn, sql::MERGE_SHIFT, (kind, item.to_string()), |row| {
        Ok(Shift {
            lots: row.get::<i64>(0)?.try_into().unwrap_or_default(),
            debts: row.get::<i64>(1)?.try_into().unwrap_or_default(),
        })
    })?;
    Ok(found.unwrap_or_default())
}

fn merge_row(row: &Row<'_>) -> Result<MergeRow, StoreError> {
    Ok(MergeRow {
        id: number(row, 0)?,
        source: number(row, 1)?,
        target: number(row, 2)?,
        at: number(row, 3)?,
    })
}

impl Reader<'_> {
    /// Whose a member is now: their own, or that of the one they were merged into. Whoever is nobody's is asked for by the id
    /// that was given.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn whose(&self, member: MemberId) -> Result<Belongs, StoreError> {
        let found = one(self.conn, sql::MERGE_WHOSE, [member.raw()], |row| {
            Ok(Belongs {
                member: number_or_none(row, 0)?.unwrap_or(member),
                is_erased: row.get(1)?,
            })
        })?;
        Ok(found.unwrap_or(Belongs {
            member,
            is_erased: false,
        }))
    }

    /// A merge.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn merge(&self, id: MergeId) -> Result<Option<MergeRow>, StoreError> {
        one(self.conn, sql::MERGE_LOAD, [id.raw()], merge_row)
    }

    /// Merges that made a member what they are, in order of time, through others too.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn merges(&self, member: MemberId) -> Result<Vec<MergeRow>, StoreError> {
        all(self.conn, sql::MERGE_LIST, [member.raw()], merge_row)
    }
}
