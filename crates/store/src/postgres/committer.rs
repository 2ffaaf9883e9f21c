//! A thread that commits changesets, a group after another, over a connection of its own.

use std::sync::Arc;
use std::time::Duration;

use super::Session;
use super::address::Address;
use super::node::Nodes;
use crate::measure::{self, Watch};
use crate::meta::{self, WriterMark};
use crate::phase;
use crate::rows::one;
use crate::sql::lock as sql;
use crate::sql::meta::WRITER_MARK;
use crate::writer::{Post, commit_error, is_of_all};
use crate::{Changeset, CommitError, Committed, Fault, FaultPoint, Options, StoreError};

/// How often a changeset is begun anew because another process was faster.
const ATTEMPTS_MAX: u32 = 20;

/// How often it is asked what became of a COMMIT while the database does not answer, and how long between.
const RESOLVES_MAX: u32 = 75;
const RESOLVE_PAUSE: Duration = Duration::from_millis(200);

/// The thread's state.
pub(super) struct Committer {
    address: Address,
    options: Options,
    /// `None` before its first transaction and after it was lost.
    session: Option<Session>,
    /// `None` before its first transaction.
    mark: Option<WriterMark>,
    nodes: Arc<Nodes>,
}

/// What became of each changeset.
type Outcomes = Vec<Result<Committed, CommitError>>;

/// What became of an attempt.
enum Attempt {
    /// It is known what became of the changesets.
    Done(Outcomes),
    /// Nothing was written; another try may do.
    Again(StoreError),
}

impl Committer {
    /// One that connects when it has something to do.
    pub(super) fn new(address: Address, options: Options, nodes: Arc<Nodes>) -> Self {
        Self {
            address,
            options,
            session: None,
            mark: None,
            nodes,
        }
    }

    /// Commits changesets that are apart from one another, in one transaction if that is possible and each in its own if it is
    /// not; `None`: the process is to die without a word (a fault of a test).
    pub(super) fn commit(&mut self, changesets: &[&Changeset]) -> Option<Outcomes> {
        if let [only] = changesets {
            return Some(vec![self.commit_one(only)?]);
        }
        let watch = Watch::start();
        match self.attempt(changesets, true)? {
            Ok(Attempt::Done(outcomes)) => {
                watch.committed(changesets.len());
                return Some(outcomes);
            }
            Err(error) if is_of_all(&error) || matches!(error, StoreError::Unknown(_)) => {
                let refused = commit_error(&error);
                return Some(changesets.iter().map(|_| Err(refused.clone())).collect());
            }
            Ok(Attempt::Again(error)) | Err(error) => {
                measure::retried(changesets.len());
                tracing::debug!(%error, changesets = changesets.len(), "a group is begun anew, one by one");
            }
        }
        changesets
            .iter()
            .map(|changeset| self.commit_one(changeset))
            .collect()
    }

