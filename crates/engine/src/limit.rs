//! Limits: how often a member may use a rule.

use crate::counter::{Counted, CounterKey};
use crate::name::RuleId;
use crate::program::{Limit, LimitPer, MemberCap, Steps, StepsPast};
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
