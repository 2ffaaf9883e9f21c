//! Goods come back without their purchase.

use crate::basket::{Flag, Line};
use crate::condition::{BasketFacts, LineFacts};
use crate::counter::CounterMove;
use crate::decision::{Decision, Effect, EffectKind, Returned, ReturnedLine, When};
use crate::event::UnlinkedReturn;
use crate::number::{Fraction, Money, Points, Ratio};
use crate::points::{Book, Reversal};
use crate::program::{EarnRate, EarnRule, Program, Unit, UnlinkedReverse};
use crate::purchase::shortfall::Shortfalls;
use crate::situation::Situation;
use crate::tier::metric::Metrics;

/// Takes goods back without their purchase: the basket's prices are what is refunded.
///
/// Tier metrics of money fall in the period of the return. Points are taken back only if the program names an earn
/// rule whose rate says how many; they come out of the owner's lots in burn order.
pub fn decide_unlinked(
    program: &Program,
    situation: &Situation,
    asked: &UnlinkedReturn,
    when: When,
) -> Decision {
    let facts = BasketFacts::of(program, &asked.basket, situation);
    let lines: Vec<Back<'_>> = asked
        .basket
        .lines
        .iter()
        .zip(&facts.lines)
        .map(Back::new)
        .collect();
    let refund: Money = lines.iter().map(|back| back.refund).sum();
    let mut decision = Decision::default();
    let mut book = Book::open(program, &situation.wallet, when);
    let mut shortfalls = Shortfalls::new(program, refund);
    let reversal = base_reversal(program, situation, &lines);
    let kind = reversal.as_ref().map(|reversal| {
        let found = book.reverse(std::slice::from_ref(reversal), None);
        shortfalls.settle(
            &mut book,
            reversal,
            found.first().copied().unwrap_or_default(),
        )
    });
    let mut returned = Returned {
        gifts_kept: Vec::new(),
        gift_cards: Vec::new(),
        refund: refund - shortfalls.withheld,
        withheld: shortfalls.withheld,
        repriced: Money::ZERO,
        restored: Vec::new(),
        reversed: Vec::new(),
        debt: Vec::new(),
        lines: lines.iter().map(Back::answer).collect(),
    };
    if let (Some(reversal), Some(kind)) = (reversal, kind) {
        returned.note(&kind);
        decision.effects.push(Effect {
            rule: reversal.rule,
            line: None,
            kind,
        });
    }
    if situation.member.is_some() {
        let mut metrics = Metrics::new(program, situation, when);
        metrics.unlinked(refund, &returned.reversed);
        metrics.count(&mut decision);
        less_paid(program, when, &lines, &mut decision);
    }
    decision.returned = Some(returned);
    book.close(&mut decision);
    decision
}

/// Lowers what activities give shares of, in the period of the return.
fn less_paid(program: &Program, when: When, lines: &[Back<'_>], decision: &mut Decision) {
    for activity in &program.activities {
        for dividend in activity.dividends() {
            let filter = dividend.lines.as_ref();
            let counted = lines
                .iter()
                .filter(|back| filter.is_none_or(|filter| filter.matches(back.facts)));
            let refund: Money = counted.map(|back| back.refund).sum();
            if refund.is_zero() {
                continue;
            }
            let moved = CounterMove {
                key: dividend.counter(&activity.id, when.at, &program.zone),
                delta: -refund.minor(),
            };
            decision.counters.push(moved.clone());
            decision.effects.push(Effect {
                rule: activity.id.clone(),
                line: None,
                kind: EffectKind::Counter(moved),
            });
        }
    }
}

/// A line that comes back.
struct Back<'a> {
    line: &'a Line,
    facts: &'a LineFacts,
    refund: Money,
}

impl<'a> Back<'a> {
    fn new((line, facts): (&'a Line, &'a LineFacts)) -> Self {
        let refund = line.sold_for.unwrap_or(facts.amount);
        Self {
            line,
            facts,
            refund,
        }
    }

    fn answer(&self) -> ReturnedLine {
        ReturnedLine {
            number: self.line.number,
            quantity: self.line.quantity,
            refund: self.refund,
            discount: Money::ZERO,
            restored: Vec::new(),
            reversed: Vec::new(),
        }
    }

    /// Whether the goods earn at all; what the line says wins over the catalogue.
    fn earns(&self, situation: &Situation) -> bool {
        let known = self
            .line
            .sku
            .as_ref()
            .and_then(|sku| situation.catalogue.get(sku));
        let flags = match known {
            Some(product) if self.line.flags.is_empty() => &product.flags,
            _ => &self.line.flags,
        };
        !flags.contains(&Flag::NoEarn) && !flags.contains(&Flag::Service)
    }
}

