//! `regulars user add`

use clap::ValueEnum;
use regulars_app::Caller;
use regulars_app::folder::Role;
use regulars_app::staff::{self, Login, NewStaff, StaffRole};
use regulars_engine::name::StoreId;

use super::password::Source;
use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::language::LanguageName;
use crate::output;

/// Arguments of `user add`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars user add --data /var/lib/regulars --login anna --name 'Anna Petrova' --role admin\n\nWithout --password-file a password is made up and printed."
)]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// What they log in by: a word or an e-mail address.
    #[arg(long)]
    login: String,
    /// Their name.
    #[arg(long)]
    name: String,
    /// What they are for.
    #[arg(long)]
    role: RoleName,
    /// Where they work, if at one place: the id of a store.
    #[arg(long)]
    store: Option<String>,
    /// The language of their screens.
    #[arg(long, default_value = "en")]
    language: LanguageName,
    #[command(flatten)]
    password: Source,
}

/// A role on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Admin,
    Marketer,
    Agent,
    Cashier,
}

/// Adds somebody and tells their id, and their password if it was made up.
///
/// # Errors
/// A login that is taken, a password that is too short, a folder that cannot be used.
pub fn run(args: Args) -> Done {
    let login = Login::parse(&args.login);
    let login = login.map_err(|fault| Failure::Usage(format!("--login {fault}")))?;
    let chosen = args.password.choose()?;
    let app = data::start(&args.data.place()?, Role::Command)?;
    let new = NewStaff {
        login,
        name: args.name,
        role: args.role.into(),
        store: args.store.map(StoreId::new),
        language: args.language.into(),
        password: chosen.password,
    };
    let added = data::block_on(async {
        let added = staff::add(&app, &Caller::local(), new).await;
        added.map_err(Failure::from)
    })?;
    output::say(added.id);
    if let Some(made_up) = chosen.made_up {
        output::say(format_args!("password {made_up}"));
    }
    Ok(())
}

impl From<RoleName> for StaffRole {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Admin => Self::Admin,
            RoleName::Marketer => Self::Marketer,
            RoleName::Agent => Self::Agent,
            RoleName::Cashier => Self::Cashier,
        }
    }
}
