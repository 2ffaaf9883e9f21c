//! Sessions of staff: opened by a password, carried in a cookie, over after 12 hours unused or 7 days.

mod attempts;
mod change;
mod check;
mod close;
mod open;
mod read;

use regulars_engine::time::Instant;
use regulars_store::SessionRow;
use sha2::{Digest, Sha256};

pub(crate) use attempts::{Attempts, Subject};
pub use change::{SessionPatch, change};
pub use check::check;
pub use close::close;
pub(crate) use open::opening;
pub use open::{Opened, open};
pub use read::{SessionView, read};

/// Calls by staff share the ids of their documents, as those of one integration do.
pub const INTEGRATION: &str = "staff";

/// A session that is not used for so long is over.
const IDLE_MS: i64 = 12 * 3_600_000;
/// A session is over then, however much it is used.
pub const LIFE_MS: i64 = 7 * 86_400_000;
/// A session's use is written down this often at most.
const SLIDE_MS: i64 = 60_000;

/// What of a token is kept.
fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Whether a session lets somebody in.
fn holds(row: &SessionRow, now: Instant) -> bool {
    !row.staff.blocked
        && now.ms_since(row.seen_at) < IDLE_MS
        && now.ms_since(row.opened_at) < LIFE_MS
}
