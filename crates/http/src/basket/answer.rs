//! A priced basket as callers read it.

use regulars_app::{LiveProgram, ProgramVersion};
use regulars_engine::basket::{
    CouponAnswer, CouponReason, CouponStatus, Discount, Earning, Priced, PricedLine, RedeemReason,
    Redemption,
};
use regulars_engine::language::Language;
use regulars_engine::name::{LaneId, ProgramId, RuleId, UnitId};
use regulars_engine::number::Piece;
use regulars_engine::program::Program;
use regulars_engine::time::{Instant, UtcOffset};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::gift::Gift;
use super::hint::HintAnswer;
use crate::gift_card::sale as gift_card;
use crate::render::{ByUnit, Decimal, Moment, Redeemed, Scales, slip_of_purchase};

/// How numbers, times and sentences of an answer are written.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'p> {
    /// The program whose currency and units they are.
    pub program: &'p Program,
    /// Local offset of times.
    pub offset: UtcOffset,
    /// Language of sentences.
    pub language: Language,
}

impl<'p> Manner<'p> {
    /// The digits.
    pub fn scales(self) -> Scales<'p> {
        Scales(self.program)
    }

    fn moment(self, at: Option<Instant>) -> Option<Moment> {
        at.map(|at| Moment::local(at, self.offset))
    }
}

/// The version of a program that decided.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Program)]
pub struct ProgramRef {
    /// Program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Version, from 1; 0 is the built-in program of a new installation.
    #[schema(example = 3)]
    version: u32,
}

impl From<&ProgramVersion> for ProgramRef {
    fn from(version: &ProgramVersion) -> Self {
        Self {
            id: version.program.clone(),
            version: version.version,
        }
    }
}

impl From<&LiveProgram> for ProgramRef {
    fn from(live: &LiveProgram) -> Self {
        Self::from(&live.version)
    }
}

/// A priced basket.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decision {
    /// What decided. `null` for purchases brought along as history.
    program: Option<ProgramRef>,
    /// Lines in the basket's order.
    lines: Vec<Line>,
    /// Sums over lines.
    totals: Sums,
    /// Redemption by unit.
    #[schema(value_type = std::collections::HashMap<String, RedeemAnswer>)]
    redeem: RedeemByUnit,
    /// What is earned, by rule.
    earn: Vec<Earn>,
    /// Every code presented, and what became of it.
    coupons: Vec<Coupon>,
    /// Gift cards that pay, in the order they were given.
    gift_cards: Vec<gift_card::Paid>,
    /// Lines that sell gift cards.
    gift_card_sales: Vec<gift_card::Sale>,
    /// Gifts that the basket deserves, or that lines ask for.
    gifts: Vec<Gift>,
    /// Rules that nearly applied.
    hints: Vec<HintAnswer>,
    /// Lanes whose best choice was too wide to search to the end: the answer is good, but perhaps not the best.
    #[schema(value_type = Vec<String>)]
    approximate: Vec<LaneId>,
    /// Lines a till may print, in the language of `Accept-Language` (`en` or `ru`).
    #[schema(example = json!(["Paid with 200 bonuses: 200 ₽", "Earned 30 bonuses"]))]
    slip: Vec<String>,
}

impl Decision {
    /// A priced basket, in this manner.
    pub fn of(program: Option<ProgramRef>, priced: &Priced, manner: Manner<'_>) -> Self {
        Self {
            program,
            lines: priced
                .lines
                .iter()
                .map(|priced| line(priced, manner.scales()))
                .collect(),
            totals: sums(priced, manner.scales()),
            redeem: RedeemByUnit(
                priced
                    .redeem
                    .iter()
                    .map(|redemption| redeem(redemption, manner.scales()))
                    .collect(),
            ),
            earn: priced
                .earn
                .iter()
                .map(|earning| Earn::of(earning, manner))
                .collect(),
            coupons: priced.coupons.iter().map(Coupon::from).collect(),
            gift_cards: gift_card::Paid::of(priced, manner.scales()),
            gift_card_sales: gift_card::Sale::of(priced, manner.scales()),
            gifts: Gift::of(priced),
            hints: priced
                .hints
                .iter()
                .map(|hint| HintAnswer::of(hint, manner))
                .collect(),
            approximate: priced.approximate.clone(),
            slip: slip_of_purchase(manner.language, manner.program, priced, manner.offset),
        }
    }
}

