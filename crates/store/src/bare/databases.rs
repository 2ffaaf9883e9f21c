//! The databases of a benchmark on a server of PostgreSQL.

use crate::StoreError;
use crate::postgres::{Session, address};
use crate::rows::one;
use crate::sql::bare as sql;

/// A server where databases may be made: some of fixed names, thrown away with what was there.
#[derive(Debug)]
pub struct Databases {
    server: String,
    session: Session,
}

/// What a database is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scratch {
    /// What the others are copies of. Nobody may be connected to it while it is copied.
    Base,
    /// What a server works on.
    Served,
    /// What the bare loop works on.
    Bare,
}

impl Scratch {
    const ALL: [Self; 3] = [Self::Base, Self::Served, Self::Bare];

    fn name(self) -> &'static str {
        match self {
            Self::Base => "regulars_bench_base",
            Self::Served => "regulars_bench_served",
            Self::Bare => "regulars_bench_bare",
        }
    }

    fn drop(self) -> &'static str {
        match self {
            Self::Base => "DROP DATABASE IF EXISTS regulars_bench_base WITH (FORCE)",
            Self::Served => "DROP DATABASE IF EXISTS regulars_bench_served WITH (FORCE)",
            Self::Bare => "DROP DATABASE IF EXISTS regulars_bench_bare WITH (FORCE)",
        }
    }

    fn make(self) -> &'static str {
        match self {
            Self::Base => "CREATE DATABASE regulars_bench_base TEMPLATE template0",
            Self::Served => "CREATE DATABASE regulars_bench_served TEMPLATE regulars_bench_base",
            Self::Bare => "CREATE DATABASE regulars_bench_bare TEMPLATE regulars_bench_base",
        }
    }
}

impl Databases {
    /// Connects to a server: `postgres://user@host:port`.
    ///
    /// # Errors
    /// An address that is none, no connection.
    pub fn on(server: &str) -> Result<Self, StoreError> {
        let server = server.trim_end_matches('/').to_owned();
        let session = Session::connect(&address::parse(&named(&server, "postgres"))?)?;
        Ok(Self { server, session })
    }

    /// Makes a database anew and answers its address: an empty one, or a copy of the base as it is now.
    ///
    /// # Errors
    /// A user who may not.
    pub fn make(&self, scratch: Scratch) -> Result<String, StoreError> {
        self.session.batch(scratch.drop())?;
        self.session.batch(scratch.make())?;
        // What was copied is not to be brought to the disk while something is measured.
        self.session.batch("CHECKPOINT")?;
        Ok(named(&self.server, scratch.name()))
    }

    /// Whether COMMIT waits for the disk.
    ///
    /// # Errors
    /// No connection.
    pub fn is_durable(&self) -> Result<bool, StoreError> {
        let durable = one(&self.session, sql::BARE_DURABLE, (), |row| row.get(0))?;
        Ok(durable.unwrap_or_default())
    }
}

impl Drop for Databases {
    fn drop(&mut self) {
        for scratch in Scratch::ALL {
            if let Err(error) = self.session.batch(scratch.drop()) {
                tracing::warn!(%error, database = scratch.name(), "left behind");
            }
        }
    }
}

/// The address of a database of a server.
fn named(server: &str, name: &str) -> String {
    match server.split_once('?') {
        Some((server, settings)) => format!("{}/{name}?{settings}", server.trim_end_matches('/')),
        None => format!("{server}/{name}"),
    }
}
