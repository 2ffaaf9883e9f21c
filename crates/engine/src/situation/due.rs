//! When time next changes something.

use crate::name::UnitId;
use crate::number::Points;
use crate::points::{LotState, Wallet};
use crate::situation::{Situation, TierState};
use crate::time::Instant;

impl Situation {
    /// The next instant at which something of the owner is due: a lot activates or expires, a hold lapses, a tier
    /// ends or begins. `None`: nothing ever.
    pub fn due_at(&self) -> Option<Instant> {
        let tiers = self.tiers.values().filter_map(TierState::due_at);
        self.wallet.due_at().into_iter().chain(tiers).min()
    }
}

impl Wallet {
    /// The next instant at which a lot activates or expires or a hold lapses.
    pub fn due_at(&self) -> Option<Instant> {
        let holds = self.holds.iter().map(|hold| hold.expires_at);
        // What is wholly held waits for its hold.
        let filled = self.lots.iter().filter(|lot| {
            let held: Points = self.holds.iter().map(|hold| hold.of(lot.number)).sum();
            lot.remaining > held
        });
        let lots = filled.filter_map(|lot| match lot.state {
            LotState::Pending => Some(lot.activates_at),
            LotState::Active => lot.expires_at,
            LotState::Expired => None,
        });
        holds.chain(lots).min()
    }

    /// Points of a unit that burn after one instant and by another, should nobody spend them before.
    pub fn burning(&self, unit: &UnitId, (from, to): (Instant, Instant)) -> Points {
        let lots = self.lots.iter().filter(|lot| {
            let burns = lot.expires_at.is_some_and(|at| from < at && at <= to);
            burns && lot.unit == *unit && lot.state != LotState::Expired
        });
        lots.map(|lot| lot.remaining).sum()
    }
}
