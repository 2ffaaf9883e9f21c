//! Returns, linked and unlinked.

use regulars_engine::id::{ExchangeId, MemberId, PurchaseId, ReturnId};
use regulars_engine::merge::Shift;
use regulars_engine::name::{Sku, StoreId};
use regulars_engine::number::Money;
use regulars_engine::time::{Instant, UtcOffset};

use crate::codec::{external, name_or_none, number, number_or_none, offset, small};
use crate::database::{Connection, Row};
use crate::rows::{all, one, touch};
use crate::sql::return_ as sql;
use crate::{ExternalId, NewReturn, Reader, ReturnLine, StoreError, purchase};

/// A return, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnRow {
    /// Our id.
    pub id: ReturnId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// The purchase; `None`: unlinked.
    pub purchase: Option<PurchaseId>,
    /// Who.
    pub member: Option<MemberId>,
    /// When.
    pub at: Instant,
    /// Local offset.
    pub offset: UtcOffset,
    /// When it was posted.
    pub posted_at: Instant,
    /// Where.
    pub store: Option<StoreId>,
    /// Money given back.
    pub refund: Money,
    /// The outcome and effects, as JSON.
    pub decision: Option<String>,
    /// Lines.
    pub lines: Vec<ReturnLine>,
    /// The exchange it is part of.
    pub exchange: Option<ExchangeId>,
    /// By how much lots are numbered higher than in `decision`; read with the purchase only.
    pub shift: Shift,
}

/// Writes a return, and on its purchase what came back.
pub(crate) fn insert(
    conn: &Connection,
    new: &NewReturn,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let external = new.external.as_ref();
    let params = (
        new.id.raw(),
        external.map(|external| external.integration.as_str()),
        external.map(|external| external.id.as_str()),
        new.purchase.map(PurchaseId::raw),
        new.member.map(MemberId::raw),
        new.at.ms(),
        new.offset.seconds(),
        posted_at.ms(),
        new.store.as_ref().map(StoreId::as_str),
        new.refund.minor(),
        &new.decision,
        new.exchange.map(ExchangeId::raw),
    );
    touch(conn, sql::RETURN_INSERT, params)?;
    for line in &new.lines {
        let sku = line.sku.as_ref().map(Sku::as_str);
        let params = (
            new.id.raw(),
            line.number,
            sku,
            line.quantity.raw(),
            line.refund.minor(),
        );
        touch(conn, sql::RETURN_INSERT_LINE, params)?;
    }
    match new.purchase {
        Some(purchase) => note_on_purchase(conn, purchase, &new.lines),
        None => Ok(()),
    }
}

/// The purchase counts what its lines were worth, also where some of it was kept back from the refund.
fn note_on_purchase(
    conn: &Connection,
    purchase: PurchaseId,
    lines: &[ReturnLine],
) -> Result<(), StoreError> {
    for line in lines {
        purchase::return_line(conn, purchase, line.number, line.quantity, line.refund)?;
    }
    purchase::return_some(conn, purchase, lines.iter().map(|line| line.refund).sum())
}

/// Returns of a purchase with their lines, in order of posting.
pub(crate) fn of_purchase(
    conn: &Connection,
    purchase: PurchaseId,
) -> Result<Vec<ReturnRow>, StoreError> {
    let mut returns = all(conn, sql::RETURN_OF_PURCHASE, [purchase.raw()], return_row)?;
    for row in &mut returns {
        row.lines = lines(conn, row.id)?;
    }
    Ok(returns)
}

pub(crate) fn by_external(
    conn: &Connection,
    external: &ExternalId,
) -> Result<Option<ReturnId>, StoreError> {
    let params = (external.integration.as_str(), external.id.as_str());
    one(conn, sql::RETURN_BY_EXTERNAL, params, |row| number(row, 0))
}

fn lines(conn: &Connection, id: ReturnId) -> Result<Vec<ReturnLine>, StoreError> {
    all(conn, sql::RETURN_LINES, [id.raw()], |row| {
        let (quantity, refund) = (number(row, 2)?, number(row, 3)?);
        Ok(ReturnLine {
            number: small(row, 0)?,
            sku: name_or_none(row, 1)?,
            quantity,
            refund,
        })
    })
}

fn return_row(row: &Row<'_>) -> Result<ReturnRow, StoreError> {
    Ok(ReturnRow {
        id: number(row, 0)?,
        external: external(row, 1)?,
        purchase: number_or_none(row, 3)?,
        member: number_or_none(row, 4)?,
        at: number(row, 5)?,
        offset: offset(row, 6)?,
        posted_at: number(row, 7)?,
        store: name_or_none(row, 8)?,
        refund: number(row, 9)?,
        decision: row.get(10)?,
        exchange: number_or_none(row, 11)?,
        shift: Shift::default(),
        lines: Vec::new(),
    })
}

impl Reader<'_> {
    /// A return with its lines.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn return_(&self, id: ReturnId) -> Result<Option<ReturnRow>, StoreError> {
        let Some(mut row) = one(self.conn, sql::RETURN_LOAD, [id.raw()], return_row)? else {
            return Ok(None);
        };
        row.lines = lines(self.conn, id)?;
        Ok(Some(row))
    }

    /// Our id of a return by the caller's.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn return_by_external(
        &self,
        external: &ExternalId,
    ) -> Result<Option<ReturnId>, StoreError> {
        by_external(self.conn, external)
    }
}
