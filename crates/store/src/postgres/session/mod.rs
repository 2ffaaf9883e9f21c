//! A connection, driven by the thread that uses it.

mod questions;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use futures_util::{TryStreamExt, future};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::BorrowToSql;
use tokio_postgres::{Client, Statement as Prepared};

use super::address::Address;
use super::together::{Batch, Foreseen, Unsent, columns};
use super::{many, statement, tls};
use crate::StoreError;
use crate::copy::Insert;
use crate::database::{Connection, Database, Engine, Kept, Row, Tell, ToValue, Value};
use crate::measure::Watch;
use crate::sql::Statement;

/// A connection.
///
/// It runs its own small event loop, and only while it is asked something: no other thread is woken for an answer. What can
/// be sent together is: BEGIN with the first question, rows whose answers nobody needs with what comes next
/// ([`Database::touch`]), questions that are foreseen with the first of them ([`Database::foresee`]).
pub(crate) struct Session {
    runtime: Option<Runtime>,
    client: Client,
    prepared: RefCell<HashMap<&'static str, Prepared>>,
    /// The same statements for many rows; `None`: not to be had.
    many: RefCell<HashMap<&'static str, Option<Prepared>>>,
    /// So many rows of one statement go as one.
    together: Cell<usize>,
    /// How a transaction begins that nothing was asked in yet.
    begin: Cell<Option<&'static str>>,
    unsent: RefCell<Unsent>,
    foreseen: RefCell<Foreseen>,
    /// What is asked is put down and answered with nothing.
    foreseeing: Cell<bool>,
    /// What is asked and has no answer yet is put down and refused ([`Session::in_rounds`]).
    in_rounds: Cell<bool>,
    /// Something was refused for that.
    unanswered: Cell<bool>,
    /// A snapshot is being read, or its reader has panicked.
    reading: Cell<bool>,
    broken: Cell<bool>,
}

/// Plans are made anew after so many transactions at the latest.
const PLANS_LAST: u64 = 10_000;

/// Where plans are made for the parameters, that of a statement for many rows is made at every run: it pays from so many on.
const TOGETHER: usize = 8;

