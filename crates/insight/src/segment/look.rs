//! One member at a time: in which segments, and when that could change by itself.

use regulars_engine::condition::{Condition, next_change_at};
use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;

use super::plan::Plan;
use super::select::Asked;

/// How a member stands towards some conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// For each condition, in their order, whether it holds.
    pub inside: Vec<bool>,
    /// The first instant at which any of them could answer otherwise although nothing new happens; `None`: never.
    pub next: Option<Instant>,
}

/// Conditions made ready to be asked of one member after the other.
#[derive(Debug)]
pub struct Questions<'c> {
    conditions: Vec<&'c Condition>,
    plans: Vec<Plan>,
}

impl Asked<'_> {
    /// Makes conditions ready.
    pub fn questions<'c>(
        &self,
        conditions: impl IntoIterator<Item = &'c Condition>,
    ) -> Questions<'c> {
        let conditions: Vec<&Condition> = conditions.into_iter().collect();
        let plans = conditions.iter().map(|one| Plan::of(one, self.frozen()));
        Questions {
            plans: plans.collect(),
            conditions,
        }
    }

    /// How a member stands. Nobody who is unknown, blocked or yet to join is in any segment.
    pub fn look(&self, questions: &Questions<'_>, member: MemberId) -> Look {
        let found = self.columns().find(member);
        let view = found.and_then(|(part, n)| self.view(part, n));
        let Some(view) = view.filter(|view| view.counts()) else {
            return Look {
                inside: vec![false; questions.plans.len()],
                next: None,
            };
        };
        let plans = questions.plans.iter();
        let conditions = questions.conditions.iter();
        Look {
            inside: plans
                .map(|plan| plan.holds(member, &view, self.frozen()))
                .collect(),
            next: conditions
                .filter_map(|condition| next_change_at(condition, &view))
                .min(),
        }
    }

    /// Everybody there is, by id.
    pub fn ids(&self) -> Vec<MemberId> {
        self.columns().ids()
    }
}
