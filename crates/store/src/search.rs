//! Everyone's purchases, by day, store, buyer, state and the caller's id.

use regulars_engine::id::MemberId;
use regulars_engine::name::StoreId;
use regulars_engine::time::LocalDate;

use crate::codec::{PurchaseState, number_or_none, word};
use crate::database::Row;
use crate::rows::{all, sql_limit};
use crate::sql::purchase as sql;
use crate::{Cursor, Page, PurchaseHead, Reader, StoreError, purchase};

/// A day's milliseconds; no place is further from UTC.
const DAY_MS: i64 = 86_400_000;

/// Which purchases a search is for; what is `None` does not narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PurchaseFilter {
    /// The first day, at the place of the sale.
    pub from: Option<LocalDate>,
    /// The last day, at the place of the sale.
    pub to: Option<LocalDate>,
    /// Where.
    pub store: Option<StoreId>,
    /// Of members, or of nobody.
    pub identified: Option<bool>,
    /// Where they stand.
    pub standing: Option<Standing>,
    /// The caller's id, whoever's.
    pub external: Option<String>,
}

/// Where a purchase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing came back.
    Posted,
    /// Some of it came back.
    PartlyReturned,
    /// All of it came back.
    Returned,
    /// Cancelled.
    Voided,
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::PartlyReturned => "partly_returned",
            Self::Returned => "returned",
            Self::Voided => "voided",
        }
    }
}

/// A purchase of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseFound {
    /// What every list has.
    pub head: PurchaseHead,
    /// Where it stands.
    pub standing: Standing,
    /// Who bought.
    pub buyer: Option<Buyer>,
    /// Till.
    pub till: Option<String>,
    /// Cashier.
    pub cashier: Option<String>,
}

/// Who bought. Personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// Our id.
    pub id: MemberId,
    /// First and last name, as far as they are known.
    pub name: Option<String>,
}

impl Reader<'_> {
    /// Purchases by filter, latest first.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`], a database that cannot be read.
    pub fn search_purchases(
        &self,
        filter: &PurchaseFilter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<PurchaseFound>, StoreError> {
        let (at, id) = after.map_or(Ok((i64::MAX, i64::MAX)), Cursor::pair)?;
        let start = |day: LocalDate| i64::from(day.days()) * DAY_MS;
        let from = filter.from.map_or(i64::MIN, start);
        let to = filter.to.map_or(i64::MAX, |day| start(day) + DAY_MS);
        let external = filter.external.as_deref().unwrap_or_default();
        let params = (
            at.min(to.saturating_add(DAY_MS)),
            id,
            from.saturating_sub(DAY_MS),
            from,
            to,
            filter
                .store
                .as_ref()
                .map(StoreId::as_str)
                .unwrap_or_default(),
            filter.identified,
            filter.standing.map(Standing::word).unwrap_or_default(),
            external,
            sql_limit(limit).saturating_add(1),
        );
        let statement = if external.is_empty() {
            sql::PURCHASE_SEARCH
        } else {
            sql::PURCHASE_SEARCH_EXTERNAL
        };
        let rows = all(self.conn, statement, params, found)?;
        Ok(Page::cut(rows, limit, |row| {
            Cursor::of_pair(row.head.at.ms(), row.head.id.raw())
        }))
    }
}

fn found(row: &Row<'_>) -> Result<PurchaseFound, StoreError> {
    let head = purchase::head(row)?;
    let standing = match word(row, 12)? {
        PurchaseState::Voided => Standing::Voided,
        PurchaseState::Returned => Standing::Returned,
        PurchaseState::Sold if head.returned.is_positive() => Standing::PartlyReturned,
        PurchaseState::Sold => Standing::Posted,
    };
    let buyer = match number_or_none(row, 13)? {
        Some(id) => Some(Buyer {
            id,
            name: full_name([row.get(14)?, row.get(15)?]),
        }),
        None => None,
    };
    Ok(PurchaseFound {
        head,
        standing,
        buyer,
        till: row.get(16)?,
        cashier: row.get(17)?,
    })
}

fn full_name(parts: [Option<String>; 2]) -> Option<String> {
    let known: Vec<String> = parts.into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(" "))
}
