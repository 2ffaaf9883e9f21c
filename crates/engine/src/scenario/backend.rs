//! What a scenario is played on: the engine alone, or a running server.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::basket::{CouponAnswer, Hint, Totals};
use crate::coalition::Settlement;
use crate::language::Said;
use crate::name::{RuleId, SchemeId, SegmentId, TierId, UnitId};
use crate::number::{Money, Piece, Points};
use crate::scenario::{
    AdjustAsk, ClaimStep, EventAsk, GiftCardStep, LevelAsk, PurchaseAsk, Registration, ReturnAsk,
    TransferAsk,
};
use crate::time::Instant;

/// Something that can play a scenario. Members, purchases and quotes go by the scenario's names.
///
/// The runner lets time pass before every step, so each call finds what was due already done.
pub trait Backend {
    /// Time passes: points activate and expire, tiers change, segments are entered and left, yearly dates come.
    ///
    /// # Errors
    /// The back end itself failed.
    fn pass(&mut self, at: Instant) -> Result<(), Fault>;

    /// What every draw of the next call comes to, as random bits.
    fn draw(&mut self, bits: u64);

    /// A person joins.
    ///
    /// # Errors
    /// The back end itself failed; a refusal is an [`Outcome`].
    fn register(&mut self, at: Instant, asked: &Registration) -> Result<Outcome, Fault>;

    /// A till asks for the price.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn quote(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault>;

    /// A buyer pays.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn purchase(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault>;

    /// Goods of a purchase come back.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn give_back(&mut self, at: Instant, asked: &ReturnAsk) -> Result<Outcome, Fault>;

    /// Goods come back without their purchase; their prices are what is refunded.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn give_back_unlinked(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault>;

    /// A purchase is cancelled, perhaps before it arrives.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn void(&mut self, at: Instant, purchase: &str) -> Result<Outcome, Fault>;

    /// Goods come back and others are bought, both or neither.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn exchange(
        &mut self,
        at: Instant,
        back: &ReturnAsk,
        bought: &PurchaseAsk,
    ) -> Result<Outcome, Fault>;

    /// A custom event.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn event(&mut self, at: Instant, asked: &EventAsk) -> Result<Outcome, Fault>;

    /// Points are corrected by hand.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn adjust(&mut self, at: Instant, asked: &AdjustAsk) -> Result<Outcome, Fault>;

    /// A level is given, frozen or let go by hand.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn level(&mut self, at: Instant, asked: &LevelAsk) -> Result<Outcome, Fault>;

    /// A gift card is made or changed by hand.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn gift_card(&mut self, at: Instant, asked: &GiftCardStep) -> Result<Outcome, Fault>;

    /// A reward is claimed, or a claim is handed over or given up.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn claim(&mut self, at: Instant, asked: &ClaimStep) -> Result<Outcome, Fault>;

    /// Points are sent from one member to another.
    ///
    /// # Errors
    /// As [`Backend::register`].
    fn transfer(&mut self, at: Instant, asked: &TransferAsk) -> Result<Outcome, Fault>;

    /// Where partners and the program stand with one another now: all that was posted since the beginning.
    ///
    /// # Errors
    /// The back end itself failed.
    fn settlement(&mut self) -> Result<Settlement, Fault>;

    /// How a claim stands now, by the scenario's name: `open`, `given`, `cancelled` or `expired`; `None`: there is none.
    ///
    /// # Errors
    /// The back end itself failed.
    fn claim_state(&mut self, claim: &str) -> Result<Option<String>, Fault>;

    /// What is on a gift card now, by the scenario's name; `None`: there is no such card.
    ///
    /// # Errors
    /// The back end itself failed.
    fn card_balance(&mut self, card: &str) -> Result<Option<Money>, Fault>;

    /// Where a member stands now.
    ///
    /// # Errors
    /// The back end itself failed.
    fn standing(&mut self, member: &str) -> Result<Standing, Fault>;

    /// Rules seen at work, by the names of [`rules`](crate::scenario::rules). None, if the back end cannot tell.
    fn fired(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }
}

/// The back end itself failed: no answer, or one that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub Said);

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl std::error::Error for Fault {}

