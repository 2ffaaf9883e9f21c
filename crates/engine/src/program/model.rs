//! A compiled program: every reference resolved, every number exact. A program that compiled cannot fail at the till.

use serde::Serialize;

use crate::cell::CellNames;
use crate::condition::{Condition, LineWhere, Names};
use crate::counter::{Counted, CounterKey, CounterRange};
use crate::name::{ProgramId, RuleId, SchemeId, SegmentId, TierId, UnitId};
use crate::number::{Currency, Money, Points, Ratio, Rounding};
use crate::program::{
    Badge, CalendarDay, Cap, Challenge, Chance, CouponSeries, Dividend, Gift, GiftCardKind, Lane,
    Level, LifeStage, Membership, Offer, OfferGroup, OfferIndex, Partner, Reward, TransferRule,
    Unit,
};
use crate::time::{ExpireRound, ExpiryRule, Instant, LocalTime, Period, Span, Zone};

/// A program, ready to decide.
#[derive(Debug, Clone)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// Its name, for people.
    pub name: Text,
    /// Currency of every amount.
    pub currency: Currency,
    /// Zone of its days.
    pub zone: Zone,
    /// Rules read the store's zone where the store has one.
    pub store_time: bool,
    /// When a store's business day ends, local.
    pub day_ends: LocalTime,
    /// Rules give nothing before.
    pub starts: Option<Instant>,
    /// Rules give nothing from here on.
    pub ends: Option<Instant>,
    /// Who pays the club price; `None`: nobody.
    pub club_price: Option<Condition>,
    /// Units, in file order.
    pub units: Vec<Unit>,
    /// Tier schemes, in file order.
    pub schemes: Vec<TierScheme>,
    /// Segments, in dependency order.
    pub segments: Vec<Segment>,
    /// Stages of a member's life, in file order; none: the usual ones.
    pub stages: Vec<LifeStage>,
    /// Names of cells of RFM.
    pub cell_names: CellNames,
    /// Earn rules, by priority, then id.
    pub earn: Vec<EarnRule>,
    /// Activities, in file order; then those of rewards.
    pub activities: Vec<Activity>,
    /// Rewards of the catalogue, in file order.
    pub rewards: Vec<Reward>,
    /// Badges, in file order.
    pub badges: Vec<Badge>,
    /// Challenges, in file order.
    pub challenges: Vec<Challenge>,
    /// Line lanes in file order, then basket lanes in file order. Never empty of either level.
    pub lanes: Vec<Lane>,
    /// Offers, by priority (higher first), then id.
    pub offers: Vec<Offer>,
    /// Offers that give goods, in file order.
    pub gifts: Vec<Gift>,
    /// Which of the offers could apply to a basket.
    pub index: OfferIndex,
    /// The most all offers take off a purchase.
    pub purchase_cap: Cap,
    /// Groups of offers, in file order.
    pub groups: Vec<OfferGroup>,
    /// Series of coupons, in file order.
    pub coupons: Vec<CouponSeries>,
    /// Kinds of gift cards, in file order.
    pub gift_cards: Vec<GiftCardKind>,
    /// Redemption, in the order units are used.
    pub redeem: Vec<RedeemRule>,
    /// Partners of the coalition, in file order.
    pub partners: Vec<Partner>,
    /// How members send points to one another, in file order.
    pub transfers: Vec<TransferRule>,
    /// When a purchase of a friend counts; `None`: nobody brings friends.
    pub referral: Option<Referral>,
    /// What a return does.
    pub returns: ReturnPolicy,
    /// Events older than this wait for review.
    pub late_accept: Span,
    /// Saved segments that rules name, each with the path where: `offers[2].when.saved_segment`. Whether there are such is
    /// known where the program is published.
    pub saved: Vec<(SegmentId, String)>,
    /// Interned names that conditions compare.
    pub names: Names,
    /// What decisions need loaded.
    pub needs: Needs,
}

/// Text in the languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

/// Levels a member climbs.
#[derive(Debug, Clone)]
pub struct TierScheme {
    /// Its id.
    pub id: SchemeId,
    /// What counts.
    pub metric: TierMetric,
    /// What counts beside it: a level is reached by either.
    pub or: Option<TierMetric>,
    /// Over which time.
    pub period: TierPeriod,
    /// Levels, lowest first, thresholds strictly rising; those by invitation last.
    pub levels: Vec<TierLevel>,
    /// When a threshold crossed counts.
    pub upgrade: Upgrade,
    /// How long a level is kept once won.
    pub keep: Keep,
    /// How much longer it is kept than that.
    pub grace: Option<Span>,
    /// The calendar border its end is moved on to.
    pub round: Option<ExpireRound>,
    /// Where a member lands when a level is not kept.
    pub downgrade: Downgrade,
    /// What the metric may do to a level given by hand.
    pub manual: Manual,
}

