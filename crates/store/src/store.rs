//! The store: one writer, many readers.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use regulars_engine::id::QuoteId;
use regulars_engine::time::Instant;
use tokio::sync::oneshot;

use crate::database::Connection;
use crate::postgres::Base;
use crate::reader::Readers;
use crate::writer::{Waiting, Work, Writer, commit_error};
use crate::{
    Changeset, CommitError, Committed, Job, JobLease, Lane, Leading, Lease, Node, Options, Reader,
    Reading, RememberedQuote, Role, StoreError, call, connection, folder, job, lease, meta,
    migrate, phase, reading, remembered,
};

/// What a commit answers, once it is known. An error of the channel itself means that the writer has died: whether
/// the changeset was committed is known from its call, after the next start.
pub type Acknowledgement = oneshot::Receiver<Result<Committed, CommitError>>;

/// A store, open. Shared by reference (`Arc`); closed when dropped, after what was submitted is written.
#[derive(Debug)]
pub struct Store {
    engine: Engine,
    folder: PathBuf,
    /// Changesets submitted and not yet answered.
    waiting: Arc<AtomicUsize>,
    node: u16,
    /// What it leads, or has led.
    given: lease::Given,
    /// Held by the process that serves.
    _lock: Option<File>,
}

/// Where the data is.
#[derive(Debug)]
enum Engine {
    Sqlite(Box<Database>),
    Postgres(Box<Base>),
}

/// The database of a data folder.
#[derive(Debug)]
struct Database {
    path: PathBuf,
    readers: Readers,
    queue: Option<Sender<Work>>,
    writer: Option<JoinHandle<()>>,
}

impl Store {
    /// Opens the data folder, making it and the database if there is none, and brings the tables up to date.
    ///
    /// # Errors
    /// A newer database, a folder a server holds (with [`Role::Server`]), no database (without `create`), no rights,
    /// no room.
    pub fn open(folder: &Path, options: Options) -> Result<Self, StoreError> {
        let path = folder::database(folder);
        if options.create {
            folder::make(folder)?;
        } else if !path.exists() {
            return Err(StoreError::NoDatabase {
                folder: folder.to_owned(),
            });
        }
        let lock = match options.role {
            Role::Server => Some(folder::lock(folder)?),
            Role::Command => None,
        };
        let mut conn = connection::writing(&path, &options)?;
        migrate::migrate(&mut conn)?;
        if options.role == Role::Server {
            phase::read(&conn)?.allow_writing()?;
        }
        let id = meta::random(&conn)?;
        let node = node(options.role, id);
        let readers = Readers::new(&path, options.readers);
        let writer = Writer::new(&path, options, conn, id)?;
        let waiting = Arc::<AtomicUsize>::default();
        let (queue, thread) = start(writer, &waiting, &path)?;
        let database = Database {
            path,
            readers,
            queue: Some(queue),
            writer: Some(thread),
        };
        Ok(Self {
            engine: Engine::Sqlite(Box::new(database)),
            folder: folder.to_owned(),
            waiting,
            node,
            given: lease::Given::default(),
            _lock: lock,
        })
    }

    /// Connects to a database of PostgreSQL (`postgres://user@host/name`), which any number of processes may do, and brings its
    /// tables up to date. Files that are not data (uploads, reports) are kept in the folder, one for each process.
    ///
    /// # Errors
    /// An address that is none, no connection, a newer database, no rights.
    pub fn connect(url: &str, folder: &Path, options: &Options) -> Result<Self, StoreError> {
        folder::make(folder)?;
        let lock = match options.role {
            Role::Server => Some(folder::lock(folder)?),
            Role::Command => None,
        };
        let base = Base::connect(url, options)?;
        Ok(Self {
            node: 0,
            given: lease::Given::default(),
            _lock: lock,
            engine: Engine::Postgres(Box::new(base)),
            folder: folder.to_owned(),
            waiting: Arc::default(),
        })
    }

