//! Figures: sums that reports read, kept by the transaction that changes what they add up.
//!
//! What each table holds is said by a view of the migration; [`moves`] keeps it so, verification compares the two.

mod moves;
mod owner;
mod read;
mod unit;
mod write;

use std::ops::AddAssign;

use regulars_engine::number::{Money, Points};
use regulars_engine::time::{Instant, LocalDate};

pub(crate) use moves::Moves;
pub(crate) use owner::foresee;
pub use read::{Left, LevelMoves, TierCount, Visit, Weekly};
pub use unit::UnitMoved;

/// Milliseconds of an hour.
const HOUR_MS: i64 = 3_600_000;

/// The hour of what never ends.
const NEVER: i64 = i64::MAX;

/// Sales of a day or longer, by the day of the sale: what came back since is taken off the day it was sold. Voided
/// purchases are not in it; money given back without a purchase is taken off the day it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sales {
    /// Paid by money and kept.
    pub sales: Money,
    /// Paid by money and given back.
    pub returned: Money,
    /// Discounts of the purchases counted.
    pub discount: Money,
    /// Purchases of which something was kept.
    pub purchases: i64,
    /// The part of `sales` that members paid.
    pub identified_sales: Money,
    /// The part of `purchases` that members made.
    pub identified_purchases: i64,
    /// The part of `discount` that members got.
    pub identified_discount: Money,
    /// Paid by points in them.
    pub identified_redeemed: Money,
    /// Paid by money in them and kept; without what is given back without a purchase.
    pub identified_kept: Money,
}

impl Sales {
    /// The same, taken away.
    fn negated(self) -> Self {
        Self {
            sales: -self.sales,
            returned: -self.returned,
            discount: -self.discount,
            purchases: -self.purchases,
            identified_sales: -self.identified_sales,
            identified_purchases: -self.identified_purchases,
            identified_discount: -self.identified_discount,
            identified_redeemed: -self.identified_redeemed,
            identified_kept: -self.identified_kept,
        }
    }
}

impl AddAssign for Sales {
    fn add_assign(&mut self, other: Self) {
        self.sales += other.sales;
        self.returned += other.returned;
        self.discount += other.discount;
        self.purchases += other.purchases;
        self.identified_sales += other.identified_sales;
        self.identified_purchases += other.identified_purchases;
        self.identified_discount += other.identified_discount;
        self.identified_redeemed += other.identified_redeemed;
        self.identified_kept += other.identified_kept;
    }
}

/// What became of points of one unit in a time, by when each posting happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PointsMoved {
    /// Given by rules, less what returns and voids took back. Corrections and opening balances are not in it.
    pub issued: Points,
    /// Spent, less what returns and voids gave back.
    pub redeemed: Points,
    /// Burned unspent.
    pub expired: Points,
}

impl AddAssign for PointsMoved {
    fn add_assign(&mut self, other: Self) {
        self.issued += other.issued;
        self.redeemed += other.redeemed;
        self.expired += other.expired;
    }
}

/// The hour since 1970 an instant lies in.
fn hour(at: Instant) -> i64 {
    at.ms().div_euclid(HOUR_MS)
}

/// When an hour since 1970 begins.
fn hour_start(hour: i64) -> Instant {
    Instant::from_ms(hour.saturating_mul(HOUR_MS))
}

/// The day since 1970 as tables keep it.
fn day_number(day: LocalDate) -> i64 {
    i64::from(day.days())
}
