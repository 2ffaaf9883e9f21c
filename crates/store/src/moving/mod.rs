//! Moving an installation from one engine to the other, while it is in use.
//!
//! The tables are copied in runs of rows, in the order of their keys, from one snapshot; each run is read back and remembered by the
//! digest of its rows. Then once more, from a newer snapshot: only runs whose digest is another one are copied again. When little has
//! changed, the source is closed to writes and the last differences are copied. A move that was cut off is that same work: what is
//! there and has its digest is left as it is.

mod runs;
mod side;

use serde::Serialize;

use self::side::{Side, Target};
use crate::database::Connection;
use crate::sql::moving as sql;
use crate::{
    FaultHook, Phase, Site, StoreError, VerifyReport, backup, copy, meta, phase, rows, verify,
};

/// The most times the tables are gone through before the source is closed.
const PASSES_MOST: u32 = 4;

/// So few rows are copied after the source is closed, if passes can bring it about.
const FEW: u64 = 20_000;

/// How far a move is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveProgress {
    /// What goes on.
    pub stage: MoveStage,
    /// Rows gone through.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

/// A stage of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveStage {
    /// The source is in use.
    Copying,
    /// The source takes no writes.
    Closing,
}

/// What a move did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MoveReport {
    /// Rows copied, each read back; those of earlier attempts that were still the same are not among them.
    pub copied: u64,
    /// Of them, rows copied after the source was closed.
    pub copied_closed: u64,
    /// The books of the target, recomputed.
    pub verified: VerifyReport,
}

/// Moves an installation. The source is in use meanwhile, and takes no writes from shortly before the end on; the target works then,
/// as the same instance: ids, versions, positions of the journal, remembered calls, sessions, audit and jobs go on.
///
/// Called again after it was cut off, it goes on. `faults` strikes around the commit of each run, for tests.
///
/// # Errors
/// [`StoreError::Occupied`], [`StoreError::Moved`], [`StoreError::Paused`] for a restored copy, [`StoreError::Unsound`], and whatever a
/// database reports; the source then works on, or is closed ([`Phase::Moving`]) until the move is run again or given up by
/// [`crate::resume`].
pub fn migrate_store(
    from: Site<'_>,
    to: Site<'_>,
    faults: Option<FaultHook>,
    mut progress: impl FnMut(MoveProgress),
) -> Result<MoveReport, StoreError> {
    let (source, told) = (Side::source(from)?, to.told()?);
    let begun = phase::read(source.conn())?;
    match &begun {
        Phase::Working | Phase::Moving { .. } => {}
        Phase::Moved { to } if *to == told => {}
        Phase::Restored => return Err(StoreError::Paused),
        other => other.clone().allow_writing()?,
    }
    let instance = meta::instance(source.conn())?;
    let target = Target::open(to, &instance, faults)?;
    let (mut copied, mut copied_closed) = (0, 0);
    match (target.is_switched()?, begun == Phase::Working) {
        // The source was told to go on after all: what it has written since is not there.
        (true, true) => return Err(StoreError::Occupied { place: told }),
        (true, false) => {}
        (false, in_use) => {
            if in_use {
                copied = in_passes(&source, &target, &mut progress)?;
                source.close(&Phase::Moving { to: told.clone() })?;
            }
            copied_closed = source.snapshot(|from| {
                let copied = pass(from, &target, MoveStage::Closing, &mut progress)?;
                target.change(|to| prepare(from, to, &instance, &told))?;
                Ok(copied)
            })?;
            // From here on only the target can work.
            source.close(&Phase::Moved { to: told })?;
            target.change(|to| {
                rows::run(to, sql::MOVE_FORGET, ())?;
                phase::put(to, &Phase::Working)
            })?;
        }
    }
    let verified = target.read(|to| verify::verify_snapshot(to, |_| {}))?;
    target.finish()?;
    Ok(MoveReport {
        copied: copied + copied_closed,
        copied_closed,
        verified,
    })
}

/// Copies while the source is in use, until little changes meanwhile.
fn in_passes(
    source: &Side,
    target: &Target,
    progress: &mut impl FnMut(MoveProgress),
) -> Result<u64, StoreError> {
    let mut copied = 0;
    for _ in 0..PASSES_MOST {
        let changed =
            source.snapshot(|from| pass(from, target, MoveStage::Copying, &mut *progress))?;
        copied += changed;
        if changed < FEW {
            break;
        }
    }
    Ok(copied)
}

fn pass(
    from: &Connection,
    target: &Target,
    stage: MoveStage,
    progress: &mut impl FnMut(MoveProgress),
) -> Result<u64, StoreError> {
    runs::copy(from, target, |done, of| {
        progress(MoveProgress { stage, done, of });
    })
}

/// Brings what the data says of itself, its links, indexes and numbers, and verifies its books; it is not at work yet.
fn prepare(
    from: &Connection,
    to: &Connection,
    instance: &str,
    told: &str,
) -> Result<(), StoreError> {
    rows::run(to, crate::sql::meta::META_OPEN, ())?;
    copy::tables(from, to, copy::LAST)?;
    copy::settle(to)?;
    backup::sound(verify::verify_snapshot(to, |_| {})?, told)?;
    let from = instance.to_owned();
    phase::put(to, &Phase::Receiving { from })
}
