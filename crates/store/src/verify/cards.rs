//! Gift cards against their entries.

use regulars_engine::number::Money;

use super::VerifyReport;
use crate::StoreError;
use crate::codec::number;
use crate::database::Connection;
use crate::rows::all;
use crate::sql::gift_card as sql;

/// The end of a code is enough to find a card by, and too little to spend it.
const SHOWN: usize = 6;

pub(super) fn check(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let different = all(conn, sql::GIFT_CARD_DIFFERENCES, (), |row| {
        let (code, stored): (String, Money) = (row.get(0)?, number(row, 1)?);
        Ok((code, stored, number::<Money>(row, 2)?))
    })?;
    for (code, stored, entries) in different {
        let hidden = code.len().saturating_sub(SHOWN);
        let end = code.get(hidden..).unwrap_or_default();
        let what = || format!("gift card …{end}, balance");
        report.compare(None, what, entries.minor(), stored.minor());
    }
    Ok(())
}
