//! What the engine answers: an ordered list of typed effects, and the ledger moves that carry them out.

use serde::{Deserialize, Serialize};

use crate::basket::{GiftCardReason, Priced};
use crate::coalition::ClearingMove;
use crate::counter::{CounterMove, StockMove};
use crate::coupon::CouponMove;
use crate::gift_card::GiftCardMove;
use crate::id::{MemberId, QuoteId};
use crate::name::{RuleId, SchemeId, SegmentId, TierId, UnitId};
use crate::number::{Money, Points, Quantity};
use crate::points::{Debt, HeldLot, Lot, LotNumber, Posting};
use crate::reward::ClaimMove;
use crate::situation::TierState;
use crate::time::Instant;
use crate::transfer::MovedLot;

impl Decision {
    /// Nothing happens, and why.
    pub(crate) fn refused(refusal: Refusal) -> Self {
        Self {
            refusal: Some(refusal),
            ..Self::default()
        }
    }

    /// The number the next effect takes.
    pub(crate) fn next_effect(&self) -> u32 {
        u32::try_from(self.effects.len()).unwrap_or(u32::MAX)
    }
}

/// The instants of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// When it happened: history, tier, dates and program version are read as of here.
    pub at: Instant,
    /// When it is posted: balances, limits and holds are read as of here. Never before `at` but by clock skew.
    pub posted_at: Instant,
}

impl When {
    /// An event posted as it happens.
    pub fn now(at: Instant) -> Self {
        Self { at, posted_at: at }
    }
}

/// A decision. Same program, situation, event and instants: the same decision, for ever.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// What happens, in order; postings refer to the number of their effect.
    pub effects: Vec<Effect>,
    /// The priced basket, for quotes and purchases.
    pub priced: Option<Priced>,
    /// The return, for returns and voids.
    pub returned: Option<Returned>,
    /// Ledger moves, in order. Activations and expiries that were due come first.
    pub postings: Vec<Posting>,
    /// Lots born or changed, in their new state.
    pub lots: Vec<Lot>,
    /// Debts born or changed, in their new state.
    pub debts: Vec<Debt>,
    /// Holds that end with this decision.
    pub released: Vec<QuoteId>,
    /// Counters moved.
    pub counters: Vec<CounterMove>,
    /// Stocks that all members share, moved.
    pub stocks: Vec<StockMove>,
    /// Rules with a rolling limit that were used, each at the event's `at`.
    pub uses: Vec<RuleId>,
    /// Uses of rolling limits taken back by a void, with the instant of the use.
    pub unused: Vec<(RuleId, Instant)>,
    /// What becomes of coupons, in order.
    pub coupons: Vec<CouponMove>,
    /// What becomes of gift cards, in order.
    pub gift_cards: Vec<GiftCardMove>,
    /// Tiers changed, in their new state.
    pub tiers: Vec<(SchemeId, TierState)>,
    /// Segments entered or left.
    pub segments: Vec<SegmentMove>,
    /// What somebody should look at.
    pub discrepancies: Vec<Discrepancy>,
    /// The purchase counts for the member who brought the buyer.
    pub referred: bool,
    /// Why nothing happened, when nothing did.
    pub refusal: Option<Refusal>,
}

/// One thing that happens, and the rule that made it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The rule; `club_price`, `adjustment`, … for those without one.
    pub rule: RuleId,
    /// Line it binds to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What happens.
    pub kind: EffectKind,
}

