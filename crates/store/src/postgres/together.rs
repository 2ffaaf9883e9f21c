//! What a connection has not sent yet, and what goes together when it does.

use std::collections::HashMap;
use std::sync::Arc;

use super::many;
use super::statement;
use crate::database::{Kept, ToValue, Value};
use crate::sql::Statement;

/// Rows to be touched, one each, in the order in which they were put off.
///
/// Rows of one statement are gathered into one batch, whatever stands between them: but never so that a row goes before one
/// that was put off earlier in its own part, and never two that may be one row of the table.
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
    /// The part of the last row, and where its rows begin.
    part: u32,
    begins: usize,
    only_adds: bool,
    /// Parameters by which a row is named.
    keys: Vec<usize>,
}

impl Batch {
    fn new(statement: Statement, part: u32) -> Self {
        let text = statement::text(statement);
        Self {
            statement,
            rows: Vec::new(),
            part,
            begins: 0,
            only_adds: many::only_adds(&text),
            keys: many::keys(&text),
        }
    }

    /// Whether a row of a part may go with those that are here.
    fn fits(&self, statement: Statement, part: u32, row: &[Kept]) -> bool {
        let is_other = |own: &Vec<Kept>| self.keys.iter().any(|key| own.get(*key) != row.get(*key));
        self.statement.name == statement.name
            && (self.only_adds
                || self.part != part
                || self.rows.iter().skip(self.begins).all(is_other))
    }

    fn add(&mut self, row: Vec<Kept>, part: u32) {
        if self.part != part {
            (self.part, self.begins) = (part, self.rows.len());
        }
        self.rows.push(row);
    }
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
        let found = (from..)
            .zip(self.batches.iter().skip(from))
            .find_map(|(place, batch)| batch.fits(statement, part, &row).then_some(place));
        let place = found.unwrap_or_else(|| {
            let place = self.at.map_or(0, |at| at + 1);
            self.batches.insert(place, Batch::new(statement, part));
            place
        });
        if let Some(batch) = self.batches.get_mut(place) {
            batch.add(row, part);
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
    /// How many of them were put.
    put: usize,
}

#[derive(Debug)]
pub(super) struct Question {
    pub statement: Statement,
    pub values: Vec<Kept>,
    /// Its answer, once it was put.
    pub rows: Option<Answer>,
}

/// The rows that answer a question.
pub(super) type Answer = Arc<Vec<tokio_postgres::Row>>;

impl Foreseen {
    /// Puts down a question, once.
    pub(super) fn push(&mut self, statement: Statement, values: Vec<Kept>) {
        self.answer_or_push(statement, values);
    }

    /// The answer to a question that was put, or puts it down, once.
    pub(super) fn answer_or_push(
        &mut self,
        statement: Statement,
        values: Vec<Kept>,
    ) -> Option<Answer> {
        let key = (statement.name, values);
        if let Some(place) = self.places.get(&key) {
            return self.questions.get(*place)?.rows.clone();
        }
        self.questions.push(Question {
            statement,
            values: key.1.clone(),
            rows: None,
        });
        self.places.insert(key, self.questions.len() - 1);
        None
    }

    /// The answer in that place, which nobody asks for again.
    pub(super) fn take_answer(&mut self, place: usize) -> Answer {
        let asked = self.questions.get_mut(place);
        asked
            .and_then(|asked| asked.rows.take())
            .unwrap_or_default()
    }

