//! Columns as Parquet: made into bytes part by part, and read back.
//!
//! Whoever calls keeps the bytes; here nothing is opened. Each part is four tables, and what the numbers in them stand for is
//! two more ([`File`]); their columns are written out in `schema.rs`. First and last names stay out of the files
//! (decision 0022): [`Columns::put_name`] brings them back from where they live.

mod events;
mod lines;
mod members;
mod purchases;
mod schema;
mod sheet;
mod take;
mod values;
mod words;

use bytes::Bytes;
use thiserror::Error;

pub use events::write as events;
pub use lines::write as lines;
pub use members::write as members;
pub use purchases::write as purchases;
pub use words::{goods, outlets};

use super::columns::Columns;
use super::indexes::Indexes;
use super::part::{Part, Purchases};
use crate::threads;

/// The form of the files. Files of another one are not read.
pub const FORMAT: u32 = 2;

/// A file of the columns; numbers are those of parts, from 0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// What is sold, by its number.
    Goods,
    /// Where and how purchases are made, by its number.
    Outlets,
    /// Members of a part.
    Members(usize),
    /// Their purchases.
    Purchases(usize),
    /// Lines of these.
    Lines(usize),
    /// Their events.
    Events(usize),
}

/// Why a file is not written or not read.
#[derive(Debug, Error)]
pub enum FileError {
    /// The format refuses.
    #[error("{0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// Files do not fit together, or hold what columns cannot.
    #[error("{0}")]
    Unfit(&'static str),
}

/// Reads columns back. `fetch` gets the bytes of a file, on any thread.
///
/// # Errors
/// Those of `fetch`; files that are not Parquet of this form, or do not fit together.
pub fn read<E: From<FileError> + Send>(
    parts: usize,
    fetch: impl Fn(File) -> Result<Vec<u8>, E> + Sync,
) -> Result<Columns, E> {
    let get = |file| fetch(file).map(Bytes::from);
    let mut columns = Columns::default();
    words::read_goods(get(File::Goods)?, columns.words_mut())?;
    words::read_outlets(get(File::Outlets)?, columns.words_mut())?;
    let limits = Limits {
        goods: columns.words().goods_len(),
        outlets: columns.words().outlets(),
    };
    let parts: Vec<usize> = (0..parts).collect();
    // As many at a time as there are threads: what a part is made of is given back before the next one is read.
    for some in parts.chunks(threads::cores()) {
        let drafts = threads::each(some, |_, part| draft(*part, limits, get));
        for draft in drafts {
            let part = draft?.into_part(&mut columns)?;
            if !columns.push_part(part) {
                return Err(FileError::Unfit("parts are not in the order of their members").into());
            }
        }
    }
    Ok(columns)
}

/// How many goods and outlets there are numbers of.
#[derive(Debug, Clone, Copy)]
struct Limits {
    goods: usize,
    outlets: usize,
}

/// A part whose words have no numbers yet.
struct Draft {
    members: members::Draft,
    events: events::Draft,
    purchases: Purchases,
    indexes: Option<Indexes>,
}

fn draft<E: From<FileError>>(
    part: usize,
    limits: Limits,
    get: impl Fn(File) -> Result<Bytes, E>,
) -> Result<Draft, E> {
    let members = members::read(get(File::Members(part))?)?;
    let events = events::read(get(File::Events(part))?)?;
    let mut purchases = Purchases::default();
    let bytes = get(File::Purchases(part))?;
    purchases::read(bytes, &members.bought, limits.outlets, &mut purchases)?;
    lines::read(get(File::Lines(part))?, limits.goods, &mut purchases)?;
    Ok(Draft {
        indexes: Indexes::of(&purchases),
        members,
        events,
        purchases,
    })
}

impl Draft {
    fn into_part(self, columns: &mut Columns) -> Result<Part, FileError> {
        let mut part = Part::default();
        let words = columns.words_mut();
        self.members.put(&mut part, words)?;
        self.events
            .put(&self.members.done, &mut part.events, words)?;
        part.purchases = self.purchases;
        part.put_indexes(self.indexes);
        Ok(part)
    }
}

/// A count or a number of a dictionary as it stands in a file.
fn int(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A count as it stands in a file.
fn size(number: i32) -> Result<usize, FileError> {
    usize::try_from(number).map_err(|_| FileError::Unfit("a count is below zero"))
}

/// The number of something there are so many of.
fn code(number: i32, limit: usize) -> Result<u32, FileError> {
    let known = size(number).is_ok_and(|number| number < limit);
    match u32::try_from(number) {
        Ok(number) if known => Ok(number),
        _ => Err(FileError::Unfit("a number stands for nothing")),
    }
}