/// What the program takes back for these lines, if it takes anything.
fn base_reversal(program: &Program, situation: &Situation, lines: &[Back<'_>]) -> Option<Reversal> {
    let UnlinkedReverse::BaseRate(id) = &program.returns.unlinked else {
        return None;
    };
    situation.member.as_ref()?;
    let rule = program.earn.iter().find(|rule| rule.id == *id)?;
    let unit = program.unit(&rule.unit)?;
    let is_about = |back: &&Back<'_>| {
        rule.lines
            .as_ref()
            .is_none_or(|lines| lines.matches(back.facts))
    };
    let lines = lines
        .iter()
        .filter(is_about)
        .filter(|back| back.earns(situation));
    let points = lines
        .map(|back| base_points(rule, unit, back))
        .sum::<Fraction>();
    let points = Points::from_raw(points.round(rule.rounding));
    points.is_positive().then(|| Reversal {
        unit: unit.id.clone(),
        lot: None,
        points,
        rule: id.clone(),
        effect: 0,
    })
}

/// What an earn rule gives for a line, not rounded. A rule without a rate per money or per unit gives nothing back.
fn base_points(rule: &EarnRule, unit: &Unit, back: &Back<'_>) -> Fraction {
    let money = |ratio: Option<Ratio>| {
        ratio.map_or(Fraction::ZERO, |ratio| {
            Fraction::of(back.refund.minor(), ratio)
        })
    };
    match &rule.rate {
        EarnRate::Share(share) => {
            let value = unit
                .value
                .and_then(|value| Ratio::points_per_money(value.points, value.money));
            money(value).times(*share)
        }
        EarnRate::PerMoney {
            points,
            money: each,
        } => money(Ratio::points_per_money(*points, *each)),
        EarnRate::PerUnit(points) => {
            let units = back.line.quantity.as_whole().unwrap_or(0);
            Fraction::whole(points.raw().saturating_mul(units))
        }
        EarnRate::Fixed(_) | EarnRate::PerDistinct { .. } | EarnRate::Times(_) => Fraction::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::name::RuleId;
    use crate::number::{Price, Quantity};
    use crate::points::fixture::{left, on, points, unit, wallet};
    use crate::program::{Combine, EarnBase, Shortfall};
    use crate::purchase::fixture::{basket, counter, member, shop};

    fn base(rate: EarnRate) -> EarnRule {
        EarnRule {
            id: RuleId::new("base"),
            unit: unit(),
            group: "points".to_owned(),
            priority: 0,
            when: crate::condition::Condition::Always,
            lines: None,
            rate,
            combine: Combine::Sum,
            stop: false,
            base: EarnBase::Paid,
            rounding: crate::number::Rounding::Floor,
            activate_after: None,
            expire: None,
            limit: None,
        }
    }

    /// Two lines of 100.00 and 2 × 50.50 come back, by a member with 10 and 30 points.
    fn check(rate: EarnRate, reversed: i64) -> (Decision, Situation) {
        let mut program = shop();
        program.returns.unlinked = UnlinkedReverse::BaseRate(RuleId::new("base"));
        program.returns.shortfall = Shortfall::NegativeBalance;
        program.earn = vec![base(rate)];
        let mut now = member(wallet(&[(10, None), (30, Some(20))]));
        let mut basket = basket(2);
        let prices = [("100.00", 1), ("50.50", 2)];
        for (line, (price, units)) in basket.lines.iter_mut().zip(prices) {
            line.price = Price::parse(price).unwrap();
            line.quantity = Quantity::whole(units);
        }
        let event = Event::UnlinkedReturn(UnlinkedReturn { basket });
        let decision = crate::decide(&program, &now, &event, on(1));
        now.apply(&program, &event, &decision, on(1));
        let returned = decision.returned.clone().unwrap();
        assert_eq!(returned.refund, Money::from_minor(20_100));
        let sum: Points = returned.reversed.iter().map(|(_, points)| *points).sum();
        assert_eq!(sum, points(reversed));
        (decision, now)
    }

    #[test]
    fn the_base_rate_says_what_is_taken_back() {
        let five_per_hundred = EarnRate::PerMoney {
            points: points(5),
            money: Money::from_minor(10_000),
        };
        let (_, now) = check(five_per_hundred, 10);
        // In burn order, whatever purchase gave them.
        assert_eq!((left(&now.wallet, 1), left(&now.wallet, 2)), (10, 20));
        check(EarnRate::PerUnit(points(4)), 12);
        check(EarnRate::Fixed(points(4)), 0);
        let (_, now) = check(EarnRate::Share(Ratio::percent(1)), 201);
        assert_eq!(now.wallet.debts[0].remaining, points(161));
    }

    #[test]
    fn metrics_fall_by_the_refund() {
        let (_, now) = check(EarnRate::PerUnit(points(4)), 12);
        let metrics =
            ["spend", "visits", "earned"].map(|scheme| now.counters.get(&counter(scheme)));
        assert_eq!(metrics, [-20_100, 0, -12]);
    }

    #[test]
    fn an_unknown_buyer_gets_the_money_and_no_more() {
        let program = shop();
        let mut basket = basket(1);
        basket.lines[0].sold_for = Some(Money::from_minor(55));
        let event = Event::UnlinkedReturn(UnlinkedReturn { basket });
        let decision = crate::decide(&program, &Situation::default(), &event, on(1));
        assert_eq!(decision.returned.unwrap().refund, Money::from_minor(55));
        assert_eq!(decision.counters, []);
    }
}