    /// Queues a changeset. The acknowledgement comes once it is durable, or was refused.
    pub fn submit(&self, changeset: Changeset) -> Acknowledgement {
        let (reply, acknowledgement) = oneshot::channel();
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let changeset = Waiting {
            changeset: Box::new(changeset),
            reply,
        };
        match &self.engine {
            Engine::Sqlite(database) => {
                if let Some(queue) = &database.queue {
                    // Without a writer the reply is dropped, and that is what the caller hears.
                    let _ = queue.send(Work::Changeset(changeset));
                }
            }
            Engine::Postgres(base) => {
                let waiting = Arc::clone(&self.waiting);
                let told = move || {
                    waiting.fetch_sub(1, Ordering::Relaxed);
                };
                base.submit(changeset, Box::new(told));
            }
        }
        acknowledgement
    }

    /// Commits a changeset and waits. Not for async code.
    ///
    /// # Errors
    /// As [`CommitError`] says; nothing was written then.
    pub fn commit_blocking(&self, changeset: Changeset) -> Result<Committed, CommitError> {
        let outcome = self.submit(changeset).blocking_recv();
        outcome.unwrap_or_else(|_| Err(commit_error(&StoreError::Closed)))
    }

    /// Reads in one snapshot: everything the reader answers inside is of the same instant. Waits if as many reads as
    /// there are connections go on; a read inside a read may wait for ever.
    ///
    /// # Errors
    /// Those of the closure, and a database that cannot be read.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &self.engine {
            Engine::Sqlite(database) => database.readers.read(read),
            Engine::Postgres(base) => base.read(read),
        }
    }

    /// Reads as [`Store::read`] does, in a snapshot shared with whoever else reads at the moment: twenty readings then cost as many ways to
    /// the database as one does. For small ones, of which many come at a time. `read` may be called several times until it has
    /// all its answers, and asks the same every time: it reads no clock. Where the database is not far away it is called once,
    /// on this thread.
    pub fn read_with_others<T: Send + 'static>(
        &self,
        read: impl Fn(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Reading<T> {
        match &self.engine {
            Engine::Sqlite(database) => {
                let (reply, told) = oneshot::channel();
                let _ = reply.send(database.readers.read(read));
                told
            }
            Engine::Postgres(base) => {
                let (waiting, told) = reading::new(read);
                base.ask(waiting);
                told
            }
        }
    }

    /// Takes up to `limit` due jobs of these lanes, in the order of the lanes, for nobody else until `until`.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn lease_jobs(
        &self,
        lanes: &[Lane],
        now: Instant,
        until: Instant,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError> {
        let lanes = lanes.to_vec();
        self.run(move |conn| job::lease(conn, &lanes, (now, until), limit))
    }

    /// Puts a job that failed back until `retry_at`, or lays it aside for good with `None`; the reason stays with it.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn fail_job(
        &self,
        job: JobLease,
        reason: &str,
        retry_at: Option<Instant>,
    ) -> Result<(), StoreError> {
        let reason = reason.to_owned();
        self.run(move |conn| job::fail(conn, job, &reason, retry_at))
    }

    /// Keeps a leased job until `until`; whether it still is this process's.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn keep_job(&self, job: JobLease, until: Instant) -> Result<bool, StoreError> {
        self.run(move |conn| job::keep(conn, job, until))
    }

    /// Gives a leased job back, for another process to begin it now.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn give_back_job(&self, job: JobLease, now: Instant) -> Result<(), StoreError> {
        self.run(move |conn| job::give_back(conn, job, now))
    }

    /// Remembers a quote without a hold for the other processes; where there are none it does nothing.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn remember_quote(
        &self,
        quote: QuoteId,
        new: &RememberedQuote,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(base) => {
                base.directly(|session| remembered::put(session, quote, new, expires_at))
            }
        }
    }

    /// Forgets up to `limit` quotes whose time has passed; answers how many.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn forget_quotes(&self, now: Instant, limit: usize) -> Result<usize, StoreError> {
        self.run(move |conn| remembered::forget(conn, now, limit))
    }

    /// Forgets up to `limit` answers of calls whose time has passed; answers how many.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn forget_calls(&self, now: Instant, limit: usize) -> Result<usize, StoreError> {
        self.run(move |conn| call::forget(conn, now, limit))
    }

    /// Brings everything committed so far to the disk, in the database itself, and waits until it is there.
    ///
    /// # Errors
    /// A read that goes on and on, a disk that fails.
    pub fn settle(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(database) => database.ask(Writer::settle),
            Engine::Postgres(base) => base.settle(),
        }
    }

    /// Changesets submitted and not yet answered.
    pub fn queue_len(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// A number for this process's [`regulars_engine::id::IdMaker`]. In a folder it is 0 for a server and a random other one for
    /// a command; on PostgreSQL it is leased, and another one after the lease was lost.
    pub fn node(&self) -> Node {
        match &self.engine {
            Engine::Sqlite(_) => Node {
                number: self.node,
                after: 0,
            },
            Engine::Postgres(base) => base.node(),
        }
    }

    /// Whether other processes may serve the same data.
    pub fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Takes or keeps what one process does for all, for so long; `None` while another process has it.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn lead(&self, name: &'static str, life: Duration) -> Result<Option<Lease>, StoreError> {
        let number = match &self.engine {
            // In a folder one process serves; nothing is written to say so again and again.
            Engine::Sqlite(_) => match self.read(|reader| lease::number(reader.conn, name))? {
                None => self.run(move |conn| lease::take(conn, name, 0, life))?,
                known => known,
            },
            Engine::Postgres(base) => {
                let holder = base.holder();
                base.run(move |session| lease::take(session, name, holder, life))?
            }
        };
        self.given.note(name, number, life);
        Ok(number.map(|number| Lease { name, number }))
    }

    /// Has a restored copy go on working; of data that works it changes nothing. Every process sees it before its next job.
    ///
    /// # Errors
    /// Data that is being moved, a database that cannot be written to.
    pub fn resume(&self) -> Result<(), StoreError> {
        self.run(|conn| phase::go_on(conn, false)).map(|_| ())
    }

    /// What this process leads, or has led, for whoever watches it.
    pub fn leading(&self) -> Vec<Leading> {
        self.given.all()
    }

    /// Gives back what this process leads, for another to take it at once.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn stop_leading(&self, name: &'static str) -> Result<(), StoreError> {
        self.given.note(name, None, Duration::ZERO);
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(base) => {
                let holder = base.holder();
                base.run(move |session| lease::give_back(session, holder, Some(name)))
            }
        }
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database file.
    ///
    /// # Errors
    /// [`StoreError::NoFile`] on PostgreSQL.
    pub(crate) fn path(&self) -> Result<&Path, StoreError> {
        match &self.engine {
            Engine::Sqlite(database) => Ok(&database.path),
            Engine::Postgres(_) => Err(StoreError::NoFile),
        }
    }

    /// Does something in a transaction of its own, and waits.
    fn run<T: Send + 'static>(
        &self,
        task: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.engine {
            Engine::Sqlite(database) => database.ask(|writer| writer.run(|conn| task(conn))),
            Engine::Postgres(base) => base.run(|session| task(session)),
        }
    }
}