/// What a tier scheme counts.
#[derive(Debug, Clone, PartialEq)]
pub enum TierMetric {
    /// Money paid, net of returns, minor units.
    Spend,
    /// Points of a unit earned, net of reversals.
    Earned(UnitId),
    /// Purchases, net of full returns.
    Visits,
    /// Units of the lines that match (nights), net of returns, in ten-thousandths of a unit.
    Units(Box<LineWhere>),
    /// Nothing: its levels are paid for by the term.
    Fee(Box<Membership>),
}

/// Period of a tier metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierPeriod {
    /// Local calendar periods.
    Calendar(Period),
    /// Years from the day of joining.
    MembershipYear,
    /// The time before each day, in whole local days: a day counts until so long after it.
    Rolling(Span),
    /// The whole life.
    Lifetime,
}

/// A level of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierLevel {
    /// Its id.
    pub id: TierId,
    /// Its name.
    pub name: Text,
    /// From this much of the metric; 0 for a level everybody has, `None` for one that is only given by hand.
    pub from: Option<i64>,
    /// Or from this much of the other metric.
    pub or_from: Option<i64>,
}

/// When a crossed threshold lifts the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upgrade {
    /// With the event that crossed it.
    AtOnce,
    /// With the start of the next period.
    AtPeriodEnd,
}

/// How long a level is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The rest of this period and the next one.
    ThisAndNextPeriod,
    /// The rest of this period.
    ThisPeriod,
    /// As long as the time before each day earns it (rolling periods).
    Rolling,
    /// So long from when it was won (rolling periods), to the end of that day.
    For(Span),
    /// For ever.
    Forever,
}

/// What the metric may do to a level given by hand, until it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manual {
    /// Nothing.
    Hold,
    /// Raise it.
    Float,
}

/// Where a member lands at the end of a kept level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Downgrade {
    /// The level the metric of the ending period has earned.
    ToEarned,
    /// One level down, never under the earned one.
    OneStep,
}

/// A named condition over members.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Its id.
    pub id: SegmentId,
    /// Who is in it.
    pub when: Condition,
}

/// A rule that gives points for a purchase.
#[derive(Debug, Clone)]
pub struct EarnRule {
    /// Its id.
    pub id: RuleId,
    /// Unit it gives.
    pub unit: UnitId,
    /// Group it is combined in; the unit's own group when not said.
    pub group: String,
    /// Higher first.
    pub priority: i32,
    /// When it applies at all.
    pub when: Condition,
    /// Lines it looks at; `None`: all.
    pub lines: Option<LineWhere>,
    /// How much.
    pub rate: EarnRate,
    /// How it joins the others of its group.
    pub combine: Combine,
    /// Ends the group if it fired.
    pub stop: bool,
    /// The base: paid amounts, or amounts before points were redeemed.
    pub base: EarnBase,
    /// Rounding, the unit's when not said.
    pub rounding: Rounding,
    /// Delay to activation, the unit's when not said.
    pub activate_after: Option<Span>,
    /// Expiry, the unit's when not said.
    pub expire: Option<ExpiryRule>,
    /// How often.
    pub limit: Option<Limit>,
}

/// How much an earn rule gives.
#[derive(Debug, Clone, PartialEq)]
pub enum EarnRate {
    /// A share of the base, in points at the unit's value.
    Share(Ratio),
    /// Points per money: `8 per 1.00`, in proportion.
    PerMoney {
        /// Points in the unit's scale…
        points: Points,
        /// …for each so much money.
        money: Money,
    },
    /// Points for the purchase.
    Fixed(Points),
    /// Points for each whole unit of matching lines.
    PerUnit(Points),
    /// Points for each different value among matching lines.
    PerDistinct {
        /// Points for each…
        points: Points,
        /// …different one of these.
        of: LineTrait,
    },
    /// Times what the group's other rules give on the lines it matches (`combine: multiply`).
    Times(Ratio),
}

/// What lines are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineTrait {
    /// Goods.
    Sku,
    /// Categories of goods.
    Category,
    /// Brands.
    Brand,
}

/// How a rule joins its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// Adds to S.
    Sum,
    /// Compared with S: the greatest stands.
    Max,
    /// Scales the unrounded points of matching lines.
    Multiply,
    /// Adds after all that.
    AddAfter,
}

/// What a line's points are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarnBase {
    /// After discounts, less what points paid.
    Paid,
    /// After discounts.
    BeforeRedemption,
}

/// At most `times` per `per`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Uses.
    pub times: i64,
    /// In which time.
    pub per: LimitPer,
}

/// The time of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitPer {
    /// Once and for all.
    Life,
    /// A local calendar period.
    Calendar(Period),
    /// Any span: counted from the last uses.
    Rolling(Span),
}

