//! What a transaction does with changesets, on either engine: guards first, then everything, then the sums.

use super::apply;
use super::guard::{self, Verdict};
use crate::database::{Connection, Engine};
use crate::figure::Moves;
use crate::find::IndexMoves;
use crate::meta::WriterMark;
use crate::{Changeset, CommitError, Committed, StoreError, journal};

/// A transaction being filled.
pub(crate) struct Post<'c> {
    pub(super) conn: &'c Connection,
    /// Position of the last journal fact, once it was asked for.
    end: Option<i64>,
    /// The mark as it will be.
    pub(super) mark: WriterMark,
    /// What the transaction does to the figures.
    pub(super) figures: Moves,
    /// What it does to the index of members.
    pub(super) index: IndexMoves,
    wrote: bool,
}

impl<'c> Post<'c> {
    /// A transaction that has begun.
    pub(crate) fn begin(conn: &'c Connection, mark: WriterMark) -> Self {
        Self {
            conn,
            end: None,
            mark,
            figures: Moves::default(),
            index: IndexMoves::default(),
            wrote: false,
        }
    }

    /// Checks the guards of changesets that are apart from one another, and writes whole those whose guards hold.
    pub(crate) fn changesets(
        &mut self,
        changesets: &[&Changeset],
    ) -> Result<Vec<Result<Committed, CommitError>>, StoreError> {
        let verdicts = guard::check(self.conn, changesets)?;
        for (changeset, verdict) in changesets.iter().zip(&verdicts) {
            if let Verdict::Clear(guards) = verdict {
                self.figures.before(self.conn, changeset, guards)?;
            }
        }
        let outcomes = changesets.iter().zip(verdicts).map(|(changeset, verdict)| {
            Ok(match verdict {
                Verdict::Refused(error) => Err(error),
                Verdict::Replayed(answer) => Ok(Committed::Replayed(answer)),
                Verdict::Clear(guards) => {
                    self.wrote = true;
                    self.conn.begin_part();
                    apply::apply(self, changeset, &guards)?;
                    Ok(Committed::Posted)
                }
            })
        });
        outcomes.collect()
    }

    /// The position of the next journal fact; `None` where it is given after the commit.
    pub(super) fn next_pos(&mut self) -> Result<Option<i64>, StoreError> {
        if self.conn.engine() == Engine::Postgres {
            return Ok(None);
        }
        let end = match self.end {
            Some(end) => end,
            None => journal::end(self.conn)?,
        };
        self.end = Some(end + 1);
        Ok(self.end)
    }

    /// Writes what is summed over the changesets; the mark to commit with, if anything was written.
    pub(crate) fn end(self) -> Result<Option<WriterMark>, StoreError> {
        if !self.wrote {
            return Ok(None);
        }
        self.conn.begin_part();
        self.figures.write(self.conn)?;
        self.mark.put(self.conn)?;
        self.index.write(self.conn)?;
        Ok(Some(self.mark))
    }
}
