//! Program versions: looked over, stored, read, compared, tested, played with, published, taken back.

mod cancel;
mod changes;
mod check;
mod compiled;
mod list;
mod price;
mod publish;
mod put;
mod read;
mod scenarios;
mod test;

pub use cancel::cancel;
pub use changes::changes;
pub use check::{Checked, check};
pub use list::{ProgramView, list};
pub use price::{PlayBuyer, PlayRequest, Played, TypedMember, price};
pub(crate) use publish::{NOTICE_MS, live_at, named_program};
pub use publish::{Published, publish};
pub use put::put;
pub use read::{VersionView, current, read};
pub use regulars_store::PublicationRow;
pub use scenarios::{ScenariosView, put_scenarios, scenarios};
pub use test::test;