/// A priced line: `amount` less discounts and `redeemed.amount` is `to_pay`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PricedLine)]
struct Line {
    /// The till's number of the line.
    #[schema(example = 1)]
    line: u32,
    /// Units.
    quantity: Decimal,
    /// Shelf price × quantity.
    amount: Decimal,
    /// Discounts in the order they were given.
    discounts: Vec<DiscountAnswer>,
    /// Paid by points.
    redeemed: Redeemed,
    /// Left to pay by money.
    to_pay: Decimal,
    /// Points this line earns.
    earned: ByUnit,
    /// `to_pay` as the fewest runs whose price × quantity multiply out exactly, for a fiscal printer.
    pieces: Vec<PieceAnswer>,
}

/// A discount on a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Discount)]
struct DiscountAnswer {
    /// The rule; `club_price` for the member's price.
    #[schema(value_type = String, example = "happy-hour")]
    rule: RuleId,
    /// The lane it was given in.
    #[schema(value_type = Option<String>, example = "line")]
    lane: Option<LaneId>,
    /// Units it is on.
    quantity: Decimal,
    /// What the rule would give.
    wanted: Decimal,
    /// What it gave, after floors and caps.
    granted: Decimal,
}

/// A run of units that cost the same.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Piece)]
struct PieceAnswer {
    /// Units.
    quantity: Decimal,
    /// Price of one.
    price: Decimal,
    /// Price × quantity.
    amount: Decimal,
}

fn line(priced: &PricedLine, scales: Scales<'_>) -> Line {
    let redeemed = priced
        .redeemed
        .iter()
        .map(|redeemed| (&redeemed.unit, redeemed.points));
    let amount = priced.redeemed.iter().map(|redeemed| redeemed.amount).sum();
    let earned = priced
        .earned
        .iter()
        .map(|earned| (&earned.unit, earned.points));
    Line {
        line: priced.number,
        quantity: Decimal::quantity(priced.quantity),
        amount: scales.money(priced.amount),
        discounts: priced
            .discounts
            .iter()
            .map(|given| discount(given, scales))
            .collect(),
        redeemed: Redeemed::sum(scales, redeemed, amount),
        to_pay: scales.money(priced.to_pay),
        earned: ByUnit::sum(scales, earned),
        pieces: priced.pieces.iter().map(|run| piece(run, scales)).collect(),
    }
}

fn discount(given: &Discount, scales: Scales<'_>) -> DiscountAnswer {
    DiscountAnswer {
        rule: given.rule.clone(),
        lane: given.lane.clone(),
        quantity: Decimal::quantity(given.quantity),
        wanted: scales.money(given.wanted),
        granted: scales.money(given.granted),
    }
}

fn piece(run: &Piece, scales: Scales<'_>) -> PieceAnswer {
    PieceAnswer {
        quantity: Decimal::quantity(run.quantity),
        price: scales.price(run.price),
        amount: scales.money(run.amount),
    }
}

/// Sums over the lines.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Totals)]
struct Sums {
    /// At shelf prices.
    amount: Decimal,
    /// All discounts.
    discount: Decimal,
    /// Paid by points.
    redeemed: Decimal,
    /// What is to pay for the goods, by gift cards or money.
    to_pay: Decimal,
    /// What gift cards pay of it.
    gift_cards: Decimal,
    /// Left to pay by money.
    due: Decimal,
}

