//! Readings of many callers on few connections: what one asks, all that wait ask with it.
//!
//! A reading is run until it asks something that has no answer yet, then the next one is. What they all asked is sent at once,
//! questions of one statement as one, and each is run anew with what is known by then. A purchase reads in two such rounds,
//! and twenty purchases in two as well.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread::JoinHandle;

use parking_lot::{Condvar, Mutex};

use super::Session;
use super::address::Address;
use super::base::start;
use crate::reading::Waits;
use crate::{Reader, StoreError};

/// Readings of one round.
const TOGETHER_MAX: usize = 64;

/// A reading that asks one thing after the other in more rounds than this holds the others up, and goes on alone.
const ROUNDS_MAX: usize = 4;

/// Those that ask.
#[derive(Debug)]
pub(super) struct Askers {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
}

/// Readings that wait.
#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    came: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Box<dyn Waits>>,
    is_closed: bool,
}

impl Askers {
    /// So many threads, each with a connection of its own that is made with its first readings. While one waits for its answers,
    /// what the other asks next gathers.
    pub(super) fn new(address: &Address, many: usize) -> Result<Self, StoreError> {
        let queue = Arc::<Queue>::default();
        let threads = (0..many.max(1)).map(|_| {
            let mut asker = Asker::new(address.clone());
            let queue = Arc::clone(&queue);
            start("asker", move || {
                while let Some(readings) = queue.next() {
                    asker.answer(readings);
                }
            })
        });
        let threads = threads.collect::<Result<_, _>>()?;
        Ok(Self { queue, threads })
    }

    /// Queues a reading.
    pub(super) fn submit(&self, reading: Box<dyn Waits>) {
        self.queue.state.lock().waiting.push_back(reading);
        self.queue.came.notify_one();
    }
}

impl Drop for Askers {
    /// Waits until what was asked is answered.
    fn drop(&mut self) {
        self.queue.state.lock().is_closed = true;
        self.queue.came.notify_all();
        let own = std::thread::current().id();
        // A reading that was the last to hold the store is dropped on a thread that reads; it does not wait for itself.
        let others = { self.threads.drain(..) }.filter(|thread| thread.thread().id() != own);
        for thread in others {
            if thread.join().is_err() {
                tracing::error!("a thread of the store panicked");
            }
        }
    }
}

impl Queue {
    /// Waits for readings; `None` once the queue is closed and empty.
    fn next(&self) -> Option<Vec<Box<dyn Waits>>> {
        let mut state = self.state.lock();
        while state.waiting.is_empty() {
            if state.is_closed {
                return None;
            }
            self.came.wait(&mut state);
        }
        let many = state.waiting.len().min(TOGETHER_MAX);
        Some(state.waiting.drain(..many).collect())
    }
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").finish_non_exhaustive()
    }
}

/// A connection that asks, on a thread of its own.
struct Asker {
    address: Address,
    /// `None` before its first reading and after it was lost.
    session: Option<Session>,
    /// Snapshots read so far.
    snapshots: u64,
}

impl Asker {
    fn new(address: Address) -> Self {
        Self {
            address,
            session: None,
            snapshots: 0,
        }
    }

    /// Answers readings: together, and those with which that does not go, alone.
    fn answer(&mut self, mut readings: Vec<Box<dyn Waits>>) {
        if let Err(error) = self.in_snapshot(|session| together(session, &mut readings)) {
            tracing::debug!(%error, readings = readings.len(), "what was asked together is asked alone");
        }
        for mut reading in readings {
            let read = self.in_snapshot(|session| {
                attempt(&mut reading, session);
                Ok(())
            });
            match read {
                Ok(()) => reading.tell(),
                Err(error) => reading.fail(error),
            }
        }
    }

    fn in_snapshot(
        &mut self,
        read: impl FnOnce(&Session) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let session = match self.session.take().filter(Session::is_usable) {
            Some(session) => session,
            None => {
                self.snapshots = 0;
                let session = Session::connect(&self.address)?;
                session.send_together(2);
                session
            }
        };
        let answer = session.in_snapshot(read);
        self.snapshots += 1;
        session.plan_anew(self.snapshots);
        self.session = Some(session);
        answer
    }
}

/// Runs readings in rounds and tells those that have read to their end; the others are left.
fn together(session: &Session, readings: &mut Vec<Box<dyn Waits>>) -> Result<(), StoreError> {
    session.in_rounds(|round| {
        for _ in 0..ROUNDS_MAX {
            let mut unanswered = Vec::new();
            for mut reading in readings.drain(..) {
                match round.is_answered(|| attempt(&mut reading, session)) {
                    true => reading.tell(),
                    false => unanswered.push(reading),
                }
            }
            *readings = unanswered;
            if readings.is_empty() {
                break;
            }
            round.ask()?;
        }
        Ok(())
    })
}

/// A reading that panics is given up, and no other with it.
fn attempt(reading: &mut Box<dyn Waits>, session: &Session) {
    let read = AssertUnwindSafe(|| reading.read(&Reader { conn: session }));
    if panic::catch_unwind(read).is_err() {
        tracing::error!("a reading panicked");
    }
}
