//! Stage 4: points taken as a discount.
//!
//! Units are redeemed in the program's order, each on what the ones before it left:
//!
//! ```text
//! eligible = Σ (amount after discounts − floor) of the lines that may be paid by points
//! cap      = floor(min(share × (eligible or basket), eligible, max_money))
//! points   = min(asked, spendable, floor(cap ÷ value)), down to whole steps; 0 under the minimum
//! money    = floor(points × value)
//! points   = the fewest whole steps that buy that money
//! ```
//!
//! Money is distributed over the eligible lines in proportion to what is eligible of them, points in proportion
//! to the money.

use crate::basket::{
    Flag, PricedBy, Pricing, RedeemAsk, RedeemMuch, RedeemReason, Redeemed, Redemption, Sale,
};
use crate::condition;
use crate::name::UnitId;
use crate::number::{Money, Points, Rounding, distribute, mul_div};
use crate::program::{PointValue, RedeemRule, ShareOf};

/// Redeems what is asked, as far as the rules and the balance go; what a till has redeemed already as it says.
pub(super) fn apply(
    sale: &Sale<'_>,
    asks: &[RedeemAsk],
    pricing: &mut Pricing<'_>,
) -> Vec<Redemption> {
    let mut redemptions = Vec::new();
    for rule in &sale.program.redeem {
        let asked = asks
            .iter()
            .find(|ask| ask.unit == rule.unit)
            .map_or(RedeemMuch::None, |ask| ask.much);
        if sale.member().is_some() || asked != RedeemMuch::None {
            redemptions.push(redeem(sale, rule, asked, pricing));
        }
    }
    let unknown = asks
        .iter()
        .filter(|ask| sale.program.redeem.iter().all(|rule| rule.unit != ask.unit));
    redemptions
        .extend(unknown.map(|ask| Redemption::refused(&ask.unit, RedeemReason::UnknownUnit)));
    redemptions
}

/// Redeems one unit.
fn redeem(
    sale: &Sale<'_>,
    rule: &RedeemRule,
    asked: RedeemMuch,
    pricing: &mut Pricing<'_>,
) -> Redemption {
    let Some(value) = sale.program.unit(&rule.unit).and_then(|unit| unit.value) else {
        return Redemption::refused(&rule.unit, RedeemReason::UnknownUnit);
    };
    let ruled = allowance(sale, rule, value, pricing);
    let told = match sale.basket.priced {
        PricedBy::Till => told(value, asked, pricing),
        PricedBy::Here => None,
    };
    let (bought, reason, eligible) = match (told, &ruled) {
        (Some(told), _) => (told, None, all_of(pricing)),
        (None, Ok(allowance)) => {
            let (bought, reason) = allowance.spend(asked);
            (bought, reason, eligible(rule, pricing))
        }
        (None, Err(reason)) => (Bought::default(), Some(*reason), Vec::new()),
    };
    pay_lines(&rule.unit, bought, &eligible, pricing);
    let is_member = sale.member().is_some();
    Redemption {
        unit: rule.unit.clone(),
        available: if is_member {
            sale.book.available(&rule.unit)
        } else {
            Points::ZERO
        },
        spendable: spendable(sale, rule),
        allowed: ruled.map_or(Points::ZERO, |allowance| {
            allowance.spend(RedeemMuch::Max).0.points
        }),
        granted: bought.points,
        amount: bought.money,
        reason: reason.filter(|_| asked != RedeemMuch::None),
    }
}

/// What the rules let the buyer spend on this basket, or why nothing.
fn allowance<'a>(
    sale: &Sale<'_>,
    rule: &'a RedeemRule,
    value: PointValue,
    pricing: &Pricing<'_>,
) -> Result<Allowance<'a>, RedeemReason> {
    if sale.situation.member.is_none() {
        return Err(RedeemReason::Unidentified);
    }
    if sale.member().is_none() {
        return Err(RedeemReason::Blocked);
    }
    if !sale.is_in_program_life() || !condition::holds(&rule.when, &pricing.view(sale)) {
        return Err(RedeemReason::NotAllowed);
    }
    let cap = cap(rule, &eligible(rule, pricing), pricing);
    Ok(Allowance {
        rule,
        value,
        spendable: spendable(sale, rule),
        cap,
    })
}

fn spendable(sale: &Sale<'_>, rule: &RedeemRule) -> Points {
    match sale.member() {
        Some(_) => sale.book.spendable(&rule.unit, sale.own_hold),
        None => Points::ZERO,
    }
}

/// What a till says it took, at most what the basket costs; `None` if it leaves the amount to the rules.
fn told(value: PointValue, asked: RedeemMuch, pricing: &Pricing<'_>) -> Option<Bought> {
    let total = pricing.total();
    match asked {
        RedeemMuch::Points(points) if value.money_for(points) <= total => Some(Bought {
            points,
            money: value.money_for(points),
        }),
        RedeemMuch::Points(_) => Some(Bought {
            points: value.points_to_buy(total),
            money: total,
        }),
        RedeemMuch::Money(money) => {
            let money = money.min(total);
            Some(Bought {
                points: value.points_to_buy(money),
                money,
            })
        }
        RedeemMuch::Max | RedeemMuch::None => None,
    }
}

/// Every line's amount: what a till took may be on any of them.
fn all_of(pricing: &Pricing<'_>) -> Vec<i64> {
    pricing
        .facts
        .lines
        .iter()
        .map(|line| line.now.minor())
        .collect()
}

