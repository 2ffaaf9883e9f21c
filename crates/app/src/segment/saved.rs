//! Saved segments as conditions need them: those a condition names, and those that these are made of.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::condition::{Condition, ConditionFile, EntryFile, Known, Scalar, compile};
use regulars_engine::name::SegmentId;
use regulars_engine::program::{Problem, Segment};
use regulars_engine::said;
use regulars_insight::segment::Frozen;
use regulars_store::{Reader, SegmentKind, SegmentRow};
use sha2::{Digest, Sha256};

use crate::commit::to_json;
use crate::error::{AppError, Result};

/// Saved segments, those that others are made of first.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    dynamic: Vec<(SegmentId, ConditionFile)>,
    pub(super) frozen: Frozen,
}

impl Saved {
    /// Those that conditions name, directly or by way of others.
    pub(crate) fn of<'c>(
        reader: &Reader<'_>,
        conditions: impl IntoIterator<Item = &'c ConditionFile>,
    ) -> Result<Self> {
        let named: Vec<_> = conditions.into_iter().flat_map(named).collect();
        if named.is_empty() {
            return Ok(Self::default());
        }
        let all = All::read(reader)?;
        Self::in_order(reader, &all, named)
    }

    fn in_order(reader: &Reader<'_>, all: &All, named: Vec<SegmentId>) -> Result<Self> {
        let mut saved = Self::default();
        for row in all.in_order(named) {
            if row.kind == SegmentKind::Frozen {
                let members = reader.frozen_members(&row.id)?;
                saved.frozen.insert(row.id.clone(), members);
            } else {
                saved.dynamic.push((row.id.clone(), condition(row)?));
            }
        }
        Ok(saved)
    }

    /// All of them.
    pub(super) fn all(reader: &Reader<'_>) -> Result<Self> {
        let all = All::read(reader)?;
        let ids = all.rows.keys().cloned().collect();
        Self::in_order(reader, &all, ids)
    }

    /// Each with what says who is in it: the words of its condition and of all it is made of, or who was taken. Another
    /// definition means that nobody has moved if somebody else is in it.
    pub(super) fn definitions(&self) -> BTreeMap<SegmentId, String> {
        let mut known: BTreeMap<SegmentId, String> = BTreeMap::new();
        for (id, members) in &self.frozen {
            let members = members.iter().flat_map(|member| member.raw().to_be_bytes());
            known.insert(id.clone(), digest(&members.collect::<Vec<u8>>()));
        }
        for (id, file) in &self.dynamic {
            let mut words = to_json(file);
            for part in named(file) {
                words.push_str(known.get(&part).map_or("", String::as_str));
            }
            known.insert(id.clone(), digest(words.as_bytes()));
        }
        known
    }

    /// Those that hold together, compiled; of a frozen one the condition asks who was taken.
    pub(super) fn compiled(&self, known: &mut Known) -> Vec<(SegmentId, Condition)> {
        let mut broken: BTreeSet<&SegmentId> = BTreeSet::new();
        let mut whole = Vec::new();
        for id in self.frozen.keys() {
            put(known, id, Condition::Never);
            whole.push((id.clone(), compile(&all_of(id), "", known, &mut Vec::new())));
        }
        for (id, file) in &self.dynamic {
            let mut problems = Vec::new();
            let when = compile(file, "", known, &mut problems);
            put(known, id, when.clone());
            if problems.is_empty() && !named(file).iter().any(|part| broken.contains(part)) {
                whole.push((id.clone(), when));
            } else {
                broken.insert(id);
            }
        }
        whole
    }

    /// Adds them to what a condition may name. Where the program declares the same id, the program's stays.
    pub(super) fn declare(&self, known: &mut Known, problems: &mut Vec<Problem>) {
        for id in self.frozen.keys() {
            // Who is in it was settled when it was frozen: its members are asked, and never this.
            put(known, id, Condition::Never);
        }
        for (id, file) in &self.dynamic {
            let mut own = Vec::new();
            let when = compile(file, "", known, &mut own);
            if let Some(first) = own.first() {
                let (path, why) = (&first.path, &first.message);
                problems.push(Problem::new(
                    "",
                    said!(
                        "the segment `{id}` in it does not hold together any more: {path}: {why}",
                        "сегмент `{id}` в нём больше не собирается: {path}: {why:#}"
                    ),
                ));
            }
            put(known, id, when);
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn put(known: &mut Known, id: &SegmentId, when: Condition) {
    if known.segments.iter().all(|segment| segment.id != *id) {
        let id = id.clone();
        known.segments.push(Segment { id, when });
    }
}

/// Every saved segment, with what it is made of.
#[derive(Debug)]
pub(super) struct All {
    rows: BTreeMap<SegmentId, (SegmentRow, Vec<SegmentId>)>,
}

impl All {
    pub(super) fn read(reader: &Reader<'_>) -> Result<Self> {
        let rows = reader.saved_segments()?.into_iter();
        let rows = rows.map(|row| {
            let parts = named(&condition(&row)?);
            Ok((row.id.clone(), (row, parts)))
        });
        Ok(Self {
            rows: rows.collect::<Result<_>>()?,
        })
    }

    pub(super) fn get(&self, id: &SegmentId) -> Option<&SegmentRow> {
        self.rows.get(id).map(|(row, _)| row)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Those that name it in their condition.
    pub(super) fn made_of(&self, id: &SegmentId) -> Vec<SegmentId> {
        let rows = self.rows.values();
        let users = rows.filter(|(_, parts)| parts.contains(id));
        users.map(|(row, _)| row.id.clone()).collect()
    }

    /// How a segment would be made of itself if its condition named these: it, the ones on the way, it again.
    pub(super) fn circle(&self, id: &SegmentId, parts: &[SegmentId]) -> Option<Vec<SegmentId>> {
        let mut seen = Vec::new();
        let mut way = vec![id.clone()];
        parts
            .iter()
            .any(|part| self.leads(part, id, &mut seen, &mut way))
            .then_some(way)
    }

    fn leads(
        &self,
        from: &SegmentId,
        to: &SegmentId,
        seen: &mut Vec<SegmentId>,
        way: &mut Vec<SegmentId>,
    ) -> bool {
        way.push(from.clone());
        if from == to {
            return true;
        }
        let parts = match self.rows.get(from) {
            Some((row, parts)) if row.kind == SegmentKind::Dynamic && !seen.contains(from) => parts,
            _ => &Vec::new(),
        };
        seen.push(from.clone());
        if parts.iter().any(|part| self.leads(part, to, seen, way)) {
            return true;
        }
        way.pop();
        false
    }

    /// Segments of these names and all they are made of, parts first.
    fn in_order(&self, named: Vec<SegmentId>) -> Vec<&SegmentRow> {
        let mut order = Vec::new();
        for id in named {
            self.put_in_order(&id, &mut order, self.rows.len());
        }
        order
    }

    /// Saving refuses circles, so nothing is deeper than there are segments.
    fn put_in_order<'a>(&'a self, id: &SegmentId, order: &mut Vec<&'a SegmentRow>, deep: usize) {
        let Some((row, parts)) = self.rows.get(id) else {
            return;
        };
        if deep == 0 || order.iter().any(|known| known.id == row.id) {
            return;
        }
        if row.kind == SegmentKind::Dynamic {
            for part in parts {
                self.put_in_order(part, order, deep - 1);
            }
        }
        order.push(row);
    }
}

/// Whoever is in a segment.
pub(super) fn all_of(id: &SegmentId) -> ConditionFile {
    ConditionFile {
        entries: vec![EntryFile::Segment(Scalar::new(id.as_str()))],
    }
}

/// The condition of a saved segment.
pub(super) fn condition(row: &SegmentRow) -> Result<ConditionFile> {
    serde_json::from_str(&row.condition).map_err(|error| {
        AppError::Internal(format!("the segment `{}` cannot be read: {error}", row.id))
    })
}

/// Segments that a condition names, each once, in the order in which it does.
pub(super) fn named(file: &ConditionFile) -> Vec<SegmentId> {
    let mut found = Vec::new();
    name_in(file, &mut found);
    found
}

fn name_in(file: &ConditionFile, found: &mut Vec<SegmentId>) {
    for entry in &file.entries {
        match entry {
            EntryFile::All(parts) | EntryFile::Any(parts) => {
                parts.iter().for_each(|part| name_in(part, found));
            }
            EntryFile::Not(part) => name_in(part, found),
            EntryFile::Segment(id) if !found.iter().any(|known| known.as_str() == id.as_str()) => {
                found.push(SegmentId::new(id.as_str()));
            }
            _ => {}
        }
    }
}
