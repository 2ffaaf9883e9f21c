//! Gift cards: what is on each, its postings, and the quotes that set its money aside.
//!
//! A card is an owner: a changeset names the version it was decided on, so that no two tills spend the same money.

use std::collections::BTreeMap;

use regulars_engine::gift_card::{GiftCardMove, GiftCardState};
use regulars_engine::id::{PostingId, QuoteId};
use regulars_engine::name::RuleId;
use regulars_engine::number::Money;
use regulars_engine::time::Instant;

use crate::codec::{Word, cause, cause_columns, name, number, number_or_none, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::gift_card as sql;
use crate::{Cause, Changeset, Cursor, Page, Reader, StoreError};

/// What becomes of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardChange {
    /// Its code, as the program keeps it.
    pub code: String,
    /// Its kind.
    pub kind: RuleId,
    /// The version it was decided on; `None`: it is made. One that differs is
    /// [`crate::CommitError::GiftCardMoved`].
    pub expected: Option<i64>,
    /// Its postings, in order, each with when it happened.
    pub postings: Vec<(PostingId, Cause, Instant, GiftCardMove)>,
    /// It is blocked, or let go.
    pub blocked: Option<bool>,
}

/// Money of cards that a quote sets aside, in place of what its basket held before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardHold {
    /// The quote.
    pub quote: QuoteId,
    /// The till's basket.
    pub basket: String,
    /// Till when.
    pub expires_at: Instant,
    /// Cards, each with how much and the version it was decided on.
    pub cards: Vec<(String, Money, i64)>,
}

/// A card as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardRow {
    /// Its code.
    pub code: String,
    /// Its kind.
    pub kind: RuleId,
    /// When it was made.
    pub made_at: Instant,
    /// When money was first put on it.
    pub loaded_at: Option<Instant>,
    /// Till when its money is there; `None`: for ever.
    pub expires_at: Option<Instant>,
    /// The money on it.
    pub balance: Money,
    /// When it was blocked.
    pub blocked_at: Option<Instant>,
    /// How often it changed.
    pub version: i64,
}

/// A posting of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardEntry {
    /// Its id.
    pub id: PostingId,
    /// What happened.
    pub kind: GiftCardEntryKind,
    /// The account of the program on the other side.
    pub account: String,
    /// What the card gained; below zero: what it lost.
    pub amount: Money,
    /// When it happened.
    pub at: Instant,
    /// When it was posted.
    pub posted_at: Instant,
    /// What it belongs to.
    pub cause: Cause,
}

/// What happened to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GiftCardEntryKind {
    /// Money was put on it.
    Loaded,
    /// It paid.
    Paid,
    /// What it had paid came back.
    GivenBack,
    /// Its sale was undone.
    Unloaded,
    /// Its time was over.
    Expired,
}

impl GiftCardEntryKind {
    fn of(moved: &GiftCardMove) -> Self {
        match moved {
            GiftCardMove::Loaded { .. } => Self::Loaded,
            GiftCardMove::Paid { .. } => Self::Paid,
            GiftCardMove::GivenBack { .. } => Self::GivenBack,
            GiftCardMove::Unloaded { .. } => Self::Unloaded,
            GiftCardMove::Expired { .. } => Self::Expired,
        }
    }
}

/// Who looks at cards: holds of their own do not count against them.
#[derive(Debug, Clone, Default)]
pub struct GiftCardScope {
    /// Codes as they are kept.
    pub codes: Vec<String>,
    /// The quote that is being confirmed.
    pub quote: Option<QuoteId>,
    /// The till's basket, whose earlier quote gives way.
    pub basket: Option<String>,
    /// Holds that have lapsed by now do not count.
    pub now: Instant,
}

/// The first card of a changeset that is not what it was decided on.
pub(crate) fn moved(
    conn: &Connection,
    changeset: &Changeset,
) -> Result<Option<String>, StoreError> {
    let changed = changeset.gift_cards.iter();
    let changed = changed.map(|change| (change.code.as_str(), change.expected));
    let held = changeset
        .gift_card_holds
        .iter()
        .flat_map(|hold| &hold.cards);
    let held = held.map(|(code, _, version)| (code.as_str(), Some(*version)));
    for (code, expected) in changed.chain(held) {
        if load(conn, code)?.map(|row| row.version) != expected {
            return Ok(Some(code.to_owned()));
        }
    }
    Ok(None)
}

