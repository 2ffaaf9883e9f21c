//! Stages that a program defines: the first whose condition holds counts.

use std::collections::BTreeMap;

use regulars_engine::condition::{Condition, Known, compile};
use regulars_engine::id::MemberId;
use regulars_engine::stamp::Stage;
use regulars_engine::time::Instant;
use regulars_insight::segment::Asked;
use regulars_store::Reader;

use crate::app::App;
use crate::error::Result;
use crate::insight;
use crate::live::LiveProgram;

/// Who is in which stage.
#[derive(Debug)]
pub(super) struct Staged {
    found: BTreeMap<MemberId, Stage>,
    /// Of everybody else.
    rest: Stage,
}

impl Staged {
    /// The stage of somebody who has bought.
    pub(super) fn of(&self, member: MemberId) -> Stage {
        self.found.get(&member).copied().unwrap_or(self.rest)
    }
}

/// Looks for the stage of everybody; `None`: the program has the usual stages.
///
/// # Errors
/// Analytics that are being read in; a store that cannot be read.
pub(super) fn staged(
    app: &App,
    reader: &Reader<'_>,
    live: &LiveProgram,
    as_of: Instant,
) -> Result<Option<Staged>> {
    let Some((last, stages)) = live.program.stages.split_last() else {
        return Ok(None);
    };
    insight::ask(
        app,
        reader,
        &live.version,
        |columns| {
            Ok(columns.with_names(|names| {
                let mut known = Known::of(&live.program, names);
                let compiled = stages.iter().map(|stage| {
                    // The program has compiled, so nothing is left to tell.
                    let when = compile(&stage.when.written(), "", &mut known, &mut Vec::new());
                    (stage.id, when)
                });
                let compiled: Vec<(Stage, Condition)> = compiled.collect();
                (compiled, known.names)
            }))
        },
        |columns, leaves, stages| {
            let asked = Asked::new(columns, &live.program, leaves, as_of);
            let mut found = BTreeMap::new();
            // Those that count first are written last.
            for (id, when) in stages.iter().rev() {
                let members = asked.members(&asked.select(when));
                found.extend(members.into_iter().map(|member| (member, *id)));
            }
            Ok(Some(Staged {
                found,
                rest: last.id,
            }))
        },
    )
}
