//! Writes the parts that are not on disk yet.

use std::collections::BTreeSet;

use parking_lot::RwLock;
use regulars_engine::time::Instant;
use regulars_insight::column::file;
use regulars_insight::column::{Columns, Part};

use super::folder::Folder;
use super::manifest::{Entry, Known, Manifest, Origin, PartEntry, range_for};
use super::{Kept, Trouble};
use crate::clock::Stopwatch;

/// Columns that are written.
pub(super) struct Source<'c> {
    pub columns: &'c RwLock<Columns>,
    /// Which reading in of them this is.
    pub generation: u64,
    /// Whether it is that still, and somebody waits for the end.
    pub goes_on: &'c dyn Fn() -> bool,
}

/// Writes what has changed since what is known, and makes the folder that. Members may come and go meanwhile: each is written as at
/// the position of the origin or later.
pub(super) fn write(
    folder: &Folder,
    source: &Source<'_>,
    known: &mut Known,
    (origin, now): (Origin, Instant),
) -> Result<Kept, Trouble> {
    let watch = Stopwatch::start();
    let _lock = folder.lock()?;
    // What cannot be read is written anew.
    let found = folder.manifest().unwrap_or_default();
    if found != known.manifest || known.generation != source.generation {
        known.parts.clear();
    }
    if let Some(found) = &found {
        folder.settle(found)?;
    }
    let (parts, written) = write_parts(folder, source, known, found.as_ref())?;
    // After the parts, so that all their numbers stand for something.
    let (goods, outlets) = {
        let columns = source.columns.read();
        (
            file::goods(columns.words())?,
            file::outlets(columns.words())?,
        )
    };
    let manifest = Manifest {
        written_ms: now.ms(),
        goods: folder.write("goods.parquet".to_owned(), &goods)?,
        outlets: folder.write("outlets.parquet".to_owned(), &outlets)?,
        parts: parts.iter().map(|(_, entry)| entry.clone()).collect(),
        origin,
    };
    if !(source.goes_on)() {
        return Err(Trouble::Stopped);
    }
    folder.take_over(&manifest)?;
    let kept = Kept {
        parts: manifest.parts.len(),
        written,
        bytes: manifest.bytes(),
        position: manifest.origin.position,
        took_ms: u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX),
    };
    *known = Known {
        manifest: Some(manifest),
        parts: parts.into_iter().collect(),
        generation: source.generation,
    };
    Ok(kept)
}

/// Writes the parts that are not on disk, one after the other; answers all, by their numbers, and how many were written.
fn write_parts(
    folder: &Folder,
    source: &Source<'_>,
    known: &Known,
    found: Option<&Manifest>,
) -> Result<(Vec<(u64, PartEntry)>, usize), Trouble> {
    let (mut parts, mut taken, mut written) = (Vec::new(), BTreeSet::new(), 0);
    let mut after = None;
    loop {
        let next = source.columns.write().fold_next(after);
        let Some((number, part)) = next else {
            return Ok((parts, written));
        };
        if !(source.goes_on)() {
            return Err(Trouble::Stopped);
        }
        let entry = match known.parts.get(&number) {
            Some(entry) => entry.clone(),
            None => {
                written += 1;
                let first = part.first().map_or(i64::MIN, |first| first.raw());
                let range = range_for(found, first, &taken);
                write_part(folder, source.columns, &part, (range, first))?
            }
        };
        taken.insert(entry.range);
        parts.push((number, entry));
        after = part.last();
    }
}

/// Writes the four tables of a part, one after the other.
fn write_part(
    folder: &Folder,
    columns: &RwLock<Columns>,
    part: &Part,
    (range, first): (u32, i64),
) -> Result<PartEntry, Trouble> {
    let put = |table: &str, bytes: Vec<u8>| -> Result<Entry, Trouble> {
        folder.write(format!("{table}-{range:04}.parquet"), &bytes)
    };
    // Words are read where others may add some, for as long as it takes.
    let members = file::members(part, columns.read().words())?;
    let members = put("members", members)?;
    let purchases = put("purchases", file::purchases(part)?)?;
    let lines = put("lines", file::lines(part)?)?;
    let events = file::events(part, columns.read().words())?;
    Ok(PartEntry {
        range,
        first,
        members: part.len(),
        purchases: part.purchases(),
        lines: part.lines(),
        files: [members, purchases, lines, put("events", events)?],
    })
}
