//! What a step expects: keys, their values in canonical text, and the comparison.
//!
//! Every value is compared as text in one canonical form (money with the decimals of the currency, points with those
//! of their unit, lists sorted), so that a mismatch can be shown as it was compared.

use std::collections::BTreeMap;

use crate::basket::{CouponStatus, Missing};
use crate::coalition::Settlement;
use crate::name::{PartnerId, RuleId, SchemeId, UnitId};
use crate::number::{Money, Points, Quantity};
use crate::program::Program;
use crate::scenario::backend::{Outcome, Sale, SaleVariant, Standing};
use crate::scenario::word;

/// One thing that must come of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// As written: `ann.points`.
    pub key: String,
    /// What it is about.
    pub subject: Subject,
    /// The expected value in canonical text.
    pub want: String,
}

/// What an expectation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// `paid`, `discount`, …: a sum of the basket or the return.
    Sum(Sum),
    /// `earned`, `redeemed.points`, …: points of the basket or the return.
    Points(PointsOf, UnitId),
    /// `line.1.to_pay`: a fact of a line.
    Line(u32, LineFact),
    /// `without_redemption.paid`, `with_max_redemption.earned`: another redemption of a quote.
    Variant {
        /// With as many points as the rules allow, rather than none.
        max: bool,
        /// Points earned of a unit, rather than what is left to pay.
        earned: Option<UnitId>,
    },
    /// `card.gift`: what is on a gift card afterwards.
    CardBalance(String),
    /// `card.gift.pays`: what it pays.
    CardPays(String),
    /// `card.gift.reason`: why it pays less than asked, or nothing.
    CardReason(String),
    /// `claim.mug`: how a claim of a reward stands afterwards.
    Claim(String),
    /// `gift.mug`: how many units of a gift are deserved, or why none is.
    Gift(RuleId),
    /// `owes.alpha`, `clearing`, `breakage`: where partners and the program stand with one another.
    Settled(Settled),
    /// `refused`: why nothing happened.
    Refused,
    /// `redeem.reason`: why fewer points were spent than asked.
    RedeemReason(UnitId),
    /// `coupon.SPRING`: `applied`, `idle`, or why it was refused.
    Coupon(String),
    /// `hints`: rules that nearly applied.
    Hints,
    /// `hint.regulars`: how much is missing.
    Hint(RuleId),
    /// `discrepancies`: what was noted for review.
    Discrepancies,
    /// `ann.points`, `ann.tier`, …: where a member stands afterwards.
    Standing(String, StandingFact),
}

/// Where partners and the program stand with one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// What a partner owes the program; below zero: is owed.
    Partner(PartnerId),
    /// What the program holds for points that are out, below zero.
    Clearing,
    /// What was left to the program by points that expired, below zero.
    Breakage,
}

/// A sum of the basket or the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// At shelf prices.
    Amount,
    /// All discounts.
    Discount,
    /// Money that points paid.
    Redeemed,
    /// Left to pay by money.
    Paid,
    /// What gift cards pay of it.
    ByCards,
    /// Left to pay once cards have paid.
    Due,
    /// Money given back.
    Refund,
    /// Of this, to gift cards.
    ToCards,
    /// Money kept back for missing points.
    Withheld,
    /// Paid less given back.
    Net,
}

/// Points of the basket or the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsOf {
    /// Earned.
    Earned,
    /// Spent.
    Redeemed,
    /// The most that could be spent.
    Allowed,
    /// Spent points that came back.
    Restored,
    /// Earned points taken back.
    Reversed,
    /// Owed because of it.
    Debt,
}

/// A fact of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFact {
    /// At the shelf price.
    Amount,
    /// All discounts.
    Discount,
    /// Paid by points.
    Redeemed,
    /// Left to pay by money.
    ToPay,
    /// Points earned.
    Earned(UnitId),
    /// Money given back for it.
    Refund,
    /// `2 x 33.33, 1 x 33.34`.
    Pieces,
}

/// Where a member stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandingFact {
    /// Spendable points less debt.
    Available(UnitId),
    /// Points not yet active.
    Pending(UnitId),
    /// Points owed.
    Owed(UnitId),
    /// Level held; `none` below the first.
    Tier(SchemeId),
    /// Segments the member is in.
    Segments,
    /// How much was done of a challenge in its time, as a plain number.
    Progress(RuleId),
    /// Badges the member was given.
    Badges,
}

/// An expectation that did not come true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// As written: `ann.points`.
    pub key: String,
    /// What was expected.
    pub expected: String,
    /// What came.
    pub got: String,
}

/// What there is when there is nothing.
pub(super) const NONE: &str = "none";

/// A list in canonical form.
pub(super) fn listed(mut words: Vec<String>) -> String {
    words.sort();
    if words.is_empty() {
        NONE.to_owned()
    } else {
        words.join(", ")
    }
}

impl Expectation {
    /// What came, as what is to come again; `None` if the step had no such thing.
    pub(super) fn of(
        program: &Program,
        outcome: &Outcome,
        key: String,
        subject: Subject,
    ) -> Option<Self> {
        let facts = Facts {
            program,
            outcome,
            after: Afterwards::default(),
        };
        let want = facts.get(&subject)?;
        Some(Self { key, subject, want })
    }

