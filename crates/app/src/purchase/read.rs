//! Purchases and returns as they are read.

use std::fmt;

use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::name::StoreId;
use regulars_engine::number::{Money, Quantity};
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::{
    ExternalId, NewPurchase, NewReturn, ProgramVersion, PurchaseLine, PurchaseRow, Reader,
    ReturnRow,
};

use crate::app::App;
use crate::commit::StoredDecision;
use crate::error::{AppError, Result, Thing};
use crate::purchase::past;

/// A purchase or return as a caller names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentRef {
    /// Our id, as a number; its kind is the route's.
    Id(i64),
    /// `ext:` and the caller's own id.
    External(ExternalId),
}

impl fmt::Display for DocumentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "{}", PurchaseId::from_raw(*id)),
            Self::External(external) => write!(f, "ext:{}", external.id),
        }
    }
}

/// A purchase as it stands.
#[derive(Debug, Clone)]
pub struct PurchaseView {
    /// Our id.
    pub id: PurchaseId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// Who.
    pub member: Option<MemberId>,
    /// When.
    pub at: Instant,
    /// Local offset it was decided under.
    pub offset: UtcOffset,
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
    /// Lines as sold.
    pub lines: Vec<PurchaseLine>,
    /// The decision; for history, as sold.
    pub decision: StoredDecision,
    /// Units that came back, by line.
    pub returned: Vec<(u32, Quantity)>,
    /// What came back, in order of posting.
    pub returns: Vec<ReturnRow>,
    /// Cancelled.
    pub voided: bool,
}

/// A return as it stands.
#[derive(Debug, Clone)]
pub struct ReturnView {
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
    /// Money given back.
    pub refund: Money,
    /// The decision.
    pub decision: StoredDecision,
}

impl PurchaseView {
    /// A purchase just decided.
    pub(crate) fn fresh(row: NewPurchase, decision: StoredDecision) -> Self {
        Self {
            id: row.id,
            external: row.external,
            member: row.member,
            at: row.at,
            offset: row.offset,
            store: row.store,
            till: row.till,
            cashier: row.cashier,
            channel: row.channel,
            version: row.version,
            lines: row.lines,
            decision,
            returned: Vec::new(),
            returns: Vec::new(),
            voided: false,
        }
    }

    /// A purchase from its row.
    pub(crate) fn stored(row: PurchaseRow) -> Result<Self> {
        let decision = match &row.decision {
            Some(text) => past::read(text)?,
            None => StoredDecision {
                priced: Some(past::as_sold(&row)),
                ..StoredDecision::default()
            },
        };
        Ok(Self {
            id: row.id,
            external: row.external,
            member: row.member,
            at: row.at,
            offset: row.offset,
            store: row.store,
            till: row.till,
            cashier: row.cashier,
            channel: row.channel,
            version: row.version,
            returned: row
                .lines
                .iter()
                .map(|line| (line.line.number, line.returned_quantity))
                .collect(),
            returns: row.returns,
            lines: row.lines.into_iter().map(|line| line.line).collect(),
            decision,
            voided: row.voided,
        })
    }

    /// Money given back so far.
    pub fn refunded(&self) -> Money {
        self.returns.iter().map(|back| back.refund).sum()
    }
}

impl ReturnView {
    /// A return just decided.
    pub(crate) fn fresh(row: NewReturn, decision: StoredDecision) -> Self {
        Self {
            id: row.id,
            external: row.external,
            purchase: row.purchase,
            member: row.member,
            at: row.at,
            offset: row.offset,
            refund: row.refund,
            decision,
        }
    }

    fn stored(row: ReturnRow) -> Result<Self> {
        let decision = row
            .decision
            .as_deref()
            .map(past::read)
            .transpose()?
            .unwrap_or_default();
        Ok(Self {
            id: row.id,
            external: row.external,
            purchase: row.purchase,
            member: row.member,
            at: row.at,
            offset: row.offset,
            refund: row.refund,
            decision,
        })
    }
}

/// Reads a purchase with what the catalogue calls its goods now, in the order of its lines.
///
/// # Errors
/// `NotFound`.
pub async fn read_with_names(
    app: &App,
    named: DocumentRef,
) -> Result<(PurchaseView, Vec<Option<String>>)> {
    app.read(move |_, reader| {
        let view = read_view(reader, &named)?;
        let names = view.lines.iter().map(|line| name_of(reader, line));
        let names = names.collect::<Result<_>>()?;
        Ok((view, names))
    })
    .await
}

fn name_of(reader: &Reader<'_>, line: &PurchaseLine) -> Result<Option<String>> {
    let Some(sku) = &line.sku else {
        return Ok(None);
    };
    let product = reader.product(sku)?;
    Ok(product.and_then(|row| row.facts.name.clone()))
}

/// Reads a return.
///
/// # Errors
/// `NotFound`.
pub async fn read_return(app: &App, named: DocumentRef) -> Result<ReturnView> {
    app.read(move |_, reader| read_return_view(reader, &named))
        .await
}

pub(crate) fn read_view(reader: &Reader<'_>, named: &DocumentRef) -> Result<PurchaseView> {
    PurchaseView::stored(find_purchase(reader, named)?)
}

pub(crate) fn read_return_view(reader: &Reader<'_>, named: &DocumentRef) -> Result<ReturnView> {
    let id = match named {
        DocumentRef::Id(id) => Some(ReturnId::from_raw(*id)),
        DocumentRef::External(external) => reader.return_by_external(external)?,
    };
    let row = match id {
        Some(id) => reader.return_(id)?,
        None => None,
    };
    let missing = || match named {
        DocumentRef::Id(id) => AppError::not_found(Thing::Return, ReturnId::from_raw(*id)),
        DocumentRef::External(_) => AppError::not_found(Thing::Return, named),
    };
    ReturnView::stored(row.ok_or_else(missing)?)
}

pub(crate) fn find_purchase(reader: &Reader<'_>, named: &DocumentRef) -> Result<PurchaseRow> {
    try_find_purchase(reader, named)?.ok_or_else(|| AppError::not_found(Thing::Purchase, named))
}

pub(crate) fn try_find_purchase(
    reader: &Reader<'_>,
    named: &DocumentRef,
) -> Result<Option<PurchaseRow>> {
    Ok(match named {
        DocumentRef::Id(id) => reader.purchase(PurchaseId::from_raw(*id))?,
        DocumentRef::External(external) => match reader.purchase_by_external(external)? {
            Some(id) => reader.purchase(id)?,
            None => None,
        },
    })
}
