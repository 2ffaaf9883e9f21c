//! A priced basket: lines, totals, redemption, earning, reasons and hints.

use serde::{Deserialize, Serialize};

use crate::name::{LaneId, RuleId, Sku, UnitId};
use crate::number::{Money, Piece, Points, Quantity};
use crate::time::Instant;

/// A basket after every stage. Stored with the purchase: returns and explanations read nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Priced {
    /// Lines in the basket's order.
    pub lines: Vec<PricedLine>,
    /// Sums over lines.
    pub totals: Totals,
    /// Redemption by unit, in the program's order, for every unit the program redeems and the buyer has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redeem: Vec<Redemption>,
    /// What is earned, by rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earn: Vec<Earning>,
    /// Every code presented and what became of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponAnswer>,
    /// Gifts that the basket deserves or the till asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<GiftAnswer>,
    /// Cards that pay, in the order they were given, and what each pays of `totals.to_pay`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gift_cards: Vec<GiftCardAnswer>,
    /// Lines that sell cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gift_card_loads: Vec<GiftCardLoad>,
    /// Rules that nearly applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    /// Lanes with `choose: best` whose choice was too wide to search to the end: good, and never worse than any
    /// single offer, but perhaps not the best.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approximate: Vec<LaneId>,
}

impl Priced {
    /// What a rule took off all lines.
    pub fn given_by(&self, rule: &RuleId) -> Money {
        let discounts = self.lines.iter().flat_map(|line| &line.discounts);
        let of_rule = discounts.filter(|discount| discount.rule == *rule);
        of_rule.map(|discount| discount.granted).sum()
    }

    /// What cards pay of what is to pay.
    pub fn by_cards(&self) -> Money {
        self.gift_cards.iter().map(|card| card.amount).sum()
    }

    /// What is left to pay once cards have paid.
    pub fn due(&self) -> Money {
        self.totals.to_pay - self.by_cards()
    }

    /// Whether a line sells cards: what is paid for it is no turnover yet.
    pub fn sells_card(&self, line: u32) -> bool {
        self.gift_card_loads.iter().any(|load| load.line == line)
    }

    /// What is paid for goods: for everything but cards.
    pub fn for_goods(&self) -> Money {
        let loads = self.gift_card_loads.iter().map(|load| load.amount);
        self.totals.to_pay - loads.sum::<Money>()
    }

    /// Whether a rule gave a discount or points.
    pub fn gave(&self, rule: &RuleId) -> bool {
        let mut discounts = self.lines.iter().flat_map(|line| &line.discounts);
        discounts.any(|discount| discount.rule == *rule && discount.granted.is_positive())
            || self.earn.iter().any(|earning| earning.comes_from(rule))
    }
}

impl Earning {
    /// Whether a rule gave these points or multiplied them.
    pub fn comes_from(&self, rule: &RuleId) -> bool {
        self.rule == *rule || self.multiplied_by.contains(rule)
    }
}

/// A priced line. `amount − Σ discounts.granted − Σ redeemed.amount = to_pay`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PricedLine {
    /// The till's number of the line.
    pub number: u32,
    /// Units.
    pub quantity: Quantity,
    /// Shelf price × quantity, rounded once.
    pub amount: Money,
    /// Discounts in the order they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<Discount>,
    /// Paid by points, by unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redeemed: Vec<Redeemed>,
    /// Left to pay by money.
    pub to_pay: Money,
    /// Points earned by this line, by rule (see [`Earning`]); sums to the earnings exactly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earned: Vec<Earned>,
    /// `to_pay` as runs that multiply out exactly.
    pub pieces: Vec<Piece>,
}

/// A discount on a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discount {
    /// The offer, or `club_price`.
    pub rule: RuleId,
    /// Lane it was given in; `None` for the club price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneId>,
    /// Units it is on.
    pub quantity: Quantity,
    /// What the rule would give.
    pub wanted: Money,
    /// What it gave, after floors and caps.
    pub granted: Money,
}

/// Points taken as discount on a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Redeemed {
    /// Unit of the points.
    pub unit: UnitId,
    /// Points.
    pub points: Points,
    /// Money they bought.
    pub amount: Money,
}

/// Points earned by a line under one rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earned {
    /// Unit of the points.
    pub unit: UnitId,
    /// The earn rule.
    pub rule: RuleId,
    /// Points.
    pub points: Points,
}

/// Sums over the lines of a basket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// At shelf prices.
    pub amount: Money,
    /// All discounts.
    pub discount: Money,
    /// Paid by points.
    pub redeemed: Money,
    /// Left to pay by money.
    pub to_pay: Money,
}

impl Totals {
    /// The sums of these lines.
    pub fn of(lines: &[PricedLine]) -> Self {
        let mut totals = Self::default();
        for line in lines {
            totals.amount += line.amount;
            totals.discount += line.discounts.iter().map(|discount| discount.granted).sum();
            totals.redeemed += line.redeemed.iter().map(|redeemed| redeemed.amount).sum();
            totals.to_pay += line.to_pay;
        }
        totals
    }
}

/// Redemption of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Redemption {
    /// The unit.
    pub unit: UnitId,
    /// Balance.
    pub available: Points,
    /// Balance less live holds.
    pub spendable: Points,
    /// The most that could be redeemed on this basket.
    pub allowed: Points,
    /// What is redeemed.
    pub granted: Points,
    /// Money it buys.
    pub amount: Money,
    /// Why less than asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RedeemReason>,
}