impl Database {
    /// Has the writer do something between two transactions, and waits.
    fn ask<T: Send + 'static>(
        &self,
        task: impl FnOnce(&mut Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = mpsc::sync_channel(1);
        let work = Work::Task(Box::new(move |writer: &mut Writer| {
            let _ = reply.send(task(writer));
        }));
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.send(work).map_err(|_| StoreError::Closed)?;
        answer.recv().map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Database {
    /// Closes the queue and waits until the writer has emptied it.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take()
            && writer.join().is_err()
        {
            tracing::error!("the writer thread panicked");
        }
    }
}

/// Starts the writer thread.
fn start(
    writer: Writer,
    waiting: &Arc<AtomicUsize>,
    path: &Path,
) -> Result<(Sender<Work>, JoinHandle<()>), StoreError> {
    let (queue, work) = mpsc::channel();
    let waiting = Arc::clone(waiting);
    let thread = thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || writer.work(&work, &waiting))
        .map_err(|source| StoreError::File {
            path: path.to_owned(),
            source,
        })?;
    Ok((queue, thread))
}

fn node(role: Role, writer: i64) -> u16 {
    match role {
        Role::Server => 0,
        Role::Command => {
            u16::try_from(1 + writer % i64::from(regulars_engine::id::NODE_MAX)).unwrap_or(1)
        }
    }
}
