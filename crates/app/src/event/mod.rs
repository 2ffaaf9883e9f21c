//! Custom events: what a member does beside buying.

mod record;

pub use record::{EventRequest, Recorded, record};
