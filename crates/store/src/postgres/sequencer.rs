//! Gives committed facts of the journal their positions.
//!
//! Neither a sequence nor the number of a transaction is the order of commits: a fact may become visible after one that was
//! written later. So facts are written without a position, and one transaction at a time, of whichever process has the lock,
//! numbers those that are committed, in the order in which they were written. A fact that comes late gets the next position,
//! never one behind a reader. The facts of an owner stay in order: their writer held the owner's lock from before it wrote
//! them until its commit.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use tokio_postgres::Config;

use super::Session;
use crate::StoreError;
use crate::rows::run;
use crate::sql::lock as sql;

/// How long a fact of another process may wait.
const PAUSE: Duration = Duration::from_millis(20);

/// The most facts numbered in one transaction.
const MOST: i64 = 10_000;

/// Held by the transaction that numbers.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7205759403792795)";

/// Numbers facts until the channel is closed.
pub(super) fn work(config: &Config, stop: &Receiver<()>) {
    let mut session = None;
    while stop.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        if let Err(error) = number(config, &mut session) {
            tracing::warn!(%error, "facts of the journal wait for their positions");
            session = None;
        }
    }
}

fn number(config: &Config, session: &mut Option<Session>) -> Result<(), StoreError> {
    let session = match session {
        Some(session) => session,
        none => none.insert(Session::connect(config)?),
    };
    sequence(session)
}

/// Numbers what is committed now.
pub(super) fn sequence(session: &Session) -> Result<(), StoreError> {
    session.in_transaction("BEGIN", |session| {
        session.batch(LOCK)?;
        run(session, sql::SEQUENCE_JOURNAL, [MOST]).map(|_| ())
    })
}
