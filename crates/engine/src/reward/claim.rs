//! A member claims a reward.

use crate::activity::Firing;
use crate::condition::MemberColumns;
use crate::decision::{Decision, Effect, EffectKind, Refusal, When};
use crate::program::{Program, Trigger};
use crate::reward::{Claim, ClaimMove};
use crate::situation::Situation;

/// A claim: refused for a reward the program does not have, a member it gives nothing to, a condition, a limit, a stock
/// that is empty, points that are not there.
pub(crate) fn decide_claim(
    program: &Program,
    situation: &Situation,
    claim: &Claim,
    when: When,
) -> Decision {
    let not_allowed = || {
        let rule = claim.reward.clone();
        Decision::refused(Refusal::NotAllowed { rule })
    };
    let is_member = situation.member.as_ref().is_some_and(|one| !one.blocked);
    let Some(reward) = program.reward(&claim.reward) else {
        return not_allowed();
    };
    if !is_member || !program.gives_at(when.at) {
        return not_allowed();
    }
    let columns = MemberColumns::of(program, situation, when);
    let mut firing = Firing::open(program, situation, when);
    let is_it = |on: &Trigger| matches!(on, Trigger::Claim(id) if *id == claim.reward);
    let outcome = firing.fire(&columns, None, is_it);
    if outcome.is_ok() {
        let given = !reward.is_handed_over;
        let expire = reward.expire.filter(|_| !given);
        let expires_at = expire.and_then(|rule| rule.expires_at(when.at, &program.zone));
        firing.decision.effects.push(Effect {
            rule: claim.reward.clone(),
            line: None,
            kind: EffectKind::Claim(ClaimMove::Made { expires_at, given }),
        });
    }
    firing.close(outcome)
}
