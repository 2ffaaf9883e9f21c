//! The running system: store, clock, ids, live programs, locks.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use regulars_engine::id::{IdMaker, MemberId};
use regulars_engine::time::Instant;
use regulars_store::{
    Acknowledgement, Changeset, CommitError, Committed, Node, Reader, Store, StoreError,
};
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::error::{AppError, Result, Thing};
use crate::game::Seeds;
use crate::insight::Insight;
use crate::insight::file::Keeping;
use crate::job::Work;
use crate::key::Known;
use crate::live::Programs;
use crate::locks::Locks;
use crate::quote::Recent;
use crate::secret::secret;
use crate::session::Attempts;
use crate::upload::Desk;

/// So many passwords are hashed at once: each takes 19 MiB and a processor.
const HASHING_MOST: usize = 2;

/// Reports made at once: the readers of the store and the processors are left to tills.
const REPORTING_MOST: usize = 2;

/// Hexadecimal digits of the code of the set-up.
const SETUP_CODE_LENGTH: usize = 20;

/// How the system is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a quote and its hold live.
    pub quote_life_ms: i64,
    /// How far ahead of the server a till's clock may be.
    pub clock_ahead_ms: i64,
    /// How long an `Idempotency-Key` is remembered.
    pub call_memory_ms: i64,
    /// Everybody is looked at again, for dynamic segments, after so long.
    pub segments_fold_ms: i64,
    /// The code of the set-up; `None`: one that cannot be told in advance.
    pub setup_code: Option<String>,
    /// What every draw comes to, as random bits, for tests; `None`: what cannot be told in advance.
    pub draws: Option<Arc<AtomicU64>>,
    /// So much of the disk an upload leaves free.
    pub upload_keep_free_bytes: u64,
    /// Where columns are kept on disk; `None`: in memory alone.
    pub columns: Option<Keeping>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            quote_life_ms: 15 * 60_000,
            clock_ahead_ms: 10 * 60_000,
            call_memory_ms: 30 * 86_400_000,
            segments_fold_ms: 86_400_000,
            setup_code: None,
            draws: None,
            upload_keep_free_bytes: 256 << 20,
            columns: None,
        }
    }
}

/// The running system. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Arc<Store>,
    clock: Arc<dyn Clock>,
    ids: Mutex<Ids>,
    programs: Programs,
    seeds: Seeds,
    owners: Locks<MemberId>,
    calls: Locks<(String, String)>,
    recent: Recent,
    known_keys: Known,
    attempts: Attempts,
    hashing: Semaphore,
    reporting: Arc<Semaphore>,
    setup_code: OnceLock<String>,
    desk: Desk,
    work: Work,
    insight: Insight,
    settings: Settings,
}

impl App {
    /// Starts on an open store.
    ///
    /// # Errors
    /// A stored program that no longer compiles, or a store that cannot be read.
    pub fn start(store: Store, clock: Arc<dyn Clock>, settings: Settings) -> Result<Self> {
        let programs = Programs::load(&store)?;
        let seeds = Seeds::default();
        store.read(|reader| Ok(seeds.refresh(reader)))??;
        let marks = store.read(|reader| reader.marks())?;
        Ok(Self(Arc::new(Inner {
            ids: Mutex::new(Ids::after(store.node(), marks.last_id)),
            store: Arc::new(store),
            clock,
            programs,
            seeds,
            owners: Locks::default(),
            calls: Locks::default(),
            recent: Recent::default(),
            known_keys: Known::default(),
            attempts: Attempts::default(),
            hashing: Semaphore::new(HASHING_MOST),
            reporting: Arc::new(Semaphore::new(REPORTING_MOST)),
            setup_code: OnceLock::new(),
            desk: Desk::default(),
            work: Work::default(),
            insight: Insight::default(),
            settings,
        })))
    }

    /// Server time.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The store, for use cases only.
    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    /// Recomputes everything that can be from entries, and reports what differs.
    ///
    /// # Errors
    /// A store that cannot be read.
    pub fn verify(&self) -> Result<regulars_store::VerifyReport> {
        Ok(self.store().verify(|_| {})?)
    }

