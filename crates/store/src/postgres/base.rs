//! A database of PostgreSQL, open.

use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use tokio_postgres::Config;

use super::committer::Committer;
use super::pool::Pool;
use super::{Session, address, migrate, sequencer};
use crate::rows::one;
use crate::sql::{lock as sql, meta};
use crate::writer::Waiting;
use crate::{Changeset, Options, Reader, StoreError};

/// Connections that commit. Each is busy mostly with waiting for the disk of the database.
const COMMITTERS: usize = 8;

/// PostgreSQL 15, as it numbers itself.
const VERSION_LEAST: i64 = 150_000;

/// Something for a committer to do.
enum Work {
    Changeset(Waiting, Told),
    Task(Box<dyn FnOnce(&mut Committer) + Send>),
}

/// Called once a changeset has its answer.
type Told = Box<dyn FnOnce() + Send>;

/// A database, its connections and threads.
#[derive(Debug)]
pub(crate) struct Base {
    pool: Pool,
    /// One for each committer.
    queues: Vec<Sender<Work>>,
    committers: Vec<JoinHandle<()>>,
    stop: Option<Sender<()>>,
    sequencer: Option<JoinHandle<()>>,
    node: u16,
}

impl Base {
    /// Connects and brings the tables up to date.
    pub(crate) fn connect(url: &str, options: &Options) -> Result<Self, StoreError> {
        let config = address::parse(url)?;
        let session = first(&config)?;
        if !options.create && !migrate::is_begun(&session)? {
            let server = address::told(&config);
            return Err(StoreError::NoTables { server });
        }
        migrate::migrate(&session)?;
        let node: i64 = one(&session, sql::NODE_NEXT, (), |row| row.get(0))?.unwrap_or(0);
        let most = i64::from(regulars_engine::id::NODE_MAX);
        let node = u16::try_from(1 + node.rem_euclid(most)).unwrap_or(1);
        let committers = (0..COMMITTERS).map(|share| committer(&config, options, share));
        let (queues, committers) = committers.collect::<Result<(Vec<_>, Vec<_>), _>>()?;
        let (stop, stopped) = mpsc::channel();
        let numbered = config.clone();
        let sequencer = start("sequencer", move || sequencer::work(&numbered, &stopped))?;
        Ok(Self {
            pool: Pool::new(config, options.readers),
            queues,
            committers,
            stop: Some(stop),
            sequencer: Some(sequencer),
            node,
        })
    }

    /// A number of this process, for the ids it makes.
    pub(crate) fn node(&self) -> u16 {
        self.node
    }

    /// Queues a changeset behind those of the same owner that were queued before it.
    pub(crate) fn submit(&self, waiting: Waiting, told: Told) {
        if let Some(queue) = self.queue_of(&waiting.changeset) {
            // Without a committer the reply is dropped, and that is what the caller hears.
            let _ = queue.send(Work::Changeset(waiting, told));
        }
    }

    /// Changesets of one owner go one way. Those of several, or of none, go together the first way: what is made in bulk is
    /// made in order.
    fn queue_of(&self, changeset: &Changeset) -> Option<&Sender<Work>> {
        let owners = changeset.owners.iter().map(|change| change.owner);
        let profiles = changeset.profiles.iter().map(|change| change.member);
        let new = changeset.new_members.iter().map(|new| new.id);
        let mut members = owners.chain(profiles).chain(new);
        let first = members.next();
        let only = first.filter(|first| members.all(|member| member == *first));
        let ways = i64::try_from(self.queues.len()).unwrap_or(1);
        let way = only.map_or(0, |member| member.raw().rem_euclid(ways.max(1)));
        self.queues.get(usize::try_from(way).unwrap_or(0))
    }

    /// Reads in one snapshot.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let borrowed = self.pool.borrow()?;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let session = borrowed.session()?;
        session.in_transaction(begin, |session| read(&Reader { conn: session }))
    }

    /// Does something in a transaction of its own, and waits.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        task: impl FnOnce(&Session) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = mpsc::sync_channel(1);
        let work = Work::Task(Box::new(move |committer: &mut Committer| {
            let _ = reply.send(committer.run(task));
        }));
        let queue = self.queues.last().ok_or(StoreError::Closed)?;
        queue.send(work).map_err(|_| StoreError::Closed)?;
        answer.recv().map_err(|_| StoreError::Closed)?
    }

    /// Numbers every fact that is committed, and waits.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        sequencer::sequence(self.pool.borrow()?.session()?)
    }
}

impl Drop for Base {
    /// Closes the queue and waits until the committers have emptied it.
    fn drop(&mut self) {
        self.queues.clear();
        self.stop = None;
        for thread in self.committers.drain(..).chain(self.sequencer.take()) {
            if thread.join().is_err() {
                tracing::error!("a thread of the store panicked");
            }
        }
    }
}

/// The first connection, to a server that must be there and new enough.
fn first(config: &Config) -> Result<Session, StoreError> {
    let session = Session::connect(config).map_err(|error| match error {
        StoreError::Lost(why) => StoreError::Unreachable {
            server: address::told(config),
            why,
        },
        other => other,
    })?;
    let found = one(&session, meta::ENGINE_VERSION, (), |row| row.get::<i64>(0))?;
    match found {
        Some(found) if found < VERSION_LEAST => Err(StoreError::TooOld {
            found: found / 10_000,
        }),
        _ => Ok(session),
    }
}

fn committer(
    config: &Config,
    options: &Options,
    share: usize,
) -> Result<(Sender<Work>, JoinHandle<()>), StoreError> {
    let mut config = config.clone();
    let given = config.get_options().unwrap_or_default().to_owned();
    config.options(format!("{given} -c regulars.share={share}"));
    let mut committer = Committer::new(config, options.clone())?;
    let (queue, work) = mpsc::channel();
    let thread = start("committer", move || {
        for next in work {
            match next {
                Work::Task(task) => task(&mut committer),
                Work::Changeset(waiting, told) => {
                    let outcome = committer.commit(&waiting.changeset);
                    told();
                    match outcome {
                        // Nobody may be there any more.
                        Some(outcome) => drop(waiting.reply.send(outcome)),
                        None => return,
                    }
                }
            }
        }
    })?;
    Ok((queue, thread))
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map_err(|error| StoreError::Lost(format!("no thread: {error}")))
}
