//! Purchases.

use regulars_engine::basket::Totals;
use regulars_engine::id::{ExchangeId, MemberId, PurchaseId};
use regulars_engine::merge::Shift;
use regulars_engine::name::{ProgramId, Sku, StoreId};
use regulars_engine::number::{Money, Quantity};
use regulars_engine::situation::{PastLine, PastPurchase};
use regulars_engine::time::{Instant, UtcOffset};

use crate::codec::{
    PurchaseState, external, json_or_default, name_or_none, number, number_or_none, offset,
    program_version_or_none, small, to_json_list, word,
};
use crate::database::{Connection, Row};
use crate::merge::{self, Moved};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::purchase as sql;
use crate::{
    Cursor, ExternalId, NewPurchase, Page, ProgramVersion, PurchaseLine, Reader, ReturnRow,
    StoreError, return_,
};

/// A purchase, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseRow {
    /// Our id.
    pub id: PurchaseId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// Who.
    pub member: Option<MemberId>,
    /// When it happened.
    pub at: Instant,
    /// Local offset it was decided under.
    pub offset: UtcOffset,
    /// When it was posted.
    pub posted_at: Instant,
    /// Where.
    pub store: Option<StoreId>,
    /// Till.
    pub till: Option<String>,
    /// Cashier.
    pub cashier: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// What decided it; `None` for history.
    pub version: Option<ProgramVersion>,
    /// Sums.
    pub totals: Totals,
    /// Priced answer and effects, as JSON; `None` for history.
    pub decision: Option<String>,
    /// Lines.
    pub lines: Vec<PurchaseLineRow>,
    /// What came back, in order of posting.
    pub returns: Vec<ReturnRow>,
    /// Cancelled.
    pub voided: bool,
    /// The exchange it is part of.
    pub exchange: Option<ExchangeId>,
    /// Who made it, if it came to the member by a merge.
    pub origin: Option<MemberId>,
    /// By how much lots are numbered higher than in `decision`.
    pub shift: Shift,
}

/// A line of a stored purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLineRow {
    /// As sold.
    pub line: PurchaseLine,
    /// Units that came back.
    pub returned_quantity: Quantity,
    /// Money given back for them.
    pub returned_amount: Money,
}

/// A purchase in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseHead {
    /// Our id.
    pub id: PurchaseId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// When it happened.
    pub at: Instant,
    /// Local offset it was decided under.
    pub offset: UtcOffset,
    /// Where.
    pub store: Option<StoreId>,
    /// Channel.
    pub channel: Option<String>,
    /// Sums.
    pub totals: Totals,
    /// Money that came back.
    pub returned: Money,
    /// Cancelled.
    pub voided: bool,
}

/// Writes a purchase with its lines and decision.
pub(crate) fn insert(
    conn: &Connection,
    purchase: &NewPurchase,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let external = purchase.external.as_ref();
    let version = purchase.version.as_ref();
    let params = (
        purchase.id.raw(),
        external.map(|external| external.integration.as_str()),
        external.map(|external| external.id.as_str()),
        purchase.member.map(MemberId::raw),
        purchase.at.ms(),
        purchase.offset.seconds(),
        posted_at.ms(),
        purchase.store.as_ref().map(StoreId::as_str),
        &purchase.till,
        &purchase.cashier,
        &purchase.channel,
        version.map(|version| ProgramId::as_str(&version.program)),
        version.map(|version| version.version),
        purchase.totals.amount.minor(),
        purchase.totals.discount.minor(),
        purchase.totals.redeemed.minor(),
        purchase.totals.to_pay.minor(),
        purchase.exchange.map(ExchangeId::raw),
    );
    touch(conn, sql::PURCHASE_INSERT, params)?;
    for line in &purchase.lines {
        insert_line(conn, purchase.id, line)?;
    }
    match &purchase.decision {
        Some(decision) => touch(
            conn,
            sql::PURCHASE_INSERT_DECISION,
            (purchase.id.raw(), decision),
        ),
        None => Ok(()),
    }
}

