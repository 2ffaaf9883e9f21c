//! What differs between two versions of a program: in sentences, and what no sentence tells by its field.

use super::fields::{self, Field};
use super::{Group, InWords, Subject};
use crate::language::Language;
use crate::program::Written;

/// What became of a part of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// A part of a program that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The part of a member's life it belongs to.
    pub group: Group,
    /// What kind of part.
    pub subject: Subject,
    /// Its id.
    pub id: String,
    /// What it said; `None` where it is new.
    pub before: Option<String>,
    /// What it says; `None` where it is gone.
    pub after: Option<String>,
}

impl Written {
    /// What differs from an earlier version: parts of this one in their order, then those that are gone, then fields
    /// that no sentence tells. Empty only for files that say the same.
    pub fn changes_from(&self, before: &Self, language: Language) -> Vec<Change> {
        let (old, new) = (
            before.program.in_words(language),
            self.program.in_words(language),
        );
        let same =
            |one: &InWords, other: &InWords| one.subject == other.subject && one.id == other.id;
        let mut changes = Vec::new();
        for after in &new {
            let before = old.iter().find(|before| same(before, after));
            if before.is_none_or(|before| before.text != after.text) {
                changes.push(Change::between(before, Some(after)));
            }
        }
        let gone = old
            .iter()
            .filter(|before| !new.iter().any(|after| same(before, after)));
        changes.extend(gone.map(|before| Change::between(Some(before), None)));
        let mut changes: Vec<Change> = changes.into_iter().flatten().collect();
        let fields = fields::differing(&before.file, &self.file);
        let untold = fields.into_iter().filter(|field| !is_told(field, &changes));
        let untold: Vec<Change> = untold
            .map(|field| Change::of_field(field, language))
            .collect();
        changes.extend(untold);
        changes
    }
}

/// Whether a sentence that has changed tells of it.
fn is_told(field: &Field, changes: &[Change]) -> bool {
    let (subject, id) = field.told_of();
    !field.is_silent()
        && changes
            .iter()
            .any(|change| change.subject == subject && change.id == id)
}

impl Change {
    /// `priority: 10`, where it was `priority: 0`.
    fn of_field(field: Field, language: Language) -> Self {
        let say = |value: &Option<String>| {
            let value = value.as_deref();
            let value = value.unwrap_or_else(|| language.pick("not set", "не задано"));
            match field.path.as_str() {
                "" => value.to_owned(),
                path => format!("{path}: {value}"),
            }
        };
        let (before, after) = (say(&field.before), say(&field.after));
        Self {
            kind: field.kind,
            group: field.subject.group(),
            subject: field.subject,
            before: (field.kind != ChangeKind::Added).then_some(before),
            after: (field.kind != ChangeKind::Removed).then_some(after),
            id: field.id,
        }
    }

    fn between(before: Option<&InWords>, after: Option<&InWords>) -> Option<Self> {
        let part = after.or(before)?;
        Some(Self {
            kind: match (before, after) {
                (None, _) => ChangeKind::Added,
                (Some(_), None) => ChangeKind::Removed,
                (Some(_), Some(_)) => ChangeKind::Changed,
            },
            group: part.group,
            subject: part.subject,
            id: part.id.clone(),
            before: before.map(|words| words.text.clone()),
            after: after.map(|words| words.text.clone()),
        })
    }
}
