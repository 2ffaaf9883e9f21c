//! The bare loop on PostgreSQL.

use std::thread;

use super::{Purchase, Rows, writing};
use crate::StoreError;
use crate::postgres::{self, Session};
use crate::sql::Statement;

/// Connections, each with a thread: a transaction for each purchase, all of it sent, from BEGIN to COMMIT, before its first
/// answer is read; each COMMIT has returned before the next transaction of its connection begins.
///
/// A script of `pgbench` would do the same with rows of its own making; these are the very rows that the server wrote. Facts
/// of the journal are written with their positions.
#[derive(Debug)]
pub struct Pipelines(Vec<Session>);

impl Pipelines {
    /// Opens so many connections, at least one.
    ///
    /// # Errors
    /// An address that is none, no connection.
    pub fn open(url: &str, connections: u32) -> Result<Self, StoreError> {
        let sessions = (0..connections.max(1)).map(|_| postgres::open(url));
        Ok(Self(sessions.collect::<Result<_, StoreError>>()?))
    }

    /// Writes rows. Purchases of one owner go over one connection, in order, so that no transaction waits for another.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn write(self, rows: &Rows) -> Result<(), StoreError> {
        let statements: Vec<Statement> = writing().collect();
        let ways = i64::try_from(self.0.len()).unwrap_or(1);
        thread::scope(|scope| {
            let statements = &statements;
            let threads = (0..ways).zip(self.0).map(|(way, session)| {
                scope.spawn(move || {
                    let mine = rows.0.iter().filter(|purchase| purchase.way(ways) == way);
                    { mine }.try_for_each(|purchase| write(&session, statements, purchase))
                })
            });
            let threads: Vec<_> = threads.collect();
            threads.into_iter().try_for_each(|thread| {
                let panicked = |_| StoreError::Lost("a thread panicked".to_owned());
                thread.join().map_err(panicked)?
            })
        })
    }
}

impl Purchase {
    fn way(&self, ways: i64) -> i64 {
        self.owner.unwrap_or(0).rem_euclid(ways)
    }
}

fn write(
    session: &Session,
    statements: &[Statement],
    purchase: &Purchase,
) -> Result<(), StoreError> {
    let writes = purchase.writes.iter().filter_map(|write| {
        let statement = statements.get(write.statement)?;
        Some((*statement, write.values.as_slice()))
    });
    session.transact_at_once(writes)
}
