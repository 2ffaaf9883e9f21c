//! The one entry of the engine.

use crate::decision::{Decision, When};
use crate::event::Event;
use crate::program::Program;
use crate::situation::Situation;

/// Decides an event. Total: accepted input never fails it; same input, same output, for ever.
///
/// Whatever the event, what was due on the owner's lots (activations, expiries, lapsed holds) is posted first.
pub fn decide(program: &Program, situation: &Situation, event: &Event, when: When) -> Decision {
    let mut decision = match event {
        Event::Purchase(purchase) => crate::purchase::decide(program, situation, purchase, when),
        Event::Return(asked) => crate::purchase::decide_return(program, situation, asked, when),
        Event::UnlinkedReturn(asked) => {
            crate::purchase::decide_unlinked(program, situation, asked, when)
        }
        Event::Void(purchase) => crate::purchase::decide_void(program, situation, purchase, when),
        Event::Registered => crate::activity::decide_registered(program, situation, when),
        Event::Custom(custom) => crate::activity::decide_custom(program, situation, custom, when),
        Event::Claim(claim) => crate::reward::decide_claim(program, situation, claim, when),
        Event::ClaimEnded(end) => crate::reward::decide_end(program, situation, end, when),
        Event::Send(asked) => crate::transfer::decide_send(program, situation, asked, when),
        Event::Receive(received) => {
            crate::transfer::decide_receive(program, situation, received, when)
        }
        Event::Date { date } => crate::activity::decide_date(program, situation, date, when),
        Event::Calendar => crate::activity::decide_calendar(program, situation, when),
        Event::FriendBought => crate::activity::decide_friend(program, situation, when),
        Event::Tick => crate::activity::decide_tick(program, situation, when),
        Event::Adjustment(adjustment) => {
            crate::points::decide_adjustment(program, situation, adjustment, when)
        }
        Event::Level(change) => crate::tier::decide_level(program, situation, change, when),
        Event::Erased => crate::points::decide_erased(program, situation, when),
    };
    crate::coalition::clear(program, event, &mut decision);
    decision
}