/// The closed list of effects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// Money off units of a line.
    Discount {
        /// Units it is on.
        quantity: Quantity,
        /// What the rule would give.
        wanted: Money,
        /// What it gave.
        granted: Money,
    },
    /// Points given.
    Grant {
        /// Unit.
        unit: UnitId,
        /// Points.
        points: Points,
        /// The lot they make.
        lot: LotNumber,
    },
    /// Points spent.
    Take {
        /// Unit.
        unit: UnitId,
        /// What was asked.
        wanted: Points,
        /// What was taken.
        granted: Points,
        /// From which lots.
        lots: Vec<HeldLot>,
        /// Points no lot backed (only `priced: till`): a debt.
        debt: Points,
    },
    /// Spent points came back.
    Restore {
        /// Unit.
        unit: UnitId,
        /// To which lots.
        lots: Vec<HeldLot>,
        /// Not given back: their lots had died and the program gives no grace.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lost: Vec<HeldLot>,
        /// Points no lot had backed: taken off what is owed.
        #[serde(default, skip_serializing_if = "no_points")]
        unbacked: Points,
    },
    /// Earned points were taken back.
    Reverse {
        /// Unit.
        unit: UnitId,
        /// Lot whose points are taken back; `None` for a return without its purchase.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lot: Option<LotNumber>,
        /// Points, all told.
        points: Points,
        /// Of these, already expired.
        #[serde(default, skip_serializing_if = "no_points")]
        expired: Points,
        /// Of these, owed now.
        #[serde(default, skip_serializing_if = "no_points")]
        debt: Points,
        /// Of these, forgiven by the program.
        #[serde(default, skip_serializing_if = "no_points")]
        forgiven: Points,
        /// Of these, paid for by what was kept back from the refund.
        #[serde(default, skip_serializing_if = "no_points")]
        withheld: Points,
    },
    /// Points were sent to another member.
    Send {
        /// Unit.
        unit: UnitId,
        /// Points the other receives.
        points: Points,
        /// Points taken for sending them.
        #[serde(default, skip_serializing_if = "no_points")]
        fee: Points,
        /// To whom.
        to: MemberId,
        /// As they left their lots.
        lots: Vec<MovedLot>,
    },
    /// Points came from another member.
    Receive {
        /// Unit.
        unit: UnitId,
        /// Points.
        points: Points,
        /// From whom.
        from: MemberId,
        /// The lots they make.
        lots: Vec<LotNumber>,
    },
    /// Money kept back from a refund, because what is kept no longer has its discounts; below zero: given back.
    Reprice {
        /// How much.
        kept_back: Money,
    },
    /// A counter moved.
    Counter(CounterMove),
    /// A purchase counts for a challenge.
    Progress {
        /// By how much.
        moved: CounterMove,
        /// The lines it counts for; once all of them have come back it counts no more. Empty: the whole purchase.
        lines: Vec<u32>,
    },
    /// A badge was given; below zero: taken back.
    Badge(CounterMove),
    /// A number was drawn. Who wins by it is said by the program; what was won stands beside it.
    Draw {
        /// The draw.
        draw: RuleId,
        /// The number, from 0 to 999,999.
        number: i64,
    },
    /// Units of a line are a gift.
    Gift {
        /// So many.
        quantity: Quantity,
    },
    /// Something was taken from a stock that all members share; below zero: put back.
    Stock(StockMove),
    /// A reward was claimed, or its claim ended without it.
    Claim(ClaimMove),
    /// A coupon was given out, used, given back or withdrawn.
    Coupon(CouponMove),
    /// Money was put on a gift card, it paid, or what it paid came back.
    GiftCard(GiftCardMove),
    /// Money moved between a partner of the coalition and the program.
    Clear(ClearingMove),
    /// A tier changed.
    Tier {
        /// Scheme.
        scheme: SchemeId,
        /// Before.
        from: Option<TierId>,
        /// After.
        to: Option<TierId>,
        /// The whole state before, which a void brings back; `None` if the member had none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<TierState>,
        /// Why.
        #[serde(default)]
        reason: TierReason,
    },
}

/// Why a tier changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TierReason {
    /// A threshold was crossed.
    #[default]
    Earned,
    /// The level was earned again, and is kept on.
    Kept,
    /// The time it was kept for is over.
    Ended,
    /// Goods that had won it came back.
    Returned,
    /// The purchase that moved it was voided.
    Voided,
    /// Given by hand.
    Granted,
    /// Frozen by hand.
    Frozen,
    /// A grant or a freeze was lifted by hand.
    Released,
    /// A term was paid for.
    Paid,
    /// Another record of the same person had it.
    Merged,
}

/// No points are left out of the stored form.
fn no_points(points: &Points) -> bool {
    points.is_zero()
}

/// No money is left out of the stored form.
fn no_money(money: &Money) -> bool {
    money.is_zero()
}

/// A segment entered or left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentMove {
    /// Which.
    pub segment: SegmentId,
    /// True: entered; false: left.
    pub entered: bool,
}

/// The outcome of a return, a void or one side of an exchange.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Returned {
    /// Money given back, less what is withheld.
    pub refund: Money,
    /// Money kept back for points that were missing (`withhold_from_refund`).
    #[serde(default, skip_serializing_if = "no_money")]
    pub withheld: Money,
    /// Money kept back because what is kept no longer has its discounts; below zero: given back of what an earlier
    /// return had kept back.
    #[serde(default, skip_serializing_if = "no_money")]
    pub repriced: Money,
    /// Spent points that came back, by unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restored: Vec<(UnitId, Points)>,
    /// Earned points taken back, by unit: pending, active, expired and owed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed: Vec<(UnitId, Points)>,
    /// Points owed because of it, by unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub debt: Vec<(UnitId, Points)>,
    /// Gifts of the purchase that have not come back, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gifts_kept: Vec<GiftKept>,
    /// What of the refund goes back to gift cards; the rest is money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gift_cards: Vec<GiftCardBack>,
    /// Lines.
    pub lines: Vec<ReturnedLine>,
}

/// A gift that a return leaves with the buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftKept {
    /// The rule that gave it.
    pub rule: RuleId,
    /// The till's number of the line.
    pub line: u32,
    /// Units.
    pub quantity: Quantity,
}

/// Money that goes back to a gift card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardBack {
    /// The card, as it is kept.
    pub code: String,
    /// How much.
    pub amount: Money,
}

