//! Points that die when nothing was bought for so long: a purchase moves their day on.

use crate::points::{Book, Lot, LotNumber, LotState};
use crate::program::{Program, Unit};
use crate::time::{ExpiryRule, Instant};

impl Book<'_> {
    /// Moves the expiry of active lots on to where it would be had they become active now. Lots whose rule says itself
    /// when they burn keep their day; no lot dies sooner.
    pub fn renew(&mut self, at: Instant) {
        let program = self.program;
        for unit in &program.units {
            let Some(rule) = unit.expire.filter(|rule| rule.renews) else {
                continue;
            };
            let Some(later) = rule.expires_at(at, &program.zone) else {
                continue;
            };
            for number in self.renewed(unit, later) {
                if let Some(lot) = self.change_lot(number) {
                    lot.expires_at = Some(later);
                }
            }
        }
    }

    fn renewed(&self, unit: &Unit, later: Instant) -> Vec<LotNumber> {
        let is_renewed = |lot: &&Lot| {
            lot.unit == unit.id
                && lot.state == LotState::Active
                && lot.remaining.is_positive()
                && lot.expires_at.is_some_and(|expires_at| expires_at < later)
                && own_expiry(self.program, lot).is_none()
        };
        let lots = self.wallet.lots.iter().filter(is_renewed);
        lots.map(|lot| lot.number).collect()
    }
}

/// What the rule that gave a lot says itself of its expiry.
fn own_expiry(program: &Program, lot: &Lot) -> Option<ExpiryRule> {
    let earn = program.earn.iter().find(|rule| rule.id == lot.rule);
    let mut activities = program.activities.iter();
    let award = || {
        let activity = activities.find(|activity| activity.id == lot.rule)?;
        let award = activity.award.iter().find(|award| award.unit == lot.unit)?;
        award.expire
    };
    earn.and_then(|rule| rule.expire).or_else(award)
}
