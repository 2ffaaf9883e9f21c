//! What each role may do: the one table.

use regulars_store::StaffRole;

use crate::caller::Caller;
use crate::error::{AppError, Result};
use crate::key::SCOPES;

/// Every role with its word.
pub const ROLES: &[(StaffRole, &str)] = &[
    (StaffRole::Admin, "admin"),
    (StaffRole::Marketer, "marketer"),
    (StaffRole::Agent, "agent"),
    (StaffRole::Cashier, "cashier"),
];

/// The scopes of a role. An agent has `till` for purchases and returns, a cashier `members:write` for registering.
pub fn scopes(role: StaffRole) -> &'static [&'static str] {
    match role {
        StaffRole::Admin => SCOPES,
        StaffRole::Marketer => &[
            "members:read",
            "programs:read",
            "programs:write",
            "segments:write",
            "catalogue:read",
            "catalogue:write",
            "reports:read",
            "reports:write",
            "members:export",
            "review:write",
        ],
        StaffRole::Agent => &[
            "till",
            "members:read",
            "members:write",
            "accounts:adjust",
            "programs:read",
            "catalogue:read",
            "reports:read",
            "review:write",
        ],
        StaffRole::Cashier => &[
            "till",
            "members:read",
            "members:write",
            "catalogue:read",
            "programs:read",
        ],
    }
}

/// Whether a caller may make or change somebody of a role: nobody gives, or takes over, what they have not.
///
/// # Errors
/// `Forbidden`.
pub(super) fn covers(caller: &Caller, role: StaffRole) -> Result<()> {
    match scopes(role).iter().find(|scope| !caller.may(scope)) {
        Some(lacking) => Err(AppError::Forbidden(lacking)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_have_scopes_that_exist() {
        for (role, word) in ROLES {
            let unknown = scopes(*role).iter().find(|scope| !SCOPES.contains(scope));
            assert_eq!(unknown, None, "{word}");
            let everything = scopes(*role).contains(&"all");
            assert_eq!(everything, *role == StaffRole::Admin, "{word}");
        }
    }
}
