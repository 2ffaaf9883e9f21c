//! Custom events.

pub mod record;
