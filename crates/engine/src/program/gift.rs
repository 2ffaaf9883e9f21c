//! Gifts for baskets that deserve them, compiled.

use crate::condition::Condition;
use crate::name::{RuleId, Sku};
use crate::program::{Limit, Program, Stock};
use crate::situation::Situation;
use crate::time::{Instant, Zone};

/// An offer that gives goods: the till adds the line, and it costs nothing.
#[derive(Debug, Clone)]
pub struct Gift {
    /// Its id.
    pub id: RuleId,
    /// When a basket deserves it; lines that are gifts count for nothing here.
    pub when: Condition,
    /// What there is to choose from; one of it is simply given.
    pub choose: Vec<Sku>,
    /// Units of a basket.
    pub count: i64,
    /// How often a member may have it.
    pub limit: Option<Limit>,
    /// How many units there are for all members together.
    pub stock: Option<Stock>,
}

impl Gift {
    /// How many units are left for all members together.
    pub fn stock_left(&self, situation: &Situation, at: Instant, zone: &Zone) -> i64 {
        let left = |stock: Stock| stock.left(&self.id, situation, &[], at, zone);
        self.stock.map_or(i64::MAX, left)
    }
}

impl Program {
    /// The gift of that id.
    pub fn gift(&self, id: &RuleId) -> Option<&Gift> {
        self.gifts.iter().find(|gift| gift.id == *id)
    }
}