fn insert_line(
    conn: &Connection,
    purchase: PurchaseId,
    line: &PurchaseLine,
) -> Result<(), StoreError> {
    let params = (
        purchase.raw(),
        line.number,
        line.sku.as_ref().map(Sku::as_str),
        to_json_list(&line.category)?,
        &line.brand,
        line.quantity.raw(),
        line.price.raw(),
        line.amount.minor(),
        line.to_pay.minor(),
    );
    touch(conn, sql::PURCHASE_INSERT_LINE, params)
}

/// Cancels a purchase that is sold and has not been.
pub(crate) fn void(conn: &Connection, purchase: PurchaseId) -> Result<(), StoreError> {
    touch(conn, sql::PURCHASE_VOID, [purchase.raw()])
}

/// Notes on a line that some of it came back.
pub(crate) fn return_line(
    conn: &Connection,
    purchase: PurchaseId,
    line: u32,
    quantity: Quantity,
    refund: Money,
) -> Result<(), StoreError> {
    touch(
        conn,
        sql::PURCHASE_RETURN_LINE,
        (purchase.raw(), line, quantity.raw(), refund.minor()),
    )
}

/// Notes on a purchase that some of it came back, after its lines.
pub(crate) fn return_some(
    conn: &Connection,
    purchase: PurchaseId,
    refund: Money,
) -> Result<(), StoreError> {
    touch(conn, sql::PURCHASE_RETURN, (purchase.raw(), refund.minor()))
}

/// Where a purchase stands, and how many returns it has.
pub(crate) fn guard(
    conn: &Connection,
    purchase: PurchaseId,
) -> Result<Option<(PurchaseState, u32)>, StoreError> {
    one(conn, sql::PURCHASE_GUARD, [purchase.raw()], |row| {
        Ok((word(row, 0)?, small(row, 1)?))
    })
}

pub(crate) fn by_external(
    conn: &Connection,
    external: &ExternalId,
) -> Result<Option<PurchaseId>, StoreError> {
    let params = (external.integration.as_str(), external.id.as_str());
    one(conn, sql::PURCHASE_BY_EXTERNAL, params, |row| {
        number(row, 0)
    })
}

/// Lays a stone where a purchase may still come; twice is once.
pub(crate) fn bury(
    conn: &Connection,
    external: &ExternalId,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let params = (
        external.integration.as_str(),
        external.id.as_str(),
        posted_at.ms(),
    );
    run(conn, sql::TOMBSTONE_INSERT, params).map(|_| ())
}

pub(crate) fn is_buried(conn: &Connection, external: &ExternalId) -> Result<bool, StoreError> {
    let params = (external.integration.as_str(), external.id.as_str());
    one(conn, sql::TOMBSTONE_GET, params, |_| Ok(())).map(|stone| stone.is_some())
}

/// A member's kept purchases of a time, both ends included, oldest first.
pub(crate) fn history(
    conn: &Connection,
    member: MemberId,
    (from, to): (Instant, Instant),
    with_lines: bool,
) -> Result<Vec<PastPurchase>, StoreError> {
    let mut history = all(
        conn,
        sql::PURCHASE_HISTORY,
        (member.raw(), from.ms(), to.ms()),
        |row| {
            let (id, at, store, channel) = (
                number(row, 0)?,
                number(row, 1)?,
                name_or_none(row, 2)?,
                row.get(3)?,
            );
            Ok(PastPurchase {
                id,
                at,
                store,
                channel,
                amount: number(row, 4)?,
                lines: Vec::new(),
            })
        },
    )?;
    if with_lines {
        for purchase in &mut history {
            purchase.lines = all(conn, sql::PURCHASE_KEPT_LINES, [purchase.id.raw()], |row| {
                past_line(row, 0)
            })?;
        }
    }
    Ok(history)
}

/// A line as it is kept, whose goods stand in this column.
pub(crate) fn past_line(row: &Row<'_>, column: usize) -> Result<PastLine, StoreError> {
    Ok(PastLine {
        sku: name_or_none(row, column)?,
        category: json_or_default(row, column + 1, "purchase_lines")?,
        brand: row.get(column + 2)?,
        quantity: number(row, column + 3)?,
        amount: number(row, column + 4)?,
    })
}

/// When a member last bought something that was kept, up to an instant.
pub(crate) fn last_at(
    conn: &Connection,
    member: MemberId,
    to: Instant,
) -> Result<Option<Instant>, StoreError> {
    one(conn, sql::PURCHASE_LAST, (member.raw(), to.ms()), |row| {
        number(row, 0)
    })
}

