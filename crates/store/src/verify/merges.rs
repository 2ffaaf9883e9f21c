//! Members who are another's own nothing any more, and of erased ones nothing is left.

use regulars_engine::id::MemberId;

use super::VerifyReport;
use crate::StoreError;
use crate::codec::number;
use crate::database::Connection;
use crate::rows::all;
use crate::sql::{erasure, merge};

pub(super) fn check(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let merged = all(conn, merge::MERGE_DIFFERENCES, (), |row| {
        Ok((number::<MemberId>(row, 0)?, row.get::<String>(1)?))
    })?;
    for (member, found) in merged {
        let expected = "everything with one living member".to_owned();
        report.differ(Some(member), "merge".to_owned(), expected, found);
    }
    let erased = all(conn, erasure::ERASURE_DIFFERENCES, (), |row| {
        number::<MemberId>(row, 0)
    })?;
    for member in erased {
        let expected = "nothing left".to_owned();
        report.differ(
            Some(member),
            "erasure".to_owned(),
            expected,
            "something".to_owned(),
        );
    }
    Ok(())
}
