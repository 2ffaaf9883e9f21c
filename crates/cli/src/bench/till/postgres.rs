//! The base in PostgreSQL: moved there once, copied for each measurement.

use std::fs;
use std::path::{Path, PathBuf};

use regulars_app::folder::bare::{Databases, Scratch};
use regulars_app::folder::migrate_store;

use super::base::Bases;
use crate::data::{Address, Place};
use crate::failure::Failure;
use crate::output;

/// A server of PostgreSQL with the base on it.
#[derive(Debug)]
pub struct Postgres {
    databases: Databases,
    folder: PathBuf,
}

/// A database to work on.
#[derive(Debug, Clone)]
pub struct Database {
    /// Its address.
    pub url: String,
    /// For files that are not data.
    pub folder: PathBuf,
}

impl Postgres {
    /// Moves the base to a server: `postgres://user@host:port`, where databases may be made. They are dropped in the end.
    ///
    /// # Errors
    /// A server that is not there, or that does not wait for its disk; no room.
    pub fn ready(server: &str, folder: &Path, bases: &Bases) -> Result<Self, Failure> {
        let databases = Databases::on(server)?;
        if !databases.is_durable()? {
            return Err(Failure::Usage(
                "--postgres: fsync and synchronous_commit are to be on; without them nothing that is measured is durable"
                    .to_owned(),
            ));
        }
        let ready = Self {
            databases,
            folder: folder.to_owned(),
        };
        output::complain("moving the base to PostgreSQL");
        let base = Database {
            url: ready.databases.make(Scratch::Base)?,
            folder: folder.join("moved"),
        };
        let copy = bases.copy("moving")?;
        migrate_store(Place::of(&copy).site(), base.place().site(), None, |_| {})?;
        fs::remove_dir_all(&copy)?;
        Ok(ready)
    }

    /// A fresh copy of the base; takes the place of an earlier one.
    ///
    /// # Errors
    /// No room.
    pub fn copy(&self, scratch: Scratch, name: &str) -> Result<Database, Failure> {
        let folder = self.folder.join(format!("postgres-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Database {
            url: self.databases.make(scratch)?,
            folder,
        })
    }
}

impl Database {
    /// As commands open it.
    pub fn place(&self) -> Place {
        Place::of_database(&self.folder, Address::from(self.url.clone()))
    }
}