fn totals(row: &Row<'_>, column: usize) -> Result<Totals, StoreError> {
    Ok(Totals {
        amount: number(row, column)?,
        discount: number(row, column + 1)?,
        redeemed: number(row, column + 2)?,
        to_pay: number(row, column + 3)?,
    })
}

fn purchase_row(row: &Row<'_>) -> Result<PurchaseRow, StoreError> {
    Ok(PurchaseRow {
        id: number(row, 0)?,
        external: external(row, 1)?,
        member: number_or_none(row, 3)?,
        at: number(row, 4)?,
        offset: offset(row, 5)?,
        posted_at: number(row, 6)?,
        store: name_or_none(row, 7)?,
        till: row.get(8)?,
        cashier: row.get(9)?,
        channel: row.get(10)?,
        version: program_version_or_none(row, 11)?,
        totals: totals(row, 13)?,
        voided: word::<PurchaseState>(row, 17)? == PurchaseState::Voided,
        exchange: number_or_none(row, 18)?,
        decision: row.get(19)?,
        origin: number_or_none(row, 20)?,
        shift: Shift::default(),
        lines: Vec::new(),
        returns: Vec::new(),
    })
}

fn line_row(row: &Row<'_>) -> Result<PurchaseLineRow, StoreError> {
    let line = PurchaseLine {
        number: small(row, 0)?,
        sku: name_or_none(row, 1)?,
        category: json_or_default(row, 2, "purchase_lines")?,
        brand: row.get(3)?,
        quantity: number(row, 4)?,
        price: number(row, 5)?,
        amount: number(row, 6)?,
        to_pay: number(row, 7)?,
    };
    Ok(PurchaseLineRow {
        line,
        returned_quantity: number(row, 8)?,
        returned_amount: number(row, 9)?,
    })
}

pub(crate) fn head(row: &Row<'_>) -> Result<PurchaseHead, StoreError> {
    Ok(PurchaseHead {
        id: number(row, 0)?,
        external: external(row, 1)?,
        at: number(row, 3)?,
        offset: offset(row, 4)?,
        store: name_or_none(row, 5)?,
        channel: row.get(6)?,
        totals: totals(row, 7)?,
        returned: number(row, 11)?,
        voided: word::<PurchaseState>(row, 12)? == PurchaseState::Voided,
    })
}

impl Reader<'_> {
    /// A purchase with its lines and returns.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn purchase(&self, id: PurchaseId) -> Result<Option<PurchaseRow>, StoreError> {
        let Some(mut purchase) = one(self.conn, sql::PURCHASE_LOAD, [id.raw()], purchase_row)?
        else {
            return Ok(None);
        };
        purchase.lines = all(self.conn, sql::PURCHASE_LINES, [id.raw()], line_row)?;
        purchase.returns = return_::of_purchase(self.conn, id)?;
        if purchase.origin.is_some() {
            purchase.shift = merge::shift(self.conn, Moved::Purchase(id))?;
            for past in &mut purchase.returns {
                past.shift = merge::shift(self.conn, Moved::Return(past.id))?;
            }
        }
        Ok(Some(purchase))
    }

    /// Our id of a purchase by the caller's.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn purchase_by_external(
        &self,
        external: &ExternalId,
    ) -> Result<Option<PurchaseId>, StoreError> {
        by_external(self.conn, external)
    }

    /// A member's purchases, latest first.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`], a database that cannot be read.
    pub fn purchases(
        &self,
        member: MemberId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<PurchaseHead>, StoreError> {
        let (at, id) = after.map_or(Ok((i64::MAX, i64::MAX)), Cursor::pair)?;
        let params = (member.raw(), at, id, sql_limit(limit).saturating_add(1));
        let rows = all(self.conn, sql::PURCHASE_LIST, params, head)?;
        Ok(Page::cut(rows, limit, |row| {
            Cursor::of_pair(row.at.ms(), row.id.raw())
        }))
    }

    /// Whether this id was voided before its purchase came.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn tombstone(&self, external: &ExternalId) -> Result<bool, StoreError> {
        is_buried(self.conn, external)
    }
}
