//! A person joined.

use crate::activity::fire::Firing;
use crate::condition::MemberColumns;
use crate::decision::{Decision, When};
use crate::program::{Program, Trigger};
use crate::situation::Situation;

/// A person joined.
pub fn decide_registered(program: &Program, situation: &Situation, when: When) -> Decision {
    let columns = MemberColumns::of(program, situation, when);
    let mut firing = Firing::open(program, situation, when);
    let outcome = firing.fire(&columns, None, |on| *on == Trigger::Registered);
    firing.close(outcome)
}
