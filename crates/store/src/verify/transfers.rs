//! Transfers against the entries of both members.

use regulars_engine::id::TransferId;

use super::VerifyReport;
use crate::StoreError;
use crate::codec::number;
use crate::database::Connection;
use crate::rows::all;
use crate::sql::transfer as sql;

pub(super) fn check(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let different = all(conn, sql::TRANSFER_DIFFERENCES, (), |row| {
        let (id, points): (TransferId, i64) = (number(row, 0)?, row.get(1)?);
        Ok((id, points, row.get::<i64>(2)?, row.get::<i64>(3)?))
    })?;
    for (id, points, gained, sent) in different {
        report.compare(None, || format!("{id}, sent"), points, sent);
        report.compare(None, || format!("{id}, received"), points, gained);
    }
    Ok(())
}
