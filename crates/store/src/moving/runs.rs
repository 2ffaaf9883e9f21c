//! Runs of rows: copied, read back, remembered by their digest.

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::side::Target;
use crate::StoreError;
use crate::copy::{self, Key, LAST, Layout, RUN};
use crate::database::{Connection, Kept};
use crate::rows::{all, touch};
use crate::sql::moving as sql;

/// A run that the target has.
struct Run {
    number: i64,
    last: Key,
    digest: Vec<u8>,
}

/// The bounds of a run: after this key, up to that one.
type Bounds<'k> = (Option<&'k Key>, Option<&'k Key>);

/// Brings the target to what the snapshot holds, table by table; answers how many rows were copied for that.
pub(super) fn copy(
    from: &Connection,
    target: &Target,
    mut progress: impl FnMut(u64, u64),
) -> Result<u64, StoreError> {
    let layouts = Layout::all(from.engine())?;
    let moved = || {
        layouts
            .iter()
            .filter(|layout| !LAST.contains(&layout.table))
    };
    let mut of = 0;
    for layout in moved() {
        of += layout.count(from)?;
    }
    let (mut done, mut copied) = (0, 0);
    for layout in moved() {
        let mut after: Option<Key> = None;
        let mut number = 0;
        for known in known(target, layout.table)? {
            let bounds = (after.as_ref(), Some(&known.last));
            let (digest, rows) = digest(from, layout, bounds)?;
            if digest != known.digest {
                bring(from, target, layout, bounds, known.number)?;
                copied += rows;
            }
            done += rows;
            progress(done, of.max(done));
            number = known.number;
            after = Some(known.last);
        }
        loop {
            let next = copy::page(from, layout, (after.as_ref(), None), RUN)?;
            let Some(row) = next.last() else { break };
            let last = layout.key(row);
            number += 1;
            bring(from, target, layout, (after.as_ref(), Some(&last)), number)?;
            let rows = u64::try_from(next.len()).unwrap_or(0);
            done += rows;
            copied += rows;
            progress(done, of.max(done));
            after = Some(last);
        }
    }
    Ok(copied)
}

/// Replaces the rows of a run by those of the snapshot, reads them back, and remembers the run.
fn bring(
    from: &Connection,
    target: &Target,
    layout: &Layout,
    bounds: Bounds<'_>,
    number: i64,
) -> Result<(), StoreError> {
    target.change(|to| {
        let written = Layout::of(to.engine(), layout.table)?;
        copy::clear(to, written, bounds)?;
        let mut sum = Sha256::new();
        let mut last: Option<Key> = None;
        loop {
            let after = last.as_ref().or(bounds.0);
            let rows = copy::page(from, layout, (after, bounds.1), RUN)?;
            let Some(row) = rows.last() else { break };
            last = Some(layout.key(row));
            rows.iter().for_each(|row| add(&mut sum, row));
            copy::put(to, written, &rows)?;
        }
        let sum = sum.finalize().to_vec();
        if digest(to, written, bounds)?.0 != sum {
            return Err(StoreError::Inconsistent {
                table: layout.table,
                key: format!("run {number}"),
                what: "what was written reads back otherwise".to_owned(),
            });
        }
        let key = bounds.1.map(text).unwrap_or_default();
        touch(to, sql::MOVE_PUT, (layout.table, number, key, sum))
    })
}

/// The digest of the rows of a range, and how many they are.
fn digest(
    conn: &Connection,
    layout: &Layout,
    (after, until): Bounds<'_>,
) -> Result<(Vec<u8>, u64), StoreError> {
    let (mut sum, mut count) = (Sha256::new(), 0);
    let mut last: Option<Key> = None;
    loop {
        let rows = copy::page(conn, layout, (last.as_ref().or(after), until), RUN)?;
        let Some(row) = rows.last() else { break };
        last = Some(layout.key(row));
        rows.iter().for_each(|row| add(&mut sum, row));
        count += u64::try_from(rows.len()).unwrap_or(0);
    }
    Ok((sum.finalize().to_vec(), count))
}

/// Adds a row: each value with its kind and, where it has one, its length, so that no two rows read the same.
fn add(sum: &mut Sha256, row: &[Kept]) {
    for value in row {
        let (kind, bytes): (u8, &[u8]) = match value {
            Kept::Null => (0, &[]),
            Kept::Integer(number) => {
                sum.update([1]);
                sum.update(number.to_be_bytes());
                continue;
            }
            Kept::Text(text) => (2, text.as_bytes()),
            Kept::Blob(bytes) => (3, bytes),
        };
        sum.update([kind]);
        sum.update(bytes.len().to_be_bytes());
        sum.update(bytes);
    }
}

/// The runs of a table that the target has.
fn known(target: &Target, table: &str) -> Result<Vec<Run>, StoreError> {
    target.read(|to| {
        all(to, sql::MOVE_LIST, [table], |row| {
            let last = row.get::<String>(1)?;
            Ok(Run {
                number: row.get(0)?,
                last: key(&last).ok_or_else(|| StoreError::Inconsistent {
                    table: "move_runs",
                    key: table.to_owned(),
                    what: format!("`{last}` is no key"),
                })?,
                digest: row.get(2)?,
            })
        })
    })
}

/// A key as it is remembered: a JSON list of numbers and texts; bytes are a list of their own.
fn text(key: &Key) -> String {
    let values = key.iter().map(|value| match value {
        Kept::Null => Json::Null,
        Kept::Integer(number) => json!(number),
        Kept::Text(text) => json!(text),
        Kept::Blob(bytes) => json!(bytes),
    });
    Json::Array(values.collect()).to_string()
}

fn key(text: &str) -> Option<Key> {
    let Ok(Json::Array(values)) = serde_json::from_str(text) else {
        return None;
    };
    let values = values.into_iter().map(|value| match value {
        Json::Number(number) => number.as_i64().map(Kept::Integer),
        Json::String(text) => Some(Kept::Text(text)),
        Json::Array(bytes) => {
            let bytes = bytes.iter().map(|byte| u8::try_from(byte.as_u64()?).ok());
            bytes.collect::<Option<_>>().map(Kept::Blob)
        }
        _ => None,
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        for written in [
            vec![Kept::Integer(i64::MIN), Kept::Text("\"ж\", [1]".to_owned())],
            vec![Kept::Blob(vec![0, 255, 7])],
        ] {
            assert_eq!(key(&text(&written)), Some(written));
        }
        assert_eq!(key("{}"), None);
        assert_eq!(key("[1.5]"), None);
    }

    #[test]
    fn rows_that_differ_have_other_digests() {
        let sum = |row: &[Kept]| {
            let mut sum = Sha256::new();
            add(&mut sum, row);
            sum.finalize().to_vec()
        };
        let text = |text: &str| Kept::Text(text.to_owned());
        assert_ne!(sum(&[text("ab"), text("c")]), sum(&[text("a"), text("bc")]));
        assert_ne!(sum(&[text("a")]), sum(&[Kept::Blob(b"a".to_vec())]));
        assert_ne!(sum(&[Kept::Null, text("")]), sum(&[text(""), Kept::Null]));
    }
}
