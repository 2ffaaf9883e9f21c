//! What moves the metrics of a program's schemes.

use crate::basket::{Basket, Priced};
use crate::condition::{BasketFacts, LineFacts, LineWhere};
use crate::counter::CounterMove;
use crate::decision::{Decision, Effect, EffectKind, When};
use crate::name::{RuleId, UnitId};
use crate::number::{Money, Points};
use crate::program::{Program, TierMetric, TierScheme};
use crate::situation::Situation;
use crate::tier::after_metric;
use crate::tier::climb::{Climb, Part};

/// What an event adds to metrics.
pub(crate) struct Metrics<'a> {
    program: &'a Program,
    situation: &'a Situation,
    when: When,
    moves: Vec<(&'a TierScheme, Option<u32>, CounterMove)>,
}

impl<'a> Metrics<'a> {
    pub fn new(program: &'a Program, situation: &'a Situation, when: When) -> Self {
        Self {
            program,
            situation,
            when,
            moves: Vec::new(),
        }
    }

    /// Counts a purchase in: money, visits, points it earned, units of its lines.
    pub fn purchase(&mut self, basket: &Basket, priced: &Priced) {
        let mut facts = None;
        self.each_metric(|metrics, scheme, part, metric| match metric {
            TierMetric::Spend => metrics.add(scheme, part, None, priced.for_goods().minor()),
            TierMetric::Visits => metrics.add(scheme, part, None, 1),
            TierMetric::Earned(unit) => {
                let earned = priced.earn.iter().filter(|earning| earning.unit == *unit);
                let earned: Points = earned.map(|earning| earning.amount).sum();
                metrics.add(scheme, part, None, earned.raw());
            }
            TierMetric::Fee(_) => {}
            TierMetric::Units(lines) => {
                let facts = facts.get_or_insert_with(|| {
                    BasketFacts::of(metrics.program, basket, metrics.situation)
                });
                metrics.add_units(scheme, part, lines, priced, &facts.lines);
            }
        });
    }

    /// Counts points in that something else than a purchase gave.
    pub fn points(&mut self, given: &[(UnitId, Points)]) {
        self.each_metric(|metrics, scheme, part, metric| {
            if let TierMetric::Earned(unit) = metric {
                let given = given.iter().filter(|(known, _)| known == unit);
                let given: Points = given.map(|(_, points)| *points).sum();
                metrics.add(scheme, part, None, given.raw());
            }
        });
    }

    /// Counts goods out that came back without their purchase: money and points; a visit stays a visit, and so do
    /// its units.
    pub fn unlinked(&mut self, refund: Money, reversed: &[(UnitId, Points)]) {
        self.each_metric(|metrics, scheme, part, metric| match metric {
            TierMetric::Spend => metrics.add(scheme, part, None, -refund.minor()),
            TierMetric::Earned(unit) => {
                let back = reversed.iter().filter(|(known, _)| known == unit);
                let back: Points = back.map(|(_, points)| *points).sum();
                metrics.add(scheme, part, None, -back.raw());
            }
            TierMetric::Visits | TierMetric::Units(_) | TierMetric::Fee(_) => {}
        });
    }

    /// True if it moves none.
    pub fn is_empty(&self) -> bool {
        self.moves.is_empty()
    }

    /// Puts the moves into a decision.
    pub fn count(&self, decision: &mut Decision) {
        for (scheme, line, moved) in &self.moves {
            decision.counters.push(moved.clone());
            decision.effects.push(Effect {
                rule: RuleId::new(scheme.id.as_str()),
                line: *line,
                kind: EffectKind::Counter(moved.clone()),
            });
        }
    }

    /// Lifts the member where a threshold is crossed. `now` is the situation whose tiers stand.
    pub fn lift(&self, now: &Situation, decision: &mut Decision) {
        if self.moves.is_empty() {
            return;
        }
        let moves: Vec<CounterMove> = self.moves.iter().map(|(.., moved)| moved.clone()).collect();
        let counters = now.counters.after(&moves);
        let moved_schemes = self
            .program
            .schemes
            .iter()
            .filter(|scheme| self.moves.iter().any(|(moved, ..)| moved.id == scheme.id));
        for scheme in moved_schemes {
            let moved = after_metric(self.program, now, scheme, self.when, &counters);
            if let Some(moved) = moved {
                moved.record(scheme, now, decision);
            }
        }
    }

    fn each_metric(
        &mut self,
        mut count: impl FnMut(&mut Self, &'a TierScheme, Part, &'a TierMetric),
    ) {
        let program = self.program;
        for scheme in &program.schemes {
            count(self, scheme, Part::First, &scheme.metric);
            if let Some(or) = &scheme.or {
                count(self, scheme, Part::Or, or);
            }
        }
    }

    /// Units of matching lines, line by line: a return takes back what its lines had brought.
    fn add_units(
        &mut self,
        scheme: &'a TierScheme,
        part: Part,
        wanted: &LineWhere,
        priced: &Priced,
        facts: &[LineFacts],
    ) {
        for (line, facts) in priced.lines.iter().zip(facts) {
            if wanted.matches(facts) {
                self.add(scheme, part, Some(line.number), line.quantity.raw());
            }
        }
    }

    fn add(&mut self, scheme: &'a TierScheme, part: Part, line: Option<u32>, delta: i64) {
        if delta == 0 {
            return;
        }
        let climb = Climb::of(self.program, self.situation, scheme);
        let key = climb.key(part, self.program.zone.date(self.when.at));
        self.moves.push((scheme, line, CounterMove { key, delta }));
    }
}