impl Redemption {
    /// Nothing of a unit, and why.
    pub fn refused(unit: &UnitId, reason: RedeemReason) -> Self {
        Self {
            unit: unit.clone(),
            available: Points::ZERO,
            spendable: Points::ZERO,
            allowed: Points::ZERO,
            granted: Points::ZERO,
            amount: Money::ZERO,
            reason: Some(reason),
        }
    }
}

/// Why redemption gave less than was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedeemReason {
    /// The buyer is not identified.
    Unidentified,
    /// The card is blocked.
    Blocked,
    /// The program's condition does not hold.
    NotAllowed,
    /// No line may be paid by points.
    NothingEligible,
    /// The balance is smaller.
    Balance,
    /// The share or limit of the basket is smaller.
    Share,
    /// Under the least number of points.
    BelowMinimum,
    /// Cut to whole steps.
    Step,
    /// The unit is not redeemed by this program.
    UnknownUnit,
}

/// A gift, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftAnswer {
    /// The rule.
    pub rule: RuleId,
    /// What there is to choose from.
    pub choose: Vec<Sku>,
    /// Units that the basket deserves, all told.
    pub count: i64,
    /// Lines that are given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<GiftLine>,
    /// Why none is deserved, or a line asked for is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<GiftReason>,
}

impl GiftAnswer {
    /// Units that are given.
    pub fn given(&self) -> Quantity {
        self.taken.iter().map(|line| line.quantity).sum()
    }
}

/// A line that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftLine {
    /// The till's number of the line.
    pub line: u32,
    /// Units.
    pub quantity: Quantity,
}

/// Why a gift is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftReason {
    /// The condition of the gift does not hold.
    NotDeserved,
    /// The member had it as often as the program gives it, or nobody is identified.
    LimitReached,
    /// Nothing is left for all members together.
    OutOfStock,
    /// A line asks for more units than are deserved, or for other goods.
    TooMuch,
    /// The program has no such gift.
    Unknown,
}

/// Points a rule gives for the basket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earning {
    /// The unit.
    pub unit: UnitId,
    /// The rule.
    pub rule: RuleId,
    /// Points.
    pub amount: Points,
    /// The money they were counted from, for a rule that counts money; not kept by early versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Money>,
    /// When they can be spent; `None`: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activates_at: Option<Instant>,
    /// When they burn; `None`: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Instant>,
    /// Rules with `combine: multiply` that scaled them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub multiplied_by: Vec<RuleId>,
}

/// What became of a code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CouponAnswer {
    /// As presented.
    pub code: String,
    /// The series it is a code of; `None` for a code that only conditions name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<RuleId>,
    /// Outcome.
    pub status: CouponStatus,
    /// Why, if not applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CouponReason>,
}

/// Outcome of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponStatus {
    /// Gave something and would be consumed.
    Applied,
    /// Valid but gave nothing; kept.
    Idle,
    /// Not valid here.
    Refused,
}

/// Why a code gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouponReason {
    /// The program knows no such code.
    Unknown,
    /// An offer needs it, but another of its conditions does not hold.
    ConditionsNotMet,
    /// A better offer stands on the same goods.
    BetterOffer,
    /// Its check symbol is wrong: a slip of the finger.
    Mistyped,
    /// It was called back.
    Revoked,
    /// It is not valid yet.
    NotYet,
    /// It is not valid any more.
    Expired,
    /// It was used, or another basket holds it.
    UsedUp,
    /// All uses of its series are gone.
    AllUsed,
    /// It is for members, and nobody is identified.
    MembersOnly,
    /// It was given to somebody else.
    NotYours,
    /// The member has used the series as often as they may.
    MemberLimit,
    /// It was presented already.
    Repeated,
    /// Another code of its series counts in this purchase.
    OnePerPurchase,
}

/// What a card pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardAnswer {
    /// As presented.
    pub code: String,
    /// Its kind; `None` for a card that does not pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RuleId>,
    /// What could be paid with it; zero for a card that does not pay.
    pub balance: Money,
    /// What it pays.
    pub amount: Money,
    /// Why less than asked, or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<GiftCardReason>,
}

/// A line that puts money on cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardLoad {
    /// The line.
    pub line: u32,
    /// The card that the till has at hand; `None`: new ones, one for each unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The kind; `None`: the goods of the line are no cards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RuleId>,
    /// What is put on them, all together.
    pub amount: Money,
    /// Why it cannot be: then the basket cannot be sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<GiftCardReason>,
}

/// Why a card pays less than asked or nothing, or cannot be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftCardReason {
    /// There is no such card.
    Unknown,
    /// Its check symbol is wrong: a slip of the finger.
    Mistyped,
    /// It is blocked.
    Blocked,
    /// Its time is over.
    Expired,
    /// There is no money on it.
    Empty,
    /// Its money is set aside for another basket, for a while.
    Held,
    /// There is less on it than was asked.
    Balance,
    /// There was less left to pay than was asked, or nothing.
    NothingToPay,
    /// It was given already.
    Repeated,
    /// The goods of the line are no cards, or cards of another kind.
    NotSold,
    /// Money was put on it before, and its kind cannot be topped up.
    LoadedAlready,
    /// More would be on it than its kind allows.
    TooMuch,
    /// A line sells one card at hand, or from 1 to 100 new ones.
    OneAtATime,
}

/// A rule that nearly applied: what is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// The rule.
    pub rule: RuleId,
    /// What is missing.
    pub missing: Missing,
}

/// What a rule that nearly applied lacks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// So much more money in the basket.
    Money(Money),
    /// So many more units of goods.
    Units(Quantity),
    /// So many more purchases.
    Purchases(i64),
    /// So many more points on the balance.
    Points {
        /// Of which unit.
        unit: UnitId,
        /// How many.
        points: Points,
    },
}
