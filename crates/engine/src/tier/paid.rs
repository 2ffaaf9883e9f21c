//! Memberships: levels that are paid for by the term, gone on with, and given up with the fee.

use crate::condition::{MemberColumns, holds};
use crate::decision::{TierReason, When};
use crate::program::{Membership, Program, TierScheme};
use crate::situation::{Held, Situation, TierState};
use crate::tier::end::released;
use crate::tier::record::Moved;
use crate::time::{Instant, Span};

/// The most terms that one payment pays for: what is beyond is not counted.
const TERMS_MAX: i64 = 1_200;

/// What becomes of a membership that was paid for so many terms more; `None` if nothing: it lasts for life already, or
/// may not be begun.
///
/// A term begins with the payment, or where the one before it ends if that is later. The level is the highest that so
/// long an unbroken membership has reached when the new term begins.
pub(crate) fn paid(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    terms: i64,
    when: When,
) -> Option<Moved> {
    let membership = scheme.membership()?;
    let span = Paid {
        program,
        scheme,
        membership,
    };
    let state = span.held(situation, when);
    let running = span.running(situation, state.as_ref(), when.at);
    if running.is_none() {
        let columns = MemberColumns::of(program, situation, when);
        if !holds(&membership.when, &columns.view()) {
            return None;
        }
    }
    let lasts = state.as_ref().filter(|state| state.level.is_some());
    let from = match lasts.map(|state| state.until) {
        Some(None) => return None,
        Some(Some(until)) => until.max(when.at),
        None => when.at,
    };
    let rank = span.rank(running.unwrap_or(from), from);
    let level = scheme.levels.get(rank)?.id.clone();
    let since = lasts.filter(|state| state.level.as_ref() == Some(&level));
    let since = since.map_or(when.at, |state| state.since);
    let until = span.end(from, terms);
    Some(Moved {
        state: TierState::earned(Some(level), since, until),
        reason: TierReason::Paid,
    })
}

/// What becomes of a membership whose payment, made at an instant on top of the state `before`, comes back for so many
/// of its terms; `None` if nothing: it has ended already.
///
/// Nothing having been paid since, a payment that comes back whole leaves what was before it; else so many terms less.
pub(crate) fn refunded(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    payment: Payment<'_>,
    when: When,
) -> Option<Moved> {
    let membership = scheme.membership()?;
    let span = Paid {
        program,
        scheme,
        membership,
    };
    let state = situation.tiers.get(&scheme.id)?;
    state.level.as_ref()?;
    let before = payment.before.filter(|before| before.level.is_some());
    let before_ends = before.and_then(|before| before.until);
    let from = before_ends.map_or(payment.at, |until| until.max(payment.at));
    let is_last = state.until == span.end(from, payment.terms);
    let as_before = before.filter(|before| before.until.is_none_or(|until| until > when.at));
    let state = match (is_last && payment.back >= payment.terms, as_before) {
        (true, Some(before)) => before.clone(),
        (true, None) => TierState::earned(None, when.at, None),
        (false, _) => span.shorter(state, payment.back, when.at),
    };
    Some(Moved {
        state,
        reason: TierReason::Returned,
    })
}

/// A payment that comes back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payment<'a> {
    /// When it was made.
    pub at: Instant,
    /// What the membership was before it.
    pub before: Option<&'a TierState>,
    /// Terms it paid for.
    pub terms: i64,
    /// Terms that come back.
    pub back: i64,
}

/// A membership of a program.
struct Paid<'a> {
    program: &'a Program,
    scheme: &'a TierScheme,
    membership: &'a Membership,
}

impl Paid<'_> {
    /// What is held; a level given or frozen by hand is let go of first.
    fn held(&self, situation: &Situation, when: When) -> Option<TierState> {
        let state = situation.tiers.get(&self.scheme.id)?;
        match state.held {
            Held::Earned => Some(state.clone()),
            Held::Granted | Held::Frozen if state.until.is_none() => Some(state.clone()),
            Held::Granted => Some(TierState {
                held: Held::Earned,
                ..state.clone()
            }),
            Held::Frozen => Some(released(self.program, situation, self.scheme, when).state),
        }
    }

    /// Since when the membership has gone on unbroken, if it still does or can be gone on with.
    fn running(
        &self,
        situation: &Situation,
        state: Option<&TierState>,
        at: Instant,
    ) -> Option<Instant> {
        let earlier = situation.earlier_tiers.get(&self.scheme.id);
        let mut begun = None;
        let mut next = at;
        let held = earlier.into_iter().flatten().chain(state);
        for state in held.rev() {
            if state.level.is_none() {
                continue;
            }
            if state
                .until
                .is_some_and(|until| self.with_grace(until) < next)
            {
                break;
            }
            begun = Some(state.since);
            next = state.since;
        }
        begun
    }

    fn with_grace(&self, until: Instant) -> Instant {
        let grace = self.membership.grace;
        grace.map_or(until, |grace| grace.after(until, &self.program.zone))
    }

    /// Place of the highest level that so long a membership has reached.
    fn rank(&self, begun: Instant, from: Instant) -> usize {
        let zone = &self.program.zone;
        let reached =
            |after: &Option<Span>| after.is_none_or(|after| after.after(begun, zone) <= from);
        self.membership.after.iter().rposition(reached).unwrap_or(0)
    }

    /// The end of so many terms: that of the local day they end on.
    fn end(&self, from: Instant, terms: i64) -> Option<Instant> {
        let zone = &self.program.zone;
        let term = self.membership.term?;
        let end = (0..terms.min(TERMS_MAX)).fold(from, |end, _| term.after(end, zone));
        let last = zone.date(end.plus_ms(-1));
        Some(zone.start_of_day(last.plus_days(1)))
    }

    /// So many terms less; over, if nothing is left.
    fn shorter(&self, state: &TierState, terms: i64, at: Instant) -> TierState {
        let zone = &self.program.zone;
        let until = self.membership.term.zip(state.until).map(|(term, until)| {
            (0..terms.min(TERMS_MAX)).fold(until, |until, _| term.before(until, zone))
        });
        match until.filter(|until| *until > at) {
            Some(until) => TierState {
                until: Some(until),
                ..state.clone()
            },
            None => TierState::earned(None, at, None),
        }
    }
}
