//! Near misses: rules that would apply if only so much more were there.
//!
//! A rule is near if one countable thing is missing to its condition: of an `all` one part alone, of an `any` the
//! nearest part. The nearest come first: least money, then fewest units, purchases, points.

use crate::basket::{Hint, Missing};
use crate::condition::{self, Condition, MemberView};
use crate::name::RuleId;

/// The most hints of an answer.
const HINTS: usize = 5;

/// The hint of a rule whose condition does not hold, if it nearly does.
pub(crate) fn near_miss(rule: &RuleId, when: &Condition, view: &MemberView<'_>) -> Option<Hint> {
    let missing = missing(when, view)?;
    Some(Hint {
        rule: rule.clone(),
        missing,
    })
}

/// The one thing missing to a condition that does not hold.
fn missing(when: &Condition, view: &MemberView<'_>) -> Option<Missing> {
    match when {
        Condition::All(parts) => {
            let mut unmet = parts.iter().filter(|part| !condition::holds(part, view));
            let part = unmet.next()?;
            if unmet.next().is_none() {
                missing(part, view)
            } else {
                None
            }
        }
        Condition::Any(parts) => parts
            .iter()
            .filter_map(|part| missing(part, view))
            .min_by_key(distance),
        Condition::Leaf(leaf) => condition::lacks(leaf, view),
        Condition::Always | Condition::Never | Condition::Not(_) | Condition::Segment(_) => None,
    }
}

/// The nearest few.
pub(super) fn nearest(mut hints: Vec<Hint>) -> Vec<Hint> {
    hints.sort_by_key(|hint| distance(&hint.missing));
    hints.truncate(HINTS);
    hints
}

/// Kind of thing first, then how much of it.
fn distance(missing: &Missing) -> (u8, i64) {
    match missing {
        Missing::Money(money) => (0, money.minor()),
        Missing::Units(units) => (1, units.raw()),
        Missing::Purchases(purchases) => (2, *purchases),
        Missing::Points { points, .. } => (3, points.raw()),
    }
}
