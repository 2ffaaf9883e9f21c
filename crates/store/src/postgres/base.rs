//! A database of PostgreSQL, open.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use super::address::{self, Address};
use super::asker::Askers;
use super::committer::Committer;
use super::group::{Backlog, Next, Told, Work};
use super::node::{Node, Nodes};
use super::pool::Pool;
use super::{Session, migrate, sequencer};
use crate::reading::Waits;
use crate::rows::one;
use crate::sql::meta;
use crate::writer::{Waiting, tell};
use crate::{Changeset, Options, Reader, StoreError, phase};

/// The most connections that commit. While one waits for the disk of the database, the next group of its changesets gathers.
const COMMITTERS_MAX: usize = 4;

/// A process that is paused in a transaction keeps what it has locked from the others for so long.
const IDLE_MS: u32 = 15_000;

/// What is read and committed is found by its keys, however small the tables were when its plan was made.
const BY_KEYS: &str =
    "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

/// One plan of a statement, for whatever it is asked.
const GENERIC: &str = "-c plan_cache_mode=force_generic_plan";

/// PostgreSQL 15, as it numbers itself.
const VERSION_LEAST: i64 = 150_000;

/// A database, its connections and threads.
#[derive(Debug)]
pub(crate) struct Base {
    pool: Pool,
    askers: Askers,
    /// One for each committer.
    queues: Vec<Sender<Work>>,
    committers: Vec<JoinHandle<()>>,
    stop: Option<Sender<()>>,
    sequencer: Option<JoinHandle<()>>,
    nodes: Arc<Nodes>,
}

impl Base {
    /// Connects and brings the tables up to date.
    pub(crate) fn connect(url: &str, options: &Options) -> Result<Self, StoreError> {
        let address = address::parse(url)?;
        let session = first(&address)?;
        if !options.create && !migrate::is_begun(&session)? {
            let server = address.told();
            return Err(StoreError::NoTables { server });
        }
        migrate::migrate(&session)?;
        phase::read(&session)?.allow_writing()?;
        let holder = crate::meta::random(&session)?;
        let nodes = Arc::new(Nodes::take(&session, holder)?);
        let committers = (0..ways()).map(|way| committer(&address, options, way, &nodes));
        let (queues, committers) = committers.collect::<Result<(Vec<_>, Vec<_>), _>>()?;
        let (stop, stopped) = mpsc::channel();
        let (numbered, kept) = (address.clone(), Arc::clone(&nodes));
        let sequencer = start("sequencer", move || {
            sequencer::work(&numbered, &kept, &stopped);
        })?;
        Ok(Self {
            askers: Askers::new(&reading(address.clone(), GENERIC), options.askers)?,
            pool: Pool::new(reading(address, ""), options.readers),
            queues,
            committers,
            stop: Some(stop),
            sequencer: Some(sequencer),
            nodes,
        })
    }

    /// A number of this process, for the ids it makes.
    pub(crate) fn node(&self) -> Node {
        self.nodes.node()
    }

    /// This process, as its leases name it.
    pub(crate) fn holder(&self) -> i64 {
        self.nodes.holder()
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
        let session = borrowed.session()?;
        session.in_snapshot(|session| read(&Reader { conn: session }))
    }

    /// Queues a reading that shares its snapshot with those of others.
    pub(crate) fn ask(&self, reading: Box<dyn Waits>) {
        self.askers.submit(reading);
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

    /// Runs one statement on a connection that reads, as a transaction of its own.
    pub(crate) fn directly<T>(
        &self,
        task: impl FnOnce(&Session) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        task(self.pool.borrow()?.session()?)
    }

    /// Numbers every fact that is committed, and waits.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        sequencer::sequence(self.pool.borrow()?.session()?)
    }
}

impl Drop for Base {
    /// Closes the queue and waits until the committers have emptied it; then the leases are given back.
    fn drop(&mut self) {
        self.queues.clear();
        for thread in self.committers.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the store panicked");
            }
        }
        self.stop = None;
        if let Some(thread) = self.sequencer.take()
            && thread.join().is_err()
        {
            tracing::error!("a thread of the store panicked");
        }
    }
}

/// The first connection, to a server that must be there and new enough.
pub(super) fn first(address: &Address) -> Result<Session, StoreError> {
    let session = Session::connect(address).map_err(|error| match error {
        StoreError::Lost(why) => StoreError::Unreachable {
            server: address.told(),
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

/// How many connections commit. The more there are, the smaller the groups: with few processors that costs more than it brings.
fn ways() -> usize {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    (processors / 2).clamp(2, COMMITTERS_MAX)
}

fn reading(mut address: Address, plans: &str) -> Address {
    address.set(&format!("{BY_KEYS} {plans}"));
    address
}

fn committer(
    address: &Address,
    options: &Options,
    way: usize,
    nodes: &Arc<Nodes>,
) -> Result<(Sender<Work>, JoinHandle<()>), StoreError> {
    let mut address = address.clone();
    // A share of its own: what one commits waits for no other, of whichever process.
    let share = usize::from(nodes.node().number) * COMMITTERS_MAX + way;
    address.set(&format!(
        "{BY_KEYS} {GENERIC} -c regulars.share={share} \
         -c idle_in_transaction_session_timeout={IDLE_MS}"
    ));
    let mut committer = Committer::new(address, options.clone(), Arc::clone(nodes));
    let (queue, work) = mpsc::channel();
    let mut backlog = Backlog::new(work, options);
    let thread = start("committer", move || {
        while let Some(next) = backlog.next() {
            match next {
                Next::Task(task) => task(&mut committer),
                Next::Group(group) => {
                    if post(&mut committer, group).is_break() {
                        return;
                    }
                }
            }
        }
    })?;
    Ok((queue, thread))
}

/// Commits a group and tells everyone; `Break` if the process is to die.
fn post(committer: &mut Committer, group: Vec<(Waiting, Told)>) -> ControlFlow<()> {
    let changesets: Vec<&Changeset> = { group.iter() }
        .map(|(waiting, _)| &*waiting.changeset)
        .collect();
    let Some(outcomes) = committer.commit(&changesets) else {
        return ControlFlow::Break(());
    };
    for ((waiting, told), outcome) in group.into_iter().zip(outcomes) {
        told();
        tell(waiting, outcome);
    }
    ControlFlow::Continue(())
}

/// Starts a thread of the store.
pub(super) fn start(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, StoreError> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map_err(|error| StoreError::Lost(format!("no thread: {error}")))
}