/// Writes what becomes of cards and of holds. What is set aside moves its card on, so that who decided on the money
/// before decides again.
pub(crate) fn write(conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
    let posted_at = changeset.posted_at;
    for quote in &changeset.gift_card_releases {
        run(conn, sql::GIFT_CARD_RELEASE, [quote.raw()])?;
    }
    for change in &changeset.gift_cards {
        write_one(conn, change, posted_at)?;
    }
    for hold in &changeset.gift_card_holds {
        place(conn, hold, posted_at)?;
    }
    Ok(())
}

fn write_one(
    conn: &Connection,
    change: &GiftCardChange,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let code = change.code.as_str();
    if change.expected.is_none() {
        let params = (code, change.kind.as_str(), posted_at.ms());
        touch(conn, sql::GIFT_CARD_INSERT, params)?;
    }
    let mut row = load(conn, code)?.ok_or_else(|| missing(code))?;
    for (id, cause, at, moved) in &change.postings {
        let amount = moved.signed().minor();
        let (word, account) = (GiftCardEntryKind::of(moved).word(), moved.account());
        let (cause, cause_id) = cause_columns(*cause);
        let (at, posted) = (at.ms(), posted_at.ms());
        let params = (
            id.raw(),
            code,
            word,
            account,
            amount,
            at,
            posted,
            cause,
            cause_id,
        );
        touch(conn, sql::GIFT_CARD_ENTRY_INSERT, params)?;
        row.apply(moved, posted_at);
    }
    if let Some(blocked) = change.blocked {
        row.blocked_at = blocked.then_some(row.blocked_at.unwrap_or(posted_at));
    }
    put(conn, &row)
}

fn place(conn: &Connection, hold: &GiftCardHold, posted_at: Instant) -> Result<(), StoreError> {
    let (quote, basket) = (hold.quote.raw(), hold.basket.as_str());
    run(conn, sql::GIFT_CARD_HOLDS_LAPSED, [posted_at.ms()])?;
    run(conn, sql::GIFT_CARD_RELEASE_BASKET, [basket])?;
    for (code, amount, _) in &hold.cards {
        let expires_at = hold.expires_at.ms();
        let params = (quote, code.as_str(), basket, amount.minor(), expires_at);
        touch(conn, sql::GIFT_CARD_HOLD, params)?;
        let row = load(conn, code)?.ok_or_else(|| missing(code))?;
        put(conn, &row)?;
    }
    Ok(())
}

fn put(conn: &Connection, row: &GiftCardRow) -> Result<(), StoreError> {
    let params = (
        row.code.as_str(),
        row.version,
        row.loaded_at.map(Instant::ms),
        row.expires_at.map(Instant::ms),
        row.balance.minor(),
        row.blocked_at.map(Instant::ms),
    );
    touch(conn, sql::GIFT_CARD_PUT, params)
}

fn missing(code: &str) -> StoreError {
    StoreError::Inconsistent {
        table: "gift_cards",
        key: code.to_owned(),
        what: "a card that is changed is not there".to_owned(),
    }
}

fn load(conn: &Connection, code: &str) -> Result<Option<GiftCardRow>, StoreError> {
    one(conn, sql::GIFT_CARD_LOAD, [code], row)
}

fn row(row: &Row<'_>) -> Result<GiftCardRow, StoreError> {
    Ok(GiftCardRow {
        code: row.get(0)?,
        kind: name(row, 1)?,
        made_at: number(row, 2)?,
        loaded_at: number_or_none(row, 3)?,
        expires_at: number_or_none(row, 4)?,
        balance: number(row, 5)?,
        blocked_at: number_or_none(row, 6)?,
        version: row.get(7)?,
    })
}

