//! Time passed.

use crate::activity::fire::Firing;
use crate::decision::{Decision, When};
use crate::program::Program;
use crate::situation::Situation;
use crate::tier::end_of_period;

/// Time passed: lots activate and expire, holds lapse, tiers end, segments are entered and left.
///
/// Segments are looked at after all the rest, so they see the balance and the tier as they stand now.
pub fn decide_tick(program: &Program, situation: &Situation, when: When) -> Decision {
    let mut firing = Firing::open(program, situation, when);
    if situation.member.is_some() {
        let mut now = situation.clone();
        now.wallet = firing.book.wallet.clone();
        end_tiers(program, &mut now, when, &mut firing.decision);
        firing.move_segments(now);
    }
    firing.close(Ok(()))
}

/// Moves tiers whose time has come.
fn end_tiers(program: &Program, now: &mut Situation, when: When, decision: &mut Decision) {
    for scheme in &program.schemes {
        if let Some(moved) = end_of_period(program, now, scheme, when) {
            let state = moved.state.clone();
            moved.record(scheme, now, decision);
            now.move_tier(&scheme.id, &state);
        }
    }
}
