//! One gift card: what is on it, and what happened to it.

use regulars_engine::coupon::folded;
use regulars_engine::number::Money;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::{GiftCardEntry, GiftCardRow, GiftCardScope, Reader};

use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// The most postings that are shown.
const ENTRIES_SHOWN: usize = 200;

/// A card as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardView {
    /// As it is stored; nothing is on it once its time is over.
    pub row: GiftCardRow,
    /// Its name in the live program.
    pub name: Option<regulars_engine::program::Text>,
    /// Where it stands.
    pub standing: Standing,
    /// Of its money, set aside for quotes.
    pub held: Money,
    /// Its latest postings, latest first.
    pub entries: Vec<GiftCardEntry>,
}

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No money was put on it yet.
    Blank,
    /// It can be paid with.
    Active,
    /// All of its money was spent.
    Empty,
    /// Its time is over.
    Expired,
    /// It is blocked.
    Blocked,
    /// The program has no such kind any more.
    Gone,
}

/// Reads a card, however its code is typed.
///
/// # Errors
/// A card that was never made.
pub async fn read(app: &App, code: String) -> Result<GiftCardView> {
    app.read(move |app, reader| view(app, reader, &code)).await
}

/// A card as it is shown.
pub(super) fn view(app: &App, reader: &Reader<'_>, typed: &str) -> Result<GiftCardView> {
    let (now, row) = (app.now(), find(reader, typed)?);
    let live = app.programs().at(now);
    let scope = GiftCardScope {
        codes: vec![row.code.clone()],
        now,
        ..GiftCardScope::default()
    };
    let states = reader.gift_card_states(&scope)?;
    let kind = live.program.gift_card_kind(&row.kind);
    Ok(GiftCardView {
        name: kind.map(|kind| kind.name.clone()),
        standing: Standing::of(&live.program, &row, now),
        held: states.get(&row.code).map_or(Money::ZERO, |card| card.held),
        entries: reader.gift_card_entries(&row.code, ENTRIES_SHOWN)?,
        row,
    })
}

/// The row of a card whose code somebody typed.
pub(super) fn find(reader: &Reader<'_>, typed: &str) -> Result<GiftCardRow> {
    let row = reader.gift_card(&folded(typed))?;
    row.ok_or_else(|| AppError::NotFound {
        what: Thing::GiftCard,
        named: regulars_engine::both!("with this code", "с таким кодом").into(),
    })
}

impl Standing {
    /// Of a card at an instant.
    pub(super) fn of(program: &Program, row: &GiftCardRow, now: Instant) -> Self {
        if row.blocked_at.is_some() {
            Self::Blocked
        } else if program.gift_card_kind(&row.kind).is_none() {
            Self::Gone
        } else if row.loaded_at.is_none() {
            Self::Blank
        } else if row.expires_at.is_some_and(|end| end <= now) {
            Self::Expired
        } else if row.balance.is_positive() {
            Self::Active
        } else {
            Self::Empty
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Active => "active",
            Self::Empty => "empty",
            Self::Expired => "expired",
            Self::Blocked => "blocked",
            Self::Gone => "gone",
        }
    }
}
