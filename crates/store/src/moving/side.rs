//! The two sides of a move, whichever engine each is.

use std::path::PathBuf;

use rusqlite::{Connection as SqliteConnection, TransactionBehavior};

use crate::backup::file;
use crate::database::Connection;
use crate::postgres::{self, Session};
use crate::rows::run;
use crate::sql::copy as sql;
use crate::{
    Fault, FaultHook, FaultPoint, Options, Phase, Site, StoreError, connection, folder, meta,
    migrate, phase,
};

/// One side, open.
pub(super) enum Side {
    Sqlite(SqliteConnection),
    Postgres(Box<Session>),
}

impl Side {
    /// Opens data that is there.
    pub(super) fn source(from: Site<'_>) -> Result<Self, StoreError> {
        match from {
            Site::Folder(at) => {
                let path = folder::database(at);
                if !path.exists() {
                    return Err(StoreError::NoDatabase {
                        folder: at.to_owned(),
                    });
                }
                let mut conn = connection::writing(&path, &Options::default())?;
                migrate::migrate(&mut conn)?;
                Ok(Self::Sqlite(conn))
            }
            Site::Postgres { url, .. } => Ok(Self::Postgres(Box::new(postgres::open(url)?))),
        }
    }

    pub(super) fn conn(&self) -> &Connection {
        match self {
            Self::Sqlite(conn) => conn,
            Self::Postgres(session) => &**session,
        }
    }

    /// Reads in one snapshot.
    pub(super) fn snapshot<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(conn) => {
                let snapshot = conn.unchecked_transaction()?;
                let answer = read(&*snapshot);
                snapshot.finish()?;
                answer
            }
            Self::Postgres(session) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                session.in_transaction(begin, |session| read(session))
            }
        }
    }

    /// Changes it in one transaction.
    fn change<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(conn) => {
                let behavior = TransactionBehavior::Immediate;
                let change = rusqlite::Transaction::new_unchecked(conn, behavior)?;
                let answer = work(&*change)?;
                change.commit()?;
                Ok(answer)
            }
            Self::Postgres(session) => session.in_transaction("BEGIN", |session| work(session)),
        }
    }

    /// Closes it to writes. What was begun before is there or was refused, and every fact has its position.
    pub(super) fn close(&self, as_: &Phase) -> Result<(), StoreError> {
        if let Self::Postgres(session) = self {
            // A long report that reads the marks would have every till wait behind us.
            session.batch("SET lock_timeout = '10s'")?;
        }
        self.change(|conn| phase::put(conn, as_))?;
        if let Self::Postgres(session) = self {
            postgres::sequence(session)?;
        }
        Ok(())
    }
}

/// The side that is filled.
pub(super) struct Target {
    side: Side,
    /// A folder whose file has not got its name yet.
    unfinished: Option<PathBuf>,
    instance: String,
    faults: Option<FaultHook>,
}

impl Target {
    /// Opens what is empty, or what an earlier attempt has begun to fill from the same instance.
    pub(super) fn open(
        to: Site<'_>,
        instance: &str,
        faults: Option<FaultHook>,
    ) -> Result<Self, StoreError> {
        let place = to.told()?;
        let (side, unfinished) = match to {
            Site::Folder(at) if folder::database(at).exists() => (Side::source(to)?, None),
            Site::Folder(at) => {
                let mut conn = file::begun(at)?;
                conn.pragma_update(None, "foreign_keys", false)?;
                migrate::migrate(&mut conn)?;
                (Side::Sqlite(conn), Some(at.to_owned()))
            }
            Site::Postgres { url, .. } => (Side::Postgres(Box::new(postgres::open(url)?)), None),
        };
        let target = Self {
            side,
            unfinished,
            instance: instance.to_owned(),
            faults,
        };
        target.begin(place)?;
        Ok(target)
    }

    /// Sees that it may be filled, and keeps everybody else out.
    fn begin(&self, place: String) -> Result<(), StoreError> {
        let conn = self.side.conn();
        match phase::read(conn)? {
            Phase::Receiving { from } if from == self.instance => return Ok(()),
            _ if self.is_switched()? => return Ok(()),
            Phase::Working => {}
            _ => return Err(StoreError::Occupied { place }),
        }
        match &self.side {
            Side::Postgres(session) => postgres::check_empty(session, place)?,
            Side::Sqlite(_) if self.unfinished.is_none() => {
                return Err(StoreError::Occupied { place });
            }
            Side::Sqlite(_) => {}
        }
        let from = self.instance.clone();
        self.side.change(|conn| {
            run(conn, sql::COPY_FREE_LINKS, ())?;
            phase::put(conn, &Phase::Receiving { from })
        })
    }

    /// Whether it works already as the instance that is moved: only the source has not been told.
    pub(super) fn is_switched(&self) -> Result<bool, StoreError> {
        let conn = self.side.conn();
        let works = phase::read(conn)? == Phase::Working;
        Ok(works && meta::instance(conn)? == self.instance)
    }

    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.side.snapshot(read)
    }

    /// Changes it in one transaction, around whose end a test may strike.
    pub(super) fn change(
        &self,
        work: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let struck = |point| match self.faults.as_ref().map(|hook| hook.at(point)) {
            None | Some(Fault::None) => Ok(()),
            Some(_) => Err(StoreError::Lost("a fault of a test".to_owned())),
        };
        self.side.change(|conn| {
            work(conn)?;
            struck(FaultPoint::BeforeCommit)
        })?;
        struck(FaultPoint::AfterCommit)
    }

    /// Gives a file its name.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        let Self {
            side, unfinished, ..
        } = self;
        drop(side);
        unfinished.map_or(Ok(()), |folder| file::put_in_place(&folder))
    }
}
