//! Opens a data folder and starts the system on it.

use std::path::Path;
use std::sync::Arc;

use regulars_store::{Options, Role, Store};

use crate::app::{App, Settings};
use crate::clock::SystemClock;
use crate::error::{AppError, Result};

/// Opens a data folder, making it if there is none.
///
/// # Errors
/// `Unavailable`: a newer database, a folder another server holds, no rights, no room.
pub fn open(folder: &Path, role: Role, settings: Settings) -> Result<App> {
    let options = Options { role, ..Options::default() };
    let store = Store::open(folder, options).map_err(|error| AppError::Unavailable(error.to_string()))?;
    App::start(store, Arc::new(SystemClock), settings)
}