    fn commit_one(&mut self, changeset: &Changeset) -> Option<Result<Committed, CommitError>> {
        let mut last = StoreError::Closed;
        for attempt in 0..ATTEMPTS_MAX {
            let watch = Watch::start();
            // Rows that cannot go as one go each by itself the next time.
            match self.attempt(&[changeset], attempt == 0)? {
                Ok(Attempt::Done(outcomes)) => {
                    watch.committed(1);
                    return outcomes.into_iter().next();
                }
                Ok(Attempt::Again(error)) => {
                    measure::retried(1);
                    tracing::debug!(%error, attempt, "a changeset is begun anew");
                    last = error;
                }
                // Perhaps of what went as one.
                Err(error @ StoreError::Database(_)) if attempt == 0 => last = error,
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
        let answer = session.in_transaction("BEGIN", |session| {
            // Conflicts with the closing of the table, whose outcome is seen after it.
            session.batch("LOCK TABLE writers IN ROW EXCLUSIVE MODE")?;
            phase::read(session)?.allow_writing()?;
            task(session)
        });
        self.session = Some(session).filter(Session::is_usable);
        answer
    }

    fn take(&mut self) -> Result<Session, StoreError> {
        match self.session.take() {
            Some(session) => Ok(session),
            None => Session::connect(&self.address),
        }
    }

    /// The mark to write with: at first one of its own, under the number of the process.
    fn marked(&mut self, session: &Session) -> Result<WriterMark, StoreError> {
        let last = match self.mark {
            Some(mark) => mark,
            None => {
                let mark = WriterMark::new(meta::random(session)?);
                let writer = mark.writer;
                session.in_transaction("BEGIN", |session| {
                    mark.put(session)?;
                    self.nodes.enlist(session, writer)
                })?;
                *self.mark.insert(mark)
            }
        };
        Ok(WriterMark {
            batch: last.batch + 1,
            ..last
        })
    }

    /// After another process has taken the number of this one: another number for what comes next. The ids of this changeset
    /// are of the old one, so it is not written.
    fn displaced(&self, session: &Session) -> Result<Attempt, StoreError> {
        self.nodes.keep(session)?;
        if let Some(mark) = &self.mark {
            session.in_transaction("BEGIN", |session| self.nodes.enlist(session, mark.writer))?;
        }
        Err(StoreError::Displaced)
    }

    fn attempt(
        &mut self,
        changesets: &[&Changeset],
        together: bool,
    ) -> Option<Result<Attempt, StoreError>> {
        let begun = self.take().and_then(|session| {
            let mark = self.marked(&session)?;
            Ok((session, mark))
        });
        let (session, mark) = match begun {
            Ok(begun) => begun,
            Err(error) => return Some(Ok(Attempt::Again(error))),
        };
        session.send_together(if together { 2 } else { usize::MAX });
        let filled = fill(&session, mark, changesets);
        let answer = match filled {
            Ok((outcomes, None)) => {
                session.roll_back();
                Ok(Attempt::Done(outcomes))
            }
            Ok((outcomes, Some(mark))) => match self.end(&session)? {
                Ok(()) => {
                    self.mark = Some(mark);
                    session.plan_anew(u64::try_from(mark.batch).unwrap_or(u64::MAX));
                    Ok(Attempt::Done(outcomes))
                }
                Err(StoreError::Lost(why)) => {
                    drop(session);
                    return Some(self.resolve(mark, outcomes, why));
                }
                Err(error) => failed(&session, error),
            },
            Err(error) => match failed(&session, error) {
                Err(StoreError::Displaced) => self.displaced(&session),
                answer => answer,
            },
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
        outcomes: Outcomes,
        why: String,
    ) -> Result<Attempt, StoreError> {
        tracing::warn!(
            why,
            "the connection was lost at COMMIT; the mark tells what is there"
        );
        let mut asked = self.last_batch(mark.writer);
        for _ in 0..RESOLVES_MAX {
            if !matches!(asked, Err(StoreError::Lost(_))) {
                break;
            }
            pause();
            asked = self.last_batch(mark.writer);
        }
        match asked {
            Ok(last) if last.is_some_and(|last| last >= mark.batch) => {
                self.mark = Some(mark);
                Ok(Attempt::Done(outcomes))
            }
            Ok(_) => Ok(Attempt::Again(StoreError::Lost(why))),
            // What is known to nobody is not to be known by a later transaction of the same mark.
            Err(error) => {
                self.mark = None;
                Err(StoreError::Unknown(error.to_string()))
            }
        }
    }

    /// The last transaction of a writer that is there, once none can follow it.
    fn last_batch(&mut self, writer: i64) -> Result<Option<i64>, StoreError> {
        let session = self.take()?;
        let last = session.in_transaction("BEGIN", |session| {
            one(session, sql::LOCK_MARK, [writer], |row| row.get::<i64>(0))
        });
        self.session = Some(session).filter(Session::is_usable);
        last
    }
}

/// The database is away; it tells nobody when it comes back.
#[expect(
    clippy::disallowed_methods,
    reason = "a server that restarts is asked again and again, and not without end"
)]
fn pause() {
    std::thread::sleep(RESOLVE_PAUSE);
}

type Filled = (Outcomes, Option<WriterMark>);

fn fill(
    session: &Session,
    mark: WriterMark,
    changesets: &[&Changeset],
) -> Result<Filled, StoreError> {
    session.begin("BEGIN");
    let mut post = Post::begin(session, mark);
    let outcomes = post.changesets(changesets)?;
    let mark = post.end()?;
    session.send()?;
    Ok((outcomes, mark))
}

/// A transaction that failed and is rolled back. A row that was not there any more when its statement came: another process
/// was faster.
fn failed(session: &Session, error: StoreError) -> Result<Attempt, StoreError> {
    session.roll_back();
    match error {
        StoreError::RowsAffected { statement, .. } if statement == WRITER_MARK.name => {
            Err(StoreError::Displaced)
        }
        StoreError::Again(_) | StoreError::Lost(_) | StoreError::RowsAffected { .. } => {
            Ok(Attempt::Again(error))
        }
        other => Err(other),
    }
}
