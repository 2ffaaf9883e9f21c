//! Segments: members for whom a condition holds; asked for once, or saved.

mod changes;
mod compile;
mod follow;
mod list;
mod named;
mod overlap;
mod preview;
mod read;
mod remove;
mod save;
mod saved;
mod slug;
mod take;

pub use changes::{FlowDay, MemberOf, changes, flow, of_member};
pub(crate) use follow::follow;
pub use list::{Listed, list};
pub(crate) use named::unknown;
pub use named::{NamedBy, Users};
pub use overlap::{Overlap, OverlapRequest, overlap};
pub use preview::{Preview, PreviewRequest, preview};
pub use read::{CountedSegment, SavedSegment, all, members, read};
pub(crate) use read::{everybody, who};
pub use regulars_insight::segment::Sum;
pub use regulars_store::{MembershipChange, SegmentKind, SegmentRow};
pub use remove::remove;
pub(crate) use save::turn;
pub use save::{SegmentState, Taken, make, put};
pub(crate) use slug::slug;
pub use take::take;
