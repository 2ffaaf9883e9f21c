//! The installation itself: whether it works, or is a copy that waits to be told so.

mod read;
mod resume;

pub use read::{Instance, read};
pub use regulars_store::Phase;
pub use resume::resume;
