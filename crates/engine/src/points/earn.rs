//! Stage 7: points earned.
//!
//! Rules of a unit are combined in groups, by priority, then id:
//!
//! ```text
//! S        = Σ of the `sum` rules
//! stands   = the greatest of S and every `max` rule (S if equal, then the earlier rule)
//! scaled   = what stands × every `multiply` rule, on the lines that rule matches
//! result   = scaled, then the `add_after` rules
//! ```
//!
//! A rule with `stop` that fired ends its group. Until here nothing is rounded; then each resulting rule is
//! rounded once, and its lines share it by largest remainder over their unrounded contributions.

use std::collections::BTreeSet;

use crate::basket::{Earned, Earning, Flag, Hint, Pricing, Sale, near_miss};
use crate::condition::{self, LineFacts};
use crate::name::{Category, RuleId, Sku, UnitId};
use crate::number::{Money, Points, Ratio};
use crate::points::LotDates;
use crate::points::contribution::Contribution;
use crate::program::{Combine, EarnBase, EarnRate, EarnRule, LineTrait, Unit};

/// What a basket earns.
#[derive(Default)]
pub(crate) struct Earnings {
    /// By rule: units in the program's order, groups by name, rules by priority, then id.
    pub rules: Vec<Earning>,
    /// The same by line.
    pub lines: EarnedLines,
    /// Rules that nearly applied.
    pub hints: Vec<Hint>,
}

/// What each line earns, in the basket's order.
#[derive(Default)]
pub(crate) struct EarnedLines(Vec<Vec<Earned>>);

impl EarnedLines {
    /// What a line earns; nothing is left behind.
    pub fn take(&mut self, line: usize) -> Vec<Earned> {
        self.0.get_mut(line).map(std::mem::take).unwrap_or_default()
    }
}

/// A rule that gives something, before rounding.
struct Giving<'a> {
    rule: &'a EarnRule,
    points: Contribution,
    /// The money it counted, if it counts money.
    base: Option<Money>,
    multiplied_by: Vec<RuleId>,
}

/// Earns on the basket as it stands after redemption. Who is not a member earns nothing.
pub(crate) fn earn<'a>(sale: &Sale<'a>, pricing: &mut Pricing<'a>) -> Earnings {
    let mut earnings = Earnings::default();
    if sale.member().is_none() || !sale.is_in_program_life() {
        return earnings;
    }
    earnings.lines.0.resize_with(pricing.lines.len(), Vec::new);
    for unit in &sale.program.units {
        for group in groups_of(sale, &unit.id) {
            let rules = sale
                .program
                .earn
                .iter()
                .filter(|rule| rule.unit == unit.id && rule.group == group);
            for giving in combine(sale, rules, pricing, &mut earnings.hints) {
                earnings.add(sale, unit, giving);
            }
        }
    }
    earnings
}

/// Names of a unit's groups, each once, in order.
fn groups_of<'a>(sale: &Sale<'a>, unit: &UnitId) -> Vec<&'a str> {
    let rules = sale.program.earn.iter().filter(|rule| rule.unit == *unit);
    let mut groups: Vec<&str> = rules.map(|rule| rule.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// What the rules of a group give together.
fn combine<'a>(
    sale: &Sale<'a>,
    rules: impl Iterator<Item = &'a EarnRule>,
    pricing: &mut Pricing<'a>,
    hints: &mut Vec<Hint>,
) -> Vec<Giving<'a>> {
    let mut sum: Vec<Giving<'a>> = Vec::new();
    let mut greatest: Option<Giving<'a>> = None;
    let mut factors: Vec<(&'a EarnRule, Ratio)> = Vec::new();
    let mut after: Vec<Giving<'a>> = Vec::new();
    for rule in rules {
        if !applies(sale, rule, pricing, hints) {
            continue;
        }
        if let EarnRate::Times(ratio) = rule.rate {
            factors.push((rule, ratio));
        } else {
            let points = contribution(sale, rule, pricing);
            if points.is_zero() {
                continue;
            }
            let giving = Giving {
                rule,
                points,
                base: counted(rule, pricing),
                multiplied_by: Vec::new(),
            };
            match rule.combine {
                Combine::Sum | Combine::Multiply => sum.push(giving),
                Combine::AddAfter => after.push(giving),
                Combine::Max => {
                    let total = giving.points.total();
                    if greatest
                        .as_ref()
                        .is_none_or(|greatest| total > greatest.points.total())
                    {
                        greatest = Some(giving);
                    }
                }
            }
        }
        if rule.stop {
            break;
        }
    }
    let mut standing = stand(sum, greatest);
    for (rule, ratio) in factors {
        standing
            .iter_mut()
            .for_each(|giving| multiply(giving, rule, ratio, pricing));
    }
    standing.extend(after);
    standing
}

/// The greatest of the sum and the best single rule.
fn stand<'a>(sum: Vec<Giving<'a>>, greatest: Option<Giving<'a>>) -> Vec<Giving<'a>> {
    let total = sum.iter().map(|giving| giving.points.total()).sum();
    match greatest {
        Some(greatest) if greatest.points.total() > total => vec![greatest],
        _ => sum,
    }
}

fn multiply(giving: &mut Giving<'_>, rule: &EarnRule, ratio: Ratio, pricing: &Pricing<'_>) {
    let scaled = giving
        .points
        .scale(ratio, |line| counts(rule, pricing, line));
    if scaled {
        giving.multiplied_by.push(rule.id.clone());
    }
}

