//! Gives committed facts of the journal their positions.
//!
//! Neither a sequence nor the number of a transaction is the order of commits: a fact may become visible after one that was
//! written later. So facts are written without a position, and one transaction at a time, of whichever process has the lock,
//! numbers those that are committed, in the order in which they were written. A fact that comes late gets the next position,
//! never one behind a reader. The facts of an owner stay in order: their writer held the owner's lock from before it wrote
//! them until its commit.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::Session;
use super::address::Address;
use super::node::Nodes;
use crate::StoreError;
use crate::rows::{one, run};
use crate::sql::lock as sql;

/// How long a fact of another process may wait.
const PAUSE: Duration = Duration::from_millis(20);

/// The most facts numbered in one transaction.
const MOST: i64 = 10_000;

/// Held by the transaction that numbers.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7205759403792795)";

/// The lease of the process's number is renewed once in so many pauses: every five seconds.
const KEEP: u32 = 250;

/// Numbers facts, and keeps the number of the process, until the channel is closed; then gives back what it has leased.
pub(super) fn work(address: &Address, nodes: &Nodes, stop: &Receiver<()>) {
    let mut session = None;
    let mut pauses: u32 = 0;
    while stop.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        pauses = pauses.wrapping_add(1);
        let done = connected(address, &mut session).and_then(|session| {
            if pauses.is_multiple_of(KEEP) {
                nodes.keep(session)?;
            }
            number(session)
        });
        if let Err(error) = done {
            tracing::warn!(%error, "facts of the journal wait for their positions");
            session = None;
        }
    }
    let given_back = connected(address, &mut session).and_then(|session| nodes.give_back(session));
    if let Err(error) = given_back {
        tracing::warn!(%error, "leases of this process last until their time is over");
    }
}

fn connected<'s>(
    address: &Address,
    session: &'s mut Option<Session>,
) -> Result<&'s Session, StoreError> {
    Ok(match session {
        Some(session) => session,
        none => none.insert(Session::connect(address)?),
    })
}

/// Numbers what is committed now, unless nothing waits or another process is at it.
fn number(session: &Session) -> Result<(), StoreError> {
    let asked = |statement| one(session, statement, (), |row| row.get::<i64>(0));
    if asked(sql::SEQUENCE_WAITING)? == Some(0) {
        return Ok(());
    }
    session.in_transaction("BEGIN", |session| match asked(sql::SEQUENCE_TURN)? {
        Some(1) => run(session, sql::SEQUENCE_JOURNAL, [MOST]).map(|_| ()),
        _ => Ok(()),
    })
}

/// Numbers what is committed now, in its turn.
pub(crate) fn sequence(session: &Session) -> Result<(), StoreError> {
    session.in_transaction("BEGIN", |session| {
        session.batch(LOCK)?;
        run(session, sql::SEQUENCE_JOURNAL, [MOST]).map(|_| ())
    })
}
