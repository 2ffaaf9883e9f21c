//! A day of the calendar comes for everybody.

use crate::activity::fire::Firing;
use crate::condition::MemberColumns;
use crate::decision::{Decision, When};
use crate::program::{Program, Trigger};
use crate::situation::Situation;
use crate::time::LocalDate;

/// A day that the calendar brings to every member. Twice told, it fires twice, within the activity's limit.
pub fn decide_calendar(program: &Program, situation: &Situation, when: When) -> Decision {
    let today = program.zone.date(when.at);
    let columns = MemberColumns::of(program, situation, when);
    let mut firing = Firing::open(program, situation, when);
    let outcome = firing.fire(&columns, None, |on| comes(on, today));
    firing.close(outcome)
}

fn comes(on: &Trigger, today: LocalDate) -> bool {
    matches!(on, Trigger::Calendar(day) if day.is_on(today))
}

impl Program {
    /// Whether something of the program waits for this local day of the calendar.
    pub fn waits_for(&self, date: LocalDate) -> bool {
        self.activities
            .iter()
            .any(|activity| comes(&activity.on, date))
    }
}
