//! How a store is opened.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What the process does with the data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Serves: holds the folder's lock for as long as it lives, one per folder.
    Server,
    /// A command beside a server, or alone: takes no lock. Its commits and the server's go through SQLite's own
    /// locks, and every guard is checked inside the transaction, so that both are correct; only slower.
    #[default]
    Command,
}

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Serving or a command.
    pub role: Role,
    /// Make the folder and the database if there is none.
    pub create: bool,
    /// Connections kept open for reading.
    pub readers: usize,
    /// Connections on which readings are asked together ([`crate::Store::read_with_others`]); of PostgreSQL alone.
    pub askers: usize,
    /// Page cache of the writer, MiB.
    pub cache_mib: u32,
    /// How long to wait for another process that writes, before answering [`crate::CommitError::Busy`].
    pub busy: Duration,
    /// The most changesets committed in one transaction.
    pub batch: usize,
    /// The most rows, roughly, in one transaction: what waits behind a bulk import waits no longer than this takes.
    pub weight: usize,
    /// When what is committed is on the disk.
    pub durable: Durable,
    /// The most pages (4 KiB) the database may have: a disk that is full, for tests and quotas.
    pub max_pages: Option<u32>,
    /// Asked before and after each COMMIT, for tests of faults.
    pub faults: Option<FaultHook>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            role: Role::default(),
            create: true,
            readers: 8,
            askers: 2,
            cache_mib: 128,
            busy: Duration::from_secs(10),
            batch: 256,
            weight: 20_000,
            durable: Durable::default(),
            max_pages: None,
            faults: None,
        }
    }
}

impl Options {
    /// For a base that nobody uses before it was made to the end: few and large transactions, and nothing waits for
    /// the disk before [`crate::Store::settle`].
    pub fn making() -> Self {
        Self {
            role: Role::Server,
            cache_mib: 512,
            batch: 16_384,
            weight: 200_000,
            durable: Durable::OnceSettled,
            ..Self::default()
        }
    }
}

/// When what is committed is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durable {
    /// Before anybody is told.
    #[default]
    AtCommit,
    /// Once [`crate::Store::settle`] has returned: for a base that is thrown away unless it was made to the end.
    OnceSettled,
}

/// Where a fault can strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultPoint {
    /// Everything is written, COMMIT comes next.
    BeforeCommit,
    /// COMMIT has returned, nobody has been told yet.
    AfterCommit,
}

/// What happens there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// COMMIT reports an error. Before it: nothing was committed. After it: all was.
    Error,
    /// The writer dies without a word, as the process would at `kill -9`.
    Die,
}

/// Decides what happens at a point.
#[derive(Clone)]
pub struct FaultHook(Arc<dyn Fn(FaultPoint) -> Fault + Send + Sync>);

impl FaultHook {
    /// Takes the function that decides.
    pub fn new(decide: impl Fn(FaultPoint) -> Fault + Send + Sync + 'static) -> Self {
        Self(Arc::new(decide))
    }

    pub(crate) fn at(&self, point: FaultPoint) -> Fault {
        (self.0)(point)
    }
}

impl fmt::Debug for FaultHook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FaultHook")
    }
}
