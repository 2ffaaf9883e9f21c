//! Saved segments as callers send and read them.

use regulars_app::segment::{SavedSegment, SegmentKind, SegmentState};
use regulars_engine::condition::ConditionFile;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::basket::stated_at;
use crate::parse::{Pointer, StatedInstant, TEXT_MAX, Wrong, text};
use crate::render::Moment;

/// What `{id}` of a segment is.
pub const ID: (&str, &str) = ("id", "The segment's id, as conditions name it.");

/// A name in the languages of the screens.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SegmentName {
    /// In English. Absent: as in Russian.
    #[schema(example = "Lost, 60 days")]
    en: String,
    /// In Russian. Absent: as in English.
    #[schema(example = "Потерянные, 60 дней")]
    ru: String,
}

impl SegmentName {
    /// In both languages, if it is one at all.
    pub(super) fn check(self, wrong: &mut Wrong) -> Option<Text> {
        let (en, ru) = match (self.en, self.ru) {
            (en, ru) if ru.trim().is_empty() => (en.clone(), en),
            (en, ru) if en.trim().is_empty() => (ru.clone(), ru),
            both => both,
        };
        let at = Pointer::ROOT.field("name");
        let en = text(en, TEXT_MAX, &at.field("en"), wrong);
        let ru = text(ru, TEXT_MAX, &at.field("ru"), wrong);
        en.zip(ru).map(|(en, ru)| Text { en, ru })
    }
}

/// Says what is wrong with an id that was asked for.
pub(super) fn check_id(id: Option<&SegmentId>, wrong: &mut Wrong) {
    if let Some(id) = id.filter(|id| !is_id(id.as_str())) {
        wrong.say(
            &Pointer::ROOT.field("id"),
            said!(
                "`{id}` has other signs; write 1 to {ID_MAX} small Latin letters, figures and hyphens, a letter or figure first",
                "в `{id}` есть другие знаки; нужно от 1 до {ID_MAX} строчных латинских букв, цифр и дефисов, сначала буква или цифра"
            ),
        );
    }
}

impl From<Text> for SegmentName {
    fn from(name: Text) -> Self {
        Self {
            en: name.en,
            ru: name.ru,
        }
    }
}

/// When it is decided who is in a segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SegmentKind)]
pub enum Kind {
    /// Whenever it is asked.
    #[default]
    Dynamic,
    /// Once, when it was made.
    Frozen,
}

impl From<Kind> for SegmentKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Dynamic => Self::Dynamic,
            Kind::Frozen => Self::Frozen,
        }
    }
}

impl From<SegmentKind> for Kind {
    fn from(kind: SegmentKind) -> Self {
        match kind {
            SegmentKind::Dynamic => Self::Dynamic,
            SegmentKind::Frozen => Self::Frozen,
        }
    }
}

/// A segment to save.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SegmentRequest)]
pub struct SegmentBody {
    /// The id that conditions will name: small Latin letters, figures and hyphens. Absent: one made of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "lost")]
    pub id: Option<SegmentId>,
    /// Its name; one language is enough.
    name: SegmentName,
    /// Who is in it: a condition, as a program file has it.
    #[schema(value_type = Object, example = json!({"last_purchase": {"days_ago": {"gt": 60}}}))]
    when: ConditionFile,
    /// `dynamic`: decided whenever it is asked. `frozen`: decided once. Absent: `dynamic`.
    #[serde(default)]
    kind: Kind,
    /// As of when the members of a frozen one are taken. Absent: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<StatedInstant>,
}

impl SegmentBody {
    /// The state of a segment, if the body can be one.
    pub fn check(self, wrong: &mut Wrong) -> Option<SegmentState> {
        let name = self.name.check(wrong);
        check_id(self.id.as_ref(), wrong);
        let as_of = stated_at(self.as_of, &Pointer::ROOT.field("as_of"), wrong);
        Some(SegmentState {
            name: name?,
            when: self.when,
            kind: self.kind.into(),
            as_of: as_of.map(|stated| stated.at),
            taken: None,
        })
    }
}

/// The longest id.
const ID_MAX: usize = 64;

fn is_id(id: &str) -> bool {
    let is_sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    let signs = id.as_bytes();
    let all = signs.iter().all(|sign| is_sign(*sign) || *sign == b'-');
    all && signs.len() <= ID_MAX && signs.first().is_some_and(|first| is_sign(*first))
}

/// A saved segment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Segment)]
pub struct Saved {
    /// Its id, as conditions name it.
    #[schema(value_type = String, example = "lost")]
    id: SegmentId,
    /// Its name.
    name: SegmentName,
    /// Who is in it.
    #[schema(value_type = Object)]
    when: ConditionFile,
    /// When that is decided.
    kind: Kind,
    /// As of when the members of a frozen one were taken; `null` of a dynamic one.
    frozen_at: Option<Moment>,
    /// Where the members of a frozen one were taken from, where no condition says who they are; `null` otherwise.
    taken_from: Option<SegmentName>,
    /// When it was made.
    made_at: Moment,
    /// When it was last changed.
    changed_at: Moment,
    /// Who changed it last; `null`: a command, or nobody known any more.
    changed_by: Option<String>,
}

impl From<SavedSegment> for Saved {
    fn from(saved: SavedSegment) -> Self {
        let SavedSegment { row, when } = saved;
        Self {
            id: row.id,
            name: SegmentName::from(row.name),
            when,
            kind: row.kind.into(),
            frozen_at: row.frozen_at.map(Moment::utc),
            taken_from: row.origin.map(SegmentName::from),
            made_at: Moment::utc(row.made_at),
            changed_at: Moment::utc(row.changed_at),
            changed_by: row.by_name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_word_of_conditions() {
        for id in ["lost", "a", "60-days", "a-b"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "-a", "Lost", "a b", "потеря", &"a".repeat(65)] {
            assert!(!is_id(id), "{id}");
        }
    }
}
