//! When a lot becomes active and when it burns.

use crate::program::Unit;
use crate::time::{ExpiryRule, Instant, Span, Zone};

/// The two dates of a lot to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LotDates {
    /// When it becomes spendable; `None`: at once.
    pub activates_at: Option<Instant>,
    /// When it burns; `None`: never.
    pub expires_at: Option<Instant>,
}

impl LotDates {
    /// The dates of a lot given at an instant by a rule that may say its own delay and expiry; what it does not say
    /// is the unit's. Validity counts from the activation.
    pub fn of(
        unit: Option<&Unit>,
        activate_after: Option<Span>,
        expire: Option<ExpiryRule>,
        at: Instant,
        zone: &Zone,
    ) -> Self {
        let delay = activate_after.or_else(|| unit.and_then(|unit| unit.activate_after));
        let expire = expire.or_else(|| unit.and_then(|unit| unit.expire));
        let activates_at = delay.map(|delay| delay.after(at, zone));
        let active_from = activates_at.unwrap_or(at);
        Self {
            activates_at,
            expires_at: expire.and_then(|rule| rule.expires_at(active_from, zone)),
        }
    }
}
