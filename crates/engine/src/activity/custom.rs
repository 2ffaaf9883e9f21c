//! A custom event.

use crate::activity::fire::Firing;
use crate::challenge::of_event;
use crate::condition::MemberColumns;
use crate::decision::{Decision, Refusal, When};
use crate::event::Custom;
use crate::program::{Program, Trigger};
use crate::situation::Situation;

/// A custom event. One older than the program accepts is refused, for review.
pub fn decide_custom(
    program: &Program,
    situation: &Situation,
    custom: &Custom,
    when: When,
) -> Decision {
    if program.late_accept.after(when.at, &program.zone) < when.posted_at {
        return Decision::refused(Refusal::TooLate);
    }
    let columns = MemberColumns::of(program, situation, when);
    let mut firing = Firing::open(program, situation, when);
    let is_it = |on: &Trigger| matches!(on, Trigger::Event(kind) if *kind == custom.kind);
    let outcome = firing.fire(&columns, Some(custom), is_it);
    if outcome.is_ok() {
        of_event(custom, &columns, &mut firing);
    }
    firing.close(outcome)
}
