//! What this process is doing with uploads: receiving, waiting, running.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::{Mutex, MutexGuard};
use regulars_engine::id::ImportId;
use regulars_engine::time::Instant;
use regulars_store::Actor;
use tokio::sync::watch;

use super::progress::Pace;
use crate::app::App;

/// The uploads of a process. Whoever reads or writes a stored state holds the lock.
#[derive(Default)]
pub(crate) struct Desk {
    busy: Mutex<Busy>,
    stopping: AtomicBool,
}

/// What is going on.
#[derive(Default)]
pub(super) struct Busy {
    /// Coming in, not yet whole.
    pub(super) receiving: BTreeSet<ImportId>,
    /// Waiting and running.
    pub(super) live: BTreeMap<ImportId, Arc<Live>>,
    /// Waiting, in order.
    pub(super) queue: VecDeque<ImportId>,
    /// A thread works the queue off.
    pub(super) working: bool,
    /// When old ones were last looked for.
    pub(super) swept_at: Option<Instant>,
}

/// An import that waits or runs.
pub(super) struct Live {
    pub(super) pace: Mutex<Option<Pace>>,
    pub(super) cancelled: AtomicBool,
    /// Who asked for it.
    pub(super) by: Actor,
    /// True once it is over.
    pub(super) over: watch::Sender<bool>,
}

impl Live {
    pub(super) fn new(by: Actor) -> Self {
        Self {
            by,
            pace: Mutex::new(None),
            cancelled: AtomicBool::new(false),
            over: watch::Sender::new(false),
        }
    }
}

impl Desk {
    pub(super) fn lock(&self) -> MutexGuard<'_, Busy> {
        self.busy.lock()
    }

    /// Whether the process ends.
    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

impl Busy {
    /// Whether it waits or runs.
    pub(super) fn is_live(&self, id: ImportId) -> bool {
        self.live.contains_key(&id)
    }
}

/// Has what runs stop where it is: the process ends. What was running is `interrupted` from then on.
pub fn stop(app: &App) {
    app.desk().stopping.store(true, Ordering::Relaxed);
}
