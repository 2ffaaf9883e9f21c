//! Segments: members for whom a condition holds.

mod compile;
mod list;
mod overlap;
mod preview;

pub use list::{Listed, list};
pub use overlap::{Overlap, OverlapRequest, overlap};
pub use preview::{Preview, PreviewRequest, preview};
pub use regulars_insight::segment::Sum;
