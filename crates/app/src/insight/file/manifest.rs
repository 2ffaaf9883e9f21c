//! The manifest: which files belong together, and of what state of which store they are.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::MemberId;
use regulars_insight::column::file::{FORMAT, File};
use regulars_store::Reader;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::Result;

/// The store that files are made of, and its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Origin {
    /// The form of the files.
    pub format: u32,
    /// Identity of the store; a restored one has another.
    pub instance: String,
    /// Its last migration.
    pub migration: u32,
    /// Up to where the journal was read.
    pub position: i64,
    /// A digest of the fact there: a store that went back has another one there, or none.
    pub fact: String,
    /// The currency of amounts, and how many of the last digits are behind its point.
    pub currency: String,
    /// As above.
    pub currency_digits: u8,
}

impl Origin {
    /// The store as it is at a position of its journal; `None` if the journal has no fact there.
    pub fn at(app: &App, reader: &Reader<'_>, position: i64) -> Result<Option<Self>> {
        let facts = reader.journal(position - 1, 1)?;
        let Some(fact) = facts.first().filter(|fact| fact.pos == position) else {
            return Ok(None);
        };
        let said = (
            fact.at.ms(),
            fact.posted_at.ms(),
            &fact.kind,
            fact.owner.map(MemberId::raw),
            &fact.payload,
        );
        let digest = Sha256::digest(format!("{said:?}"));
        let currency = app.programs().at(app.now()).program.currency;
        Ok(Some(Self {
            format: FORMAT,
            instance: reader.marks()?.instance,
            migration: reader.migration()?,
            position,
            fact: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            currency: currency.code().to_owned(),
            currency_digits: currency.exponent(),
        }))
    }
}

/// A file as it must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Its name in the folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its checksum.
    pub crc32: u32,
}

/// The files of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartEntry {
    /// The number in their names.
    pub range: u32,
    /// The first member.
    pub first: i64,
    /// How many members.
    pub members: usize,
    /// How many purchases.
    pub purchases: usize,
    /// How many lines.
    pub lines: usize,
    /// Members, purchases, lines, events.
    pub files: [Entry; 4],
}

/// What is in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// Of what.
    pub origin: Origin,
    /// When it was written, milliseconds since 1970.
    pub written_ms: i64,
    /// What is sold.
    pub goods: Entry,
    /// Where and how.
    pub outlets: Entry,
    /// Parts in the order of their members.
    pub parts: Vec<PartEntry>,
}

impl Manifest {
    /// All files.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let of_parts = self.parts.iter().flat_map(|part| &part.files);
        [&self.goods, &self.outlets].into_iter().chain(of_parts)
    }

    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.entries().map(|entry| entry.bytes).sum()
    }

    /// The file of columns.
    pub fn entry(&self, file: File) -> Option<&Entry> {
        let (part, place) = match file {
            File::Goods => return Some(&self.goods),
            File::Outlets => return Some(&self.outlets),
            File::Members(part) => (part, 0),
            File::Purchases(part) => (part, 1),
            File::Lines(part) => (part, 2),
            File::Events(part) => (part, 3),
        };
        self.parts.get(part)?.files.get(place)
    }
}

/// The number for the files of a part that begins with a member: that of the part it replaces in the folder, if no other has taken
/// it.
pub(super) fn range_for(found: Option<&Manifest>, first: i64, taken: &BTreeSet<u32>) -> u32 {
    let old = found.map_or(&[][..], |found| &found.parts);
    let after = old.partition_point(|part| part.first <= first);
    let replaced = after.checked_sub(1).and_then(|place| old.get(place));
    match replaced {
        Some(replaced) if !taken.contains(&replaced.range) => replaced.range,
        _ => {
            let is_free =
                |range: &u32| !taken.contains(range) && old.iter().all(|part| part.range != *range);
            (1..).find(is_free).unwrap_or_default()
        }
    }
}

/// What is known to be in the folder.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// As it was written or read last.
    pub manifest: Option<Manifest>,
    /// Parts in memory that are the same as on disk, by their numbers.
    pub parts: BTreeMap<u64, PartEntry>,
    /// Which reading in of the columns these numbers are of.
    pub generation: u64,
}