/// Whether a rule may apply; notes it as met, or as a near miss.
fn applies<'a>(
    sale: &Sale<'a>,
    rule: &'a EarnRule,
    pricing: &mut Pricing<'a>,
    hints: &mut Vec<Hint>,
) -> bool {
    let on_goods = (0..pricing.lines.len()).any(|line| counts(rule, pricing, line));
    if !on_goods || !sale.may_use(&rule.id, rule.limit.as_ref()) {
        return false;
    }
    let view = pricing.view(sale);
    let holds = condition::holds(&rule.when, &view);
    if holds {
        pricing.met.push(&rule.id);
    } else {
        hints.extend(near_miss(&rule.id, &rule.when, &view));
    }
    holds
}

/// Whether a rule looks at a line.
fn counts(rule: &EarnRule, pricing: &Pricing<'_>, line: usize) -> bool {
    let filter = rule.lines.as_ref();
    filter.is_none_or(|filter| filter.matches(&pricing.facts.lines[line]))
        && !pricing.lines[line].has(Flag::NoEarn)
        && !pricing.lines[line].has(Flag::Service)
}

/// What a rule gives on each line, before rounding.
fn contribution(sale: &Sale<'_>, rule: &EarnRule, pricing: &Pricing<'_>) -> Contribution {
    let lines = 0..pricing.lines.len();
    let bases = || -> Vec<Option<i64>> {
        lines
            .clone()
            .map(|line| counts(rule, pricing, line).then(|| base(rule, pricing, line)))
            .collect()
    };
    match rule.rate {
        EarnRate::Share(share) => {
            let unit = sale.program.unit(&rule.unit);
            let value = unit.and_then(|unit| unit.value);
            let per_money =
                value.and_then(|value| Ratio::points_per_money(value.points, value.money));
            let rate = per_money.and_then(|per_money| share.times(per_money));
            Contribution::rate(rate.unwrap_or(Ratio::ZERO), &bases())
        }
        EarnRate::PerMoney { points, money } => {
            let rate = Ratio::points_per_money(points, money);
            Contribution::rate(rate.unwrap_or(Ratio::ZERO), &bases())
        }
        EarnRate::Fixed(points) => Contribution::fixed(points, &bases()),
        EarnRate::PerUnit(points) => {
            let units = |line: usize| {
                let units = pricing.lines[line].quantity.whole_units();
                counts(rule, pricing, line).then_some(units)
            };
            Contribution::per_unit(points, &lines.map(units).collect::<Vec<_>>())
        }
        EarnRate::PerDistinct { points, of } => {
            let mut seen = BTreeSet::new();
            let mut fresh = |line: usize| {
                let values = values(&pricing.facts.lines[line], of);
                let is_fresh = |value: &&str| seen.insert((*value).to_owned());
                let fresh = values.into_iter().filter(is_fresh).count();
                i64::try_from(fresh).unwrap_or(i64::MAX)
            };
            let counted = lines.map(|line| counts(rule, pricing, line).then(|| fresh(line)));
            Contribution::per_unit(points, &counted.collect::<Vec<_>>())
        }
        EarnRate::Times(_) => Contribution::default(),
    }
}

/// The values of a line that it is told apart by.
fn values(line: &LineFacts, of: LineTrait) -> Vec<&str> {
    match of {
        LineTrait::Sku => line.sku.iter().map(Sku::as_str).collect(),
        LineTrait::Category => line.category.iter().map(Category::as_str).collect(),
        LineTrait::Brand => line.brand.iter().map(String::as_str).collect(),
    }
}

/// The money a rule counts on all lines together; `None` for a rule that counts something else.
fn counted(rule: &EarnRule, pricing: &Pricing<'_>) -> Option<Money> {
    let lines = (0..pricing.lines.len()).filter(|line| counts(rule, pricing, *line));
    match rule.rate {
        EarnRate::Share(_) | EarnRate::PerMoney { .. } => Some(Money::from_minor(
            lines.map(|line| base(rule, pricing, line)).sum(),
        )),
        EarnRate::Fixed(_)
        | EarnRate::PerUnit(_)
        | EarnRate::PerDistinct { .. }
        | EarnRate::Times(_) => None,
    }
}

/// What a line's points are counted from, in minor units.
fn base(rule: &EarnRule, pricing: &Pricing<'_>, line: usize) -> i64 {
    let by_points = || {
        pricing.lines[line]
            .redeemed
            .iter()
            .map(|redeemed| redeemed.amount)
            .sum()
    };
    let base = match rule.base {
        EarnBase::Paid => pricing.now(line),
        EarnBase::BeforeRedemption => pricing.now(line) + by_points(),
    };
    base.minor()
}

impl Earnings {
    /// Rounds what a rule gives and shares it over the lines.
    fn add(&mut self, sale: &Sale<'_>, unit: &Unit, giving: Giving<'_>) {
        let Giving {
            rule,
            points,
            base,
            multiplied_by,
        } = giving;
        let (amount, shares) = points.round(rule.rounding);
        if amount <= 0 {
            return;
        }
        let EarnRule {
            activate_after,
            expire,
            ..
        } = rule;
        let dates = LotDates::of(
            Some(unit),
            *activate_after,
            *expire,
            sale.when.at,
            sale.zone(),
        );
        for (line, share) in self.lines.0.iter_mut().zip(shares) {
            if share > 0 {
                let points = Points::from_raw(share);
                line.push(Earned {
                    unit: unit.id.clone(),
                    rule: rule.id.clone(),
                    points,
                });
            }
        }
        self.rules.push(Earning {
            unit: unit.id.clone(),
            rule: rule.id.clone(),
            amount: Points::from_raw(amount),
            base,
            activates_at: dates.activates_at,
            expires_at: dates.expires_at,
            multiplied_by,
        });
    }
}
