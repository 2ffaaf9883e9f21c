//! Section `segments`: each after those it is made of.

use std::collections::BTreeMap;

use super::conditions::when_at;
use super::scalar::field;
use super::scope::Scope;
use crate::condition::{Condition, ConditionFile, EntryFile};
use crate::name::SegmentId;
use crate::program::file::Named;
use crate::program::{Problem, Segment};

/// Every segment, in dependency order. Conditions compiled later can refer to all of them.
pub(super) fn compile(
    file: &Named<ConditionFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Segment> {
    let order = Order::of(file);
    for circle in &order.circles {
        problems.push(Problem::new(
            field("segments", circle),
            "it is made of itself, by way of others; take one `segment:` out of the circle",
        ));
        scope.add_segment(Segment {
            id: SegmentId::new(circle),
            when: Condition::Always,
        });
    }
    let mut segments = Vec::new();
    for (id, condition) in order.segments {
        let when = when_at(condition, &field("segments", id), scope, problems);
        let segment = Segment {
            id: SegmentId::new(id),
            when,
        };
        scope.add_segment(segment.clone());
        segments.push(segment);
    }
    segments
}

/// Segments in dependency order; those in a circle, or made of one in a circle, apart.
#[derive(Default)]
struct Order<'f> {
    segments: Vec<(&'f str, &'f ConditionFile)>,
    circles: Vec<&'f str>,
}

impl<'f> Order<'f> {
    /// Takes, over and over, every segment whose parts have been taken.
    fn of(file: &'f Named<ConditionFile>) -> Self {
        let ids: Vec<&str> = file.0.iter().map(|(id, _)| id.as_str()).collect();
        let mut waiting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, condition) in &file.0 {
            let mut parts = Vec::new();
            collect(condition, &mut parts);
            parts.retain(|part| ids.contains(part));
            waiting.insert(id, parts);
        }
        let mut order = Self::default();
        loop {
            let ready = |id: &str| {
                waiting
                    .get(id)
                    .is_some_and(|parts| !parts.iter().any(|part| waiting.contains_key(part)))
            };
            let taken: Vec<_> = file.0.iter().filter(|(id, _)| ready(id)).collect();
            if taken.is_empty() {
                order.circles = waiting.into_keys().collect();
                return order;
            }
            for (id, condition) in taken {
                waiting.remove(id.as_str());
                order.segments.push((id, condition));
            }
        }
    }
}

/// Segments a condition names.
fn collect<'f>(condition: &'f ConditionFile, parts: &mut Vec<&'f str>) {
    for entry in &condition.entries {
        match entry {
            EntryFile::Segment(id) => parts.push(id.as_str()),
            EntryFile::All(inner) | EntryFile::Any(inner) => {
                inner.iter().for_each(|inner| collect(inner, parts))
            }
            EntryFile::Not(inner) => collect(inner, parts),
            _ => {}
        }
    }
}
