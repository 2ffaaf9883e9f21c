//! Goods of a known purchase come back.

use crate::decision::{Decision, When};
use crate::event::Return;
use crate::program::Program;
use crate::purchase::back::lines_back;
use crate::purchase::undo::Undo;
use crate::situation::Situation;

/// Takes goods of a known purchase back.
///
/// In order: spent points come back to their lots, what came back pays debts, earned points are taken back by the
/// program's policy. After `k` returns of a line with `P` paid for `Q` units the refunds sum to
/// `round(P × returned / Q)`, and so does everything else it carried; the purchase's last return takes the exact rest.
pub fn decide_return(
    program: &Program,
    situation: &Situation,
    asked: &Return,
    when: When,
) -> Decision {
    let lines = match lines_back(&asked.purchase, &asked.lines) {
        Ok(lines) => lines,
        Err(refusal) => return Decision::refused(refusal),
    };
    let mut undo = Undo::open(program, situation, &asked.purchase, lines, when);
    undo.discounts();
    undo.restore();
    undo.reverse();
    undo.metrics();
    undo.bought();
    undo.memberships();
    undo.coupons(false);
    undo.tiers();
    undo.close()
}
