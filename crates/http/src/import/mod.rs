//! Files brought in.

pub mod cancel;
pub mod list;
pub mod read;
pub mod refused;
pub mod remove;
pub mod run;
mod shape;
pub mod upload;

use regulars_engine::id::{IdError, ImportId};

use crate::problem::{Kind, Problem};

/// What `{id}` of an import is.
const ID: (&str, &str) = ("id", "The import: `imp_…`.");

/// An import's id as the address has it.
fn id(text: &str) -> Result<ImportId, Problem> {
    text.parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))
}