    /// Compares with what came.
    pub(super) fn check(
        &self,
        program: &Program,
        outcome: &Outcome,
        after: Afterwards<'_>,
    ) -> Option<Mismatch> {
        let got = Facts {
            program,
            outcome,
            after,
        }
        .get(&self.subject);
        let got = got.unwrap_or_else(|| "nothing of the kind".to_owned());
        (got != self.want).then(|| Mismatch {
            key: self.key.clone(),
            expected: self.want.clone(),
            got,
        })
    }

    /// The gift card it is about, if it is about what is on one.
    pub(super) fn card(&self) -> Option<&str> {
        match &self.subject {
            Subject::CardBalance(card) => Some(card),
            _ => None,
        }
    }

    /// The claim it is about, if it is about one.
    pub(super) fn claim(&self) -> Option<&str> {
        match &self.subject {
            Subject::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// Whether it is about partners and the program.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self.subject, Subject::Settled(_))
    }

    /// The member it is about, if it is about one.
    pub(super) fn member(&self) -> Option<&str> {
        match &self.subject {
            Subject::Standing(member, _) => Some(member),
            _ => None,
        }
    }
}

/// What was asked for after a step, as far as an expectation is about it.
#[derive(Default)]
pub(super) struct Afterwards<'a> {
    /// Where the member stands.
    pub standing: Option<&'a Standing>,
    /// What is on the gift card.
    pub balance: Option<Money>,
    /// How the claim stands.
    pub claim: Option<String>,
    /// Where partners and the program stand.
    pub settlement: Option<Settlement>,
}

/// What came of a step, as canonical text.
struct Facts<'a> {
    program: &'a Program,
    outcome: &'a Outcome,
    after: Afterwards<'a>,
}

