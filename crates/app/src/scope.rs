//! What is loaded for a decision.

use regulars_engine::decision::When;
use regulars_engine::program::Program;
use regulars_store::Scope;

/// The scope of a decision without goods.
pub(crate) fn bare(program: &Program, when: When) -> Scope<'_> {
    Scope {
        needs: &program.needs,
        at: when.at,
        posted_at: when.posted_at,
        counters: program.counter_keys(when.at),
        rolling_from: program.rolling_from(when.at),
        skus: Vec::new(),
        store: None,
        lots_of: None,
    }
}
