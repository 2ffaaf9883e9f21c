//! Which counters a program keeps.

use crate::counter::CounterKey;
use crate::program::Program;
use crate::time::Instant;

/// Every counter a decision at this instant may read or move, in key order.
pub(crate) fn keys(program: &Program, at: Instant) -> Vec<CounterKey> {
    let _ = (program, at);
    Vec::new()
}
