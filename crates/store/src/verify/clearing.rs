//! Money between partners and the program: the sides of every move sum to zero.

use regulars_engine::id::PostingId;

use super::VerifyReport;
use crate::StoreError;
use crate::codec::number;
use crate::database::Connection;
use crate::rows::all;
use crate::sql::clearing as sql;

pub(super) fn check(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let different = all(conn, sql::CLEARING_DIFFERENCES, (), |row| {
        Ok((number::<PostingId>(row, 0)?, row.get::<i64>(1)?))
    })?;
    for (id, sum) in different {
        report.compare(None, || format!("{id}, sum of money"), 0, sum);
    }
    Ok(())
}
