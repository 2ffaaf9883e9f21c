//! Gift cards and prepaid balances: codes that stand for money which was paid before.
//!
//! A card is an owner of its own: whoever has the code spends its money. It pays after every discount (stage 6), and the
//! prices of goods, what they earn and their tax stay as they are. The store knows what is on each card; a decision reads
//! that of the cards in question ([`GiftCardState`]) and answers moves ([`GiftCardMove`]), each a posting between the card
//! and an account of the program ([`GiftCardMove::account`]). The store guards them: no card pays more than it has,
//! however many tills are at it.

mod back;
mod load;
mod pay;
#[cfg(test)]
mod tests;

pub(crate) use back::{Back, unloads};
pub(crate) use load::{CardLine, card_lines, loads, with_codes};
pub(crate) use pay::{pay, paying};

use serde::{Deserialize, Serialize};

use crate::basket::{Basket, GiftCardReason};
use crate::coupon::{folded, is_shaped, is_sound};
use crate::decision::{Decision, Effect, EffectKind};
use crate::event::{Event, PastDecision};
use crate::name::RuleId;
use crate::number::Money;
use crate::program::{GiftCardKind, Program};
use crate::time::Instant;

/// The most cards that one line sells.
pub const CARDS_OF_LINE: i64 = 100;

/// What the store knows of a card. Holds are those of other baskets, and only live ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardState {
    /// Its kind.
    pub kind: RuleId,
    /// The money on it.
    pub balance: Money,
    /// Of this, set aside for quotes.
    pub held: Money,
    /// Money was put on it before.
    pub loaded: bool,
    /// Till when its money is there; `None`: for ever.
    pub expires_at: Option<Instant>,
    /// Nobody can pay with it.
    pub blocked: bool,
    /// By which the store knows whether it has changed since; decisions do not read it.
    pub version: i64,
}

impl GiftCardState {
    /// A card without money.
    pub fn blank(kind: RuleId) -> Self {
        Self {
            kind,
            balance: Money::ZERO,
            held: Money::ZERO,
            loaded: false,
            expires_at: None,
            blocked: false,
            version: 0,
        }
    }

    /// What can be paid with it.
    pub fn spendable(&self) -> Money {
        (self.balance - self.held).max(Money::ZERO)
    }

    /// Whether its time is over.
    pub fn is_over(&self, at: Instant) -> bool {
        self.expires_at.is_some_and(|end| end <= at)
    }

    /// Moves it forward by what was decided.
    pub fn apply(&mut self, moved: &GiftCardMove) {
        self.balance += moved.signed();
        match moved {
            GiftCardMove::Loaded { expires_at, .. } => {
                self.loaded = true;
                self.expires_at = *expires_at;
            }
            GiftCardMove::GivenBack {
                expires_at: Some(end),
                ..
            } => self.expires_at = Some(*end),
            _ => {}
        }
    }
}

/// A card that a basket is paid by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardAsk {
    /// Its code, as presented.
    pub code: String,
    /// At most so much; `None`: as much as there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// What a decision does to a card: one posting, whose other side is an account of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftCardMove {
    /// Money was put on it.
    Loaded {
        /// The code, as it is kept.
        code: String,
        /// Its kind.
        kind: RuleId,
        /// How much.
        amount: Money,
        /// Till when its money is there; `None`: for ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Instant>,
        /// The card was made by this.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        made: bool,
    },
    /// It paid.
    Paid {
        /// The code, as it is kept.
        code: String,
        /// Its kind.
        kind: RuleId,
        /// How much.
        amount: Money,
    },
    /// What it had paid came back.
    GivenBack {
        /// The code, as it is kept.
        code: String,
        /// Its kind.
        kind: RuleId,
        /// How much.
        amount: Money,
        /// Its time was over: till when its money is there now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Instant>,
    },
    /// Its sale was undone: what was put on it is taken off.
    Unloaded {
        /// The code, as it is kept.
        code: String,
        /// Its kind.
        kind: RuleId,
        /// How much.
        amount: Money,
    },
    /// Its time is over.
    Expired {
        /// The code, as it is kept.
        code: String,
        /// Its kind.
        kind: RuleId,
        /// How much.
        amount: Money,
    },
}

impl GiftCardMove {
    /// The code, the kind and how much.
    pub fn parts(&self) -> (&str, &RuleId, Money) {
        match self {
            Self::Loaded {
                code, kind, amount, ..
            }
            | Self::Paid { code, kind, amount }
            | Self::GivenBack {
                code, kind, amount, ..
            }
            | Self::Unloaded { code, kind, amount }
            | Self::Expired { code, kind, amount } => (code, kind, *amount),
        }
    }

