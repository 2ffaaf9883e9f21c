//! Activities: what a member does beside buying, and dates that come.

use crate::decision::{Decision, When};
use crate::event::Custom;
use crate::program::Program;
use crate::situation::Situation;

/// A person joined.
pub fn decide_registered(program: &Program, situation: &Situation, when: When) -> Decision {
    let _ = (program, situation, when);
    Decision::default()
}

/// A custom event.
pub fn decide_custom(
    program: &Program,
    situation: &Situation,
    custom: &Custom,
    when: When,
) -> Decision {
    let _ = (program, situation, custom, when);
    Decision::default()
}

/// A yearly date has come.
pub fn decide_date(program: &Program, situation: &Situation, date: &str, when: When) -> Decision {
    let _ = (program, situation, date, when);
    Decision::default()
}

/// Time passed: lots, holds, tiers, segments.
pub fn decide_tick(program: &Program, situation: &Situation, when: When) -> Decision {
    let _ = (program, situation, when);
    Decision::default()
}
