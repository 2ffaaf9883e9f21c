//! A scenario bound to its program: what happens when, and what must come of it.

use std::collections::BTreeMap;

use crate::basket::Basket;
use crate::event::LevelChange;
use crate::member::{Profile, Value};
use crate::name::{RuleId, SchemeId, SegmentId, TierId, UnitId};
use crate::number::{Money, Points, Quantity};
use crate::scenario::Expectation;
use crate::stamp::Marks;
use crate::time::Instant;

/// A timeline to play.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it shows.
    pub name: String,
    /// Line in the file, from 1.
    pub line: Option<usize>,
    /// Its steps, in order of time.
    pub steps: Vec<Step>,
}

/// A moment of a timeline.
#[derive(Debug, Clone)]
pub struct Step {
    /// Line in the file, from 1.
    pub line: Option<usize>,
    /// When it happens.
    pub at: Instant,
    /// The number that is drawn, as random bits; none wins if not said.
    pub draw: u64,
    /// What happens.
    pub action: Action,
    /// What must come of it.
    pub expect: Vec<Expectation>,
}

/// What happens at a step. Members, purchases and quotes go by the names the scenario gives them.
#[derive(Debug, Clone)]
pub enum Action {
    /// A person joins.
    Register(Registration),
    /// A buyer pays.
    Purchase(PurchaseAsk),
    /// A till asks for the price.
    Quote(PurchaseAsk),
    /// Goods of a purchase come back.
    Return(ReturnAsk),
    /// Goods come back without their purchase.
    UnlinkedReturn(PurchaseAsk),
    /// A purchase is cancelled.
    Void(String),
    /// Goods come back and others are bought, netted.
    Exchange(ReturnAsk, PurchaseAsk),
    /// A custom event.
    Event(EventAsk),
    /// Points are corrected by hand.
    Adjust(AdjustAsk),
    /// A level is given, frozen or let go by hand.
    Level(LevelAsk),
    /// A gift card is made or changed by hand.
    GiftCard(GiftCardStep),
    /// A reward is claimed, handed over or given up.
    Claim(ClaimStep),
    /// Points are sent from one member to another.
    Transfer(TransferAsk),
    /// Time passes.
    Wait,
}

impl Action {
    /// What happens, in a word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::Purchase(_) => "purchase",
            Self::Quote(_) => "quote",
            Self::Return(_) | Self::UnlinkedReturn(_) => "return",
            Self::Void(_) => "void",
            Self::Exchange(..) => "exchange",
            Self::Event(_) => "event",
            Self::Adjust(_) => "adjust",
            Self::Level(_) => "level",
            Self::GiftCard(_) => "gift_card",
            Self::Claim(_) => "claim",
            Self::Transfer(_) => "transfer",
            Self::Wait => "wait",
        }
    }
}

/// A person who joins.
#[derive(Debug, Clone)]
pub struct Registration {
    /// What the scenario calls them.
    pub name: String,
    /// Card number, if one is handed out.
    pub card: Option<String>,
    /// What is known of them.
    pub profile: Profile,
    /// Levels they hold from the start.
    pub tiers: Vec<(SchemeId, TierId)>,
    /// Saved segments they are in.
    pub saved: Vec<SegmentId>,
    /// Their marks of RFM.
    pub rfm: Option<Marks>,
}

/// A basket that is bought, quoted or brought back without its purchase.
#[derive(Debug, Clone)]
pub struct PurchaseAsk {
    /// What the scenario calls it.
    pub name: Option<String>,
    /// Who buys; `None`: nobody known.
    pub by: Option<String>,
    /// When the till sold it, if it sends it later.
    pub sold_at: Option<Instant>,
    /// The goods.
    pub basket: Basket,
    /// A quote that holds the points it redeems.
    pub hold: bool,
    /// The quote it confirms.
    pub quote: Option<String>,
}

/// Goods of a purchase that come back.
#[derive(Debug, Clone)]
pub struct ReturnAsk {
    /// The purchase.
    pub of: String,
    /// Lines by their numbers; a quantity of `None` is all that is left. No lines: everything.
    pub lines: Vec<(u32, Option<Quantity>)>,
}

/// A custom event.
#[derive(Debug, Clone)]
pub struct EventAsk {
    /// Whose.
    pub by: String,
    /// Its type.
    pub kind: String,
    /// Its properties.
    pub properties: BTreeMap<String, Value>,
}

/// A correction by hand.
#[derive(Debug, Clone)]
pub struct AdjustAsk {
    /// Whose.
    pub by: String,
    /// Of which unit.
    pub unit: UnitId,
    /// Signed points.
    pub points: Points,
    /// When given points burn; `None`: by the unit's rule.
    pub expires_at: Option<Instant>,
    /// Brought along from another system.
    pub opening: bool,
}

/// A gift card made or changed by hand. In baskets a card stands for its code.
#[derive(Debug, Clone)]
pub struct GiftCardStep {
    /// What the scenario calls the card.
    pub card: String,
    /// What is done.
    pub by_hand: CardByHand,
}

/// What a hand does to a gift card.
#[derive(Debug, Clone)]
pub enum CardByHand {
    /// Makes it, with money on it or without.
    Make {
        /// Its kind.
        kind: RuleId,
        /// What is on it.
        amount: Option<Money>,
    },
    /// Puts money on it.
    Load(Money),
    /// Blocks it, or lets it go.
    Block(bool),
}

/// A claim of a reward, by what the scenario calls it.
#[derive(Debug, Clone)]
pub struct ClaimStep {
    /// The claim.
    pub claim: String,
    /// What is done.
    pub what: ClaimAct,
}

/// What is done with a claim.
#[derive(Debug, Clone)]
pub enum ClaimAct {
    /// It is made.
    Make {
        /// By whom.
        by: String,
        /// Of which reward.
        reward: RuleId,
    },
    /// Its reward is handed over.
    HandOver,
    /// It is given up.
    Cancel,
}

/// Points that a member sends to another.
#[derive(Debug, Clone)]
pub struct TransferAsk {
    /// Who sends.
    pub by: String,
    /// Who receives.
    pub to: String,
    /// Unit.
    pub unit: UnitId,
    /// Points.
    pub points: Points,
}

/// A level changed by hand.
#[derive(Debug, Clone)]
pub struct LevelAsk {
    /// Whose.
    pub by: String,
    /// How.
    pub change: LevelChange,
}