/// What may be paid by points, line by line; zero for lines that may not.
fn eligible(rule: &RedeemRule, pricing: &Pricing<'_>) -> Vec<i64> {
    let eligible = |line: usize| {
        let admitted = rule
            .lines
            .as_ref()
            .is_none_or(|lines| lines.matches(&pricing.facts.lines[line]));
        let barred = [Flag::NoRedeem, Flag::Service];
        if admitted && !barred.iter().any(|flag| pricing.lines[line].has(*flag)) {
            pricing.room(line).minor()
        } else {
            0
        }
    };
    (0..pricing.lines.len()).map(eligible).collect()
}

/// The most money points may pay.
fn cap(rule: &RedeemRule, eligible: &[i64], pricing: &Pricing<'_>) -> Money {
    let eligible: i64 = eligible.iter().sum();
    let whole = match rule.share_of {
        ShareOf::Eligible => eligible,
        ShareOf::Basket => pricing.after_discounts().minor(),
    };
    let share = rule.max_share.of(whole, Rounding::Floor);
    let limit = rule.max_money.map_or(i64::MAX, Money::minor);
    Money::from_minor(share.min(eligible).min(limit).max(0))
}

/// What a member may spend of a unit on a basket.
struct Allowance<'a> {
    rule: &'a RedeemRule,
    value: PointValue,
    spendable: Points,
    cap: Money,
}

/// Points and the money they buy.
#[derive(Debug, Clone, Copy, Default)]
struct Bought {
    points: Points,
    money: Money,
}

impl Allowance<'_> {
    /// What is bought when so much is asked, and why less than that.
    fn spend(&self, asked: RedeemMuch) -> (Bought, Option<RedeemReason>) {
        let most = self.coverable().min(self.spendable);
        let wanted = match asked {
            RedeemMuch::None => Points::ZERO,
            RedeemMuch::Max => most,
            RedeemMuch::Points(points) => points,
            RedeemMuch::Money(money) => self.value.points_within(money),
        };
        let points = whole_steps(wanted.min(most), self.rule.step);
        if points < self.rule.min_points || points.is_zero() {
            return (Bought::default(), self.why_nothing(asked, wanted));
        }
        let money = self.value.money_for(points);
        let fewest = whole_steps_up(self.value.points_to_buy(money), self.rule.step);
        (
            Bought {
                points: fewest,
                money,
            },
            self.why_less(wanted),
        )
    }

    /// The most points whose value is within the cap.
    fn coverable(&self) -> Points {
        self.value.points_within(self.cap)
    }

    fn why_nothing(&self, asked: RedeemMuch, wanted: Points) -> Option<RedeemReason> {
        let most = self.coverable().min(self.spendable);
        if asked != RedeemMuch::Max && wanted.is_zero() {
            None
        } else if self.cap.is_zero() {
            Some(RedeemReason::NothingEligible)
        } else if wanted.min(most).is_positive() {
            let under = wanted.min(most) < self.rule.min_points;
            Some(if under {
                RedeemReason::BelowMinimum
            } else {
                RedeemReason::Step
            })
        } else {
            Some(self.bound())
        }
    }

    fn why_less(&self, wanted: Points) -> Option<RedeemReason> {
        if wanted > self.coverable().min(self.spendable) {
            Some(self.bound())
        } else if wanted > whole_steps(wanted, self.rule.step) {
            Some(RedeemReason::Step)
        } else {
            None
        }
    }

    /// Which of balance and basket is the smaller.
    fn bound(&self) -> RedeemReason {
        if self.spendable <= self.coverable() {
            RedeemReason::Balance
        } else {
            RedeemReason::Share
        }
    }
}

impl PointValue {
    /// The most points whose value is within an amount.
    pub fn points_within(&self, money: Money) -> Points {
        Points::from_raw(self.points_of(money, Rounding::Floor))
    }

    /// The fewest points that buy an amount.
    pub fn points_to_buy(&self, money: Money) -> Points {
        Points::from_raw(self.points_of(money, Rounding::Ceil))
    }

    /// What points buy.
    pub fn money_for(&self, points: Points) -> Money {
        let Self { points: per, money } = self;
        Money::from_minor(mul_div(
            points.raw(),
            money.minor(),
            per.raw(),
            Rounding::Floor,
        ))
    }

    fn points_of(&self, money: Money, rounding: Rounding) -> i64 {
        mul_div(
            money.minor(),
            self.points.raw(),
            self.money.minor(),
            rounding,
        )
    }
}

fn whole_steps(points: Points, step: Points) -> Points {
    let step = step.raw().max(1);
    Points::from_raw(points.raw().max(0) / step * step)
}

fn whole_steps_up(points: Points, step: Points) -> Points {
    let step = step.raw().max(1);
    Points::from_raw(mul_div(points.raw(), 1, step, Rounding::Ceil) * step)
}

/// Spreads money and points over the lines in proportion to what is eligible of them.
fn pay_lines(unit: &UnitId, bought: Bought, eligible: &[i64], pricing: &mut Pricing<'_>) {
    if !bought.money.is_positive() {
        return;
    }
    let money = distribute(bought.money.minor(), eligible, Some(eligible)).parts;
    let points = distribute(bought.points.raw(), &money, None).parts;
    for (line, (money, points)) in money.into_iter().zip(points).enumerate() {
        if money > 0 {
            let (points, amount) = (Points::from_raw(points), Money::from_minor(money));
            pricing.redeem(
                line,
                Redeemed {
                    unit: unit.clone(),
                    points,
                    amount,
                },
            );
        }
    }
}