fn entry(row: &Row<'_>) -> Result<GiftCardEntry, StoreError> {
    Ok(GiftCardEntry {
        id: number(row, 0)?,
        kind: word(row, 1)?,
        account: row.get(2)?,
        amount: number(row, 3)?,
        at: number(row, 4)?,
        posted_at: number(row, 5)?,
        cause: cause(row, 6)?,
    })
}

impl GiftCardRow {
    fn apply(&mut self, moved: &GiftCardMove, posted_at: Instant) {
        let mut state = self.state(Money::ZERO);
        state.apply(moved);
        self.balance = state.balance;
        self.expires_at = state.expires_at;
        let loaded = state.loaded.then_some(posted_at);
        self.loaded_at = self.loaded_at.or(loaded);
    }

    /// As decisions see it.
    pub fn state(&self, held: Money) -> GiftCardState {
        GiftCardState {
            kind: self.kind.clone(),
            balance: self.balance,
            held,
            loaded: self.loaded_at.is_some(),
            expires_at: self.expires_at,
            blocked: self.blocked_at.is_some(),
            version: self.version,
        }
    }
}

impl Reader<'_> {
    /// What a decision reads of cards; one that was never made is not there.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn gift_card_states(
        &self,
        scope: &GiftCardScope,
    ) -> Result<BTreeMap<String, GiftCardState>, StoreError> {
        let mut states = BTreeMap::new();
        for code in &scope.codes {
            if let Some(row) = load(self.conn, code)? {
                let quote = scope.quote.map_or(0, QuoteId::raw);
                let basket = scope.basket.as_deref().unwrap_or_default();
                let params = (code.as_str(), scope.now.ms(), quote, basket);
                let held = one(self.conn, sql::GIFT_CARD_HELD, params, |row| number(row, 0))?;
                states.insert(code.clone(), row.state(held.unwrap_or(Money::ZERO)));
            }
        }
        Ok(states)
    }

    /// A card.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn gift_card(&self, code: &str) -> Result<Option<GiftCardRow>, StoreError> {
        load(self.conn, code)
    }

    /// Postings of a card, latest first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn gift_card_entries(
        &self,
        code: &str,
        limit: usize,
    ) -> Result<Vec<GiftCardEntry>, StoreError> {
        all(
            self.conn,
            sql::GIFT_CARD_ENTRIES,
            (code, sql_limit(limit)),
            entry,
        )
    }

    /// Cards, perhaps of one kind, latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn gift_cards(
        &self,
        kind: Option<&RuleId>,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<GiftCardRow>, StoreError> {
        let (at, code) = place_of(after)?;
        let most = sql_limit(limit).saturating_add(1);
        let rows = match kind {
            Some(kind) => {
                let params = (at, code, most, kind.as_str());
                all(self.conn, sql::GIFT_CARD_LIST_OF_KIND, params, row)?
            }
            None => all(self.conn, sql::GIFT_CARD_LIST, (at, code, most), row)?,
        };
        Ok(Page::cut(rows, limit, |row| {
            Cursor::new(format!("{}.{}", row.made_at.ms(), row.code))
        }))
    }

    /// Cards whose time is over at an instant and that have money which no quote holds.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn gift_cards_due(&self, at: Instant, limit: usize) -> Result<Vec<String>, StoreError> {
        let params = (at.ms(), sql_limit(limit));
        all(self.conn, sql::GIFT_CARD_DUE, params, |row| row.get(0))
    }

    /// Whether a quote has money of cards set aside at an instant.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn holds_gift_cards(&self, quote: QuoteId, now: Instant) -> Result<bool, StoreError> {
        let params = (quote.raw(), now.ms());
        let holder = one(self.conn, sql::GIFT_CARD_HOLDER, params, |row| {
            row.get::<i64>(0)
        })?;
        Ok(holder.is_some())
    }
}

/// Where a list goes on: the instant and the code of its last row.
fn place_of(after: Option<&Cursor>) -> Result<(i64, String), StoreError> {
    let Some(after) = after else {
        return Ok((i64::MAX, String::new()));
    };
    let place = after.as_str().split_once('.');
    let (at, code) = place.ok_or(StoreError::BadCursor)?;
    let at = at.parse().map_err(|_| StoreError::BadCursor)?;
    Ok((at, code.to_owned()))
}
