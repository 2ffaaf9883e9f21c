//! The ledger: balances, lots, debts, postings.

use std::collections::BTreeMap;

use regulars_engine::coalition::Issue;
use regulars_engine::id::{MemberId, PostingId, PurchaseId};
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::points::{Account, Debt, Entry, Lot, LotNumber, Posting};
use regulars_engine::program::PointValue;
use regulars_engine::time::Instant;

use crate::codec::{
    Word, cause, cause_columns, debt_number, lot_number, name, name_or_none, number,
    number_or_none, word,
};
use crate::database::{Connection, Row};
use crate::rows::{all, run, sql_limit, touch};
use crate::sql::ledger as sql;
use crate::{Cause, Cursor, LotsOf, OwnerChange, Page, Reader, StoreError};

/// The balance of one unit, as stored: activations and expiries that are due but not posted are not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRow {
    /// Unit.
    pub unit: UnitId,
    /// Active points less debt.
    pub available: Points,
    /// Points not yet active.
    pub pending: Points,
    /// Points owed, ≥ 0.
    pub debt: Points,
}

/// A posting, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingRow {
    /// Our id.
    pub id: PostingId,
    /// What it belongs to.
    pub cause: Cause,
    /// When it was posted.
    pub posted_at: Instant,
    /// The posting.
    pub posting: Posting,
}

/// When the lots that a change brings are born: when the first posting of each happened.
pub(crate) struct Births {
    /// Lots numbered from here on are new.
    next_lot: u32,
    postings: BTreeMap<LotNumber, Instant>,
}

impl Births {
    /// Those of an owner's change; `next_lot` is the owner's before it.
    pub(crate) fn of(change: &OwnerChange, next_lot: u32) -> Self {
        let mut postings = BTreeMap::new();
        for (_, _, posting) in &change.postings {
            for lot in posting.entries.iter().filter_map(|entry| entry.lot) {
                postings.entry(lot).or_insert(posting.at);
            }
        }
        Self { next_lot, postings }
    }

    /// Whether a lot is born in the change.
    pub(crate) fn is_new(&self, lot: LotNumber) -> bool {
        lot.0 >= self.next_lot
    }

    /// When; one that nothing was posted of is born when it becomes active.
    fn at(&self, lot: &Lot) -> Instant {
        let posted = self.postings.get(&lot.number).copied();
        posted.unwrap_or(lot.activates_at)
    }

    /// When a lot of a posting of the change was born, if it is new.
    pub(crate) fn posted(&self, lot: LotNumber) -> Option<Instant> {
        let posted = self.postings.get(&lot).copied();
        posted.filter(|_| self.is_new(lot))
    }
}

/// Writes a lot: a new one, or one that has changed.
pub(crate) fn put_lot(
    conn: &Connection,
    owner: MemberId,
    lot: &Lot,
    births: &Births,
) -> Result<(), StoreError> {
    let expires_at = lot.expires_at.map(Instant::ms);
    if !births.is_new(lot.number) {
        let params = (
            owner.raw(),
            lot.number.0,
            lot.remaining.raw(),
            lot.expired.raw(),
            lot.activates_at.ms(),
            lot.state.word(),
            expires_at,
        );
        return match run(conn, sql::LOT_UPDATE_LIVE, params)? {
            0 => touch(conn, sql::LOT_UPDATE_DEAD, params),
            _ => Ok(()),
        };
    }
    let price = lot.issue.as_ref().map(|issue| issue.price);
    let params = (
        owner.raw(),
        lot.number.0,
        lot.unit.as_str(),
        lot.amount.raw(),
        lot.remaining.raw(),
        lot.expired.raw(),
        lot.activates_at.ms(),
        lot.state.word(),
        expires_at,
        lot.rule.as_str(),
        lot.purchase.map(PurchaseId::raw),
        births.at(lot).ms(),
        lot.issue.as_ref().map(|issue| issue.partner.as_str()),
        price.map(|price| price.points.raw()),
        price.map(|price| price.money.minor()),
    );
    touch(conn, sql::LOT_INSERT, params)
}

