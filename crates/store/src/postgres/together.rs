//! What a connection has not sent yet, and what goes together when it does.

use std::collections::HashMap;

use super::many;
use super::statement;
use crate::database::{Kept, ToValue, Value};
use crate::sql::Statement;

/// Rows to be touched, one each, in the order in which they were put off.
///
/// Rows of one statement are gathered into one batch, whatever stands between them: but never so that a row goes before one
/// that was put off earlier in its own part, and never two that a statement may change twice.
#[derive(Debug, Default)]
pub(super) struct Unsent {
    batches: Vec<Batch>,
    part: u32,
    /// Where the last row of this part went.
    at: Option<usize>,
}

/// Rows for one statement.
#[derive(Debug)]
pub(super) struct Batch {
    pub statement: Statement,
    pub rows: Vec<Vec<Kept>>,
    /// The part of the last row.
    part: u32,
    only_adds: bool,
}

impl Unsent {
    pub(super) fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }

    /// Begins another part: rows that no earlier part touches.
    pub(super) fn begin_part(&mut self) {
        self.part += 1;
        self.at = None;
    }

    pub(super) fn push(&mut self, statement: Statement, row: Vec<Kept>) {
        let from = self.at.unwrap_or(0);
        let part = self.part;
        let fits = |batch: &Batch| {
            batch.statement.name == statement.name && (batch.only_adds || batch.part != part)
        };
        let found = (from..)
            .zip(self.batches.iter().skip(from))
            .find_map(|(place, batch)| fits(batch).then_some(place));
        let place = found.unwrap_or_else(|| {
            let place = self.at.map_or(0, |at| at + 1);
            let batch = Batch {
                statement,
                rows: Vec::new(),
                part,
                only_adds: many::only_adds(&statement::text(statement)),
            };
            self.batches.insert(place, batch);
            place
        });
        if let Some(batch) = self.batches.get_mut(place) {
            batch.rows.push(row);
            batch.part = part;
        }
        self.at = Some(place);
    }

    pub(super) fn into_batches(self) -> Vec<Batch> {
        self.batches
    }
}

/// Questions that are going to be put, with their answers once the first of them was.
#[derive(Debug, Default)]
pub(super) struct Foreseen {
    places: HashMap<(&'static str, Vec<Kept>), usize>,
    pub(super) questions: Vec<Question>,
}

#[derive(Debug)]
pub(super) struct Question {
    pub statement: Statement,
    pub values: Vec<Kept>,
    pub rows: Option<Vec<tokio_postgres::Row>>,
}

impl Foreseen {
    /// Puts down a question, once.
    pub(super) fn push(&mut self, statement: Statement, values: Vec<Kept>) {
        let key = (statement.name, values);
        if self.places.contains_key(&key) {
            return;
        }
        self.questions.push(Question {
            statement,
            values: key.1.clone(),
            rows: None,
        });
        self.places.insert(key, self.questions.len() - 1);
    }

    /// The place of a question that was foreseen and not put yet.
    pub(super) fn take(&mut self, statement: Statement, params: &[Value<'_>]) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let values = params.iter().copied().map(Kept::from).collect();
        self.places.remove(&(statement.name, values))
    }

    /// Questions without an answer, those of one statement together, in the order of the first of each.
    pub(super) fn unanswered(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        let unanswered =
            { self.questions.iter().enumerate() }.filter(|(_, asked)| asked.rows.is_none());
        for (place, asked) in unanswered {
            match groups
                .iter_mut()
                .find(|(name, _)| *name == asked.statement.name)
            {
                Some((_, group)) => group.push(place),
                None => groups.push((asked.statement.name, vec![place])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
}

/// The rows of parameters by columns, as arrays bring them.
pub(super) fn columns<'v>(rows: &[&'v Vec<Kept>]) -> Vec<Vec<Value<'v>>> {
    let width = rows.first().map_or(0, |row| row.len());
    let column = |place| {
        { rows.iter() }
            .filter_map(move |row| row.get(place))
            .map(Kept::value)
    };
    (0..width).map(|place| column(place).collect()).collect()
}