    /// Sees what other processes have published.
    ///
    /// # Errors
    /// A store that cannot be read; a stored program that no longer compiles.
    pub async fn refresh(&self) -> Result<()> {
        self.read(|app, reader| {
            app.programs().refresh(reader)?;
            app.seeds().refresh(reader)
        })
        .await
    }

    /// Waits until the machine's clock shows an instant. For commands; nothing waits where a clock is set by hand.
    #[expect(
        clippy::disallowed_methods,
        reason = "a command that publishes waits for the instant it was told"
    )]
    pub async fn wait_until(&self, at: Instant) {
        let ms = u64::try_from(at.ms_since(self.now())).unwrap_or(0);
        tokio::time::sleep(std::time::Duration::from_millis(ms)).await;
    }

    /// Live programs.
    pub fn programs(&self) -> &Programs {
        &self.0.programs
    }

    /// The seeds of draws.
    pub(crate) fn seeds(&self) -> &Seeds {
        &self.0.seeds
    }

    /// Quotes answered lately.
    pub(crate) fn recent(&self) -> &Recent {
        &self.0.recent
    }

    /// Keys seen lately.
    pub(crate) fn known_keys(&self) -> &Known {
        &self.0.known_keys
    }

    /// Wrong guesses of secrets.
    pub(crate) fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// Turns at hashing passwords.
    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.0.hashing
    }

    /// Turns at reports over all members.
    pub(crate) fn reporting(&self) -> Arc<Semaphore> {
        self.0.reporting.clone()
    }

    /// The code of the set-up, made when it is first asked for.
    pub(crate) fn setup_code(&self) -> Result<&str> {
        if let Some(code) = self.0.setup_code.get() {
            return Ok(code);
        }
        let code = match &self.settings().setup_code {
            Some(code) => code.clone(),
            None => secret()?.chars().take(SETUP_CODE_LENGTH).collect(),
        };
        Ok(self.0.setup_code.get_or_init(|| code))
    }

    /// Uploads under way.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// What this process has leased.
    pub(crate) fn work(&self) -> &Work {
        &self.0.work
    }

    /// The columns of analytics.
    pub(crate) fn insight(&self) -> &Insight {
        &self.0.insight
    }

    /// Owners' locks.
    pub(crate) fn owners(&self) -> &Locks<MemberId> {
        &self.0.owners
    }

    /// Calls' locks.
    pub(crate) fn calls(&self) -> &Locks<(String, String)> {
        &self.0.calls
    }

    /// Settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The next id, as a number; each kind wraps it.
    pub(crate) fn next_id(&self) -> i64 {
        self.0.ids.lock().next(self.store().node(), self.now())
    }

    /// Reads one snapshot off the async threads.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self, &Reader<'_>) -> Result<T> + Send + 'static,
    {
        self.off(|app| app.read_here(|reader| work(app, reader)))
            .await
    }

    /// The same for what tills ask all the time: where the database is far away, with whatever else is asked at the moment.
    /// `work` may be done several times until all it asks is answered: it asks the same every time and reads no clock.
    pub(crate) async fn read_with_others<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&Self, &Reader<'_>) -> Result<T> + Send + 'static,
    {
        if !self.store().is_shared() {
            return self.read(work).await;
        }
        let app = self.clone();
        let told = { self.store() }.read_with_others(move |reader| Ok(work(&app, reader)));
        told.await
            .map_err(|_| AppError::from(StoreError::Closed))??
    }

    /// Does what waits for the store, off the async threads.
    pub(crate) async fn off<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T> + Send + 'static,
    {
        let app = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&app)).await;
        done.map_err(|stopped| AppError::Internal(format!("a reader stopped: {stopped}")))?
    }

    /// Reads one snapshot on this thread, for commands and jobs.
    pub(crate) fn read_here<T>(&self, work: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.store().read(|reader| Ok(work(reader)))?
    }

    /// Commits durably, or says why not. [`Commit::Again`] asks the caller to load and decide anew.
    pub(crate) async fn commit(&self, changeset: Changeset) -> Result<Commit> {
        match self.store().submit(changeset).await {
            Ok(outcome) => {
                if is_seed_moved(&outcome) {
                    self.read(|app, reader| app.seeds().refresh(reader)).await?;
                }
                Commit::of(outcome)
            }
            Err(_) => Err(AppError::from(StoreError::Closed)),
        }
    }

    /// The same on a thread that may block.
    pub(crate) fn commit_here(&self, changeset: Changeset) -> Result<Commit> {
        self.outcome(self.store().commit_blocking(changeset))
    }

    fn outcome(&self, outcome: std::result::Result<Committed, CommitError>) -> Result<Commit> {
        if is_seed_moved(&outcome) {
            self.read_here(|reader| self.seeds().refresh(reader))?;
        }
        Commit::of(outcome)
    }

    /// Waits until everything committed so far is on the disk, in the database itself.
    ///
    /// # Errors
    /// A disk that fails.
    pub fn settle(&self) -> Result<()> {
        Ok(self.store().settle()?)
    }

    /// Queues a changeset and goes on; [`App::outcome_here`] waits for it.
    pub(crate) fn submit_here(&self, changeset: Changeset) -> Acknowledgement {
        self.store().submit(changeset)
    }

    /// Waits, on a thread that may block, for what became of a changeset.
    pub(crate) fn outcome_here(&self, outcome: Acknowledgement) -> Result<Commit> {
        match outcome.blocking_recv() {
            Ok(outcome) => self.outcome(outcome),
            Err(_) => Err(AppError::from(StoreError::Closed)),
        }
    }
}

