//! Staff as they are sent and answered.

use regulars_app::staff::{Login, Password, Staff, StaffRole};
use regulars_engine::id::StaffId;
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::{Pointer, Wrong};
use crate::render::Moment;

/// What `{id}` of staff is.
pub const ID: (&str, &str) = ("id", "Who: `stf_…`.");

/// What somebody is for; scopes come with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation: everything.
    Admin,
    /// Makes programs and reads figures.
    Marketer,
    /// Helps members: corrections, purchases and returns.
    Agent,
    /// Sells and registers members.
    Cashier,
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Admin => Self::Admin,
            StaffRole::Marketer => Self::Marketer,
            StaffRole::Agent => Self::Agent,
            StaffRole::Cashier => Self::Cashier,
        }
    }
}

impl From<Role> for StaffRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Admin => Self::Admin,
            Role::Marketer => Self::Marketer,
            Role::Agent => Self::Agent,
            Role::Cashier => Self::Cashier,
        }
    }
}

/// Somebody who may log in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Staff)]
pub struct Person {
    /// Our id.
    #[schema(value_type = String, example = "stf_01HZX3V8K0G04")]
    id: StaffId,
    /// Their name.
    #[schema(example = "Boris Ivanov")]
    name: String,
    /// What they log in by.
    #[schema(example = "boris")]
    login: String,
    /// What they are for.
    role: Role,
    /// Where they work; `null`: not at one place.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// The language of their screens: `en` or `ru`.
    #[schema(value_type = String, example = "ru")]
    language: Language,
    /// A blocked one cannot log in.
    blocked: bool,
    /// When they were added.
    created_at: Moment,
}

impl From<Staff> for Person {
    fn from(staff: Staff) -> Self {
        Self {
            id: staff.id,
            name: staff.name,
            login: staff.login,
            role: staff.role.into(),
            store: staff.store,
            language: staff.language,
            blocked: staff.blocked,
            created_at: Moment::utc(staff.created_at),
        }
    }
}

/// Judges a login.
pub fn login(text: &str, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<Login> {
    match Login::parse(text) {
        Ok(login) => Some(login),
        Err(fault) => wrong.none(at, fault),
    }
}

/// Judges a new password.
pub fn password(text: String, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<Password> {
    match Password::parse(text) {
        Ok(password) => Some(password),
        Err(fault) => wrong.none(at, fault),
    }
}
