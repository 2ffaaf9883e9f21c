//! Purchases against their lines and returns, the journal, links between tables, the file itself.

use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::number::{Money, Quantity};

use super::VerifyReport;
use crate::StoreError;
use crate::codec::{PurchaseState, count, number, number_or_none, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one};
use crate::sql::verify as sql;

/// A purchase that contradicts its lines: heads first, then what the lines say.
struct Contradiction {
    id: PurchaseId,
    member: Option<MemberId>,
    amount: Money,
    discount: Money,
    redeemed: Money,
    to_pay: Money,
    returned: Money,
    state: PurchaseState,
    lines_amount: Money,
    lines_to_pay: Money,
    lines_returned: Money,
    lines_kept: u64,
}

/// A line that contradicts the returns.
struct ReturnedLine {
    purchase: PurchaseId,
    member: Option<MemberId>,
    line: u32,
    stored: (Quantity, Money),
    returns: (Quantity, Money),
}

/// The database file itself. Nothing else is worth comparing before it.
pub(super) fn check_pages(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let broken: Vec<String> = all(conn, sql::VERIFY_PAGES, (), |row| row.get(0))?;
    for found in broken {
        report.differ(None, "database file".to_owned(), "ok".to_owned(), found);
    }
    Ok(())
}

pub(super) fn check(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    for purchase in all(conn, sql::VERIFY_PURCHASE_SUMS, (), contradiction)? {
        check_sums(&purchase, report);
    }
    for line in all(conn, sql::VERIFY_RETURNED_LINES, (), returned_line)? {
        check_returned(&line, report);
    }
    let strays: Vec<PurchaseId> = all(conn, sql::VERIFY_STRAY_LINES, (), |row| number(row, 0))?;
    for id in strays {
        report.compare(None, || format!("{id}, stored"), true, false);
    }
    check_counts(conn, report)?;
    check_links(conn, report)
}

fn check_sums(purchase: &Contradiction, report: &mut VerifyReport) {
    let Contradiction {
        id,
        member,
        amount,
        discount,
        redeemed,
        to_pay,
        ..
    } = *purchase;
    let mut compare = |what: &str, expected: Money, found: Money| {
        report.compare(
            member,
            || format!("{id}, {what}"),
            expected.minor(),
            found.minor(),
        );
    };
    compare("amount", purchase.lines_amount, amount);
    compare("to_pay", purchase.lines_to_pay, to_pay);
    compare(
        "amount less discount and redeemed",
        to_pay,
        amount - discount - redeemed,
    );
    compare("returned", purchase.lines_returned, purchase.returned);
    let is_returned = purchase.state == PurchaseState::Returned;
    report.compare(
        member,
        || format!("{id}, all returned"),
        purchase.lines_kept == 0,
        is_returned,
    );
}

fn check_returned(line: &ReturnedLine, report: &mut VerifyReport) {
    let ReturnedLine {
        purchase,
        member,
        line: number,
        stored,
        returns,
    } = *line;
    let what = |part: &str| format!("{purchase} line {number}, returned {part}");
    report.compare(member, || what("quantity"), returns.0.raw(), stored.0.raw());
    report.compare(
        member,
        || what("amount"),
        returns.1.minor(),
        stored.1.minor(),
    );
}

/// The journal is dense, and the sums kept by writers are right.
fn check_counts(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let counts = one(conn, sql::VERIFY_COUNTS, (), |row| {
        Ok([
            count(row, 0)?,
            count(row, 1)?,
            count(row, 2)?,
            count(row, 3)?,
        ])
    })?;
    let [members, purchases, kept_members, kept_purchases] = counts.unwrap_or_default();
    report.purchases = purchases;
    report.compare(
        None,
        || "count of members".to_owned(),
        members,
        kept_members,
    );
    report.compare(
        None,
        || "count of purchases".to_owned(),
        purchases,
        kept_purchases,
    );
    let journal = one(conn, sql::VERIFY_JOURNAL, (), |row| {
        Ok((count(row, 0)?, count(row, 1)?))
    })?;
    let (facts, places) = journal.unwrap_or_default();
    report.compare(
        None,
        || "journal, facts on its positions".to_owned(),
        places,
        facts,
    );
    Ok(())
}

fn check_links(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let broken: Vec<(String, i64, String)> = all(conn, sql::VERIFY_LINKS, (), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    for (table, row, parent) in broken {
        let what = format!("row {row} of {table}, its row of {parent}");
        report.differ(None, what, "stored".to_owned(), "missing".to_owned());
    }
    Ok(())
}

fn contradiction(row: &Row<'_>) -> Result<Contradiction, StoreError> {
    Ok(Contradiction {
        id: number(row, 0)?,
        member: number_or_none(row, 1)?,
        amount: number(row, 2)?,
        discount: number(row, 3)?,
        redeemed: number(row, 4)?,
        to_pay: number(row, 5)?,
        returned: number(row, 6)?,
        state: word(row, 7)?,
        lines_amount: number(row, 8)?,
        lines_to_pay: number(row, 9)?,
        lines_returned: number(row, 10)?,
        lines_kept: count(row, 11)?,
    })
}

fn returned_line(row: &Row<'_>) -> Result<ReturnedLine, StoreError> {
    Ok(ReturnedLine {
        purchase: number(row, 0)?,
        member: number_or_none(row, 1)?,
        line: row.get(2)?,
        stored: (number(row, 3)?, number(row, 4)?),
        returns: (number(row, 5)?, number(row, 6)?),
    })
}