impl Session {
    /// Connects.
    pub(crate) fn connect(address: &Address) -> Result<Self, StoreError> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| StoreError::Lost(error.to_string()))?;
        let (client, connection) = runtime
            .block_on(address.connect())
            .map_err(|error| StoreError::Lost(unreached(&error)))?;
        runtime.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection to PostgreSQL ended");
            }
        });
        Ok(Self {
            runtime: Some(runtime),
            client,
            prepared: RefCell::default(),
            many: RefCell::default(),
            together: Cell::new(TOGETHER),
            begin: Cell::new(None),
            unsent: RefCell::default(),
            foreseen: RefCell::default(),
            foreseeing: Cell::new(false),
            in_rounds: Cell::new(false),
            unanswered: Cell::new(false),
            reading: Cell::new(false),
            broken: Cell::new(false),
        })
    }

    /// Whether it can still be used.
    pub(crate) fn is_usable(&self) -> bool {
        !self.broken.get() && !self.reading.get() && !self.client.is_closed()
    }

    /// Has so many rows of one statement, and more, go as one; fewer go each for itself.
    pub(crate) fn send_together(&self, rows: usize) {
        self.together.set(rows);
    }

    /// What was foreseen and not asked does not hold any more.
    fn forget(&self) {
        self.foreseen.take();
    }

    /// Has a transaction begin with the first thing that is asked.
    pub(crate) fn begin(&self, begin: &'static str) {
        self.forget();
        self.begin.set(Some(begin));
    }

    /// Runs statements without parameters: COMMIT, migrations.
    pub(crate) fn batch(&self, text: &str) -> Result<(), StoreError> {
        self.send()?;
        self.forget();
        self.wait(self.client.batch_execute(text))
    }

    /// Runs something in a transaction; rolls back if it fails.
    pub(crate) fn in_transaction<T>(
        &self,
        begin: &'static str,
        work: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.begin(begin);
        let answer = work(self).and_then(|answer| self.batch("COMMIT").map(|()| answer));
        if answer.is_err() {
            self.roll_back();
        }
        answer
    }

    /// Reads in one snapshot, whose end is not waited for.
    pub(crate) fn in_snapshot<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        self.reading.set(true);
        let answer = read(self);
        self.reading.set(false);
        if self.begin.take().is_none() {
            self.post("COMMIT");
        }
        answer
    }

    /// Plans are made once. What a plan stands on, the sizes of tables, changes fast while they are small: at first it is made
    /// anew often, then seldom. Called with the number of transactions.
    pub(super) fn plan_anew(&self, transactions: u64) {
        if transactions.is_power_of_two() || transactions.is_multiple_of(PLANS_LAST) {
            self.post("DISCARD PLANS");
        }
    }

    /// Ends a transaction that is not to be. A connection that cannot even do that is not used again.
    pub(crate) fn roll_back(&self) {
        self.unsent.take();
        if self.begin.take().is_none() && self.batch("ROLLBACK").is_err() {
            self.broken.set(true);
        }
    }

    /// Sends a statement whose answer nobody waits for: it is read, and dropped, before the next one.
    pub(crate) fn post(&self, text: &str) {
        let Some(runtime) = &self.runtime else { return };
        let sent = runtime.block_on(async {
            let mut statement = pin!(self.client.batch_execute(text));
            // The first look hands it to the connection, which writes it as soon as it has its turn.
            let sent = poll_fn(|context| Poll::Ready(statement.as_mut().poll(context))).await;
            tokio::task::yield_now().await;
            sent
        });
        if matches!(sent, Poll::Ready(Err(_))) {
            self.broken.set(true);
        }
    }

    /// Sends what was put off, all of it before the first answer, and checks each.
    pub(crate) fn send(&self) -> Result<(), StoreError> {
        let unsent = self.unsent.take();
        if unsent.is_empty() {
            return Ok(());
        }
        self.forget();
        let batches = unsent.into_batches();
        let prepared =
            { batches.iter() }.map(|batch| self.prepared_for(batch.statement, batch.rows.len()));
        let prepared = prepared.collect::<Result<Vec<_>, _>>()?;
        let sent = { batches.iter().zip(&prepared) }
            .map(|(batch, prepared)| touched(&self.client, prepared, batch));
        let watch = Watch::start();
        let sent = self.wait(future::try_join_all(sent))?;
        watch.ran("statements sent together");
        for (batch, found) in batches.iter().zip(sent) {
            let expected = batch.rows.len();
            if found != expected {
                return Err(StoreError::RowsAffected {
                    statement: batch.statement.name,
                    expected,
                    found,
                });
            }
        }
        Ok(())
    }

    /// Sends a whole transaction before its first answer, and asks nothing of what its statements touched: for the yardstick
    /// of a benchmark.
    pub(crate) fn transact_at_once<'v>(
        &self,
        writes: impl Iterator<Item = (Statement, &'v [Kept])>,
    ) -> Result<(), StoreError> {
        let prepared = writes.map(|(statement, values)| Ok((self.prepared(statement)?, values)));
        let prepared = prepared.collect::<Result<Vec<_>, StoreError>>()?;
        let written = prepared.iter().map(|(statement, values)| {
            let values = values.iter().map(Kept::value);
            self.client.execute_raw(statement, values)
        });
        let begun = self.client.batch_execute("BEGIN");
        let committed = self.client.batch_execute("COMMIT");
        let all = future::try_join3(begun, future::try_join_all(written), committed);
        self.wait(all).map(|_| ())
    }

    fn ask(
        &self,
        statement: Statement,
        params: &[Value<'_>],
    ) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        let watch = Watch::start();
        let prepared = self.prepared(statement)?;
        let rows = self.wait(rows(&self.client, &prepared, params.iter().copied()));
        watch.ran(statement.name);
        rows.map_err(|error| named(statement, error))
    }

    /// A statement for so many rows at once.
    fn prepared_for(&self, statement: Statement, rows: usize) -> Result<For, StoreError> {
        if rows >= self.together.get()
            && let Some(many) = self.prepared_for_many(statement)?
        {
            return Ok(For::Many(many));
        }
        self.prepared(statement).map(For::Each)
    }

    fn prepared_for_many(&self, statement: Statement) -> Result<Option<Prepared>, StoreError> {
        if let Some(prepared) = self.many.borrow().get(statement.name) {
            return Ok(prepared.clone());
        }
        let one = self.prepared(statement)?;
        let prepared = match many::text(&statement::text(statement), one.params()) {
            Some(text) => {
                let prepared = self.wait(self.client.prepare(&text));
                if matches!(prepared, Err(StoreError::Database(_))) {
                    // The next transaction does without it.
                    { self.many.borrow_mut() }.insert(statement.name, None);
                }
                Some(prepared.map_err(|error| named(statement, error))?)
            }
            None => None,
        };
        { self.many.borrow_mut() }.insert(statement.name, prepared.clone());
        Ok(prepared)
    }

    fn prepared(&self, statement: Statement) -> Result<Prepared, StoreError> {
        if let Some(prepared) = self.prepared.borrow().get(statement.name) {
            return Ok(prepared.clone());
        }
        let prepared = self
            .wait(self.client.prepare(&statement::text(statement)))
            .map_err(|error| named(statement, error))?;
        let mut kept = self.prepared.borrow_mut();
        kept.insert(statement.name, prepared.clone());
        Ok(prepared)
    }

    fn wait<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, StoreError> {
        let Some(runtime) = &self.runtime else {
            return Err(StoreError::Closed);
        };
        let begin = self.begin.take();
        let answer = runtime.block_on(async {
            match begin {
                Some(begin) => {
                    let begun = self.client.batch_execute(begin);
                    let both = future::try_join(begun, answer).await;
                    both.map(|((), answer)| answer)
                }
                None => answer.await,
            }
        });
        let answer = answer.map_err(StoreError::from);
        if matches!(answer, Err(StoreError::Lost(_))) {
            self.broken.set(true);
        }
        answer
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

impl Database for Session {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn query(
        &self,
        statement: Statement,
        params: &[Value<'_>],
        tell: &mut Tell<'_>,
    ) -> Result<(), StoreError> {
        let rows = if self.in_rounds.get() {
            self.answer_in_rounds(statement, params)?
        } else if self.foreseeing.get() {
            let values = params.iter().copied().map(Kept::from).collect();
            self.foreseen.borrow_mut().push(statement, values);
            return Ok(());
        } else {
            self.send()?;
            match self.answer_foreseen(statement, params)? {
                Some(rows) => rows,
                None => Arc::new(self.ask(statement, params)?),
            }
        };
        for row in &*rows {
            if tell(&Row::Postgres(row))? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn run(&self, statement: Statement, params: &[Value<'_>]) -> Result<usize, StoreError> {
        self.send()?;
        self.forget();
        let watch = Watch::start();
        let prepared = self.prepared(statement)?;
        let touched = self
            .wait(self.client.execute_raw(&prepared, params.iter().copied()))
            .map_err(|error| named(statement, error))?;
        watch.ran(statement.name);
        Ok(usize::try_from(touched).unwrap_or(usize::MAX))
    }

    fn touch(&self, statement: Statement, params: &[Value<'_>]) -> Result<(), StoreError> {
        let row = params.iter().copied().map(Kept::from).collect();
        self.unsent.borrow_mut().push(statement, row);
        Ok(())
    }

    fn begin_part(&self) {
        self.unsent.borrow_mut().begin_part();
    }

    fn foresee(&self, asks: &mut dyn FnMut(&Connection)) {
        let before = self.foreseeing.replace(true);
        asks(self);
        self.foreseeing.set(before);
    }

    fn insert_all(&self, insert: &Insert, rows: &[Vec<Kept>]) -> Result<(), StoreError> {
        self.send()?;
        self.wait(async {
            let sink = self.client.copy_in(insert.many).await?;
            let mut writer = pin!(BinaryCopyInWriter::new(sink, &insert.types));
            for row in rows {
                writer.as_mut().write_raw(insert.values(row)).await?;
            }
            writer.finish().await.map(drop)
        })
    }
}

/// A statement as it is sent for some rows.
enum For {
    /// Once for each.
    Each(Prepared),
    /// Once for all.
    Many(Prepared),
}

/// Sends a batch; answers how many of its rows touched one row each. Sent as one it tells only their sum: a statement that is
/// put off names its row by a unique key, so that none touches two.
async fn touched(
    client: &Client,
    prepared: &For,
    batch: &Batch,
) -> Result<usize, tokio_postgres::Error> {
    match prepared {
        For::Each(one) => {
            let rows = { batch.rows.iter() }
                .map(|row| client.execute_raw(one, row.iter().map(Kept::value)));
            let touched = future::try_join_all(rows).await?;
            Ok(touched.into_iter().filter(|found| *found == 1).count())
        }
        For::Many(many) => {
            let rows: Vec<&Vec<Kept>> = batch.rows.iter().collect();
            let found = client.execute_raw(many, columns(&rows)).await?;
            Ok(usize::try_from(found).unwrap_or(usize::MAX))
        }
    }
}

/// All rows of a statement.
async fn rows(
    client: &Client,
    prepared: &Prepared,
    values: impl ExactSizeIterator<Item = impl BorrowToSql>,
) -> Result<Vec<tokio_postgres::Row>, tokio_postgres::Error> {
    let rows = client.query_raw(prepared, values).await?;
    rows.try_collect().await
}

/// The error with the name of the statement it is of.
fn named(statement: Statement, error: StoreError) -> StoreError {
    match error {
        StoreError::Database(what) => StoreError::Database(format!("{}: {what}", statement.name)),
        other => other,
    }
}

/// Why there is no connection, and what to do.
fn unreached(error: &tokio_postgres::Error) -> String {
    tls::refusal(error).unwrap_or_else(|| {
        let why = why(error);
        format!("{why}; check that it runs, listens there, and lets this user into this database")
    })
}

/// What went wrong, with its cause.
fn why(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(refusal), _) => refusal.message().to_owned(),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            let of_file = |cause: &(dyn Error + 'static)| cause.is::<std::io::Error>();
            return if error.is_closed() || error.source().is_some_and(of_file) {
                Self::Lost(why(&error))
            } else {
                Self::Database(why(&error))
            };
        };
        if refusal.constraint() == Some("writers_moved") {
            return Self::Moved {
                to: "another database".to_owned(),
            };
        }
        match *refusal.code() {
            SqlState::DISK_FULL => Self::Full,
            SqlState::READ_ONLY_SQL_TRANSACTION => Self::ReadOnly,
            SqlState::T_R_SERIALIZATION_FAILURE
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::UNIQUE_VIOLATION
            // A row that would be written twice by rows that went as one.
            | SqlState::CARDINALITY_VIOLATION
            | SqlState::LOCK_NOT_AVAILABLE => Self::Again(refusal.message().to_owned()),
            SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
                Self::Lost(refusal.message().to_owned())
            }
            _ => Self::Database(format!("{refusal}")),
        }
    }
}
