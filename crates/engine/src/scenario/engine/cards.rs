//! What a store knows of gift cards, in memory.

use std::collections::BTreeMap;

use crate::basket::Priced;
use crate::coupon::{folded, make};
use crate::gift_card::{GiftCardMove, GiftCardState};
use crate::id::QuoteId;
use crate::name::RuleId;
use crate::number::Money;
use crate::program::Program;
use crate::said;
use crate::scenario::Fault;
use crate::time::Instant;

/// Cards, and what quotes hold of them.
#[derive(Debug, Default, Clone)]
pub(super) struct CardBook {
    cards: BTreeMap<String, GiftCardState>,
    /// Codes by the scenario's names.
    names: BTreeMap<String, String>,
    holds: Vec<Held>,
    drawn: u64,
}

#[derive(Debug, Clone)]
struct Held {
    code: String,
    amount: Money,
    quote: QuoteId,
    basket: Option<String>,
    until: Instant,
}

impl CardBook {
    /// Random numbers for so many codes: any that do not repeat will do here.
    pub fn draw(&mut self, count: usize) -> Vec<u64> {
        let draw = |_| {
            self.drawn += 1;
            self.drawn.wrapping_mul(0xD1B5_4A32_D192_ED03)
        };
        (0..count).map(draw).collect()
    }

    /// Makes a card by hand and calls it so.
    pub fn make(&mut self, program: &Program, name: &str, kind: &RuleId) -> String {
        let prefix = program.gift_card_kind(kind).map_or("", |kind| &kind.prefix);
        let random = self.draw(1).first().copied().unwrap_or_default();
        let code = make(prefix, random);
        self.names.insert(name.to_owned(), code.clone());
        self.cards
            .insert(code.clone(), GiftCardState::blank(kind.clone()));
        code
    }

    /// The code of a card: by its name, by `@kind` for the latest of a kind that was sold, or as it is.
    pub fn code(&self, written: &str) -> String {
        let code = self.names.get(written);
        code.map_or_else(|| written.to_owned(), Clone::clone)
    }

    /// The card of a name.
    pub fn card(&mut self, name: &str) -> Result<(String, &mut GiftCardState), Fault> {
        let code = folded(&self.code(name));
        let card = self.cards.get_mut(&code);
        let card = card.ok_or_else(|| {
            Fault(said!(
                "there is no gift card `{name}`",
                "нет подарочной карты `{name}`"
            ))
        })?;
        Ok((code, card))
    }

    /// What is on a card; nothing once its time is over.
    pub fn balance(&self, name: &str, now: Instant) -> Option<Money> {
        let code = folded(&self.code(name));
        let state = self.cards.get(&code)?;
        let held: Money = self.held(&code, None, now);
        Some(if state.is_over(now) {
            held
        } else {
            state.balance
        })
    }

    /// What is known of some cards. What a quote of its own holds does not count.
    pub fn states(
        &self,
        keys: &[String],
        own: Option<QuoteId>,
        now: Instant,
    ) -> BTreeMap<String, GiftCardState> {
        let state = |key: &String| {
            let mut state = self.cards.get(key)?.clone();
            state.held = self.held(key, own, now);
            Some((key.clone(), state))
        };
        keys.iter().filter_map(state).collect()
    }

    fn held(&self, code: &str, own: Option<QuoteId>, now: Instant) -> Money {
        let live = self.holds.iter().filter(|held| held.until > now);
        let others = live.filter(|held| Some(held.quote) != own && held.code == code);
        others.map(|held| held.amount).sum()
    }

    /// The quote that holds money for a basket of that name.
    pub fn holder(&self, basket: Option<&String>) -> Option<QuoteId> {
        let mut holds = self.holds.iter();
        let held = holds.find(|held| held.basket.is_some() && held.basket.as_ref() == basket);
        held.map(|held| held.quote)
    }

    /// Sets aside what the cards of a quote pay, in place of what the basket held before.
    pub fn hold(
        &mut self,
        priced: &Priced,
        quote: QuoteId,
        basket: Option<&String>,
        until: Instant,
    ) {
        let before = self.holder(basket);
        self.holds.retain(|held| Some(held.quote) != before);
        let pay = priced.gift_cards.iter();
        let pay = pay.filter(|card| card.amount.is_positive());
        self.holds.extend(pay.map(|card| Held {
            code: folded(&card.code),
            amount: card.amount,
            quote,
            basket: basket.cloned(),
            until,
        }));
    }

    /// Ends what a quote holds.
    pub fn release(&mut self, quote: Option<QuoteId>) {
        self.holds.retain(|held| Some(held.quote) != quote);
    }

    /// Does what was decided. A card that was sold is known by `@` and its kind.
    pub fn apply(&mut self, moves: &[GiftCardMove]) {
        for moved in moves {
            let (code, kind, _) = moved.parts();
            if let GiftCardMove::Loaded { made: true, .. } = moved {
                self.names.insert(format!("@{kind}"), code.to_owned());
            }
            let card = self.cards.entry(code.to_owned());
            card.or_insert_with(|| GiftCardState::blank(kind.clone()))
                .apply(moved);
        }
    }
}