/// Writes a debt, born or changed.
pub(crate) fn put_debt(conn: &Connection, owner: MemberId, debt: &Debt) -> Result<(), StoreError> {
    let params = (
        owner.raw(),
        debt.number.0,
        debt.unit.as_str(),
        debt.amount.raw(),
        debt.remaining.raw(),
        debt.lot.map(|lot| lot.0),
        debt.at.ms(),
    );
    touch(conn, sql::DEBT_PUT, params)
}

/// Writes a posting, side by side.
pub(crate) fn insert_posting(
    conn: &Connection,
    owner: MemberId,
    (id, cause, posting): &(PostingId, Cause, Posting),
    posted_at: Instant,
) -> Result<(), StoreError> {
    let (cause, cause_id) = cause_columns(*cause);
    for (place, entry) in (1_i64..).zip(&posting.entries) {
        let params = (
            owner.raw(),
            id.raw(),
            place,
            posting.kind.word(),
            posting.unit.as_str(),
            posting.at.ms(),
            posted_at.ms(),
            cause,
            cause_id,
            posting.rule.as_ref().map(RuleId::as_str),
            posting.effect,
            entry.account.word(),
            entry.lot.map(|lot| lot.0),
            entry.points.raw(),
        );
        touch(conn, sql::ENTRY_INSERT, params)?;
    }
    Ok(())
}

/// What postings do to the balance of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BalanceMove {
    pub unit: UnitId,
    pub available: Points,
    pub pending: Points,
    pub debt: Points,
}

impl BalanceMove {
    /// Moves of all units that these postings touch.
    pub(crate) fn of<'p>(postings: impl Iterator<Item = &'p Posting>) -> Vec<Self> {
        let mut moves: Vec<Self> = Vec::new();
        for posting in postings {
            let known = moves.iter().position(|known| known.unit == posting.unit);
            let place = known.unwrap_or_else(|| {
                let (available, pending, debt) = (Points::ZERO, Points::ZERO, Points::ZERO);
                moves.push(Self {
                    unit: posting.unit.clone(),
                    available,
                    pending,
                    debt,
                });
                moves.len() - 1
            });
            posting
                .entries
                .iter()
                .for_each(|entry| moves[place].add(entry));
        }
        moves
    }

    /// An entry of the owner without a lot moves the debt: what it takes from the balance is owed.
    fn add(&mut self, entry: &Entry) {
        match entry.account {
            Account::Available => {
                self.available += entry.points;
                if entry.lot.is_none() {
                    self.debt -= entry.points;
                }
            }
            Account::Pending => self.pending += entry.points,
            _ => {}
        }
    }
}

pub(crate) fn move_balance(
    conn: &Connection,
    owner: MemberId,
    change: &BalanceMove,
) -> Result<(), StoreError> {
    let (available, pending, debt) = (
        change.available.raw(),
        change.pending.raw(),
        change.debt.raw(),
    );
    touch(
        conn,
        sql::BALANCE_MOVE,
        (owner.raw(), change.unit.as_str(), available, pending, debt),
    )
}

/// Lots with something left, and those that what is undone gave or took from, by number.
pub(crate) fn lots(
    conn: &Connection,
    owner: MemberId,
    of: Option<LotsOf>,
) -> Result<Vec<Lot>, StoreError> {
    let live = |row: &Row<'_>| lot(row, 0);
    let mut lots = all(conn, sql::LOT_LIVE, [owner.raw()], live)?;
    let spent = match of {
        None => return Ok(lots),
        Some(LotsOf::Purchase(purchase)) => (sql::LOT_OF_PURCHASE, purchase.raw()),
        Some(LotsOf::Claim(claim)) => (sql::LOT_OF_CLAIM, claim.raw()),
    };
    let (statement, id) = spent;
    lots.extend(all(conn, statement, (owner.raw(), id), live)?);
    lots.sort_unstable_by_key(|lot| lot.number);
    Ok(lots)
}

