//! A thread that commits changesets, one after another, over a connection of its own.

use tokio_postgres::Config;

use super::Session;
use crate::meta::{self, WriterMark};
use crate::rows::one;
use crate::sql::lock as sql;
use crate::writer::{Post, commit_error};
use crate::{Changeset, CommitError, Committed, Fault, FaultPoint, Options, StoreError};

/// How often a changeset is begun anew because another process was faster.
const ATTEMPTS_MAX: u32 = 20;

/// The thread's state.
pub(super) struct Committer {
    config: Config,
    options: Options,
    /// `None` after it was lost: connected again for the next transaction.
    session: Option<Session>,
    mark: WriterMark,
}

/// What became of an attempt.
enum Attempt {
    /// It is known what became of the changeset.
    Done(Result<Committed, CommitError>),
    /// Nothing was written; another try may do.
    Again(StoreError),
}

impl Committer {
    /// Connects and takes a mark of its own.
    pub(super) fn new(config: Config, options: Options) -> Result<Self, StoreError> {
        let session = Session::connect(&config)?;
        let mark = WriterMark::new(meta::random(&session)?);
        session.in_transaction("BEGIN", |session| mark.put(session))?;
        Ok(Self {
            config,
            options,
            session: Some(session),
            mark,
        })
    }

    /// Commits a changeset; `None`: the process is to die without a word (a fault of a test).
    pub(super) fn commit(
        &mut self,
        changeset: &Changeset,
    ) -> Option<Result<Committed, CommitError>> {
        let mut last = StoreError::Closed;
        for attempt in 0..ATTEMPTS_MAX {
            match self.attempt(changeset)? {
                Ok(Attempt::Done(outcome)) => return Some(outcome),
                Ok(Attempt::Again(error)) => {
                    tracing::debug!(%error, attempt, "a changeset is begun anew");
                    last = error;
                }
                Err(error) => return Some(Err(commit_error(&error))),
            }
        }
        tracing::warn!(error = %last, "a changeset was begun anew too often");
        Some(Err(match last {
            StoreError::Again(_) => CommitError::Busy,
            other => commit_error(&other),
        }))
    }

    /// Runs something in a transaction of its own.
    pub(super) fn run<T>(
        &mut self,
        task: impl FnOnce(&Session) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let session = self.take()?;
        let answer = session.in_transaction("BEGIN", task);
        self.session = Some(session).filter(Session::is_usable);
        answer
    }

    fn take(&mut self) -> Result<Session, StoreError> {
        match self.session.take() {
            Some(session) => Ok(session),
            None => Session::connect(&self.config),
        }
    }

    fn attempt(&mut self, changeset: &Changeset) -> Option<Result<Attempt, StoreError>> {
        let session = match self.take() {
            Ok(session) => session,
            Err(error) => return Some(Ok(Attempt::Again(error))),
        };
        let mark = WriterMark {
            batch: self.mark.batch + 1,
            ..self.mark
        };
        let filled = fill(&session, mark, changeset);
        let answer = match filled {
            Ok((outcome, None)) => {
                session.roll_back();
                Ok(Attempt::Done(outcome))
            }
            Ok((outcome, Some(mark))) => match self.end(&session)? {
                Ok(()) => {
                    self.mark = mark;
                    Ok(Attempt::Done(outcome))
                }
                Err(StoreError::Lost(why)) => {
                    drop(session);
                    return Some(self.resolve(mark, outcome, why));
                }
                Err(error) => failed(&session, error),
            },
            Err(error) => failed(&session, error),
        };
        self.session = Some(session).filter(Session::is_usable);
        Some(answer)
    }

    /// COMMIT, and the faults of tests around it.
    fn end(&self, session: &Session) -> Option<Result<(), StoreError>> {
        let lost = || StoreError::Lost("a fault of a test".to_owned());
        match self.fault(FaultPoint::BeforeCommit) {
            Fault::Die => return None,
            Fault::Error => return Some(Err(lost())),
            Fault::None => {}
        }
        if let Err(error) = session.batch("COMMIT") {
            return Some(Err(error));
        }
        match self.fault(FaultPoint::AfterCommit) {
            Fault::Die => None,
            Fault::Error => Some(Err(lost())),
            Fault::None => Some(Ok(())),
        }
    }

    fn fault(&self, point: FaultPoint) -> Fault {
        let hook = self.options.faults.as_ref();
        hook.map_or(Fault::None, |hook| hook.at(point))
    }

    /// After a COMMIT whose answer was lost: the mark, written in the same transaction, tells whether it is there. Its row is
    /// locked by the lost transaction as long as that lives, so that the answer is final.
    fn resolve(
        &mut self,
        mark: WriterMark,
        outcome: Result<Committed, CommitError>,
        why: String,
    ) -> Result<Attempt, StoreError> {
        tracing::warn!(
            why,
            "the connection was lost at COMMIT; the mark tells what is there"
        );
        let session = Session::connect(&self.config)?;
        let last = session.in_transaction("BEGIN", |session| {
            one(session, sql::LOCK_MARK, [mark.writer], |row| {
                row.get::<i64>(0)
            })
        })?;
        self.session = Some(session);
        if last.is_some_and(|last| last >= mark.batch) {
            self.mark = mark;
            return Ok(Attempt::Done(outcome));
        }
        Ok(Attempt::Again(StoreError::Lost(why)))
    }
}

type Filled = (Result<Committed, CommitError>, Option<WriterMark>);

fn fill(session: &Session, mark: WriterMark, changeset: &Changeset) -> Result<Filled, StoreError> {
    session.batch("BEGIN")?;
    let mut post = Post::begin(session, mark);
    let outcome = post.changeset(changeset)?;
    let mark = post.end()?;
    session.send()?;
    Ok((outcome, mark))
}

/// A transaction that failed and is rolled back. A row that was not there any more when its statement came: another process
/// was faster.
fn failed(session: &Session, error: StoreError) -> Result<Attempt, StoreError> {
    session.roll_back();
    match error {
        StoreError::Again(_) | StoreError::Lost(_) | StoreError::RowsAffected { .. } => {
            Ok(Attempt::Again(error))
        }
        other => Err(other),
    }
}