/// Something a member does (or a date that comes) and what it gives or takes.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Its id.
    pub id: RuleId,
    /// What sets it off.
    pub on: Trigger,
    /// When it applies.
    pub when: Condition,
    /// Points given.
    pub award: Vec<Award>,
    /// The series it gives a coupon of.
    pub coupon: Option<RuleId>,
    /// The badge it gives.
    pub badge: Option<RuleId>,
    /// Points taken: a reward claimed, a donation.
    pub take: Option<Taking>,
    /// The membership it pays a term of.
    pub join: Option<SchemeId>,
    /// How often.
    pub limit: Option<Limit>,
    /// It is one of several that share its limit under this name.
    pub choice: Option<RuleId>,
    /// The most points it gives, perhaps together with others.
    pub cap: Option<PointsCap>,
    /// How often for all members together.
    pub stock: Option<Stock>,
    /// By which numbers of a draw it comes; `None`: always.
    pub chance: Option<Chance>,
}

/// So much for all members together: the stock of a reward, the budget of a gift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// How often.
    pub times: i64,
    /// In which local calendar period; `None`: once and for all.
    pub period: Option<Period>,
}

/// At most so many points for a member in a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsCap {
    /// What it is called: activities of one name share it.
    pub name: RuleId,
    /// The most, in the unit's scale.
    pub points: Points,
    /// In which local calendar period; `None`: once and for all.
    pub period: Option<Period>,
}

impl PointsCap {
    /// The counter of what was given.
    pub fn counter(&self, at: Instant, zone: &Zone) -> CounterKey {
        CounterKey {
            counted: Counted::Points(self.name.clone()),
            period: self.period.map(|period| period.key(at, zone)),
        }
    }
}

/// What sets an activity off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A person joined.
    Registered,
    /// The member bought something.
    Purchase,
    /// A custom event of this type.
    Event(String),
    /// A yearly date: `birthday` or a name under the member's `dates`; `days_before` days earlier.
    Date {
        /// Which date.
        date: String,
        /// How long before it.
        days_before: u16,
    },
    /// The daily job saw the member enter the segment.
    SegmentEntered(SegmentId),
    /// A day of the calendar came.
    Calendar(CalendarDay),
    /// A friend whom the member had brought bought.
    FriendBought,
    /// A goal of this challenge was reached.
    Goal(RuleId),
    /// The member claimed this reward.
    Claim(RuleId),
}

/// Points an activity gives.
#[derive(Debug, Clone)]
pub struct Award {
    /// Unit.
    pub unit: UnitId,
    /// How many.
    pub points: AwardPoints,
    /// Delay to activation, the unit's when not said.
    pub activate_after: Option<Span>,
    /// Expiry, the unit's when not said.
    pub expire: Option<ExpiryRule>,
}

/// How many points are given.
#[derive(Debug, Clone, PartialEq)]
pub enum AwardPoints {
    /// Always so many, > 0.
    Fixed(Points),
    /// So many times what the event's property says, rounded as the unit's points are.
    Property {
        /// The property.
        name: String,
        /// Points for each one of it.
        times: Ratio,
    },
    /// A share of what was paid in the period before.
    Dividend(Box<Dividend>),
}

/// Points an activity takes.
#[derive(Debug, Clone)]
pub struct Taking {
    /// Unit.
    pub unit: UnitId,
    /// How many.
    pub points: TakingPoints,
    /// Where they go.
    pub to: TakingTo,
}

/// How many points are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakingPoints {
    /// Always so many.
    Fixed(Points),
    /// As the event's property says.
    Property(String),
}

/// Where taken points go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakingTo {
    /// Spent on a reward.
    Redeemed,
    /// Given to charity.
    Donated,
}

/// How points of a unit pay for goods.
#[derive(Debug, Clone)]
pub struct RedeemRule {
    /// The unit; it has a value.
    pub unit: UnitId,
    /// When redemption is allowed.
    pub when: Condition,
    /// Lines that may be paid by points; `None`: all without `no_redeem`.
    pub lines: Option<LineWhere>,
    /// The most, as a share.
    pub max_share: Ratio,
    /// Share of what.
    pub share_of: ShareOf,
    /// The most money.
    pub max_money: Option<Money>,
    /// The least points.
    pub min_points: Points,
    /// Points come in whole steps of this (1 in the unit's scale when not said).
    pub step: Points,
}

/// What a share of redemption is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOf {
    /// Amounts of the lines that may be paid by points, less their floors.
    Eligible,
    /// Amount of the basket after discounts.
    Basket,
}

/// When a purchase of a friend counts for the member who brought them.
#[derive(Debug, Clone)]
pub struct Referral {
    /// The attribute of the friend that names the member.
    pub by: String,
    /// A purchase that counts.
    pub when: Condition,
}

