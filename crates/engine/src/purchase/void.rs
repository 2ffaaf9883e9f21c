//! A purchase is cancelled as if it had not happened.

use crate::decision::{Decision, Refusal, When};
use crate::event::PastDecision;
use crate::gift_card::unloads;
use crate::program::Program;
use crate::purchase::back::all_left;
use crate::purchase::undo::Undo;
use crate::situation::Situation;
use crate::time::{Zone, same_business_day};

/// Cancels a purchase as if it had not happened, within its store's business day: points, counters, uses of rules and
/// tier moves are inverted. Points already spent follow the program's return policy.
pub fn decide_void(
    program: &Program,
    situation: &Situation,
    purchase: &PastDecision,
    when: When,
) -> Decision {
    if let Some(refusal) = refusal(program, situation, purchase, when) {
        return Decision::refused(refusal);
    }
    let lines = all_left(purchase);
    let cards = lines
        .iter()
        .map(|back| (back.line.number, back.whole_units()));
    let unloads = match unloads(situation, purchase, cards) {
        Ok(unloads) => unloads,
        Err(refusal) => return Decision::refused(refusal),
    };
    let mut undo = Undo::open(program, situation, purchase, lines, when);
    undo.discounts();
    undo.restore();
    undo.reverse();
    undo.counters();
    undo.progress(true);
    undo.uses();
    undo.coupons(true);
    undo.gift_cards(unloads);
    undo.stocks(true);
    undo.tier_moves();
    undo.memberships();
    undo.tiers();
    undo.close()
}

fn refusal(
    program: &Program,
    situation: &Situation,
    purchase: &PastDecision,
    when: When,
) -> Option<Refusal> {
    let zone = business_zone(program, situation);
    if purchase.voided {
        Some(Refusal::Voided)
    } else if !purchase.returned.is_empty() {
        Some(Refusal::ReturnedAlready)
    } else if !same_business_day(purchase.at, when.at, zone, program.day_ends) {
        Some(Refusal::DayIsOver)
    } else {
        None
    }
}

/// The zone of the store's business day: the store's own if the program's rules read it.
fn business_zone<'a>(program: &'a Program, situation: &'a Situation) -> &'a Zone {
    let store = situation.store.as_ref().filter(|_| program.store_time);
    store
        .and_then(|store| store.zone.as_ref())
        .unwrap_or(&program.zone)
}
