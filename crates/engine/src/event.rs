//! What can happen: the inputs of a decision.

use std::collections::BTreeMap;

use crate::basket::{Basket, Priced};
use crate::decision::{Decision, Effect, ReturnedLine, When};
use crate::id::{PurchaseId, QuoteId};
use crate::member::Value;
use crate::name::{SchemeId, StoreId, TierId, UnitId};
use crate::number::{Points, Quantity};
use crate::reward::{Claim, ClaimEnd};
use crate::time::Instant;
use crate::transfer::{Receiving, Sending};

/// Something that happened to one owner.
#[derive(Debug, Clone)]
pub enum Event {
    /// A buyer pays (a quote is the same decision, not committed).
    Purchase(Purchase),
    /// Goods of a known purchase come back.
    Return(Return),
    /// Goods come back without their purchase.
    UnlinkedReturn(UnlinkedReturn),
    /// A purchase is cancelled as if it had not happened.
    Void(Box<PastDecision>),
    /// A person joined.
    Registered,
    /// Something the program gives a name to: `check_in`.
    Custom(Custom),
    /// A reward is claimed.
    Claim(Claim),
    /// A claim ends without its reward.
    ClaimEnded(Box<ClaimEnd>),
    /// Points are sent to another member.
    Send(Sending),
    /// Points come from another member.
    Receive(Receiving),
    /// A yearly date of the member has come: `birthday`.
    Date {
        /// Which date of the profile.
        date: String,
    },
    /// A day of the calendar has come, for everybody.
    Calendar,
    /// A friend whom the member had brought made a purchase that counts.
    FriendBought,
    /// Time passed: lots activate and expire, holds lapse, tiers end, segments are entered and left.
    Tick,
    /// Points corrected by hand.
    Adjustment(Adjustment),
    /// A level given, frozen or let go by hand.
    Level(LevelChange),
    /// The member is erased: nothing is held for them any more, and what they had is given up.
    Erased,
}

/// A purchase to decide.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// Our id of it; a quote has none yet and uses the id it would take.
    pub id: PurchaseId,
    /// The goods.
    pub basket: Basket,
    /// The quote whose hold this purchase uses: that hold does not count against it, and its lots are burned.
    pub own_hold: Option<QuoteId>,
    /// A live quote's answer: posted as promised, whatever has changed since.
    pub promised: Option<Box<Priced>>,
}

/// A stored purchase as its return needs it.
#[derive(Debug, Clone)]
pub struct PastDecision {
    /// Our id.
    pub id: PurchaseId,
    /// When it was made.
    pub at: Instant,
    /// Where.
    pub store: Option<StoreId>,
    /// As priced.
    pub priced: Priced,
    /// Its effects, numbered by place.
    pub effects: Vec<Effect>,
    /// What came back before, in order.
    pub returned: Vec<PastReturn>,
    /// Already voided.
    pub voided: bool,
}

/// An earlier return of the same purchase.
#[derive(Debug, Clone)]
pub struct PastReturn {
    /// Lines that came back.
    pub lines: Vec<ReturnedLine>,
    /// Its effects.
    pub effects: Vec<Effect>,
}

impl PastDecision {
    /// A purchase just decided, as its returns will read it.
    pub fn of(purchase: &Purchase, decision: &Decision, when: When) -> Option<Self> {
        Some(Self {
            id: purchase.id,
            at: when.at,
            store: purchase.basket.store.clone(),
            priced: decision.priced.clone()?,
            effects: decision.effects.clone(),
            returned: Vec::new(),
            voided: false,
        })
    }

    /// Units of a line that came back before.
    pub fn returned_of(&self, line: u32) -> Quantity {
        let lines = self.returned.iter().flat_map(|past| &past.lines);
        let of_line = lines.filter(|back| back.number == line);
        of_line.map(|back| back.quantity).sum()
    }
}

impl PastReturn {
    /// A return just decided, as later returns of the purchase will read it.
    pub fn of(decision: &Decision) -> Option<Self> {
        let returned = decision.returned.as_ref()?;
        Some(Self {
            lines: returned.lines.clone(),
            effects: decision.effects.clone(),
        })
    }
}

/// A return of some or all of a purchase.
#[derive(Debug, Clone)]
pub struct Return {
    /// The purchase.
    pub purchase: Box<PastDecision>,
    /// What comes back; empty: everything that is left.
    pub lines: Vec<ReturnAsk>,
}

/// A line that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnAsk {
    /// The till's number of the purchase's line.
    pub number: u32,
    /// Units.
    pub quantity: Quantity,
}

/// A return without its purchase: lines with what is paid back for them.
#[derive(Debug, Clone)]
pub struct UnlinkedReturn {
    /// Goods that came back; prices are what is refunded.
    pub basket: Basket,
}

/// A custom event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custom {
    /// Its type.
    pub kind: String,
    /// Typed properties.
    pub properties: BTreeMap<String, Value>,
}

/// A correction by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Unit.
    pub unit: UnitId,
    /// Signed points; negative takes, and may not take more than is spendable.
    pub points: Points,
    /// When given points burn; `None`: by the unit's rule.
    pub expires_at: Option<Instant>,
    /// Brought along from another system (`opening`) rather than corrected.
    pub opening: bool,
}

/// A level changed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelChange {
    /// In which scheme.
    pub scheme: SchemeId,
    /// How.
    pub by_hand: ByHand,
}

/// What a hand does to a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByHand {
    /// Gives a level.
    Grant {
        /// Which.
        level: TierId,
        /// Till when; `None`: until it is let go.
        until: Option<Instant>,
    },
    /// Stops the clock of the level that is held.
    Freeze {
        /// Till when; `None`: until it is let go.
        until: Option<Instant>,
    },
    /// Ends a grant or a freeze.
    Release,
}
