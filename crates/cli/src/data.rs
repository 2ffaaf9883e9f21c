//! The data of an installation, opened for a command: a folder, or a database of PostgreSQL.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use regulars_app::folder::{Options, Role, Site, Store};
use regulars_app::insight::file::Keeping;
use regulars_app::{App, Clock, Settings, SystemClock};

use crate::failure::Failure;

/// The data folder of a command that is told none.
pub const FOLDER: &str = "data";

/// Where the data is, as the command line says.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// The data folder; `data` when nothing says otherwise. With a database of PostgreSQL uploads and reports of refused rows
    /// are kept there.
    #[arg(long, value_name = "DIR", env = "REGULARS_DATA")]
    data: Option<PathBuf>,
    /// The database, if it is not the folder: postgres://USER:PASSWORD@HOST:PORT/NAME.
    #[arg(
        long,
        value_name = "URL",
        env = "REGULARS_DATABASE",
        hide_env_values = true
    )]
    database: Option<Address>,
}

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The data folder; with PostgreSQL, of files that are not data.
    pub folder: PathBuf,
    /// The database of PostgreSQL; without one the data is in the folder.
    database: Option<Address>,
    /// Where columns of analytics are kept on disk.
    pub columns: Columns,
}

/// Where columns of analytics are kept on disk, and how often they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The folder.
    pub folder: PathBuf,
    /// Not at all: in memory alone.
    pub off: bool,
    /// Written after so long.
    pub every_ms: i64,
}

impl Columns {
    /// In a data folder.
    fn of(folder: &Path) -> Self {
        Self {
            folder: folder.join("columns"),
            off: false,
            every_ms: Keeping::EVERY_MS,
        }
    }

    fn keeping(&self) -> Option<Keeping> {
        (!self.off).then(|| Keeping {
            folder: self.folder.clone(),
            every_ms: self.every_ms,
        })
    }
}

/// An address of a database. It may hold a password, so it is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl From<String> for Address {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

impl Address {
    fn is_postgres(&self) -> bool {
        self.0.starts_with("postgres://") || self.0.starts_with("postgresql://")
    }

    /// The folder of an address that names one.
    fn folder(&self) -> Result<PathBuf, Failure> {
        let embedded = self.0.strip_prefix("sqlite://");
        let path = embedded.or_else(|| self.0.strip_prefix("sqlite:"));
        path.map(PathBuf::from).ok_or_else(|| {
            Failure::Usage(
                "--database: write postgres://USER:PASSWORD@HOST:PORT/NAME, or sqlite:DIR for a data folder"
                    .to_owned(),
            )
        })
    }
}

impl Data {
    /// Where the data is. What the command line and the environment leave open, a configuration file may say.
    ///
    /// # Errors
    /// An address that is none; a folder named twice.
    pub fn place_or(
        &self,
        folder: Option<PathBuf>,
        database: Option<Address>,
    ) -> Result<Place, Failure> {
        let folder = self.data.clone().or(folder);
        let database = self.database.clone().or(database);
        let Some(address) = database.filter(|address| !address.0.is_empty()) else {
            return Ok(Place::of(folder.unwrap_or_else(|| FOLDER.into())));
        };
        if address.is_postgres() {
            let folder = folder.unwrap_or_else(|| FOLDER.into());
            return Ok(Place::of_database(folder, address));
        }
        match (address.folder()?, folder) {
            (named, None) => Ok(Place::of(named)),
            (named, Some(folder)) if named == folder => Ok(Place::of(named)),
            (named, Some(folder)) => Err(Failure::Usage(format!(
                "--database names the folder {} and --data the folder {}: name one",
                named.display(),
                folder.display()
            ))),
        }
    }

    /// Where the data is.
    ///
    /// # Errors
    /// As [`Data::place_or`].
    pub fn place(&self) -> Result<Place, Failure> {
        self.place_or(None, None)
    }
}

impl Place {
    /// A data folder.
    pub fn of(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self {
            columns: Columns::of(&folder),
            folder,
            database: None,
        }
    }

    /// A database of PostgreSQL, and a folder for files that are not data.
    pub fn of_database(folder: impl Into<PathBuf>, database: Address) -> Self {
        Self {
            database: Some(database),
            ..Self::of(folder)
        }
    }

    /// The data of an address: that of a database of PostgreSQL, or a folder with or without `sqlite:`.
    pub fn at(address: &Address) -> Self {
        if address.is_postgres() {
            return Self::of_database(FOLDER, address.clone());
        }
        Self::of(
            address
                .folder()
                .unwrap_or_else(|_| address.0.clone().into()),
        )
    }

