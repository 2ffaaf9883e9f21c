//! Events of a part.

use bytes::Bytes;
use parquet::data_type::ByteArray;
use regulars_engine::time::Instant;

use super::sheet::{self, Long, Text};
use super::{FileError, schema, take, values};
use crate::column::dictionary::Dictionary;
use crate::column::part::{Events, Part};

/// The events of a part as a file.
///
/// # Errors
/// [`FileError::Parquet`].
pub fn write(part: &Part, words: &Dictionary) -> Result<Vec<u8>, FileError> {
    let events = &part.events;
    let texts = words.names.texts();
    sheet::write(schema::EVENTS, |sheet| {
        let whose = part.ids.iter().enumerate();
        let whose = whose.flat_map(|(n, id)| events.of.range(n).map(|_| id.raw()));
        sheet.all::<Long>(whose)?;
        sheet.all::<Long>(events.at.iter().map(|at| at.ms()))?;
        let kinds = events.kind.iter();
        let kinds = kinds.map(|kind| super::words::text(&texts, *kind).unwrap_or_default());
        sheet.all::<Text>(kinds)?;
        values::write(sheet, &events.properties, words)
    })
}

/// Events whose words have no numbers yet.
pub(super) struct Draft {
    at: Vec<i64>,
    kinds: Vec<ByteArray>,
    properties: values::Draft,
}

/// Reads events.
pub(super) fn read(bytes: Bytes) -> Result<Draft, FileError> {
    take::read(schema::EVENTS, bytes, |take| {
        take.skip(1);
        Ok(Draft {
            at: take.all::<Long>()?,
            kinds: take.all::<Text>()?,
            properties: values::read(take)?,
        })
    })
}

impl Draft {
    /// Gives them numbers; `done` says how many each member has.
    pub fn put(
        &self,
        done: &[usize],
        events: &mut Events,
        words: &mut Dictionary,
    ) -> Result<(), FileError> {
        events.at = self.at.iter().copied().map(Instant::from_ms).collect();
        for kind in &self.kinds {
            events.kind.push(words.names.intern(take::text(kind)?));
        }
        self.properties.put(&mut events.properties, words)?;
        let mut all = 0;
        for count in done {
            all += count;
            events.of.close(all);
        }
        if all != events.at.len() {
            return Err(FileError::Unfit("events are not as many as members have"));
        }
        Ok(())
    }
}
