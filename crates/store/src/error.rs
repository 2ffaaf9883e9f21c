//! What can go wrong with the store, apart from commits (see [`crate::CommitError`]).

use std::path::PathBuf;

/// Why the store could not be opened or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was made by a newer binary.
    #[error(
        "the database is at migration {found}, this binary knows {known}: start a newer binary, or restore a backup"
    )]
    Newer {
        /// Number of the last migration the database has.
        found: u32,
        /// Number of the last migration this binary has.
        known: u32,
    },
    /// Another process serves from the same folder.
    #[error("{folder} is in use by a running server: stop it first, or name another folder")]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The folder holds no database.
    #[error("{folder} holds no database (no regulars.db)")]
    NoDatabase {
        /// The data folder.
        folder: PathBuf,
    },
    /// The text is no address of a PostgreSQL database.
    #[error(
        "not an address of a database: {0}; write postgres://USER:PASSWORD@HOST:PORT/NAME, with %XX for what is neither letter nor digit in the password"
    )]
    BadAddress(String),
    /// PostgreSQL does not let us in, or is not there.
    #[error("PostgreSQL at {server} cannot be used: {why}")]
    Unreachable {
        /// Host, port and name of the database.
        server: String,
        /// Why, and what to do.
        why: String,
    },
    /// PostgreSQL is older than what the statements need.
    #[error("the server is PostgreSQL {found}: Regulars needs 15 or later, upgrade it first")]
    TooOld {
        /// Its version.
        found: i64,
    },
    /// The database of PostgreSQL is not one of ours.
    #[error(
        "{server} holds no tables of Regulars: name another database, or make them with `regulars serve`"
    )]
    NoTables {
        /// Host, port and name of the database.
        server: String,
    },
    /// The target of a backup or restore holds a database already.
    #[error("{place} holds data already: name an empty or new folder, or an empty database")]
    Occupied {
        /// The folder, or the database without its password.
        place: String,
    },
    /// Servers or commands are connected to a database that is to be filled.
    #[error("{others} processes of Regulars are connected to this database: stop them first")]
    Connected {
        /// How many.
        others: i64,
    },
    /// The data is being moved, or has been.
    #[error(
        "the data is moved to {to}: use it there; a move that was given up is ended by `regulars resume`"
    )]
    Moved {
        /// Where to.
        to: String,
    },
    /// The data is a restored copy that was not told to go on.
    #[error(
        "this is a restored copy: run `regulars resume` on it first, if it is the one that works from now on"
    )]
    Paused,
    /// The data is not whole yet.
    #[error("the database is being filled by `regulars migrate-store`: run that again to its end")]
    Receiving,
    /// A backup that does not verify is not restored.
    #[error("the data of {place} does not verify: {differences} differences, first: {first}")]
    Unsound {
        /// Where it was read from.
        place: String,
        /// How many differences.
        differences: usize,
        /// The first of them.
        first: String,
    },
    /// What is stored cannot be what was written.
    #[error("inconsistent {table} {key}: {what}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Key of the row.
        key: String,
        /// What is wrong with it.
        what: String,
    },
    /// A statement touched another number of rows than it must.
    #[error("{statement} touched {found} rows where {expected} were due")]
    RowsAffected {
        /// Name of the statement.
        statement: &'static str,
        /// How many rows it must touch.
        expected: usize,
        /// How many it touched.
        found: usize,
    },
    /// A cursor that no list of ours gave.
    #[error("not a cursor of this list; take `next` of the page before, unchanged")]
    BadCursor,
    /// Another process holds the database for too long.
    #[error("the database is busy: another process has held it for too long")]
    Busy,
    /// Another process was faster, with something that cannot be both: to be tried again.
    #[error("another process was faster: {0}")]
    Again(String),
    /// The connection to the database is gone. Whether the last transaction is there is not known.
    #[error("the connection to the database is lost: {0}")]
    Lost(String),
    /// Another process has the number under which this one wrote; it takes another.
    #[error("another process has taken the number of this one")]
    Displaced,
    /// The connection is gone for good, at COMMIT: whether the transaction is there is not known.
    #[error("the connection was lost at COMMIT: {0}")]
    Unknown(String),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The database cannot be written to.
    #[error("the database is read-only: check the rights on the data folder and its disk")]
    ReadOnly,
    /// What is asked for is of a file, and the data is in PostgreSQL.
    #[error("the data is in PostgreSQL: it has no file")]
    NoFile,
    /// The writer thread has stopped.
    #[error("the store is closed")]
    Closed,
    /// A file or folder could not be used.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database refused, for another reason.
    #[error("database: {0}")]
    Database(String),
}
