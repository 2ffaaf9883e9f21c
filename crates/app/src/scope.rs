//! What is loaded for a decision.

use regulars_engine::counter::CounterKey;
use regulars_engine::decision::When;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::Scope;

/// The scope of a decision without goods.
pub(crate) fn bare(program: &Program, when: When) -> Scope<'_> {
    Scope {
        needs: &program.needs,
        at: when.at,
        posted_at: when.posted_at,
        counters: counters(program, &[when.at, when.posted_at]),
        rolling_from: program.rolling_from(when.at),
        skus: Vec::new(),
        store: None,
        lots_of: None,
    }
}

/// Counters of the periods these instants lie in: a late event moves those of its own time and is limited by those
/// of its posting; a return moves those of its purchase.
pub(crate) fn counters(program: &Program, instants: &[Instant]) -> Vec<CounterKey> {
    let mut keys: Vec<_> = instants
        .iter()
        .flat_map(|at| program.counter_keys(*at))
        .collect();
    keys.sort();
    keys.dedup();
    keys
}