/// A lot whose number stands in this column.
pub(crate) fn lot(row: &Row<'_>, column: usize) -> Result<Lot, StoreError> {
    Ok(Lot {
        number: lot_number(row, column)?,
        unit: name(row, column + 1)?,
        amount: number(row, column + 2)?,
        remaining: number(row, column + 3)?,
        expired: number(row, column + 4)?,
        activates_at: number(row, column + 5)?,
        state: word(row, column + 6)?,
        expires_at: number_or_none(row, column + 7)?,
        rule: name(row, column + 8)?,
        purchase: number_or_none(row, column + 9)?,
        issue: issue(row, column + 10)?,
    })
}

/// Who paid for a lot, if a partner did.
fn issue(row: &Row<'_>, column: usize) -> Result<Option<Issue>, StoreError> {
    let Some(partner) = name_or_none(row, column)? else {
        return Ok(None);
    };
    let price = PointValue {
        points: number(row, column + 1)?,
        money: number(row, column + 2)?,
    };
    Ok(Some(Issue { partner, price }))
}

/// Debts not yet paid, by number.
pub(crate) fn debts(conn: &Connection, owner: MemberId) -> Result<Vec<Debt>, StoreError> {
    all(conn, sql::DEBT_UNPAID, [owner.raw()], |row| debt(row, 0))
}

/// A debt whose number stands in this column.
pub(crate) fn debt(row: &Row<'_>, column: usize) -> Result<Debt, StoreError> {
    Ok(Debt {
        number: debt_number(row, column)?,
        unit: name(row, column + 1)?,
        amount: number(row, column + 2)?,
        remaining: number(row, column + 3)?,
        lot: row.get::<Option<u32>>(column + 4)?.map(LotNumber),
        at: number(row, column + 5)?,
    })
}

/// A side of a posting, and the posting as far as the side knows it.
fn side(row: &Row<'_>) -> Result<(PostingRow, Entry), StoreError> {
    let posting = Posting {
        kind: word(row, 1)?,
        unit: name(row, 2)?,
        at: number(row, 3)?,
        rule: name_or_none(row, 7)?,
        effect: row.get(8)?,
        entries: Vec::new(),
    };
    let (id, posted_at, cause) = (number(row, 0)?, number(row, 4)?, cause(row, 5)?);
    let lot = row.get::<Option<u32>>(10)?.map(LotNumber);
    let entry = Entry {
        account: word(row, 9)?,
        lot,
        points: number(row, 11)?,
    };
    Ok((
        PostingRow {
            id,
            cause,
            posted_at,
            posting,
        },
        entry,
    ))
}

/// Postings out of their sides, which come posting by posting.
fn postings(sides: Vec<(PostingRow, Entry)>) -> Vec<PostingRow> {
    let mut postings: Vec<PostingRow> = Vec::new();
    for (row, entry) in sides {
        if postings.last().is_none_or(|last| last.id != row.id) {
            postings.push(row);
        }
        if let Some(last) = postings.last_mut() {
            last.posting.entries.push(entry);
        }
    }
    postings
}

impl Reader<'_> {
    /// Balances by unit, as stored.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn balances(&self, owner: MemberId) -> Result<Vec<BalanceRow>, StoreError> {
        all(self.conn, sql::BALANCE_LIST, [owner.raw()], |row| {
            let (available, pending, debt) = (number(row, 1)?, number(row, 2)?, number(row, 3)?);
            Ok(BalanceRow {
                unit: name(row, 0)?,
                available,
                pending,
                debt,
            })
        })
    }

    /// Lots with something left, by number.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn lots(&self, owner: MemberId) -> Result<Vec<Lot>, StoreError> {
        lots(self.conn, owner, None)
    }

    /// Debts not yet paid, by number.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn debts(&self, owner: MemberId) -> Result<Vec<Debt>, StoreError> {
        debts(self.conn, owner)
    }

    /// Postings with their entries, latest first.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`], a database that cannot be read.
    pub fn entries(
        &self,
        owner: MemberId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<PostingRow>, StoreError> {
        let after = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let params = (owner.raw(), after, sql_limit(limit).saturating_add(1));
        let sides = all(self.conn, sql::ENTRY_LIST, params, side)?;
        Ok(Page::cut(postings(sides), limit, |row| {
            Cursor::of_number(row.id.raw())
        }))
    }
}