/// What a return does.
#[derive(Debug, Clone)]
pub struct ReturnPolicy {
    /// Spent points whose lot has died: live on so long, or are lost.
    pub restore_grace: Option<Span>,
    /// Earned points that are gone.
    pub shortfall: Shortfall,
    /// When a tier won by returned goods goes.
    pub tier_at_once: bool,
    /// What a return of a part does that breaks what a discount was given for.
    pub broken: Broken,
    /// What an unlinked return takes back.
    pub unlinked: UnlinkedReverse,
}

/// What a return of a part does that breaks what a discount was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Nothing: each unit comes back with its share.
    Keep,
    /// What is kept loses the discount, off the refund.
    Reprice,
    /// It is refused.
    Refuse,
}

/// What happens to earned points that cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// The member owes them.
    NegativeBalance,
    /// Their value is kept back from the refund.
    WithholdFromRefund,
    /// Nothing.
    Forgive,
}

/// What an unlinked return takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnlinkedReverse {
    /// No points.
    Nothing,
    /// What this earn rule would have given for the amount.
    BaseRate(RuleId),
}

/// What decisions of a program need loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// How far back purchases are read; `None`: not at all.
    pub purchases: Option<Span>,
    /// Purchases are also read from here on, however long ago that is.
    pub purchases_since: Option<Instant>,
    /// Whether lines of past purchases are read.
    pub lines: bool,
    /// Whether city, country or clock of past purchases' stores are read.
    pub places: bool,
    /// Whether stamps are read.
    pub stamps: bool,
    /// Saved segments of which it is read whether the member is in them.
    pub saved: Vec<SegmentId>,
    /// How far back custom events are read.
    pub events: Option<Span>,
    /// Custom events are also read from here on, however long ago that is.
    pub events_since: Option<Instant>,
    /// Local calendar periods whose purchases are counted; `None`: the whole life.
    pub numbers: Vec<Option<Period>>,
}

impl Activity {
    /// Whether somebody asks for it, so that they are told why they do not get it.
    pub(crate) fn is_claimed(&self) -> bool {
        self.take.is_some() || matches!(self.on, Trigger::Claim(_))
    }

    /// The shares of money paid that it gives.
    pub fn dividends(&self) -> impl Iterator<Item = &Dividend> {
        self.award.iter().filter_map(|award| match &award.points {
            AwardPoints::Dividend(dividend) => Some(&**dividend),
            _ => None,
        })
    }
}

impl Program {
    /// The unit of that name.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// The scheme that has this level.
    pub fn scheme_of(&self, level: &TierId) -> Option<&TierScheme> {
        self.schemes
            .iter()
            .find(|scheme| scheme.levels.iter().any(|l| l.id == *level))
    }

    /// Whether an offer is on delivery and services.
    pub fn is_of_services(&self, offer: &Offer) -> bool {
        let lane = self.lanes.iter().find(|lane| lane.id == offer.lane);
        lane.is_some_and(|lane| lane.level == Level::Service)
    }

    /// Whether a rule is an offer of a group.
    pub fn is_in_group(&self, rule: &RuleId, group: usize) -> bool {
        let mut offers = self.offers.iter();
        offers.any(|offer| offer.group == Some(group) && offer.id == *rule)
    }

    /// Whether its rules give anything at this instant: it has started and not ended.
    pub fn gives_at(&self, at: Instant) -> bool {
        self.starts.is_none_or(|starts| starts <= at) && self.ends.is_none_or(|ends| at < ends)
    }

    /// Every counter a decision at this instant may read or move, in key order.
    pub fn counter_keys(&self, at: Instant) -> Vec<CounterKey> {
        crate::program::counters::keys(self, at)
    }

    /// Every stock of all members that a decision at this instant may read or move, in key order.
    pub fn stock_keys(&self, at: Instant) -> Vec<CounterKey> {
        crate::program::counters::stocks(self, at)
    }

    /// Counters of whole stretches of days that a decision at this instant reads.
    pub fn counter_ranges(&self, at: Instant) -> Vec<CounterRange> {
        crate::program::counters::ranges(self, at)
    }

    /// From when uses of rules with a rolling limit are read; `None`: no rule has one.
    pub fn rolling_from(&self, at: Instant) -> Option<Instant> {
        let limits = self.earn.iter().map(|rule| rule.limit);
        let limits = limits.chain(self.activities.iter().map(|activity| activity.limit));
        let limits = limits.chain(self.offers.iter().map(|offer| offer.limit));
        let limits = limits.chain(self.gifts.iter().map(|gift| gift.limit));
        let limits = limits.chain(self.coupons.iter().map(|series| series.limit));
        let from = |limit: Option<Limit>| match limit?.per {
            LimitPer::Rolling(span) => Some(span.before(at, &self.zone)),
            LimitPer::Life | LimitPer::Calendar(_) => None,
        };
        limits.filter_map(from).min()
    }
}
