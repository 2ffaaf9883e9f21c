//! Checkpoints: moving the write-ahead log into the database without making anyone wait.
//!
//! A thread with a connection of its own copies pages while the writer goes on. The log can start over only when
//! nothing is left to copy as the writer begins, which under a steady load never happens by itself; so when the log is
//! long and that thread has just been through, the writer copies the little that came since.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use crate::{Options, StoreError, connection};

/// Pages in the log from which the thread is woken: 8 MiB.
const WAKE: i32 = 2_000;

/// Pages in the log from which the writer helps it start over: 64 MiB.
const HELP: i32 = 16_000;

/// What the thread is woken for.
enum Errand {
    /// Copy what can be copied without waiting.
    Some,
    /// Copy everything, empty the log, and say so.
    All(SyncSender<Result<(), StoreError>>),
}

/// The checkpoint thread, seen from the writer.
pub(super) struct Checkpoints {
    pages: Arc<AtomicI32>,
    running: Arc<AtomicBool>,
    wake: Option<SyncSender<Errand>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoints {
    pub(super) fn start(path: &Path, options: &Options) -> Result<Self, StoreError> {
        let small_cache = Options {
            cache_mib: 1,
            ..options.clone()
        };
        let conn = connection::writing(path, &small_cache)?;
        let (wake, woken) = sync_channel(1);
        let running = Arc::new(AtomicBool::new(false));
        let is_running = Arc::clone(&running);
        let thread = thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(move || copy_when_woken(&conn, &woken, &is_running))
            .map_err(|source| StoreError::File {
                path: path.to_owned(),
                source,
            })?;
        Ok(Self {
            pages: Arc::default(),
            running,
            wake: Some(wake),
            thread: Some(thread),
        })
    }

    /// Learns from each commit of this connection how long the log is.
    pub(super) fn watch(&mut self, conn: &mut Connection) -> Result<(), StoreError> {
        let pages = Arc::clone(&self.pages);
        Ok(
            conn.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, length| {
                pages.store(length, Ordering::Relaxed);
                Ok(())
            }))?,
        )
    }

    /// Wakes the thread, or helps it, when the log has grown.
    pub(super) fn after_commit(&self, conn: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages >= HELP && !self.running.load(Ordering::Acquire) {
            checkpoint(conn);
        }
        if pages >= WAKE
            && let Some(wake) = &self.wake
        {
            // Full means that it is awake.
            let _ = wake.try_send(Errand::Some);
        }
    }
}

impl Checkpoints {
    /// Has the thread copy everything and empty the log, and waits. SQLite lets only one connection copy at a time and
    /// makes no other wait, so that the writer must not do it beside the thread.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        let (reply, done) = sync_channel(1);
        let wake = self.wake.as_ref().ok_or(StoreError::Closed)?;
        wake.send(Errand::All(reply))
            .map_err(|_| StoreError::Closed)?;
        done.recv().map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn copy_when_woken(conn: &Connection, woken: &Receiver<Errand>, running: &AtomicBool) {
    while let Ok(errand) = woken.recv() {
        running.store(true, Ordering::Release);
        match errand {
            Errand::Some => checkpoint(conn),
            Errand::All(reply) => {
                let _ = reply.send(move_all(conn));
            }
        }
        running.store(false, Ordering::Release);
    }
}

/// Copies what can be copied without waiting for readers or the writer.
fn checkpoint(conn: &Connection) {
    if let Err(error) = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |_| Ok(())) {
        tracing::warn!(%error, "a checkpoint failed; the log goes on growing until one succeeds");
    }
}

/// Copies everything and empties the log; waits for readers.
fn move_all(conn: &Connection) -> Result<(), StoreError> {
    let blocked: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
    if blocked {
        return Err(StoreError::Busy);
    }
    Ok(())
}
