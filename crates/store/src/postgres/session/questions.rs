//! Questions that a connection puts together: those that were foreseen, and those of readings that ask in rounds.

use std::sync::Arc;

use futures_util::future;
use tokio_postgres::Client;

use super::{For, Session, rows};
use crate::StoreError;
use crate::database::{Kept, ToValue, Value};
use crate::measure::Watch;
use crate::postgres::together::{Answer, Foreseen, columns};
use crate::sql::Statement;

impl Session {
    /// Has readings ask in rounds: what one asks is answered from the round before, or put down for the next.
    pub(in crate::postgres) fn in_rounds<T>(&self, work: impl FnOnce(&Rounds<'_>) -> T) -> T {
        self.forget();
        self.in_rounds.set(true);
        let answer = work(&Rounds(self));
        self.in_rounds.set(false);
        self.forget();
        answer
    }

    /// The answer to a question that was foreseen; all that are get theirs with the first.
    pub(super) fn answer_foreseen(
        &self,
        statement: Statement,
        params: &[Value<'_>],
    ) -> Result<Option<Answer>, StoreError> {
        let Some(place) = self.foreseen.borrow_mut().take(statement, params) else {
            return Ok(None);
        };
        self.ask_foreseen()?;
        Ok(Some(self.foreseen.borrow_mut().take_answer(place)))
    }

    /// Puts every question that was put down and not put yet.
    fn ask_foreseen(&self) -> Result<(), StoreError> {
        let mut foreseen = self.foreseen.take();
        let groups = foreseen.put_all();
        if !groups.is_empty() {
            let watch = Watch::start();
            self.answer_all(&mut foreseen, &groups)?;
            watch.ran("questions asked together");
        }
        self.foreseen.replace(foreseen);
        Ok(())
    }

    /// Answers from the rounds before, or puts the question down for the next.
    pub(super) fn answer_in_rounds(
        &self,
        statement: Statement,
        params: &[Value<'_>],
    ) -> Result<Answer, StoreError> {
        let mut foreseen = self.foreseen.borrow_mut();
        let values = params.iter().copied().map(Kept::from).collect();
        let answer = foreseen.answer_or_push(statement, values);
        if self.foreseeing.get() {
            return Ok(Arc::default());
        }
        answer.ok_or_else(|| {
            self.unanswered.set(true);
            StoreError::Again("asked in the next round".to_owned())
        })
    }

    fn answer_all(&self, foreseen: &mut Foreseen, groups: &[Vec<usize>]) -> Result<(), StoreError> {
        let asked = groups.iter().map(|group| {
            let questions = group
                .iter()
                .filter_map(|place| foreseen.questions.get(*place));
            let statement = questions.clone().next().map(|first| first.statement)?;
            Some((
                statement,
                questions.map(|asked| &asked.values).collect::<Vec<_>>(),
            ))
        });
        let prepared = asked.flatten().map(|(statement, values)| {
            let prepared = self.prepared_for(statement, values.len())?;
            Ok((prepared, values))
        });
        let prepared = prepared.collect::<Result<Vec<_>, StoreError>>()?;
        let answers = prepared
            .iter()
            .map(|(prepared, values)| answers(&self.client, prepared, values));
        let answers = self.wait(future::try_join_all(answers))?;
        for (group, answers) in groups.iter().zip(answers) {
            for (place, rows) in group.iter().zip(answers) {
                if let Some(asked) = foreseen.questions.get_mut(*place) {
                    asked.rows = Some(Arc::new(rows));
                }
            }
        }
        Ok(())
    }
}

/// Readings in rounds; see [`Session::in_rounds`].
pub(in crate::postgres) struct Rounds<'s>(&'s Session);

impl Rounds<'_> {
    /// Reads; whether it was given an answer to all it asked. If not, what it read does not count.
    pub(in crate::postgres) fn is_answered(&self, read: impl FnOnce()) -> bool {
        self.0.foreseeing.set(false);
        self.0.unanswered.set(false);
        read();
        !self.0.unanswered.get()
    }

    /// Puts what was put down.
    pub(in crate::postgres) fn ask(&self) -> Result<(), StoreError> {
        self.0.ask_foreseen()
    }
}

/// Puts a question with each of these parameters.
async fn answers(
    client: &Client,
    prepared: &For,
    questions: &[&Vec<Kept>],
) -> Result<Vec<Vec<tokio_postgres::Row>>, tokio_postgres::Error> {
    let many = match prepared {
        For::Each(one) => {
            let each = { questions.iter() }
                .map(|values| rows(client, one, values.iter().map(Kept::value)));
            return future::try_join_all(each).await;
        }
        For::Many(many) => many,
    };
    let mut answers: Vec<_> = questions.iter().map(|_| Vec::new()).collect();
    for row in rows(client, many, columns(questions).into_iter()).await? {
        let number: i64 = row.try_get(row.len().saturating_sub(1))?;
        let place = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
        if let Some(answer) = answers.get_mut(place) {
            answer.push(row);
        }
    }
    Ok(answers)
}
