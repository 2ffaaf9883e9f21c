//! The ledger: lots, debts and balances against the entries that made them.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::{MemberId, PostingId};
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::points::{Account, LotState};

use super::VerifyReport;
use crate::StoreError;
use crate::codec::{name, number, small, word};
use crate::database::{Connection, Row};
use crate::rows::all;
use crate::sql::verify as sql;
use crate::stream::Stream;

/// Owners read at once, and how often progress is told.
const STEP: u32 = 1_000;

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

/// The tables of a range of owners, read side by side.
struct Streams {
    entries: Stream<EntryRow>,
    lots: Stream<LotRow>,
    debts: Stream<DebtRow>,
    balances: Stream<BalanceRow>,
    /// Rows whose owner does not exist.
    strays: u64,
}

impl Streams {
    /// Rows of owners after the first, up to the last.
    fn open(conn: &Connection, range: (i64, i64)) -> Result<Self, StoreError> {
        Ok(Self {
            entries: Stream::open(conn, sql::VERIFY_ENTRIES, range, entry_row)?,
            lots: Stream::open(conn, sql::VERIFY_LOTS, range, lot_row)?,
            debts: Stream::open(conn, sql::VERIFY_DEBTS, range, debt_row)?,
            balances: Stream::open(conn, sql::VERIFY_BALANCES, range, balance_row)?,
            strays: 0,
        })
    }

    fn owner(&mut self, id: MemberId, next_lot: u32, next_debt: u32) -> Owner {
        let (entries, stray_entries) = self.entries.take(id);
        let (lots, stray_lots) = self.lots.take(id);
        let (debts, stray_debts) = self.debts.take(id);
        let (balances, stray_balances) = self.balances.take(id);
        self.strays += stray_entries + stray_lots + stray_debts + stray_balances;
        Owner {
            id,
            next_lot,
            next_debt,
            entries,
            lots,
            debts,
            balances,
        }
    }

    fn all_strays(self) -> u64 {
        let left = [self.entries.rest(), self.lots.rest(), self.debts.rest()];
        self.strays + left.iter().sum::<u64>() + self.balances.rest()
    }
}

/// Checks every owner.
pub(super) fn check(
    conn: &Connection,
    report: &mut VerifyReport,
    progress: &mut impl FnMut(u64),
) -> Result<(), StoreError> {
    let mut strays = 0;
    let mut from = i64::MIN;
    loop {
        let owners: Vec<(MemberId, u32, u32)> =
            all(conn, sql::VERIFY_OWNERS, (from, STEP), |row| {
                Ok((number(row, 0)?, small(row, 1)?, small(row, 2)?))
            })?;
        let last = owners
            .last()
            .filter(|_| u32::try_from(owners.len()) == Ok(STEP));
        let to = last.map_or(i64::MAX, |(id, ..)| id.raw());
        let mut streams = Streams::open(conn, (from, to))?;
        for (id, next_lot, next_debt) in &owners {
            check_owner(&streams.owner(*id, *next_lot, *next_debt), report);
            report.members += 1;
        }
        strays += streams.all_strays();
        progress(report.members);
        if to == i64::MAX {
            break;
        }
        from = to;
    }
    report.compare(
        None,
        || "ledger rows without an owner".to_owned(),
        0,
        strays,
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