    /// The code, as it is kept.
    pub fn code(&self) -> &str {
        self.parts().0
    }

    /// What the card gains; below zero: what it loses. The account gains the opposite.
    pub fn signed(&self) -> Money {
        let (.., amount) = self.parts();
        match self {
            Self::Loaded { .. } | Self::GivenBack { .. } => amount,
            Self::Paid { .. } | Self::Unloaded { .. } | Self::Expired { .. } => -amount,
        }
    }

    /// The account of the program on the other side.
    pub fn account(&self) -> &'static str {
        match self {
            Self::Loaded { .. } => "issued",
            Self::Paid { .. } | Self::GivenBack { .. } => "redeemed",
            Self::Unloaded { .. } => "reversed",
            Self::Expired { .. } => "breakage",
        }
    }
}

/// A text that could be the code of a card.
#[derive(Debug, Clone, PartialEq)]
pub enum GiftCardCode<'p> {
    /// One of this kind, by the form it is kept in; the store knows whether it was made.
    Of(&'p GiftCardKind, String),
    /// It looks like one, but its check symbol is wrong.
    Mistyped,
}

impl Program {
    /// Which card a text could be the code of, however it is typed; `None` if of none.
    pub fn gift_card_code(&self, text: &str) -> Option<GiftCardCode<'_>> {
        let folded = folded(text);
        let mut mistyped = false;
        for kind in &self.gift_cards {
            match folded.strip_prefix(kind.prefix.as_str()) {
                Some(body) if is_sound(body) => return Some(GiftCardCode::Of(kind, folded)),
                Some(body) => mistyped |= is_shaped(body),
                None => {}
            }
        }
        mistyped.then_some(GiftCardCode::Mistyped)
    }

    /// How many random numbers the cards sold by an event want, at most.
    pub fn gift_cards_made_most(&self, event: &Event) -> usize {
        let Event::Purchase(purchase) = event else {
            return 0;
        };
        if !self.sells_gift_cards() {
            return 0;
        }
        let lines = purchase.basket.lines.iter();
        let unnamed = lines.filter(|line| line.gift_card.is_none());
        let units = unnamed.map(|line| line.quantity.as_whole().unwrap_or(0));
        let cards: i64 = units.map(|units| units.clamp(0, CARDS_OF_LINE)).sum();
        usize::try_from(cards).unwrap_or(0)
    }
}

/// The cards that a basket names, to be paid by or to be sold, as the store keeps them.
pub fn keys_of_basket(program: &Program, basket: &Basket) -> Vec<String> {
    let paid_by = basket.gift_cards.iter().map(|ask| ask.code.as_str());
    let sold = basket.lines.iter();
    let sold = sold.filter_map(|line| line.gift_card.as_deref());
    let mut keys: Vec<String> = paid_by
        .chain(sold)
        .filter_map(|code| key(program, code))
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The cards that a purchase touched, as the store keeps them.
pub fn keys_of_past(past: &PastDecision) -> Vec<String> {
    let moves = moves(&past.effects);
    let mut keys: Vec<String> = moves.map(|moved| moved.code().to_owned()).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// What some effects did to cards, in order.
pub fn moves(effects: &[Effect]) -> impl Iterator<Item = &GiftCardMove> {
    effects.iter().filter_map(|effect| match &effect.kind {
        EffectKind::GiftCard(moved) => Some(moved),
        _ => None,
    })
}

/// The form that a code is kept in, if it could be one of a card.
fn key(program: &Program, text: &str) -> Option<String> {
    match program.gift_card_code(text)? {
        GiftCardCode::Of(_, key) => Some(key),
        GiftCardCode::Mistyped => None,
    }
}

/// Why a code is none of a card.
fn unknown(program: &Program, text: &str) -> GiftCardReason {
    match program.gift_card_code(text) {
        Some(GiftCardCode::Mistyped) => GiftCardReason::Mistyped,
        _ => GiftCardReason::Unknown,
    }
}

/// Takes down what becomes of a card, under its kind.
pub(crate) fn move_card(decision: &mut Decision, line: Option<u32>, moved: GiftCardMove) {
    let rule = moved.parts().1.clone();
    decision.gift_cards.push(moved.clone());
    decision.effects.push(Effect {
        rule,
        line,
        kind: EffectKind::GiftCard(moved),
    });
}
