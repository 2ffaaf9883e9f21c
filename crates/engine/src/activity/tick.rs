//! Time passed.

use crate::activity::fire::Firing;
use crate::decision::{Decision, When};
use crate::program::Program;
use crate::situation::Situation;

/// Time passed: lots activate and expire, holds lapse, tiers end, segments are entered and left.
///
/// Segments are looked at after all the rest, so they see the balance and the tier as they stand now.
pub fn decide_tick(program: &Program, situation: &Situation, when: When) -> Decision {
    let mut firing = Firing::open(program, situation, when);
    if situation.member.is_some() {
        let mut now = situation.clone();
        now.wallet = firing.book.wallet.clone();
        firing.move_segments(now);
    }
    firing.close(Ok(()))
}
