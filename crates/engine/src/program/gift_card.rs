//! Kinds of gift cards, compiled.

use crate::condition::{LineFacts, LineWhere};
use crate::name::RuleId;
use crate::number::Money;
use crate::program::{Program, Text};
use crate::time::ExpiryRule;

/// A kind of gift cards: codes that stand for money which was paid before.
#[derive(Debug, Clone, PartialEq)]
pub struct GiftCardKind {
    /// Its id; one family with the ids of rules.
    pub id: RuleId,
    /// Its name.
    pub name: Text,
    /// What its codes begin with; no other kind and no series of coupons has the same.
    pub prefix: String,
    /// Goods whose sale puts what is paid for them on a card; `None`: cards are made by hand only.
    pub sold: Option<LineWhere>,
    /// How long the money of a card is there from the last time some was put on it; `None`: for ever.
    pub expire: Option<ExpiryRule>,
    /// Money can be put on a card again.
    pub top_up: bool,
    /// The most money on a card; `None`: any.
    pub max_balance: Option<Money>,
}

impl Program {
    /// The kind of that id.
    pub fn gift_card_kind(&self, id: &RuleId) -> Option<&GiftCardKind> {
        self.gift_cards.iter().find(|kind| kind.id == *id)
    }

    /// The kind of card that a line sells.
    pub fn gift_card_sold(&self, line: &LineFacts) -> Option<&GiftCardKind> {
        let sells = |kind: &&GiftCardKind| {
            let sold = kind.sold.as_ref();
            sold.is_some_and(|sold| sold.matches(line))
        };
        self.gift_cards.iter().find(sells)
    }

    /// Whether any goods are gift cards.
    pub fn sells_gift_cards(&self) -> bool {
        self.gift_cards.iter().any(|kind| kind.sold.is_some())
    }
}
