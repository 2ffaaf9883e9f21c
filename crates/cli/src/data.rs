//! A data folder, opened for a command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use regulars_app::folder::{Options, Role, Store};
use regulars_app::{App, Settings, SystemClock};

use crate::failure::Failure;

/// The data folder of a command that is told none.
pub const FOLDER: &str = "data";

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// The data folder.
    #[arg(
        long,
        value_name = "DIR",
        env = "REGULARS_DATA",
        default_value = FOLDER
    )]
    pub data: PathBuf,
}

/// Opens a folder and starts the system over it; makes the folder if there is none.
///
/// # Errors
/// A folder that cannot be used, or a stored program that no longer compiles.
pub fn start(folder: &Path, role: Role) -> Result<App, Failure> {
    let store = Store::open(
        folder,
        Options {
            role,
            ..Options::default()
        },
    )?;
    over(store)
}

/// Opens a folder that must hold a database, beside a server or not.
///
/// # Errors
/// As [`start`]; a folder without a database.
pub fn start_existing(folder: &Path) -> Result<App, Failure> {
    over(open_existing(folder)?)
}

/// Opens a folder of which nothing is used before it is made to the end and settled: nothing waits for the disk.
///
/// # Errors
/// As [`start`].
pub fn start_making(folder: &Path) -> Result<App, Failure> {
    over(Store::open(folder, Options::making())?)
}

fn over(store: Store) -> Result<App, Failure> {
    let settings = Settings::default();
    Ok(App::start(store, Arc::new(SystemClock), settings)?)
}

/// Whether a folder holds a database.
pub fn exists(folder: &Path) -> bool {
    folder.join("regulars.db").exists()
}

/// Opens a folder for a command, and says whether a server runs on it. Without one the command takes its place for as
/// long as it lives.
///
/// # Errors
/// As [`start`].
pub fn start_beside(folder: &Path) -> Result<(App, bool), Failure> {
    match start(folder, Role::Server) {
        Ok(app) => Ok((app, false)),
        Err(Failure::InUse(_)) => Ok((start(folder, Role::Command)?, true)),
        Err(failure) => Err(failure),
    }
}

/// Opens the store of a folder that must hold a database.
///
/// # Errors
/// A folder that cannot be used, or without a database.
pub fn open_existing(folder: &Path) -> Result<Store, Failure> {
    Ok(Store::open(
        folder,
        Options {
            create: false,
            ..Options::default()
        },
    )?)
}

/// Runs a use case.
///
/// # Errors
/// Those of the use case, and a machine that gives no threads.
pub fn block_on<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<T, E>
where
    E: From<std::io::Error>,
{
    tokio::runtime::Runtime::new()?.block_on(work)
}
