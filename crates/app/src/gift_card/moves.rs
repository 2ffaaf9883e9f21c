//! Between decisions about gift cards and the rows of a changeset.

use std::collections::BTreeMap;

use regulars_engine::basket::Priced;
use regulars_engine::coupon::folded;
use regulars_engine::decision::Effect;
use regulars_engine::event::{Event, PastDecision};
use regulars_engine::gift_card::{
    GiftCardMove, GiftCardState, keys_of_basket, keys_of_past, moves,
};
use regulars_engine::id::{PostingId, QuoteId};
use regulars_engine::program::Program;
use regulars_engine::situation::Situation;
use regulars_engine::time::Instant;
use regulars_store::{
    Cause, Fact, GiftCardChange, GiftCardHold, GiftCardRow, GiftCardScope, Reader,
};

use crate::app::App;
use crate::error::Result;
use crate::purchase::Asked;
use crate::secret::random;

/// What becomes of cards by one changeset, over the versions they were loaded with.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    versions: BTreeMap<String, i64>,
    changes: Vec<GiftCardChange>,
}

impl Changes {
    /// Nothing yet, of the cards of a loaded situation.
    pub(crate) fn of(situation: &Situation) -> Self {
        let cards = situation.gift_cards.iter();
        Self {
            versions: cards
                .map(|(code, card)| (code.clone(), card.version))
                .collect(),
            changes: Vec::new(),
        }
    }

    /// Nothing yet, of one card.
    pub(crate) fn of_row(row: &GiftCardRow) -> Self {
        Self {
            versions: BTreeMap::from([(row.code.clone(), row.version)]),
            changes: Vec::new(),
        }
    }

    /// Adds what a decision's effects do.
    pub(crate) fn add(&mut self, app: &App, effects: &[Effect], cause: Cause, at: Instant) {
        for moved in moves(effects) {
            self.add_move(app, moved.clone(), cause, at);
        }
    }

    /// Adds a posting of a card.
    pub(crate) fn add_move(&mut self, app: &App, moved: GiftCardMove, cause: Cause, at: Instant) {
        let (code, kind, _) = moved.parts();
        let mut known = self.changes.iter().position(|change| change.code == code);
        if known.is_none() {
            known = Some(self.changes.len());
            self.changes.push(GiftCardChange {
                code: code.to_owned(),
                kind: kind.clone(),
                expected: self.versions.get(code).copied(),
                postings: Vec::new(),
                blocked: None,
            });
        }
        let id = PostingId::from_raw(app.next_id());
        if let Some(change) = known.and_then(|place| self.changes.get_mut(place)) {
            change.postings.push((id, cause, at, moved));
        }
    }

    /// The rows.
    pub(crate) fn close(self) -> Vec<GiftCardChange> {
        self.changes
    }
}

/// What is known of the cards of a basket.
pub(crate) fn states(
    reader: &Reader<'_>,
    asked: &Asked,
) -> Result<BTreeMap<String, GiftCardState>> {
    let codes = keys_of_basket(&asked.live.program, &asked.basket);
    if codes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let scope = GiftCardScope {
        codes,
        quote: asked.quote,
        basket: asked.replaces.clone(),
        now: asked.when.posted_at,
    };
    Ok(reader.gift_card_states(&scope)?)
}

/// What is known of the cards that a purchase touched.
pub(crate) fn states_of_past(
    reader: &Reader<'_>,
    past: &PastDecision,
    now: Instant,
) -> Result<BTreeMap<String, GiftCardState>> {
    let codes = keys_of_past(past);
    if codes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let scope = GiftCardScope {
        codes,
        now,
        ..GiftCardScope::default()
    };
    Ok(reader.gift_card_states(&scope)?)
}

/// Gives a situation the random numbers that the cards sold by an event want. A machine without randomness makes none.
pub(crate) fn draw(program: &Program, situation: &mut Situation, event: &Event) {
    let wanted = program.gift_cards_made_most(event);
    situation.card_random = match wanted {
        0 => Vec::new(),
        _ => random(wanted).unwrap_or_default(),
    };
}

/// What a quote sets aside of the cards that pay; `None` where the program has no cards.
pub(crate) fn hold(
    program: &Program,
    priced: &Priced,
    situation: &Situation,
    (quote, basket, expires_at): (QuoteId, &str, Instant),
) -> Option<GiftCardHold> {
    if program.gift_cards.is_empty() {
        return None;
    }
    let pay = priced.gift_cards.iter();
    let pay = pay.filter(|card| card.amount.is_positive());
    let cards = pay.filter_map(|card| {
        let code = folded(&card.code);
        let version = situation.gift_cards.get(&code)?.version;
        Some((code, card.amount, version))
    });
    Some(GiftCardHold {
        quote,
        basket: basket.to_owned(),
        expires_at,
        cards: cards.collect(),
    })
}

/// What the journal says of a card that somebody made, topped up or blocked, or whose time is over: never its code.
pub(crate) fn fact(at: Instant, kind: &'static str, payload: &serde_json::Value) -> Fact {
    Fact {
        at,
        kind,
        owner: None,
        payload: payload.to_string(),
    }
}
