//! `regulars key create`: a new key, shown once.

use std::process::ExitCode;

use regulars_app::key;

use crate::data::DataFolder;
use crate::failure::Outcome;
use crate::output::{say, say_json};
use crate::run::block_on;

/// Create a key and print it: it is shown once, only its hash is kept.
///
/// Example: regulars key create --data /var/lib/regulars --name "Tills of Kazan" --scope till
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    data: DataFolder,
    /// What people call it.
    #[arg(long)]
    name: String,
    /// What it may do: `all`, `till`, `members:read`, …; several by repeating or with commas.
    #[arg(long = "scope", required = true, value_delimiter = ',')]
    scopes: Vec<String>,
    /// Keys of one integration share the ids of its purchases; without, the key's name is its integration.
    #[arg(long)]
    integration: Option<String>,
    /// Print one line of JSON with the key's id.
    #[arg(long)]
    json: bool,
}

/// Creates.
pub fn run(arguments: &Arguments) -> Outcome {
    let app = arguments.data.open()?;
    let integration = arguments.integration.as_deref().unwrap_or(&arguments.name);
    let created = block_on(key::create(
        &app,
        &arguments.name,
        integration,
        arguments.scopes.clone(),
    ))?;
    if arguments.json {
        say_json(&serde_json::json!({"id": created.id.to_string(), "key": created.secret}));
    } else {
        say(created.secret);
    }
    Ok(ExitCode::SUCCESS)
}
