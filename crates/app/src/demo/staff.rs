//! The staff of the demo, with passwords that everybody may know.

use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use regulars_store::StaffRole;

use super::FIRST_STORE;
use super::unavailable;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::staff::{self, Login, NewStaff, Password};

/// Somebody to try the screens as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guest {
    /// What they log in by.
    pub login: &'static str,
    /// Their password.
    pub password: &'static str,
}

/// Who looks at the console: an administrator.
pub const CONSOLE: Guest = Guest {
    login: "demo",
    password: "demo-regulars",
};

/// Who stands at the till: a cashier of the first store.
pub const TILL: Guest = Guest {
    login: "till",
    password: "till-regulars",
};

/// Adds both, unless they are there.
///
/// # Errors
/// A store that takes no writes.
pub async fn staff(app: &App) -> Result<()> {
    add(app, CONSOLE, "Demo", StaffRole::Admin, None).await?;
    let store = Some(StoreId::new(FIRST_STORE));
    add(app, TILL, "Till", StaffRole::Cashier, store).await
}

async fn add(
    app: &App,
    guest: Guest,
    name: &str,
    role: StaffRole,
    store: Option<StoreId>,
) -> Result<()> {
    let login = Login::parse(guest.login).map_err(unavailable)?;
    if staff::find(app, login.clone()).await?.is_some() {
        return Ok(());
    }
    let new = NewStaff {
        login,
        name: name.to_owned(),
        role,
        store,
        language: Language::En,
        password: Password::parse(guest.password.to_owned()).map_err(unavailable)?,
    };
    staff::add(app, &Caller::local(), new).await?;
    Ok(())
}
