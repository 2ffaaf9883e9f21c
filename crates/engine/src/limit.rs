//! Limits: how often a member may use a rule.

use crate::counter::{Counted, CounterKey, CounterMove, StockMove};
use crate::decision::{Decision, Effect, EffectKind};
use crate::name::RuleId;
use crate::program::{Limit, LimitPer, MemberCap, Steps, StepsPast, Stock};
use crate::situation::Situation;
use crate::time::{Instant, Zone};

impl Limit {
    /// The counter that holds the uses of a rule at an instant; `None` for a rolling limit, which reads the
    /// instants of the last uses instead.
    pub fn counter(&self, rule: &RuleId, at: Instant, zone: &Zone) -> Option<CounterKey> {
        let period = match self.per {
            LimitPer::Life => None,
            LimitPer::Calendar(period) => Some(period.key(at, zone)),
            LimitPer::Rolling(_) => return None,
        };
        Some(CounterKey {
            counted: Counted::Uses(rule.clone()),
            period,
        })
    }

    /// How many uses of a rule the member still has at an instant; never negative.
    ///
    /// What was posted before counts, also what happened later than `at`.
    pub fn left(&self, rule: &RuleId, situation: &Situation, at: Instant, zone: &Zone) -> i64 {
        let used = match self.per {
            LimitPer::Rolling(span) => {
                let since = span.before(at, zone);
                let uses = situation.uses.get(rule).map_or(&[][..], Vec::as_slice);
                let recent = uses.iter().filter(|used| **used > since).count();
                i64::try_from(recent).unwrap_or(i64::MAX)
            }
            LimitPer::Life | LimitPer::Calendar(_) => self
                .counter(rule, at, zone)
                .map_or(0, |key| situation.counters.get(&key)),
        };
        (self.times - used).max(0)
    }
}

impl Stock {
    /// The counter of what was given of it, by all members together.
    pub fn counter(&self, rule: &RuleId, at: Instant, zone: &Zone) -> CounterKey {
        CounterKey {
            counted: Counted::Stock(rule.clone()),
            period: self.period.map(|period| period.key(at, zone)),
        }
    }

    /// How often it can still be given, after what a decision has taken already; never negative.
    pub(crate) fn left(
        &self,
        rule: &RuleId,
        situation: &Situation,
        taken: &[StockMove],
        at: Instant,
        zone: &Zone,
    ) -> i64 {
        let key = self.counter(rule, at, zone);
        let here = taken.iter().filter(|stock| stock.moved.key == key);
        let here: i64 = here.map(|stock| stock.moved.delta).sum();
        (self.times - situation.stocks.get(&key) - here).max(0)
    }

    /// Takes one.
    pub(crate) fn take(&self, rule: &RuleId, at: Instant, zone: &Zone, decision: &mut Decision) {
        self.take_some(rule, 1, (at, zone), decision);
    }

    /// Takes so many.
    pub(crate) fn take_some(
        &self,
        rule: &RuleId,
        delta: i64,
        (at, zone): (Instant, &Zone),
        decision: &mut Decision,
    ) {
        let key = self.counter(rule, at, zone);
        let stock = StockMove {
            moved: CounterMove { key, delta },
            most: self.times,
        };
        decision.stocks.push(stock.clone());
        decision.effects.push(Effect {
            rule: rule.clone(),
            line: None,
            kind: EffectKind::Stock(stock),
        });
    }
}

impl MemberCap {
    /// The counter of the money a rule gave the member in the period of an instant.
    pub fn counter(&self, rule: &RuleId, at: Instant, zone: &Zone) -> CounterKey {
        CounterKey {
            counted: Counted::Given(rule.clone()),
            period: self.period.map(|period| period.key(at, zone)),
        }
    }
}

impl Steps {
    /// The counter of what the member bought in the period of an instant; `None` if steps count the basket alone.
    pub fn counter(&self, rule: &RuleId, at: Instant, zone: &Zone) -> Option<CounterKey> {
        let period = match self.past? {
            StepsPast::Life => None,
            StepsPast::Period(period) => Some(period.key(at, zone)),
        };
        Some(CounterKey {
            counted: Counted::Bought(rule.clone()),
            period,
        })
    }
}
