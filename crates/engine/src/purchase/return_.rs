//! Goods of a known purchase come back.

use crate::decision::{Decision, Refusal, When};
use crate::event::Return;
use crate::gift_card::unloads;
use crate::program::{Broken, Program};
use crate::purchase::back::{is_last, lines_back};
use crate::purchase::broken::Kept;
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
    if program.returns.broken == Broken::Refuse
        && !is_last(&asked.purchase, &lines)
        && let Some(rule) = Kept::of(program, &asked.purchase, &lines).broken()
    {
        return Decision::refused(Refusal::WouldBreak { rule });
    }
    let cards = lines
        .iter()
        .map(|back| (back.line.number, back.whole_units()));
    let unloads = match unloads(situation, &asked.purchase, cards) {
        Ok(unloads) => unloads,
        Err(refusal) => return Decision::refused(refusal),
    };
    let mut undo = Undo::open(program, situation, &asked.purchase, lines, when);
    undo.reprice();
    undo.discounts();
    undo.restore();
    undo.reverse();
    undo.metrics();
    undo.bought();
    undo.progress(false);
    undo.memberships();
    undo.coupons(false);
    undo.gift_cards(unloads);
    undo.stocks(false);
    undo.tiers();
    undo.close()
}
