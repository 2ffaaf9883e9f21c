//! Analytics in memory: the columns of all members, which follow the journal.
//!
//! The journal says who has moved; their slices are then read again, whole, in the snapshot whose position the columns
//! take. So what is held is always what the store would give, and there is nothing that could be applied twice. The first time
//! they come from their files ([`mod@file`]), if these are of this store.

pub mod file;
mod follow;
mod record;

pub use follow::follow;
pub(crate) use follow::{FACTS, about};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use parking_lot::{Mutex, RwLock, RwLockWriteGuard};
use regulars_insight::column::Columns;
use regulars_insight::segment::LeafCache;
use regulars_store::{ProgramVersion, Reader};

pub use regulars_insight::column::Memory;

use crate::app::App;
use crate::error::Result;
use crate::suggestion::Cached;

/// What a process holds for analytics.
#[derive(Debug, Default)]
pub(crate) struct Insight {
    columns: RwLock<Columns>,
    /// Held by whoever brings the columns up to date.
    turn: Mutex<()>,
    /// They have been read in once.
    is_ready: AtomicBool,
    /// How often everybody has been read in: numbers of parts and goods mean something only within one time.
    generation: AtomicU64,
    /// The columns on disk. Who writes them takes the turn meanwhile; who has the turn takes this only until columns are ready, when
    /// nobody writes.
    files: Mutex<file::Files>,
    /// Answers of leaves under the program they were asked under, and the reading in of the parts they are about.
    leaves: Mutex<Option<(ProgramVersion, u64, Arc<LeafCache>)>>,
    /// What goes together.
    pub(crate) learned: Cached,
}

impl Insight {
    /// Answers of leaves under a program, for whoever holds the columns: they are not replaced meanwhile.
    fn leaves(&self, program: &ProgramVersion) -> Arc<LeafCache> {
        let generation = self.generation.load(Ordering::Acquire);
        let mut leaves = self.leaves.lock();
        match &*leaves {
            Some((version, of, cache)) if version == program && *of == generation => cache.clone(),
            _ => {
                let cache = Arc::new(LeafCache::default());
                *leaves = Some((program.clone(), generation, cache.clone()));
                cache
            }
        }
    }
}

/// Puts a question to the columns, which are first brought up to the snapshot. `compile` gets them to compile against
/// their names, `ask` to read.
pub(crate) fn ask<C, T>(
    app: &App,
    reader: &Reader<'_>,
    program: &ProgramVersion,
    compile: impl FnOnce(&mut Columns) -> Result<C>,
    ask: impl FnOnce(&Columns, &LeafCache, C) -> Result<T>,
) -> Result<T> {
    follow::catch_up(app, reader)?;
    let insight = app.insight();
    let mut columns = insight.columns.write();
    let compiled = compile(&mut columns)?;
    // Names and numbers mean the same as long as the columns are held.
    let columns = RwLockWriteGuard::downgrade(columns);
    ask(&columns, &insight.leaves(program), compiled)
}

/// Reads the columns, which are first brought up to the snapshot.
pub(crate) fn read<T>(
    app: &App,
    reader: &Reader<'_>,
    read: impl FnOnce(&Columns) -> T,
) -> Result<T> {
    follow::catch_up(app, reader)?;
    Ok(read(&app.insight().columns.read()))
}

/// What the columns take.
pub fn memory(app: &App) -> Memory {
    app.insight().columns.read().memory()
}
