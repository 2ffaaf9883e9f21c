//! A condition taken apart into leaves, each of which is asked and remembered by itself.

use std::sync::OnceLock;

use regulars_engine::condition::{Condition, Leaf, holds, needs};
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;

use super::select::Frozen;
use super::way::Way;
use crate::column::ColumnView;

/// A prepared condition as a tree of leaves. Where several must hold, those that cost least stand first.
#[derive(Debug)]
pub(super) enum Plan {
    Always,
    Never,
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    /// Whoever was in a segment when it was frozen.
    Frozen(SegmentId),
    Leaf(Box<PlanLeaf>),
}

/// A leaf with the words under which its answer is remembered.
#[derive(Debug)]
pub(super) struct PlanLeaf {
    pub key: String,
    pub condition: Condition,
    /// How many members are asked at once, once any are.
    pub way: OnceLock<Way>,
}

impl Plan {
    pub(super) fn of(condition: &Condition, frozen: &Frozen) -> Self {
        match condition {
            Condition::Always => Self::Always,
            Condition::Never => Self::Never,
            Condition::All(parts) => Self::All(cheapest_first(parts, frozen)),
            Condition::Any(parts) => Self::Any(cheapest_first(parts, frozen)),
            Condition::Not(not) => Self::Not(Box::new(Self::of(not.inner(), frozen))),
            Condition::Segment(segment) if frozen.contains_key(segment.id()) => {
                Self::Frozen(segment.id().clone())
            }
            // Everyone who is asked about is known, so a member is in a segment if its condition holds.
            Condition::Segment(segment) => Self::of(segment.when(), frozen),
            Condition::Leaf(leaf) => Self::Leaf(Box::new(PlanLeaf {
                key: key(leaf),
                condition: condition.clone(),
                way: OnceLock::new(),
            })),
        }
    }

    /// Whether it holds for one member.
    pub(super) fn holds(&self, member: MemberId, view: &ColumnView<'_>, frozen: &Frozen) -> bool {
        let of = |plan: &Self| plan.holds(member, view, frozen);
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::All(plans) => plans.iter().all(of),
            Self::Any(plans) => plans.iter().any(of),
            Self::Not(plan) => !of(plan),
            Self::Frozen(id) => is_frozen(frozen, id, member),
            Self::Leaf(leaf) => holds(&leaf.condition, view),
        }
    }
}

/// Whether a member was in a segment when it was frozen.
pub(super) fn is_frozen(frozen: &Frozen, id: &SegmentId, member: MemberId) -> bool {
    let members = frozen.get(id);
    members.is_some_and(|members| members.binary_search(&member).is_ok())
}

fn cheapest_first(parts: &[Condition], frozen: &Frozen) -> Vec<Plan> {
    let mut parts: Vec<&Condition> = parts.iter().collect();
    parts.sort_by_key(|part| cost(part));
    parts
        .into_iter()
        .map(|part| Plan::of(part, frozen))
        .collect()
}

/// How much must be read: the member alone, purchases or events, lines.
fn cost(condition: &Condition) -> u8 {
    let needs = needs(condition);
    let past = [needs.purchases.is_some(), needs.purchases_since.is_some()];
    let done = [needs.events.is_some(), needs.events_since.is_some()];
    match (needs.lines, past.into_iter().chain(done).any(|read| read)) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

/// What is written says what is meant, as long as the program is the same.
fn key(leaf: &Leaf) -> String {
    format!("{:?}", leaf.written())
}
