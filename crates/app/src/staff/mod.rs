//! Staff: people who log in to the console and the till page.

mod add;
mod change;
mod list;
mod login;
mod password;
mod role;

use regulars_engine::id::StaffId;
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use regulars_engine::time::Instant;
use regulars_store::StaffRow;

pub(crate) use add::row_of;
pub use add::{NewStaff, add};
pub(crate) use change::differences;
pub use change::{StaffPatch, change};
pub use list::{find, list};
pub use login::Login;
pub use password::Password;
pub(crate) use password::{hash, matches};
pub use regulars_store::StaffRole;
pub use role::{ROLES, scopes};

/// Somebody who may log in, without their password. Personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Our id.
    pub id: StaffId,
    /// What they log in by.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they are for.
    pub role: StaffRole,
    /// Where they work, if at one place.
    pub store: Option<StoreId>,
    /// The language of their screens.
    pub language: Language,
    /// A blocked one cannot log in.
    pub blocked: bool,
    /// When they were added.
    pub created_at: Instant,
}

impl From<StaffRow> for Staff {
    fn from(row: StaffRow) -> Self {
        Self {
            id: row.id,
            login: row.login,
            name: row.name,
            role: row.role,
            store: row.store,
            language: row.language,
            blocked: row.blocked,
            created_at: row.created_at,
        }
    }
}
