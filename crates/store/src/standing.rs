//! Where a member stands, for lists: a few sums in place of a situation.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId};
use regulars_engine::number::Money;
use regulars_engine::time::Instant;

use crate::codec::{count, number, number_or_none};
use crate::rows::one;
use crate::sql::purchase as sql;
use crate::{BalanceRow, Reader, StoreError, counter};

/// Where a member stands. Activations and expiries that are due but not posted are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberStanding {
    /// Balances by unit.
    pub balances: Vec<BalanceRow>,
    /// The level in force by scheme; a scheme that nothing has moved yet is left out.
    pub tiers: BTreeMap<SchemeId, Option<TierId>>,
    /// Purchases of which something was kept.
    pub purchases: u64,
    /// Paid by money for them and kept.
    pub spent: Money,
    /// When the latest of them was made.
    pub last_purchase_at: Option<Instant>,
}

impl Reader<'_> {
    /// Where a member stands.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn standing(&self, member: MemberId) -> Result<MemberStanding, StoreError> {
        let held = counter::tiers(self.conn, member)?.into_iter();
        let in_force =
            held.filter_map(|(scheme, states)| Some((scheme, states.last()?.level.clone())));
        let sums = one(self.conn, sql::PURCHASE_SUMS, [member.raw()], |row| {
            Ok((count(row, 0)?, number(row, 1)?, number_or_none(row, 2)?))
        })?;
        let (purchases, spent, last_purchase_at) = sums.unwrap_or_default();
        Ok(MemberStanding {
            balances: self.balances(member)?,
            tiers: in_force.collect(),
            purchases,
            spent,
            last_purchase_at,
        })
    }
}
