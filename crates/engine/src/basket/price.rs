//! Prices a basket: the fixed stages, in order.

use crate::basket::{Priced, Totals};
use crate::decision::When;
use crate::event::Purchase;
use crate::program::Program;
use crate::situation::Situation;

/// Prices a basket; commits nothing.
pub fn price(program: &Program, situation: &Situation, purchase: &Purchase, when: When) -> Priced {
    let _ = (program, situation, purchase, when);
    Priced {
        lines: vec![],
        totals: Totals::default(),
        redeem: vec![],
        earn: vec![],
        coupons: vec![],
        hints: vec![],
    }
}
