//! Ids: well formed, and each given once.

use std::collections::BTreeMap;

use super::scalar::{field, item};
use crate::number::shown;
use crate::program::file::{NameFile, ProgramFile, WordOr};
use crate::program::{Problem, Text};
use crate::said;

/// The longest id.
const ID_MAX: usize = 64;

/// Rules the engine itself gives their names to.
const RESERVED_RULES: &[&str] = &[
    "club_price",
    "adjustment",
    "opening",
    "redemption",
    "base_rate",
    "referral",
    "purchases",
    "returns",
    "draw",
    "transfer",
];

/// Words that conditions use in place of a lane.
const RESERVED_LANES: &[&str] = &["club", "gift", "any", "none", "final", "before_discounts"];

/// Looks at every id of the file.
pub(super) fn check(file: &ProgramFile, problems: &mut Vec<Problem>) {
    one(&file.program.id.0, "program.id", problems);
    for (section, ids) in [
        ("units", keys(&file.units.0)),
        ("segments", keys(&file.segments.0)),
        ("stages", keys(&file.stages.0)),
        ("rfm_names", keys(&file.rfm_names.0)),
        ("badges", keys(&file.badges.0)),
        ("limits.groups", groups(file)),
    ] {
        ids.iter()
            .for_each(|id| one(id, &field(section, id), problems));
    }
    rules(file, problems);
    lanes(file, problems);
    levels(file, problems);
}

fn keys<T>(entries: &[(String, T)]) -> Vec<&str> {
    entries.iter().map(|(id, _)| id.as_str()).collect()
}

fn groups(file: &ProgramFile) -> Vec<&str> {
    let limits = file.limits.as_ref();
    limits.map_or_else(Vec::new, |limits| keys(&limits.groups.0))
}

/// Ids of rules are one family: an earn rule and an offer cannot share one. Rewards, series of coupons, kinds of gift
/// cards and partners belong to it.
fn rules(file: &ProgramFile, problems: &mut Vec<Problem>) {
    let earn = file
        .earn
        .0
        .iter()
        .enumerate()
        .map(|(index, rule)| (item("earn", index), &rule.id));
    let activities = file
        .activities
        .0
        .iter()
        .enumerate()
        .map(|(index, rule)| (item("activities", index), &rule.id));
    let offers = file
        .offers
        .0
        .iter()
        .enumerate()
        .map(|(index, rule)| (item("offers", index), &rule.id));
    let mut seen = Seen::default();
    for (path, id) in earn.chain(activities).chain(offers) {
        seen.take(&id.0, &field(&path, "id"), RESERVED_RULES, problems);
    }
    for (path, id) in challenges(file) {
        seen.take(id, &field(&path, "id"), RESERVED_RULES, problems);
    }
    for (index, reward) in file.rewards.0.iter().enumerate() {
        let path = item("rewards", index);
        seen.take(&reward.id.0, &field(&path, "id"), RESERVED_RULES, problems);
    }
    for (id, _) in &file.coupons.0 {
        seen.take(id, &field("coupons", id), RESERVED_RULES, problems);
    }
    for (id, _) in &file.gift_cards.0 {
        seen.take(id, &field("gift_cards", id), RESERVED_RULES, problems);
    }
    for (id, _) in &file.partners.0 {
        seen.take(id, &field("partners", id), RESERVED_RULES, problems);
    }
    choices(file, &seen, problems);
}

/// Uses of a choice are counted under its name, so no rule has the same one.
fn choices(file: &ProgramFile, rules: &Seen<'_>, problems: &mut Vec<Problem>) {
    for (index, reward) in file.rewards.0.iter().enumerate() {
        let Some(choice) = &reward.choice else {
            continue;
        };
        let path = field(&item("rewards", index), "choice");
        one(&choice.0, &path, problems);
        if let Some(first) = rules.0.get(choice.as_str()) {
            problems.push(taken(&choice.0, &path, first));
        }
    }
}

