//! `regulars key`: API keys.

use clap::{Args, Subcommand};
use regulars_app::folder::Role;
use regulars_app::{Actor, key};

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Commands about API keys.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a key and print it. It is shown once; only its hash is kept.
    Create(Create),
}

/// Arguments of `key create`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  regulars key create --data /var/lib/regulars --name 'till 1' --scope till"
)]
pub struct Create {
    #[command(flatten)]
    data: Data,
    /// What it is for, for people.
    #[arg(long)]
    name: String,
    /// What it may do; `all`, or several.
    #[arg(long, required = true, value_name = "SCOPE", value_delimiter = ',')]
    scope: Vec<String>,
    /// Keys of one integration share the ids of their purchases; the name when not said.
    #[arg(long)]
    integration: Option<String>,
}

/// Runs a command about keys.
///
/// # Errors
/// A scope that does not exist, a folder that cannot be used.
pub fn run(command: Command) -> Done {
    let Command::Create(args) = command;
    let app = data::start(&args.data.place()?, Role::Command)?;
    let integration = args.integration.unwrap_or_else(|| args.name.clone());
    let created = data::block_on(async {
        let created = key::create(&app, Actor::Machine, &args.name, &integration, args.scope).await;
        created.map_err(Failure::from)
    })?;
    output::say(created.secret);
    Ok(())
}