    /// The place of a question that was foreseen and not put yet.
    pub(super) fn take(&mut self, statement: Statement, params: &[Value<'_>]) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let values = params.iter().copied().map(Kept::from).collect();
        self.places.remove(&(statement.name, values))
    }

    /// Questions that were not put yet, and are now: those of one statement together, in the order of the first of each.
    pub(super) fn put_all(&mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for (place, asked) in self.questions.iter().enumerate().skip(self.put) {
            match groups
                .iter_mut()
                .find(|(name, _)| *name == asked.statement.name)
            {
                Some((_, group)) => group.push(place),
                None => groups.push((asked.statement.name, vec![place])),
            }
        }
        self.put = self.questions.len();
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

#[cfg(test)]
mod tests {
    use super::*;

    const ADD: Statement = Statement {
        name: "ADD",
        text: "INSERT INTO a (b) VALUES (?1);",
    };
    const CHANGE: Statement = Statement {
        name: "CHANGE",
        text: "UPDATE a SET b = ?1;",
    };
    const PUT: Statement = Statement {
        name: "PUT",
        text: "INSERT INTO a (b) VALUES (?1) ON CONFLICT DO NOTHING;",
    };

    /// The names of the statements in the order in which they are sent, each with its rows.
    fn check(parts: &[&[(Statement, i64)]], expected: &[(&str, &[i64])]) {
        let mut unsent = Unsent::default();
        for part in parts {
            unsent.begin_part();
            for (statement, row) in *part {
                unsent.push(*statement, vec![Kept::Integer(*row)]);
            }
        }
        let batches = unsent.into_batches().into_iter().map(|batch| {
            let rows: Vec<Vec<Kept>> = batch.rows;
            (batch.statement.name, rows)
        });
        let expected = expected.iter().map(|(name, rows)| {
            let rows = rows.iter().map(|row| vec![Kept::Integer(*row)]);
            (*name, rows.collect::<Vec<_>>())
        });
        assert_eq!(batches.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn rows_of_one_statement_are_gathered_over_parts() {
        check(
            &[&[(ADD, 1), (ADD, 2), (CHANGE, 3)], &[(ADD, 4), (CHANGE, 5)]],
            &[("ADD", &[1, 2, 4]), ("CHANGE", &[3, 5])],
        );
    }

    #[test]
    fn no_row_goes_before_one_of_its_own_part() {
        check(
            &[&[(ADD, 1), (CHANGE, 2)], &[(CHANGE, 3), (ADD, 4)]],
            &[("ADD", &[1]), ("CHANGE", &[2, 3]), ("ADD", &[4])],
        );
        check(
            &[&[(ADD, 1), (CHANGE, 2)], &[(ADD, 3), (PUT, 4), (CHANGE, 5)]],
            &[("ADD", &[1, 3]), ("PUT", &[4]), ("CHANGE", &[2, 5])],
        );
    }

    #[test]
    fn a_part_never_changes_two_rows_with_one_statement() {
        check(
            &[&[(CHANGE, 1), (CHANGE, 2), (PUT, 3), (PUT, 4)]],
            &[
                ("CHANGE", &[1]),
                ("CHANGE", &[2]),
                ("PUT", &[3]),
                ("PUT", &[4]),
            ],
        );
    }

    #[test]
    fn rows_that_are_named_apart_go_together() {
        const NAMED: Statement = Statement {
            name: "NAMED",
            text: "UPDATE a SET b = 1 WHERE c = ?1;",
        };
        check(
            &[
                &[(NAMED, 1), (NAMED, 2), (NAMED, 1)],
                &[(NAMED, 2), (NAMED, 3)],
            ],
            &[("NAMED", &[1, 2, 2, 3]), ("NAMED", &[1])],
        );
    }

    #[test]
    fn questions_of_one_statement_are_put_together_and_once() {
        let mut foreseen = Foreseen::default();
        for (statement, value) in [(ADD, 1), (CHANGE, 1), (ADD, 2), (ADD, 1)] {
            foreseen.push(statement, vec![Kept::Integer(value)]);
        }
        assert_eq!(foreseen.put_all(), [vec![0, 2], vec![1]]);
        assert!(foreseen.put_all().is_empty());
        assert_eq!(foreseen.take(ADD, &[Value::Integer(2)]), Some(2));
        assert_eq!(foreseen.take(ADD, &[Value::Integer(2)]), None);
        assert_eq!(foreseen.take(PUT, &[Value::Integer(2)]), None);
    }
}