/// What came of a step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Why nothing happened: a refusal's name, `price_changed`, …
    pub refused: Option<String>,
    /// The priced basket.
    pub sale: Option<Sale>,
    /// What came back.
    pub back: Option<Back>,
    /// Differences noted for review: their names.
    pub discrepancies: Vec<String>,
    /// Why it came out so, line by line.
    pub explanation: Vec<Said>,
}

/// A priced basket.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sale {
    /// Sums over lines.
    pub totals: Totals,
    /// Lines by number.
    pub lines: BTreeMap<u32, SaleLine>,
    /// Points spent, by unit.
    pub redeemed: BTreeMap<UnitId, Points>,
    /// The most that could be spent, by unit.
    pub allowed: BTreeMap<UnitId, Points>,
    /// Why less was spent than asked, by unit.
    pub redeem_reason: BTreeMap<UnitId, String>,
    /// Points earned, by unit.
    pub earned: BTreeMap<UnitId, Points>,
    /// What became of each code.
    pub coupons: Vec<CouponAnswer>,
    /// What each gift card pays.
    pub gift_cards: Vec<CardSale>,
    /// Units deserved of each gift that is deserved or asked for, and why not more.
    pub gifts: BTreeMap<RuleId, (i64, Option<String>)>,
    /// Rules that nearly applied.
    pub hints: Vec<Hint>,
    /// The same goods with no points spent; quotes only.
    pub without_redemption: Option<SaleVariant>,
    /// The same goods with as many points spent as the rules allow; quotes only.
    pub with_max_redemption: Option<SaleVariant>,
}

impl Sale {
    /// What a gift card pays; the last word on one that was given twice.
    pub fn card(&self, name: &str) -> Option<&CardSale> {
        self.gift_cards.iter().rfind(|card| card.card == name)
    }

    /// What gift cards pay, all together.
    pub fn by_cards(&self) -> Money {
        self.gift_cards.iter().map(|card| card.pays).sum()
    }
}

/// What a gift card pays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardSale {
    /// The card, as the scenario writes it.
    pub card: String,
    /// What it pays.
    pub pays: Money,
    /// Why less than asked, or nothing.
    pub reason: Option<String>,
}

/// A line of a priced basket.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SaleLine {
    /// At the shelf price.
    pub amount: Money,
    /// All discounts.
    pub discount: Money,
    /// Paid by points.
    pub redeemed: Money,
    /// Left to pay by money.
    pub to_pay: Money,
    /// Points earned, by unit.
    pub earned: BTreeMap<UnitId, Points>,
    /// What is to pay, as runs that multiply out exactly.
    pub pieces: Vec<Piece>,
}

/// What another redemption would lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SaleVariant {
    /// Left to pay by money.
    pub to_pay: Money,
    /// Points earned, by unit.
    pub earned: BTreeMap<UnitId, Points>,
}

/// What came back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Back {
    /// Money given back.
    pub refund: Money,
    /// Money kept back for missing points.
    pub withheld: Money,
    /// What of the refund goes back to gift cards.
    pub to_cards: Money,
    /// Refund by line number.
    pub lines: BTreeMap<u32, Money>,
    /// Spent points that came back, by unit.
    pub restored: BTreeMap<UnitId, Points>,
    /// Earned points taken back, by unit.
    pub reversed: BTreeMap<UnitId, Points>,
    /// Points owed because of it, by unit.
    pub debt: BTreeMap<UnitId, Points>,
}

/// Where a member stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Spendable points less debt, by unit.
    pub available: BTreeMap<UnitId, Points>,
    /// Points not yet active, by unit.
    pub pending: BTreeMap<UnitId, Points>,
    /// Points owed, by unit.
    pub owed: BTreeMap<UnitId, Points>,
    /// Levels held, by scheme.
    pub tiers: BTreeMap<SchemeId, TierId>,
    /// Segments the member is in.
    pub segments: BTreeSet<SegmentId>,
    /// How much was done of each challenge that is told of, as a plain number.
    pub progress: BTreeMap<RuleId, String>,
    /// Badges the member was given.
    pub badges: BTreeSet<RuleId>,
}