fn sums(priced: &Priced, scales: Scales<'_>) -> Sums {
    let totals = &priced.totals;
    Sums {
        gift_cards: scales.money(priced.by_cards()),
        due: scales.money(priced.due()),
        amount: scales.money(totals.amount),
        discount: scales.money(totals.discount),
        redeemed: scales.money(totals.redeemed),
        to_pay: scales.money(totals.to_pay),
    }
}

/// Redemption by unit, in the program's order.
#[derive(Debug)]
struct RedeemByUnit(Vec<(UnitId, RedeemAnswer)>);

impl Serialize for RedeemByUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(unit, answer)| (unit, answer)))
    }
}

/// Redemption of one unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Redemption)]
struct RedeemAnswer {
    /// The balance.
    available: Decimal,
    /// The balance less what live quotes hold.
    spendable: Decimal,
    /// The most points this basket could be paid with.
    allowed: Decimal,
    /// Points taken.
    granted: Decimal,
    /// Money they pay.
    amount: Decimal,
    /// Why less than asked: `unidentified`, `blocked`, `not_allowed`, `nothing_eligible`, `balance`, `share`,
    /// `below_minimum`, `step`, `unknown_unit`.
    #[schema(value_type = Option<String>)]
    reason: Option<RedeemReason>,
}

fn redeem(redemption: &Redemption, scales: Scales<'_>) -> (UnitId, RedeemAnswer) {
    let unit = &redemption.unit;
    let answer = RedeemAnswer {
        available: scales.points(unit, redemption.available),
        spendable: scales.points(unit, redemption.spendable),
        allowed: scales.points(unit, redemption.allowed),
        granted: scales.points(unit, redemption.granted),
        amount: scales.money(redemption.amount),
        reason: redemption.reason,
    };
    (unit.clone(), answer)
}

/// Points a rule gives.
#[derive(Debug, Serialize, ToSchema)]
pub struct Earn {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// The rule.
    #[schema(value_type = String, example = "base")]
    rule: RuleId,
    /// Points.
    amount: Decimal,
    /// When they can be spent; `null`: at once.
    activates_at: Option<Moment>,
    /// When they burn; `null`: never.
    expires_at: Option<Moment>,
    /// Rules that multiplied them.
    #[schema(value_type = Vec<String>)]
    multiplied_by: Vec<RuleId>,
}

impl Earn {
    /// Points of one rule, in this manner.
    fn of(earning: &Earning, manner: Manner<'_>) -> Self {
        Self {
            unit: earning.unit.clone(),
            rule: earning.rule.clone(),
            amount: manner.scales().points(&earning.unit, earning.amount),
            activates_at: manner.moment(earning.activates_at),
            expires_at: manner.moment(earning.expires_at),
            multiplied_by: earning.multiplied_by.clone(),
        }
    }
}

/// What became of a code.
#[derive(Debug, Serialize, ToSchema)]
struct Coupon {
    /// As presented.
    #[schema(example = "SPRING")]
    code: String,
    /// The series it is of; `null` for a code that only the conditions of rules name.
    #[schema(value_type = Option<String>, example = "spring")]
    series: Option<RuleId>,
    /// `applied`, `idle` (valid, but gave nothing, and is kept) or `refused`.
    #[schema(value_type = String, example = "refused")]
    status: CouponStatus,
    /// Why it gave nothing: `unknown`, `mistyped`, `conditions_not_met`, `better_offer`, `not_yet`, `expired`, `used_up`,
    /// `all_used` (of its series), `members_only`, `not_yours`, `member_limit`, `repeated`, `one_per_purchase`, `revoked`.
    #[schema(value_type = Option<String>, example = "unknown")]
    reason: Option<CouponReason>,
}

impl From<&CouponAnswer> for Coupon {
    fn from(answer: &CouponAnswer) -> Self {
        Self {
            code: answer.code.clone(),
            series: answer.series.clone(),
            status: answer.status,
            reason: answer.reason,
        }
    }
}