/// Ids of challenges and of their levels, each with where it stands.
fn challenges(file: &ProgramFile) -> impl Iterator<Item = (String, &str)> {
    let challenges = file.challenges.0.iter().enumerate();
    challenges.flat_map(|(index, challenge)| {
        let path = item("challenges", index);
        let below = field(&path, "levels");
        let levels = challenge.levels.0.iter().enumerate();
        let levels = levels.map(move |(index, level)| (item(&below, index), level.id.as_str()));
        [(path, challenge.id.as_str())].into_iter().chain(levels)
    })
}

fn lanes(file: &ProgramFile, problems: &mut Vec<Problem>) {
    let mut seen = Seen::default();
    for (index, lane) in file.lanes.0.iter().enumerate() {
        seen.take(
            &lane.id.0,
            &field(&item("lanes", index), "id"),
            RESERVED_LANES,
            problems,
        );
    }
}

/// Schemes are one family, and so are levels over all schemes: `tier: silver` must mean one.
fn levels(file: &ProgramFile, problems: &mut Vec<Problem>) {
    let mut seen = Seen::default();
    for (scheme, tier) in &file.tiers.0 {
        for (index, level) in tier.levels.0.iter().enumerate() {
            let path = item(&field(&field("tiers", scheme), "levels"), index);
            seen.take(&level.id.0, &field(&path, "id"), &[], problems);
        }
    }
    let mut schemes = Seen::default();
    for (id, _) in &file.tiers.0 {
        schemes.take(id, &field("tiers", id), &[], problems);
    }
    for (id, membership) in &file.memberships.0 {
        let path = field("memberships", id);
        schemes.take(id, &path, &[], problems);
        if membership.levels.is_empty() {
            seen.claim(id, &path, problems);
        }
        for (index, level) in membership.levels.0.iter().enumerate() {
            let path = item(&field(&path, "levels"), index);
            seen.take(&level.id.0, &field(&path, "id"), &[], problems);
        }
    }
}

/// Ids of one family and where each was given first.
#[derive(Default)]
struct Seen<'f>(BTreeMap<&'f str, String>);

impl<'f> Seen<'f> {
    fn take(&mut self, id: &'f str, path: &str, reserved: &[&str], problems: &mut Vec<Problem>) {
        one(id, path, problems);
        if reserved.contains(&id) {
            problems.push(Problem::new(
                path,
                said!(
                    "`{id}` is a name the engine uses itself; take another",
                    "имя `{id}` занято самой системой; возьмите другое"
                ),
            ));
        }
        self.claim(id, path, problems);
    }

    /// An id that has been looked at elsewhere.
    fn claim(&mut self, id: &'f str, path: &str, problems: &mut Vec<Problem>) {
        match self.0.get(id) {
            Some(first) => {
                problems.push(taken(id, path, first));
            }
            None => {
                self.0.insert(id, path.to_owned());
            }
        }
    }
}

fn taken(id: &str, path: &str, first: &str) -> Problem {
    let message = said!(
        "the id `{}` is taken by {first}; take another",
        "идентификатор `{}` уже занят в `{first}`; возьмите другой",
        shown(id)
    );
    Problem::new(path, message)
}

/// Letters, digits, `-` and `_`, up to [`ID_MAX`] of them.
fn one(id: &str, path: &str, problems: &mut Vec<Problem>) {
    let letters = id
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !letters || id.is_empty() || id.len() > ID_MAX {
        let message = said!(
            "`{}` cannot be an id; write up to {ID_MAX} letters, digits, - or _, like come-back",
            "`{}` не может быть идентификатором; напишите до {ID_MAX} латинских букв, цифр, - или _, например `come-back`",
            shown(id)
        );
        problems.push(Problem::new(path, message));
    }
}

/// A name in both languages; the id where none is written.
pub(super) fn text(name: Option<&NameFile>, id: &str) -> Text {
    match name {
        None => Text {
            en: id.to_owned(),
            ru: id.to_owned(),
        },
        Some(WordOr::Word(name)) => Text {
            en: name.0.clone(),
            ru: name.0.clone(),
        },
        Some(WordOr::Fields(name)) => Text {
            en: name.en.0.clone(),
            ru: name.ru.0.clone(),
        },
    }
}
