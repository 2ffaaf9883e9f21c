//! Reading: everything inside one [`crate::Store::read`] is of the same instant.

use std::path::{Path, PathBuf};

use parking_lot::{Condvar, Mutex};
use rusqlite::Connection as SqliteConnection;

use crate::database::Connection;
use crate::{StoreError, connection};

/// A snapshot to read from. What it can answer is with the nouns: `member.rs`, `purchase.rs`, …
#[derive(Debug)]
pub struct Reader<'a> {
    pub(crate) conn: &'a Connection,
}

impl Reader<'_> {
    /// Says what is going to be read: `reads` reads it, and finds nothing. Where each question is a way there and back, all are
    /// asked with the first of them; elsewhere nothing is done.
    pub fn foresee(&self, mut reads: impl FnMut(&Reader<'_>)) {
        self.conn.foresee(&mut |conn| reads(&Reader { conn }));
    }
}

/// Connections for reading, at most so many.
#[derive(Debug)]
pub(crate) struct Readers {
    path: PathBuf,
    most: usize,
    pool: Mutex<Pool>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct Pool {
    idle: Vec<SqliteConnection>,
    open: usize,
}

impl Readers {
    pub(crate) fn new(path: &Path, most: usize) -> Self {
        Self {
            path: path.to_owned(),
            most: most.max(1),
            pool: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// Reads in one snapshot. Waits for a connection if all are in use; reads inside reads are therefore not for this.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let borrowed = self.borrow()?;
        let conn = borrowed.conn()?;
        let snapshot = conn.unchecked_transaction()?;
        let answer = read(&Reader { conn: &*snapshot });
        snapshot.finish()?;
        answer
    }

    fn borrow(&self) -> Result<Borrowed<'_>, StoreError> {
        let mut pool = self.pool.lock();
        while pool.idle.is_empty() && pool.open >= self.most {
            self.freed.wait(&mut pool);
        }
        let idle = pool.idle.pop();
        pool.open += usize::from(idle.is_none());
        drop(pool);
        let mut borrowed = Borrowed {
            readers: self,
            conn: idle,
        };
        if borrowed.conn.is_none() {
            borrowed.conn = Some(connection::reading(&self.path)?);
        }
        Ok(borrowed)
    }
}

/// A connection on loan: goes back also when the reading fails or panics.
struct Borrowed<'a> {
    readers: &'a Readers,
    conn: Option<SqliteConnection>,
}

impl Borrowed<'_> {
    fn conn(&self) -> Result<&SqliteConnection, StoreError> {
        self.conn.as_ref().ok_or(StoreError::Closed)
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        let mut pool = self.readers.pool.lock();
        match self.conn.take().filter(SqliteConnection::is_autocommit) {
            Some(conn) => pool.idle.push(conn),
            None => pool.open -= 1,
        }
        drop(pool);
        self.readers.freed.notify_one();
    }
}