    /// For what is done with the data as a whole.
    pub fn site(&self) -> Site<'_> {
        match &self.database {
            None => Site::Folder(&self.folder),
            Some(address) => Site::Postgres {
                url: &address.0,
                folder: &self.folder,
            },
        }
    }

    /// Whether several processes may serve it.
    pub fn is_shared(&self) -> bool {
        self.database.is_some()
    }

    /// Whether there is something to open.
    pub fn exists(&self) -> bool {
        self.database.is_some() || self.folder.join("regulars.db").exists()
    }

    /// Opens the store: the one place that tells a folder from a database.
    ///
    /// # Errors
    /// A folder or a database that cannot be used.
    pub fn open(&self, options: Options) -> Result<Store, Failure> {
        Ok(match &self.database {
            None => Store::open(&self.folder, options)?,
            Some(address) => Store::connect(&address.0, &self.folder, &options)?,
        })
    }
}

/// Starts the system over its data; makes what is not there.
///
/// # Errors
/// A folder or a database that cannot be used, or a stored program that no longer compiles.
pub fn start(place: &Place, role: Role) -> Result<App, Failure> {
    start_by(place, role, Arc::new(SystemClock))
}

/// The same by another clock.
///
/// # Errors
/// As [`start`].
pub fn start_by(place: &Place, role: Role, clock: Arc<dyn Clock>) -> Result<App, Failure> {
    let options = Options {
        role,
        ..Options::default()
    };
    over(place.open(options)?, clock, place.columns.keeping())
}

/// Starts the system over data that must be there, beside a server or not.
///
/// # Errors
/// As [`start`]; no data.
pub fn start_existing(place: &Place) -> Result<App, Failure> {
    let store = open_existing(place)?;
    over(store, Arc::new(SystemClock), place.columns.keeping())
}

/// Opens a folder of which nothing is used before it is made to the end and settled: nothing waits for the disk.
///
/// # Errors
/// As [`start`].
pub fn start_making(folder: &Path) -> Result<App, Failure> {
    let store = Store::open(folder, Options::making())?;
    over(store, Arc::new(SystemClock), None)
}

fn over(store: Store, clock: Arc<dyn Clock>, columns: Option<Keeping>) -> Result<App, Failure> {
    let settings = Settings {
        columns,
        ..Settings::default()
    };
    Ok(App::start(store, clock, settings)?)
}

/// Starts the system for a command, and says whether a server may run on the same data. Without one the command takes its
/// place for as long as it lives; on PostgreSQL there may always be one.
///
/// # Errors
/// As [`start`].
pub fn start_beside(place: &Place) -> Result<(App, bool), Failure> {
    if place.database.is_some() {
        return Ok((start(place, Role::Command)?, true));
    }
    match start(place, Role::Server) {
        Ok(app) => Ok((app, false)),
        Err(Failure::InUse(_)) => Ok((start(place, Role::Command)?, true)),
        Err(failure) => Err(failure),
    }
}

/// Opens the store of data that must be there.
///
/// # Errors
/// A folder or a database that cannot be used, or without data.
pub fn open_existing(place: &Place) -> Result<Store, Failure> {
    place.open(Options {
        create: false,
        ..Options::default()
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn place(data: Option<&str>, database: Option<&str>) -> Result<Place, Failure> {
        let data = Data {
            data: data.map(PathBuf::from),
            database: database.map(|text| text.to_owned().into()),
        };
        data.place_or(Some("configured".into()), None)
    }

    #[test]
    fn data_is_in_a_folder_or_in_postgresql() {
        let check = |data: Option<&str>, database: Option<&str>, folder: Option<&str>| {
            let found = place(data, database).ok().map(|place| place.folder);
            assert_eq!(found, folder.map(PathBuf::from), "{data:?} {database:?}");
        };
        check(None, None, Some("configured"));
        check(Some("a"), None, Some("a"));
        check(Some("a"), Some(""), Some("a"));
        check(Some("a"), Some("sqlite:a"), Some("a"));
        check(Some("a"), Some("sqlite:b"), None);
        check(Some("a"), Some("postgres://db/shop"), Some("a"));
        check(None, Some("postgresql://db/shop"), Some("configured"));
        check(None, Some("mysql://db/shop"), None);
    }

    #[test]
    fn a_password_is_not_shown() {
        let place = place(None, Some("postgres://anna:secret@db/shop")).unwrap();
        assert!(!format!("{place:?}").contains("secret"));
    }
}
