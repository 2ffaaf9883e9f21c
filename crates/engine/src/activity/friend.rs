//! A friend buys.

use crate::activity::fire::Firing;
use crate::condition::MemberColumns;
use crate::decision::{Decision, When};
use crate::member::Value;
use crate::program::{Program, Trigger};
use crate::situation::Situation;

/// A friend whom the member had brought made a purchase that counts. Twice told, it fires twice, within the activity's
/// limit.
pub fn decide_friend(program: &Program, situation: &Situation, when: When) -> Decision {
    let columns = MemberColumns::of(program, situation, when);
    let mut firing = Firing::open(program, situation, when);
    let outcome = firing.fire(&columns, None, |on| *on == Trigger::FriendBought);
    firing.close(outcome)
}

/// Who brought a member, as the attribute that the program reads names them.
pub fn referrer<'a>(program: &Program, situation: &'a Situation) -> Option<&'a str> {
    let by = &program.referral.as_ref()?.by;
    let member = situation.member.as_ref()?;
    match member.profile.attributes.get(by)? {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    }
}
