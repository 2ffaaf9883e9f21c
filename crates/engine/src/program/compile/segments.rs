//! Section `segments`: each after those it is made of.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions::{tests, when_at};
use super::scalar::field;
use super::scope::Scope;
use crate::condition::{Condition, ConditionFile, EntryFile};
use crate::name::SegmentId;
use crate::program::file::Named;
use crate::program::{Problem, Segment};
use crate::said;

/// The most segments of a program.
const SEGMENTS_MAX: usize = 500;

/// Every segment, in dependency order. Conditions compiled later can refer to all of them.
pub(super) fn compile(
    file: &Named<ConditionFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Segment> {
    if file.0.len() > SEGMENTS_MAX {
        let message = said!(
            "{} segments; the most is {SEGMENTS_MAX}",
            "сегментов {}; можно не больше {SEGMENTS_MAX}",
            file.0.len()
        );
        problems.push(Problem::new("segments", message));
        return Vec::new();
    }
    let (order, circles) = in_order(file);
    for (id, _) in file
        .0
        .iter()
        .filter(|(id, _)| circles.contains(id.as_str()))
    {
        let message = said!(
            "it is made of itself, by way of others; take one `segment:` out of the circle",
            "сегмент через другие опирается сам на себя; разорвите круг — уберите один `segment:`"
        );
        problems.push(Problem::new(field("segments", id), message));
        add(id, Condition::Always, 1, scope);
    }
    let compile = |(id, condition)| {
        let tests = tests(condition, scope);
        let when = when_at(condition, &field("segments", id), scope, problems);
        add(id, when, tests, scope)
    };
    order.into_iter().map(compile).collect()
}

fn add(id: &str, when: Condition, tests: usize, scope: &Scope) -> Segment {
    let id = SegmentId::new(id);
    let segment = Segment { id, when };
    scope.add_segment(segment.clone(), tests);
    segment
}

/// Segments, each after its parts; and apart from them those that are made of themselves.
fn in_order(file: &Named<ConditionFile>) -> (Vec<(&str, &ConditionFile)>, BTreeSet<&str>) {
    let parts: Parts<'_> = file
        .0
        .iter()
        .map(|(id, condition)| (id.as_str(), parts_of(condition)))
        .collect();
    let circles: BTreeSet<&str> = parts
        .keys()
        .copied()
        .filter(|id| reaches_itself(id, &parts))
        .collect();
    let mut taken = circles.clone();
    let mut order = Vec::new();
    loop {
        let is_ready = |id: &str| {
            let is_there = |part: &&str| taken.contains(part) || !parts.contains_key(part);
            let has_parts = |parts: &Vec<&str>| parts.iter().all(is_there);
            !taken.contains(id) && parts.get(id).is_some_and(has_parts)
        };
        let ready: Vec<_> = file.0.iter().filter(|(id, _)| is_ready(id)).collect();
        if ready.is_empty() {
            return (order, circles);
        }
        for (id, condition) in ready {
            taken.insert(id);
            order.push((id.as_str(), condition));
        }
    }
}

/// What each segment is made of directly.
type Parts<'f> = BTreeMap<&'f str, Vec<&'f str>>;

fn reaches_itself(id: &str, parts: &Parts<'_>) -> bool {
    let of = |id: &str| parts.get(id).into_iter().flatten().copied();
    let mut waiting: Vec<&str> = of(id).collect();
    let mut seen = BTreeSet::new();
    while let Some(part) = waiting.pop() {
        if part == id {
            return true;
        }
        if seen.insert(part) {
            waiting.extend(of(part));
        }
    }
    false
}

/// Segments a condition names.
fn parts_of(condition: &ConditionFile) -> Vec<&str> {
    let mut parts = Vec::new();
    collect(condition, &mut parts);
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn collect<'f>(condition: &'f ConditionFile, parts: &mut Vec<&'f str>) {
    for entry in &condition.entries {
        match entry {
            EntryFile::Segment(id) => parts.push(id.as_str()),
            EntryFile::All(inner) | EntryFile::Any(inner) => {
                inner.iter().for_each(|inner| collect(inner, parts));
            }
            EntryFile::Not(inner) => collect(inner, parts),
            _ => {}
        }
    }
}
