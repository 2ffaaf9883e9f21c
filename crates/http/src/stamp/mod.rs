//! What analytics say of members.

pub mod make;
pub mod read;
