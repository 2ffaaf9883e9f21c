//! Units of account: what points are, what they are worth and how long they live.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::name::UnitId;
use crate::number::{Money, Points, Rounding, Scale, mul_div};
use crate::time::{ExpiryRule, Span};

/// A unit of account.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Its name, plural.
    pub name: Text,
    /// Decimals of its amounts.
    pub scale: Scale,
    /// What points are worth in money; `None`: cannot be redeemed or earned by percent.
    pub value: Option<PointValue>,
    /// Delay from birth to activation.
    pub activate_after: Option<Span>,
    /// When its lots burn; `None`: never.
    pub expire: Option<ExpiryRule>,
    /// So many days before its lots burn their owner is to be reminded.
    pub remind_days_before: Vec<u16>,
    /// Rounding of points earned.
    pub rounding: Rounding,
}

/// `points` are worth `money`. Both positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointValue {
    /// So many points (in the unit's scale)…
    pub points: Points,
    /// …are so much money.
    pub money: Money,
}

impl PointValue {
    /// What so many points are worth, rounded half up.
    pub fn worth(&self, points: Points) -> Money {
        let (num, den) = (self.money.minor(), self.points.raw());
        Money::from_minor(mul_div(points.raw(), num, den, Rounding::HalfUp))
    }
}
