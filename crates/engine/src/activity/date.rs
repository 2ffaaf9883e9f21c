//! A yearly date of the member comes.

use crate::activity::fire::Firing;
use crate::condition::MemberColumns;
use crate::decision::{Decision, When};
use crate::member::Profile;
use crate::program::{Program, Trigger};
use crate::situation::Situation;
use crate::time::{LocalDate, within_anniversary};

/// The name under which activities speak of the date of birth.
const BIRTHDAY: &str = "birthday";

/// A day that a yearly date is about. Activities fire whose day it is: the anniversary, or so many days before it.
/// Twice told, it fires twice, within the activity's limit.
pub fn decide_date(program: &Program, situation: &Situation, date: &str, when: When) -> Decision {
    let member = situation.member.as_ref();
    let celebrated = member.and_then(|member| date_of(&member.profile, date));
    let today = program.zone.date(when.at);
    let columns = MemberColumns::of(program, situation, when);
    let mut firing = Firing::open(program, situation, when);
    let outcome = firing.fire(&columns, None, |on| match on {
        Trigger::Date {
            date: name,
            days_before,
        } => name == date && celebrated.is_some_and(|day| is_ahead(day, today, *days_before)),
        _ => false,
    });
    firing.close(outcome)
}

fn date_of(profile: &Profile, name: &str) -> Option<LocalDate> {
    match name {
        BIRTHDAY => profile.birth_date,
        _ => profile.dates.get(name).copied(),
    }
}

/// Whether an anniversary of a date is exactly so many days ahead.
fn is_ahead(date: LocalDate, today: LocalDate, days: u16) -> bool {
    within_anniversary(date, today.plus_days(i32::from(days)), 0, 0)
}
