//! Program versions: stored, read, published.

mod list;
mod publish;
mod put;
mod read;
mod test;

pub use list::{ProgramView, list};
pub use publish::{Published, publish};
pub use put::put;
pub use read::{VersionView, read};
pub use test::test;