impl Returned {
    /// What goes back to gift cards.
    pub fn to_cards(&self) -> Money {
        self.gift_cards.iter().map(|back| back.amount).sum()
    }

    /// What is given back in money.
    pub fn due(&self) -> Money {
        self.refund - self.to_cards()
    }

    /// Counts a reversal in.
    pub(crate) fn note(&mut self, kind: &EffectKind) {
        if let EffectKind::Reverse {
            unit,
            points,
            debt,
            forgiven,
            withheld,
            ..
        } = kind
        {
            add(&mut self.reversed, unit, *points - *forgiven - *withheld);
            add(&mut self.debt, unit, *debt);
        }
    }
}

/// Adds points to the sum of their unit; sums stand in the order units were first met, without zeros.
pub(crate) fn add(sums: &mut Vec<(UnitId, Points)>, unit: &UnitId, points: Points) {
    match sums.iter_mut().find(|(known, _)| known == unit) {
        Some((_, sum)) => *sum += points,
        None if points.is_zero() => {}
        None => sums.push((unit.clone(), points)),
    }
}

/// A returned line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReturnedLine {
    /// The till's number of the purchase's line.
    pub number: u32,
    /// Units that came back now.
    pub quantity: Quantity,
    /// Money for them, before anything is withheld.
    pub refund: Money,
    /// Discounts taken back, all rules together.
    #[serde(default, skip_serializing_if = "no_money")]
    pub discount: Money,
    /// Its share of the points spent, by unit; they came back unless their lot was lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restored: Vec<(UnitId, Points)>,
    /// Its share of the points earned, by unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed: Vec<(UnitId, Points)>,
}

/// A difference between what a till did and what the rules say, for review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discrepancy {
    /// Sold for another amount than the rules give.
    Price {
        /// Line.
        line: u32,
        /// As sold.
        sold: Money,
        /// As the rules say.
        ruled: Money,
    },
    /// Points redeemed that were not there; now a debt.
    Redemption {
        /// Unit.
        unit: UnitId,
        /// Points not backed.
        points: Points,
    },
    /// Paid by a gift card more than could be paid with it.
    GiftCard {
        /// How much is not backed.
        amount: Money,
    },
    /// Sold a gift card that no money could be put on.
    GiftCardSale {
        /// Line.
        line: u32,
        /// Why.
        reason: GiftCardReason,
    },
    /// Presented a card that is blocked.
    BlockedCard,
    /// Presented a card that nobody has.
    UnknownCard,
    /// Arrived after `late.accept`.
    Late,
    /// The till's clock was ahead; recorded at receipt time.
    ClockAhead {
        /// What the till said.
        said: Instant,
    },
}

/// Why an event changes nothing. Each has one HTTP problem type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A return names a line the purchase does not have.
    UnknownLine {
        /// The line.
        line: u32,
    },
    /// A return asks for more than is left.
    TooMuchReturned {
        /// The line.
        line: u32,
        /// Units that can still come back.
        left: Quantity,
    },
    /// Everything has come back already.
    NothingLeft,
    /// What is kept would no longer have its discount, and the program takes such goods back whole only.
    WouldBreak {
        /// The rule of the discount.
        rule: RuleId,
    },
    /// A void after a return.
    ReturnedAlready,
    /// A void after the business day.
    DayIsOver,
    /// The purchase was voided.
    Voided,
    /// Not enough points for what was asked.
    NotEnough {
        /// Unit.
        unit: UnitId,
        /// Points there are to spend.
        spendable: Points,
    },
    /// Fewer points than are moved at once.
    TooFew {
        /// Unit.
        unit: UnitId,
        /// The fewest.
        least: Points,
    },
    /// More points than are moved at once.
    TooMany {
        /// Unit.
        unit: UnitId,
        /// The most.
        most: Points,
    },
    /// The program has no such unit.
    UnknownUnit {
        /// As asked.
        unit: UnitId,
    },
    /// A gift card that cannot be sold.
    GiftCardNotSold {
        /// The line.
        line: u32,
        /// Why.
        reason: GiftCardReason,
    },
    /// A gift card comes back whose money was spent.
    GiftCardSpent {
        /// The line.
        line: u32,
    },
    /// The rule's limit is used up.
    LimitReached {
        /// The rule.
        rule: RuleId,
    },
    /// Nothing is left of what all members share.
    OutOfStock {
        /// The rule.
        rule: RuleId,
    },
    /// The event is older than the program accepts; it waits for review.
    TooLate,
    /// The program has no such level.
    UnknownLevel {
        /// As asked.
        level: TierId,
    },
    /// Neither a grant nor a freeze is there to be lifted.
    NothingToRelease {
        /// Where.
        scheme: SchemeId,
    },
    /// A reward was asked for whose condition does not hold.
    NotAllowed {
        /// The rule.
        rule: RuleId,
    },
    /// An event lacks a property that says how many points to take, or it is not a positive number that the unit
    /// can hold.
    BadProperty {
        /// The property.
        property: String,
    },
}
