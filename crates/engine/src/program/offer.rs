//! Lanes and offers, compiled.

use crate::condition::{Condition, LineWhere};
use crate::name::{LaneId, RuleId};
use crate::number::{Money, Ratio, Rounding};
use crate::program::Limit;
use crate::time::Period;

/// Where offers compete.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its name.
    pub id: LaneId,
    /// Lines or the basket.
    pub level: Level,
    /// Who wins inside it.
    pub choose: Choose,
    /// Amounts it starts from.
    pub base: LaneBase,
    /// Every offer of it applies, by priority, each testing its threshold again.
    pub apply_all: bool,
    /// The most its offers take off a purchase together.
    pub cap: Cap,
}

/// The most several offers take off a purchase together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cap {
    /// So much money.
    pub money: Option<Money>,
    /// Such a share of the amount before discounts.
    pub share: Option<Ratio>,
}

/// Offers that bound each other in one purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferGroup {
    /// Its id.
    pub id: String,
    /// At most so many of them apply.
    pub max_count: Option<usize>,
    /// They take at most so much off together.
    pub max_amount: Option<Money>,
}

/// What a lane's offers are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Single lines.
    Line,
    /// The whole basket or a filtered part, distributed over lines.
    Basket,
    /// Delivery and services, line by line.
    Service,
}

/// Who wins in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choose {
    /// The greatest benefit to the buyer.
    Best,
    /// The highest priority.
    Priority,
}

/// Amounts a lane computes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneBase {
    /// What earlier lanes left.
    Running,
    /// Amounts before all offers (after the club price).
    Initial,
}

/// A price rule.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its id.
    pub id: RuleId,
    /// Lane it competes in.
    pub lane: LaneId,
    /// How it meets others.
    pub class: OfferClass,
    /// Higher first.
    pub priority: i32,
    /// When it applies.
    pub when: Condition,
    /// Lines it is on; `None`: all.
    pub lines: Option<LineWhere>,
    /// What it does.
    pub shape: OfferShape,
    /// Of the lines it is on, at most so much is discounted.
    pub cap_base: Option<Money>,
    /// The most it takes off a purchase.
    pub max_discount: Option<Money>,
    /// The most it gives a member in a time.
    pub max_per_member: Option<MemberCap>,
    /// Granted whole or not at all.
    pub all_or_nothing: bool,
    /// Its group, as a place among the program's.
    pub group: Option<usize>,
    /// The most it takes off a line, as a share of the line's amount.
    pub max_line_share: Option<Ratio>,
    /// How often a member may use it.
    pub limit: Option<Limit>,
    /// Rounding of the discount.
    pub rounding: Rounding,
    /// Where it is rounded.
    pub round_on: RoundOn,
}

/// The most an offer gives a member in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberCap {
    /// So much money.
    pub money: Money,
    /// In this local period; `None`: ever.
    pub period: Option<Period>,
}

/// Where a discount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundOn {
    /// For a single unit, times its units.
    Unit,
    /// Once on each line.
    Line,
    /// Once on the sum of lines.
    Total,
}

/// How an offer meets others of its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferClass {
    /// One wins per unit.
    Common,
    /// Adds to anything.
    Always,
    /// Removes common offers from the units it is on.
    ExclusiveUnits,
    /// Removes common offers from the whole basket.
    ExclusiveBasket,
}

/// What an offer does to a price.
#[derive(Debug, Clone, PartialEq)]
pub enum OfferShape {
    /// A share off.
    Percent(Ratio),
    /// An amount off.
    Amount {
        /// How much.
        money: Money,
        /// Off what.
        per: AmountPer,
        /// Once for each full so much of the lines it is on; `None`: once.
        every: Option<Money>,
        /// Spread over lines by their units, not by their amounts.
        by_quantity: bool,
    },
    /// A unit costs this (never more than it did).
    FixedPrice(Money),
    /// A share off that grows.
    Steps(Steps),
    /// Something off units of a set of goods, once for every full set.
    Set(Box<GoodsSet>),
}

/// A share off that grows with what is bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// What counts.
    pub by: StepsBy,
    /// What the member bought before counts too.
    pub past: Option<StepsPast>,
    /// Each unit has the discount of its own place; else all have that of the step reached.
    pub marginal: bool,
    /// Steps, rising.
    pub levels: Vec<Step>,
}

/// Since when purchases of a member count towards steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepsPast {
    /// Always.
    Life,
    /// The start of the local period.
    Period(Period),
}

/// What steps count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepsBy {
    /// Units, in ten-thousandths.
    Units,
    /// Money before discounts, in minor units.
    Amount,
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What has been counted before it begins: of `from: 101` units, 100.
    pub after: i64,
    /// A share off.
    pub share: Ratio,
}

/// Goods that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct GoodsSet {
    /// What must be there.
    pub parts: Vec<SetPart>,
    /// Units beside them that get the discount; `None`: the parts themselves.
    pub get: Option<SetPart>,
    /// What is off.
    pub off: SetOff,
    /// The dearest units get the discount, not the cheapest.
    pub dearest: bool,
    /// Units that pay full price are used up.
    pub consumes: bool,
    /// At most so many sets in a purchase.
    pub repeat: Option<i64>,
}

/// Units of goods in a set.
#[derive(Debug, Clone, PartialEq)]
pub struct SetPart {
    /// How many.
    pub units: i64,
    /// Of which lines; `None`: those the offer is on.
    pub lines: Option<LineWhere>,
}

/// What is off the units of a set that get the discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOff {
    /// A share.
    Percent(Ratio),
    /// An amount.
    Amount(Money),
    /// All but this price.
    Price(Money),
}

/// What an amount is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountPer {
    /// The basket, distributed by amount.
    Basket,
    /// Each matching line.
    Line,
    /// Each unit of matching lines.
    Unit,
}
