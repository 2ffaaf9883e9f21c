//! What is loaded for a decision.

use std::collections::BTreeSet;

use regulars_engine::counter::{CounterKey, CounterRange};
use regulars_engine::decision::When;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::Scope;

/// The scope of a decision without goods.
pub(crate) fn bare(program: &Program, when: When) -> Scope<'_> {
    with(program, when, &[])
}

/// The same, with the counters of other instants: those of a purchase that comes back.
pub(crate) fn with<'a>(program: &'a Program, when: When, also: &[Instant]) -> Scope<'a> {
    let instants = [&[when.at, when.posted_at], also].concat();
    Scope {
        needs: &program.needs,
        at: when.at,
        posted_at: when.posted_at,
        counters: counters(program, &instants),
        counter_ranges: ranges(program, &instants),
        stocks: stocks(program, &instants),
        rolling_from: program.rolling_from(when.at),
        skus: Vec::new(),
        store: None,
        lots_of: None,
    }
}

/// Stretches of counters that decisions at these instants read, one for all instants.
fn ranges(program: &Program, instants: &[Instant]) -> Vec<CounterRange> {
    let mut wide: Vec<CounterRange> = Vec::new();
    for range in instants.iter().flat_map(|at| program.counter_ranges(*at)) {
        match wide.iter_mut().find(|known| known.counted == range.counted) {
            Some(known) => {
                known.from = known.from.min(range.from);
                known.to = known.to.max(range.to);
            }
            None => wide.push(range),
        }
    }
    wide
}

/// Stocks of the periods these instants lie in.
fn stocks(program: &Program, instants: &[Instant]) -> Vec<CounterKey> {
    let keys = instants.iter().flat_map(|at| program.stock_keys(*at));
    let keys: BTreeSet<CounterKey> = keys.collect();
    keys.into_iter().collect()
}

/// Counters of the periods these instants lie in: a late event moves those of its own time and is limited by those
/// of its posting; a return moves those of its purchase.
fn counters(program: &Program, instants: &[Instant]) -> Vec<CounterKey> {
    let mut keys: Vec<_> = instants
        .iter()
        .flat_map(|at| program.counter_keys(*at))
        .collect();
    keys.sort();
    keys.dedup();
    keys
}
