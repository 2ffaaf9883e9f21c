//! Goods come back without their purchase.

use crate::basket::{Flag, Line};
use crate::condition::{BasketFacts, LineFacts};
use crate::counter::{Counted, CounterKey, CounterMove};
use crate::decision::{Decision, Effect, EffectKind, Returned, ReturnedLine, When};
use crate::event::UnlinkedReturn;
use crate::name::RuleId;
use crate::number::{Fraction, Money, Points, Ratio};
use crate::points::{Book, Reversal};
use crate::program::{
    EarnRate, EarnRule, Program, TierMetric, TierPeriod, TierScheme, Unit, UnlinkedReverse,
};
use crate::purchase::shortfall::Shortfalls;
use crate::situation::Situation;

/// The rule named by effects of a return without its purchase that no rule of the program made.
const RULE: &str = "unlinked_return";

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
        refund: refund - shortfalls.withheld,
        withheld: shortfalls.withheld,
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
        metrics(program, refund, &mut decision, when);
    }
    decision.returned = Some(returned);
    book.close(&mut decision);
    decision
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
        !flags.contains(&Flag::NoEarn)
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
        EarnRate::Fixed(_) | EarnRate::Times(_) => Fraction::ZERO,
    }
}

/// Lowers the tier metrics that count money.
fn metrics(program: &Program, refund: Money, decision: &mut Decision, when: When) {
    let of_money = |scheme: &&TierScheme| scheme.metric == TierMetric::Spend;
    for scheme in program.schemes.iter().filter(of_money) {
        let period = match scheme.period {
            TierPeriod::Calendar(period) => Some(period.key(when.at, &program.zone)),
            TierPeriod::Lifetime => None,
        };
        let key = CounterKey {
            counted: Counted::Tier(scheme.id.clone()),
            period,
        };
        let moved = CounterMove {
            key,
            delta: -refund.minor(),
        };
        decision.counters.push(moved.clone());
        decision.effects.push(Effect {
            rule: RuleId::new(RULE),
            line: None,
            kind: EffectKind::Counter(moved),
        });
    }
}
