//! Section `program`.

use super::conditions::when;
use super::names::text;
use super::scalar::{field, instant, parsed};
use super::scope::Scope;
use crate::condition::Condition;
use crate::name::ProgramId;
use crate::program::file::{AboutFile, ClubPriceFile};
use crate::program::{Problem, Text};
use crate::said;
use crate::time::{Instant, LocalTime};

/// What section `program` says beside currency and zone.
pub(super) struct About {
    pub(super) id: ProgramId,
    pub(super) name: Text,
    pub(super) day_ends: LocalTime,
    pub(super) starts: Option<Instant>,
    pub(super) ends: Option<Instant>,
    pub(super) club_price: Option<Condition>,
}

/// Compiles the section.
pub(super) fn compile(file: &AboutFile, scope: &Scope, problems: &mut Vec<Problem>) -> About {
    let path = "program";
    let mut moment =
        |text: &Option<_>, name| instant(text.as_ref()?, &field(path, name), &scope.zone, problems);
    let starts = moment(&file.starts, "starts");
    let ends = moment(&file.ends, "ends");
    if starts
        .zip(ends)
        .is_some_and(|(starts, ends)| ends <= starts)
    {
        problems.push(Problem::new(
            "program.ends",
            said!("must be later than `starts`", "должно быть позже `starts`"),
        ));
    }
    let day_ends = file.day_ends.as_ref();
    let day_ends = day_ends.and_then(|text| {
        parsed(
            text.as_str(),
            "program.day_ends",
            problems,
            str::parse::<LocalTime>,
        )
    });
    About {
        id: ProgramId::new(&file.id.0),
        name: text(Some(&file.name), &file.id.0),
        day_ends: day_ends.unwrap_or(LocalTime::MIDNIGHT),
        starts,
        ends,
        club_price: match &file.club_price {
            None | Some(ClubPriceFile::Members) => Some(Condition::Always),
            Some(ClubPriceFile::Nobody) => None,
            Some(ClubPriceFile::When(condition)) => {
                Some(when(Some(condition), "program.club_price", scope, problems))
            }
        },
    }
}
