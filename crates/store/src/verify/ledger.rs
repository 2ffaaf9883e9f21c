//! The ledger: lots, debts and balances against the entries that made them.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::{MemberId, PostingId};
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::points::{Account, LotState};
use rusqlite::{Connection, Row, Statement as Prepared};

use super::VerifyReport;
use super::stream::Stream;
use crate::StoreError;
use crate::codec::{name, number, small, word};
use crate::sql::{Statement, verify as sql};

/// How often progress is told.
const STEP: u64 = 1_000;

struct EntryRow {
    posting: PostingId,
    unit: UnitId,
    account: Account,
    lot: Option<u32>,
    points: Points,
}

struct LotRow {
    number: u32,
    unit: UnitId,
    remaining: Points,
    state: LotState,
}

struct DebtRow {
    number: u32,
    unit: UnitId,
    remaining: Points,
}

struct BalanceRow {
    unit: UnitId,
    sums: Sums,
}

/// An owner's account of one unit.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    available: Points,
    pending: Points,
    debt: Points,
}

/// Everything the ledger has of one owner.
struct Owner {
    id: MemberId,
    next_lot: u32,
    next_debt: u32,
    entries: Vec<EntryRow>,
    lots: Vec<LotRow>,
    debts: Vec<DebtRow>,
    balances: Vec<BalanceRow>,
}

/// What the entries of one owner add up to.
#[derive(Default)]
struct Recomputed {
    units: BTreeMap<UnitId, Sums>,
    /// Per lot: spendable and pending.
    lots: BTreeMap<u32, (Points, Points)>,
    postings: BTreeMap<(PostingId, UnitId), Points>,
}

/// Statements that read along the owners, each open for the whole pass.
struct Tables<'c> {
    entries: Prepared<'c>,
    lots: Prepared<'c>,
    debts: Prepared<'c>,
    balances: Prepared<'c>,
}

impl<'c> Tables<'c> {
    fn prepare(conn: &'c Connection) -> Result<Self, StoreError> {
        let prepare = |statement: Statement| conn.prepare(statement.text);
        Ok(Self {
            entries: prepare(sql::VERIFY_ENTRIES)?,
            lots: prepare(sql::VERIFY_LOTS)?,
            debts: prepare(sql::VERIFY_DEBTS)?,
            balances: prepare(sql::VERIFY_BALANCES)?,
        })
    }
}

/// The tables, read side by side.
struct Streams<'s> {
    entries: Stream<'s, EntryRow>,
    lots: Stream<'s, LotRow>,
    debts: Stream<'s, DebtRow>,
    balances: Stream<'s, BalanceRow>,
    /// Rows whose owner does not exist.
    strays: u64,
}

impl<'s> Streams<'s> {
    fn open(tables: &'s mut Tables<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            entries: Stream::new(tables.entries.query(())?, entry_row)?,
            lots: Stream::new(tables.lots.query(())?, lot_row)?,
            debts: Stream::new(tables.debts.query(())?, debt_row)?,
            balances: Stream::new(tables.balances.query(())?, balance_row)?,
            strays: 0,
        })
    }

    fn owner(&mut self, id: MemberId, next_lot: u32, next_debt: u32) -> Result<Owner, StoreError> {
        let (entries, stray_entries) = self.entries.take(id)?;
        let (lots, stray_lots) = self.lots.take(id)?;
        let (debts, stray_debts) = self.debts.take(id)?;
        let (balances, stray_balances) = self.balances.take(id)?;
        self.strays += stray_entries + stray_lots + stray_debts + stray_balances;
        Ok(Owner {
            id,
            next_lot,
            next_debt,
            entries,
            lots,
            debts,
            balances,
        })
    }

    fn all_strays(&mut self) -> Result<u64, StoreError> {
        let left = [self.entries.rest()?, self.lots.rest()?, self.debts.rest()?];
        Ok(self.strays + left.iter().sum::<u64>() + self.balances.rest()?)
    }
}

/// Checks every owner.
pub(super) fn check(
    conn: &Connection,
    report: &mut VerifyReport,
    progress: &mut impl FnMut(u64),
) -> Result<(), StoreError> {
    let mut tables = Tables::prepare(conn)?;
    let mut streams = Streams::open(&mut tables)?;
    let mut owners = conn.prepare(sql::VERIFY_OWNERS.text)?;
    let mut rows = owners.query(())?;
    while let Some(row) = rows.next()? {
        let owner = streams.owner(number(row, 0)?, small(row, 1)?, small(row, 2)?)?;
        report.members += 1;
        check_owner(&owner, report);
        if report.members.is_multiple_of(STEP) {
            progress(report.members);
        }
    }
    progress(report.members);
    report.compare(
        None,
        || "ledger rows without an owner".to_owned(),
        0,
        streams.all_strays()?,
    );
    Ok(())
}

fn check_owner(owner: &Owner, report: &mut VerifyReport) {
    let recomputed = Recomputed::of(owner);
    check_postings(owner, &recomputed, report);
    check_lots(owner, &recomputed, report);
    check_debts(owner, &recomputed, report);
    check_balances(owner, &recomputed, report);
}

impl Recomputed {
    fn of(owner: &Owner) -> Self {
        let mut recomputed = Self::default();
        for entry in &owner.entries {
            let posting = (entry.posting, entry.unit.clone());
            *recomputed.postings.entry(posting).or_default() += entry.points;
            recomputed.add(entry);
        }
        recomputed
    }