impl Facts<'_> {
    /// `None`: the step had no such thing.
    fn get(&self, subject: &Subject) -> Option<String> {
        let sale = self.outcome.sale.as_ref();
        match subject {
            Subject::Sum(sum) => self.sum(*sum).map(|money| self.money(money)),
            Subject::Points(of, unit) => self.points_of(*of, unit),
            Subject::Line(number, fact) => self.line(*number, fact),
            Subject::Variant { max, earned } => {
                let sale = sale?;
                let variant = if *max {
                    &sale.with_max_redemption
                } else {
                    &sale.without_redemption
                };
                Some(self.variant(variant.as_ref()?, earned.as_ref()))
            }
            Subject::Settled(of) => {
                let settlement = self.after.settlement.as_ref()?;
                Some(self.money(match of {
                    Settled::Partner(partner) => settlement.owed_by(partner),
                    Settled::Clearing => settlement.clearing(),
                    Settled::Breakage => settlement.breakage(),
                }))
            }
            Subject::Claim(_) => self.after.claim.clone(),
            Subject::CardBalance(_) => self.after.balance.map(|money| self.money(money)),
            Subject::CardPays(card) => Some(self.money(sale?.card(card)?.pays)),
            Subject::CardReason(card) => {
                let reason = sale?.card(card)?.reason.clone();
                Some(reason.unwrap_or_else(|| NONE.to_owned()))
            }
            Subject::Refused => Some(
                self.outcome
                    .refused
                    .clone()
                    .unwrap_or_else(|| NONE.to_owned()),
            ),
            Subject::RedeemReason(unit) => Some(
                sale?
                    .redeem_reason
                    .get(unit)
                    .cloned()
                    .unwrap_or_else(|| NONE.to_owned()),
            ),
            Subject::Coupon(code) => coupon(sale?, code),
            Subject::Gift(rule) => Some(gift(sale?, rule)),
            Subject::Hints => Some(listed(
                sale?
                    .hints
                    .iter()
                    .map(|hint| hint.rule.to_string())
                    .collect(),
            )),
            Subject::Hint(rule) => self.hint(sale?, rule),
            Subject::Discrepancies => Some(listed(self.outcome.discrepancies.clone())),
            Subject::Standing(_, fact) => self
                .after
                .standing
                .map(|standing| self.stands(standing, fact)),
        }
    }

    fn sum(&self, sum: Sum) -> Option<Money> {
        let sale = self.outcome.sale.as_ref();
        let totals = sale.map(|sale| sale.totals);
        let by_cards = sale.map(Sale::by_cards);
        let back = self.outcome.back.as_ref();
        match sum {
            Sum::Amount => totals.map(|totals| totals.amount),
            Sum::Discount => totals.map(|totals| totals.discount),
            Sum::Redeemed => totals.map(|totals| totals.redeemed),
            Sum::Paid => totals.map(|totals| totals.to_pay),
            Sum::ByCards => by_cards,
            Sum::Due => totals
                .zip(by_cards)
                .map(|(totals, by_cards)| totals.to_pay - by_cards),
            Sum::Refund => back.map(|back| back.refund),
            Sum::ToCards => back.map(|back| back.to_cards),
            Sum::Withheld => back.map(|back| back.withheld),
            Sum::Net => {
                let due = totals.zip(by_cards).zip(back);
                due.map(|((totals, by_cards), back)| {
                    (totals.to_pay - by_cards) - (back.refund - back.to_cards)
                })
            }
        }
    }

    fn points_of(&self, of: PointsOf, unit: &UnitId) -> Option<String> {
        let (sale, back) = (self.outcome.sale.as_ref(), self.outcome.back.as_ref());
        let by_unit = match of {
            PointsOf::Earned => &sale?.earned,
            PointsOf::Redeemed => &sale?.redeemed,
            PointsOf::Allowed => &sale?.allowed,
            PointsOf::Restored => &back?.restored,
            PointsOf::Reversed => &back?.reversed,
            PointsOf::Debt => &back?.debt,
        };
        Some(self.of_unit(by_unit, unit))
    }

    fn line(&self, number: u32, fact: &LineFact) -> Option<String> {
        if *fact == LineFact::Refund {
            let refund = self.outcome.back.as_ref()?.lines.get(&number)?;
            return Some(self.money(*refund));
        }
        let line = self.outcome.sale.as_ref()?.lines.get(&number)?;
        Some(match fact {
            LineFact::Amount => self.money(line.amount),
            LineFact::Discount => self.money(line.discount),
            LineFact::Redeemed => self.money(line.redeemed),
            LineFact::ToPay | LineFact::Refund => self.money(line.to_pay),
            LineFact::Earned(unit) => self.of_unit(&line.earned, unit),
            LineFact::Pieces => {
                let price = |price: crate::number::Price| price.format(self.program.currency);
                let runs = line.pieces.iter();
                let runs = runs.map(|piece| format!("{} x {}", piece.quantity, price(piece.price)));
                listed(runs.collect())
            }
        })
    }

    fn variant(&self, variant: &SaleVariant, earned: Option<&UnitId>) -> String {
        match earned {
            Some(unit) => self.of_unit(&variant.earned, unit),
            None => self.money(variant.to_pay),
        }
    }

    fn hint(&self, sale: &Sale, rule: &RuleId) -> Option<String> {
        let hints = sale.hints.iter().filter(|hint| hint.rule == *rule);
        let missing: Vec<String> = hints.map(|hint| self.missing(&hint.missing)).collect();
        (!missing.is_empty()).then(|| listed(missing))
    }

    /// How much is missing, as a plain number.
    fn missing(&self, missing: &Missing) -> String {
        let text = match missing {
            Missing::Money(money) => self.money(*money),
            Missing::Units(quantity) => quantity.to_string(),
            Missing::Purchases(count) => count.to_string(),
            Missing::Points { unit, points } => self.points(unit, *points),
        };
        plain_number(&text).unwrap_or(text)
    }

    fn stands(&self, standing: &Standing, fact: &StandingFact) -> String {
        match fact {
            StandingFact::Available(unit) => self.of_unit(&standing.available, unit),
            StandingFact::Pending(unit) => self.of_unit(&standing.pending, unit),
            StandingFact::Owed(unit) => self.of_unit(&standing.owed, unit),
            StandingFact::Tier(scheme) => standing
                .tiers
                .get(scheme)
                .map_or_else(|| NONE.to_owned(), ToString::to_string),
            StandingFact::Progress(challenge) => {
                let done = standing.progress.get(challenge);
                done.map_or_else(|| NONE.to_owned(), Clone::clone)
            }
            StandingFact::Badges => {
                listed(standing.badges.iter().map(ToString::to_string).collect())
            }
            StandingFact::Segments => {
                listed(standing.segments.iter().map(ToString::to_string).collect())
            }
        }
    }

    fn of_unit(&self, by_unit: &BTreeMap<UnitId, Points>, unit: &UnitId) -> String {
        self.points(unit, by_unit.get(unit).copied().unwrap_or(Points::ZERO))
    }

    fn money(&self, money: Money) -> String {
        self.program.currency.format_money(money)
    }

    fn points(&self, unit: &UnitId, points: Points) -> String {
        let scale = self
            .program
            .unit(unit)
            .map(|unit| unit.scale)
            .unwrap_or_default();
        scale.format(points)
    }
}

/// The units of a gift that are deserved, or why none is.
fn gift(sale: &Sale, rule: &RuleId) -> String {
    match sale.gifts.get(rule) {
        None => NONE.to_owned(),
        Some((0, Some(reason))) => reason.clone(),
        Some((count, _)) => count.to_string(),
    }
}

fn coupon(sale: &Sale, code: &str) -> Option<String> {
    let answer = sale.coupons.iter().find(|answer| answer.code == code)?;
    Some(match (answer.status, &answer.reason) {
        (CouponStatus::Refused, Some(reason)) => word(reason),
        (status, _) => word(&status),
    })
}

/// A number without needless zeros: `62.00` is `62`.
pub(super) fn plain_number(text: &str) -> Option<String> {
    Quantity::parse(text).ok().map(|number| number.to_string())
}