/// Whether the seed that a changeset drew by was told meanwhile: it is to be known before anything is decided anew.
fn is_seed_moved(outcome: &std::result::Result<Committed, CommitError>) -> bool {
    matches!(outcome, Err(CommitError::SeedMoved { .. }))
}

/// Makes the ids of this process.
#[derive(Debug)]
struct Ids {
    node: Node,
    maker: IdMaker,
    last: i64,
}

impl Ids {
    /// Ids under a number, all greater than `last`.
    fn after(node: Node, last: i64) -> Self {
        let last = last.max(node.after);
        Self {
            node,
            maker: IdMaker::after(node.number, last),
            last,
        }
    }

    /// The next id, under the number that the process has now.
    fn next(&mut self, node: Node, now: Instant) -> i64 {
        if self.node != node {
            *self = Self::after(node, self.last);
        }
        self.last = self.maker.next(now.ms());
        self.last
    }
}

/// What became of a commit.
#[derive(Debug)]
pub(crate) enum Commit {
    /// Durable.
    Done,
    /// Another process moved the owner first: load and decide anew.
    Again,
    /// The call was committed before, with the same body.
    Replayed,
}

impl Commit {
    fn of(outcome: std::result::Result<Committed, CommitError>) -> Result<Self> {
        match outcome {
            Ok(Committed::Posted) => Ok(Self::Done),
            Ok(Committed::Replayed(_)) => Ok(Self::Replayed),
            Err(
                CommitError::Conflict { .. }
                | CommitError::PurchaseMoved { .. }
                | CommitError::CouponMoved { .. }
                | CommitError::GiftCardMoved { .. }
                | CommitError::StockMoved { .. }
                | CommitError::SeedMoved { .. }
                | CommitError::ExternalTaken { .. }
                | CommitError::VersionTaken { .. }
                | CommitError::StaffMoved
                | CommitError::SegmentsMoved
                | CommitError::ExperimentMoved,
            ) => Ok(Self::Again),
            Err(CommitError::KeyReused) => Err(AppError::KeyReused("id".to_owned())),
            Err(CommitError::Taken { kind }) => Err(AppError::Taken(kind)),
            Err(CommitError::Tombstoned { external }) => Err(AppError::Voided(external.id)),
            Err(CommitError::UnknownOwner { owner }) => {
                Err(AppError::not_found(Thing::Member, owner))
            }
            Err(CommitError::Broken(why)) => Err(AppError::Internal(why)),
            Err(
                error @ (CommitError::Full
                | CommitError::ReadOnly
                | CommitError::Busy
                | CommitError::Lost
                | CommitError::Unknown
                | CommitError::LeaseLost
                | CommitError::Moved { .. }),
            ) => Err(AppError::of_commit(&error)),
        }
    }
}
