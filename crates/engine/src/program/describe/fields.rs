//! What two program files write differently, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{ChangeKind, Subject};
use crate::program::ProgramFile;

/// Fields that no sentence tells, whatever else of their part it tells.
const SILENT: &[&str] = &[
    "base", "combine", "decimals", "group", "lane", "priority", "round", "stop",
];

/// Sections that are maps by id; the others are lists of parts with an `id`, or one part each.
const BY_ID: &[&str] = &[
    "units",
    "tiers",
    "memberships",
    "segments",
    "stages",
    "rfm_names",
    "badges",
    "coupons",
    "gift_cards",
    "redeem",
    "transfers",
    "partners",
];

/// The longest value that is shown whole, in letters.
const SHOWN: usize = 200;

/// A field that is written otherwise, or a part that is there in one file only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) kind: ChangeKind,
    pub(super) subject: Subject,
    /// Of the part.
    pub(super) id: String,
    /// Of the field within the part: `levels[1].name.ru`; empty for the part as a whole.
    pub(super) path: String,
    /// As written; `None` where it is not.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Field {
    /// The part whose sentence would tell it.
    pub(super) fn told_of(&self) -> (Subject, &str) {
        match (self.subject, self.top()) {
            (Subject::Program, "club_price") => (Subject::ClubPrice, "club_price"),
            (subject, _) => (subject, &self.id),
        }
    }

    /// Whether no sentence tells it.
    pub(super) fn is_silent(&self) -> bool {
        SILENT.contains(&self.top())
    }

    /// The field of the part it is in.
    fn top(&self) -> &str {
        self.path.split(['.', '[']).next().unwrap_or_default()
    }
}

/// Every field that two files write differently; none only for files that say the same.
pub(super) fn differing(before: &ProgramFile, after: &ProgramFile) -> Vec<Field> {
    let (old, new) = (parts(before), parts(after));
    let mut fields = Vec::new();
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (subject, id) = key;
        let mut told = |kind, path, before: Option<&Value>, after: Option<&Value>| {
            fields.push(Field {
                kind,
                subject: *subject,
                id: id.clone(),
                path,
                before: before.map(shown),
                after: after.map(shown),
            });
        };
        match (old.get(key), new.get(key)) {
            (Some(before), Some(after)) => walk(before, after, String::new(), &mut |path, b, a| {
                told(ChangeKind::Changed, path, b, a);
            }),
            (None, after) => told(ChangeKind::Added, String::new(), None, after),
            (before, None) => told(ChangeKind::Removed, String::new(), before, None),
        }
    }
    fields.extend(orders(before, after));
    fields
}

/// Parts by what they are about and their ids.
fn parts(file: &ProgramFile) -> BTreeMap<(Subject, String), Value> {
    let mut parts = BTreeMap::new();
    let Ok(Value::Object(sections)) = serde_json::to_value(file) else {
        return parts;
    };
    for (section, value) in sections {
        let subject = subject_of(&section);
        match value {
            Value::Array(items) => parts.extend(items.into_iter().map(|item| {
                let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
                ((subject, id.to_owned()), item)
            })),
            Value::Object(entries) if BY_ID.contains(&section.as_str()) => parts.extend(
                entries
                    .into_iter()
                    .map(|(id, value)| ((subject, id), value)),
            ),
            whole => {
                parts.insert((subject, section), whole);
            }
        }
    }
    parts
}

fn subject_of(section: &str) -> Subject {
    match section {
        "units" => Subject::Unit,
        "tiers" | "memberships" => Subject::Tier,
        "segments" => Subject::Segment,
        "stages" => Subject::Stage,
        "rfm_names" => Subject::RfmName,
        "earn" => Subject::Earn,
        "activities" => Subject::Activity,
        "rewards" => Subject::Reward,
        "badges" => Subject::Badge,
        "challenges" => Subject::Challenge,
        "lanes" => Subject::Lane,
        "offers" => Subject::Offer,
        "coupons" => Subject::Coupon,
        "gift_cards" => Subject::GiftCard,
        "redeem" => Subject::Redeem,
        "transfers" => Subject::Transfer,
        "partners" => Subject::Partner,
        "returns" => Subject::Returns,
        _ => Subject::Program,
    }
}

/// Sections whose entries are the same but stand in another order.
fn orders(before: &ProgramFile, after: &ProgramFile) -> Vec<Field> {
    let mut fields = Vec::new();
    for ((section, old), (_, new)) in orders_of(before).into_iter().zip(orders_of(after)) {
        let common = |ids: &[&str], others: &[&str]| -> Vec<String> {
            let ids = ids.iter().filter(|id| others.contains(id));
            ids.map(|id| (*id).to_owned()).collect()
        };
        let (before, after) = (common(&old, &new), common(&new, &old));
        if before != after {
            fields.push(Field {
                kind: ChangeKind::Changed,
                subject: Subject::Program,
                id: section.to_owned(),
                path: String::new(),
                before: Some(before.join(", ")),
                after: Some(after.join(", ")),
            });
        }
    }
    fields
}

fn orders_of(file: &ProgramFile) -> [(&'static str, Vec<&str>); 18] {
    fn keys<T>(entries: &[(String, T)]) -> Vec<&str> {
        entries.iter().map(|(id, _)| id.as_str()).collect()
    }
    [
        ("units", keys(&file.units.0)),
        ("tiers", keys(&file.tiers.0)),
        ("memberships", keys(&file.memberships.0)),
        ("segments", keys(&file.segments.0)),
        ("stages", keys(&file.stages.0)),
        ("rfm_names", keys(&file.rfm_names.0)),
        ("coupons", keys(&file.coupons.0)),
        ("badges", keys(&file.badges.0)),
        ("gift_cards", keys(&file.gift_cards.0)),
        ("redeem", keys(&file.redeem.0)),
        ("transfers", keys(&file.transfers.0)),
        ("partners", keys(&file.partners.0)),
        (
            "earn",
            file.earn.0.iter().map(|part| part.id.0.as_str()).collect(),
        ),
        (
            "activities",
            file.activities
                .0
                .iter()
                .map(|part| part.id.0.as_str())
                .collect(),
        ),
        (
            "rewards",
            file.rewards
                .0
                .iter()
                .map(|part| part.id.0.as_str())
                .collect(),
        ),
        (
            "challenges",
            file.challenges
                .0
                .iter()
                .map(|part| part.id.0.as_str())
                .collect(),
        ),
        (
            "lanes",
            file.lanes.0.iter().map(|part| part.id.0.as_str()).collect(),
        ),
        (
            "offers",
            file.offers
                .0
                .iter()
                .map(|part| part.id.0.as_str())
                .collect(),
        ),
    ]
}

type Tell<'t> = dyn FnMut(String, Option<&Value>, Option<&Value>) + 't;

/// Tells every innermost place where two values differ.
fn walk(before: &Value, after: &Value, path: String, tell: &mut Tell<'_>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let names: BTreeSet<_> = old.keys().chain(new.keys()).collect();
            for name in names {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                match (old.get(name), new.get(name)) {
                    (Some(before), Some(after)) => walk(before, after, path, tell),
                    (before, after) => tell(path, before, after),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (before, after)) in old.iter().zip(new).enumerate() {
                walk(before, after, format!("{path}[{index}]"), tell);
            }
        }
        _ if before == after => {}
        _ => tell(path, Some(before), Some(after)),
    }
}

/// A value in a line.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() <= SHOWN {
        return text;
    }
    let start: String = text.chars().take(SHOWN).collect();
    format!("{start}…")
}
