//! Figures against what they add up.

use super::VerifyReport;
use crate::StoreError;
use crate::database::Connection;
use crate::rows::all;
use crate::sql::{Statement, verify as sql};

const TABLES: [Statement; 9] = [
    sql::VERIFY_SALES_DAYS,
    sql::VERIFY_SALES_HOURS,
    sql::VERIFY_POINTS_HOURS,
    sql::VERIFY_POINTS_LEFT,
    sql::VERIFY_MEMBERS_JOINED,
    sql::VERIFY_MEMBERS_IN_TIERS,
    sql::VERIFY_UNIT_HOURS,
    sql::VERIFY_LEVEL_HOURS,
    sql::VERIFY_COUPON_HOURS,
];

pub(super) fn check(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    for statement in TABLES {
        let differing: Vec<[String; 3]> = all(conn, statement, (), |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?])
        })?;
        for [what, expected, found] in differing {
            report.differ(None, what, expected, found);
        }
    }
    Ok(())
}
