//! A ledger kept open from one event to the next.

use regulars_engine::decision::When;
use regulars_engine::id::MemberId;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::Reader;

use crate::app::App;
use crate::commit::Ledger;
use crate::error::Result;
use crate::scope;

/// Lots a ledger carries before it sheds the oldest of those with nothing left.
const LOTS_KEPT: usize = 256;

/// A ledger between events.
pub(super) struct Open<'a> {
    pub(super) ledger: Ledger<'a>,
    /// The store has purchases of this owner after the one it was loaded for: it is good for one event only.
    pub(super) once: bool,
}

impl Open<'_> {
    /// Sheds what no decision at or after this instant reads.
    pub(super) fn trim(&mut self, program: &Program, at: Instant) {
        let needs = &program.needs;
        let window = needs.purchases.map(|span| span.before(at, &program.zone));
        let from = match (window, needs.purchases_since) {
            (Some(window), Some(since)) => Some(window.min(since)),
            (window, since) => window.or(since),
        };
        let situation = &mut self.ledger.situation;
        match from {
            Some(from) => situation.history.retain(|past| past.at >= from),
            None => situation.history.clear(),
        }
        let lots = &mut situation.wallet.lots;
        if lots.len() > LOTS_KEPT {
            let old = lots.len() - LOTS_KEPT / 2;
            let mut place = 0;
            lots.retain(|lot| {
                place += 1;
                place > old || !lot.remaining.is_zero()
            });
        }
    }
}

/// Loads owners, each as of the first of its events. An owner that is not there is left out.
pub(super) fn load_all<'a>(
    app: &App,
    program: &'a Program,
    owners: &[(MemberId, Vec<Instant>)],
) -> Result<Vec<Open<'a>>> {
    app.read_here(|reader| {
        let mut opened = Vec::with_capacity(owners.len());
        for (owner, instants) in owners {
            opened.extend(load(reader, program, *owner, instants)?);
        }
        Ok(opened)
    })
}

/// Loads one owner as of the first of its events, with the counters of all of them.
fn load<'a>(
    reader: &Reader<'_>,
    program: &'a Program,
    owner: MemberId,
    instants: &[Instant],
) -> Result<Option<Open<'a>>> {
    let at = instants.iter().min().copied().unwrap_or_default();
    let scope = scope::with(program, When::now(at), instants);
    let Some(loaded) = reader.situation(owner, &scope)? else {
        return Ok(None);
    };
    let last = reader
        .purchases(owner, None, 1)?
        .items
        .first()
        .map(|head| head.at);
    let ledger = Ledger::open(program, owner, loaded.version, loaded.situation);
    Ok(Some(Open {
        ledger,
        once: last.is_some_and(|last| last >= at),
    }))
}