    fn add(&mut self, entry: &EntryRow) {
        if !entry.account.is_owners() {
            return;
        }
        let is_pending = entry.account == Account::Pending;
        let sums = self.units.entry(entry.unit.clone()).or_default();
        if is_pending {
            sums.pending += entry.points
        } else {
            sums.available += entry.points
        }
        match entry.lot {
            Some(lot) => {
                let (spendable, pending) = self.lots.entry(lot).or_default();
                if is_pending {
                    *pending += entry.points
                } else {
                    *spendable += entry.points
                }
            }
            None => sums.debt -= entry.points,
        }
    }
}

/// The sides of every posting sum to zero.
fn check_postings(owner: &Owner, recomputed: &Recomputed, report: &mut VerifyReport) {
    report.postings += u64::try_from(recomputed.postings.len()).unwrap_or(0);
    for ((id, unit), sum) in &recomputed.postings {
        let what = || format!("{id}, sum of {unit}");
        report.compare(Some(owner.id), what, 0, sum.raw());
    }
}

fn check_lots(owner: &Owner, recomputed: &Recomputed, report: &mut VerifyReport) {
    for lot in &owner.lots {
        let (spendable, pending) = recomputed
            .lots
            .get(&lot.number)
            .copied()
            .unwrap_or_default();
        let (unit, number) = (&lot.unit, lot.number);
        let remaining = (spendable + pending).raw();
        report.compare(
            Some(owner.id),
            || format!("lot {number} of {unit}, remaining"),
            remaining,
            lot.remaining.raw(),
        );
        let stored_pending = if lot.state == LotState::Pending {
            lot.remaining.raw()
        } else {
            0
        };
        report.compare(
            Some(owner.id),
            || format!("lot {number} of {unit}, pending"),
            pending.raw(),
            stored_pending,
        );
    }
    let known: BTreeSet<u32> = owner.lots.iter().map(|lot| lot.number).collect();
    for number in recomputed.lots.keys() {
        report.compare(
            Some(owner.id),
            || format!("lot {number}, stored"),
            true,
            known.contains(number),
        );
    }
    let numbers = (owner.lots.len(), known.len());
    report.compare(
        Some(owner.id),
        || "numbers of lots".to_owned(),
        numbers.0,
        numbers.1,
    );
    if let Some(last) = known.last().filter(|last| **last >= owner.next_lot) {
        report.differ(
            Some(owner.id),
            "next lot".to_owned(),
            format!("over {last}"),
            owner.next_lot.to_string(),
        );
    }
}

fn check_debts(owner: &Owner, recomputed: &Recomputed, report: &mut VerifyReport) {
    let mut stored: BTreeMap<&UnitId, Points> = BTreeMap::new();
    for debt in &owner.debts {
        *stored.entry(&debt.unit).or_default() += debt.remaining;
    }
    let units: BTreeSet<&UnitId> = stored
        .keys()
        .copied()
        .chain(recomputed.units.keys())
        .collect();
    for unit in units {
        let expected = recomputed
            .units
            .get(unit)
            .map_or(Points::ZERO, |sums| sums.debt)
            .raw();
        let found = stored.get(unit).copied().unwrap_or_default().raw();
        report.compare(
            Some(owner.id),
            || format!("debts of {unit}, remaining"),
            expected,
            found,
        );
    }
    if let Some(last) = owner
        .debts
        .last()
        .filter(|last| last.number >= owner.next_debt)
    {
        let expected = format!("over {}", last.number);
        report.differ(
            Some(owner.id),
            "next debt".to_owned(),
            expected,
            owner.next_debt.to_string(),
        );
    }
}

fn check_balances(owner: &Owner, recomputed: &Recomputed, report: &mut VerifyReport) {
    let stored: BTreeMap<&UnitId, Sums> = owner
        .balances
        .iter()
        .map(|row| (&row.unit, row.sums))
        .collect();
    let units: BTreeSet<&UnitId> = stored
        .keys()
        .copied()
        .chain(recomputed.units.keys())
        .collect();
    for unit in units {
        let expected = recomputed.units.get(unit).copied().unwrap_or_default();
        let found = stored.get(unit).copied().unwrap_or_default();
        let mut compare = |part: &str, expected: Points, found: Points| {
            report.compare(
                Some(owner.id),
                || format!("balance of {unit}, {part}"),
                expected.raw(),
                found.raw(),
            );
        };
        compare("available", expected.available, found.available);
        compare("pending", expected.pending, found.pending);
        compare("debt", expected.debt, found.debt);
    }
}

fn entry_row(row: &Row<'_>) -> Result<EntryRow, StoreError> {
    Ok(EntryRow {
        posting: number(row, 1)?,
        unit: name(row, 2)?,
        account: word(row, 3)?,
        lot: row.get(4)?,
        points: number(row, 5)?,
    })
}

fn lot_row(row: &Row<'_>) -> Result<LotRow, StoreError> {
    Ok(LotRow {
        number: small(row, 1)?,
        unit: name(row, 2)?,
        remaining: number(row, 3)?,
        state: word(row, 4)?,
    })
}

fn debt_row(row: &Row<'_>) -> Result<DebtRow, StoreError> {
    Ok(DebtRow {
        number: small(row, 1)?,
        unit: name(row, 2)?,
        remaining: number(row, 3)?,
    })
}

fn balance_row(row: &Row<'_>) -> Result<BalanceRow, StoreError> {
    let sums = Sums {
        available: number(row, 2)?,
        pending: number(row, 3)?,
        debt: number(row, 4)?,
    };
    Ok(BalanceRow {
        unit: name(row, 1)?,
        sums,
    })
}
