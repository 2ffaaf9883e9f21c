//! A tier's change, put into a decision.

use crate::decision::{Decision, Effect, EffectKind, TierReason};
use crate::name::RuleId;
use crate::program::TierScheme;
use crate::situation::{Situation, TierState};

/// A tier's new state, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// As it is from now on.
    pub state: TierState,
    /// Why.
    pub reason: TierReason,
}

impl Moved {
    /// Adds the change to a decision about a member. A note of when to look again is no change.
    pub(crate) fn record(self, scheme: &TierScheme, before: &Situation, decision: &mut Decision) {
        let rule = RuleId::new(scheme.id.as_str());
        self.record_by(rule, None, scheme, before, decision);
    }

    /// The same, by a rule that made it, bound to the line of a purchase if one did.
    pub(crate) fn record_by(
        self,
        rule: RuleId,
        line: Option<u32>,
        scheme: &TierScheme,
        before: &Situation,
        decision: &mut Decision,
    ) {
        let Self { state, reason } = self;
        let from = scheme.level_of(before).map(|level| level.id.clone());
        let was = before.tiers.get(&scheme.id);
        let same = from == state.level
            && was.map_or((None, Default::default()), |was| (was.until, was.held))
                == (state.until, state.held);
        if !same {
            let kind = EffectKind::Tier {
                scheme: scheme.id.clone(),
                from,
                to: state.level.clone(),
                before: was.cloned(),
                reason,
            };
            decision.effects.push(Effect { rule, line, kind });
        }
        decision.tiers.push((scheme.id.clone(), state));
    }
}
