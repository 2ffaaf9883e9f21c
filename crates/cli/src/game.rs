//! `regulars game`: games of chance.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use regulars_app::game::{self, Checked, Logged};
use serde::Deserialize;

use crate::failure::{Done, Failure};
use crate::output;

/// Commands about games of chance.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Work out again what was drawn by a seed that was told. Needs neither data nor network.
    Check(Check),
}

/// Arguments of `game check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  curl -H 'Authorization: Bearer KEY' https://shop.example/v1/members/ID/draws > draws.json\n  regulars game check --seed SEED --commitment COMMITMENT --draws draws.json"
)]
pub struct Check {
    /// The seed, 64 digits in hexadecimal, as it was told.
    #[arg(long, value_name = "HEX")]
    seed: String,
    /// The commitment that was shown before the play.
    #[arg(long, value_name = "HEX")]
    commitment: String,
    /// The log, as `GET /v1/members/{id}/draws` answers it; draws by other seeds are passed over.
    #[arg(long, value_name = "FILE")]
    draws: PathBuf,
}

/// A page of the log.
#[derive(Debug, Deserialize)]
struct Page {
    items: Vec<Logged>,
}

/// A number worked out again, for people.
struct Shown<'c>(&'c Checked);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Checked { logged, number } = self.0;
        write!(f, "{}:{}  {number}", logged.client, logged.nonce)?;
        match self.0.is_right() {
            true => f.write_str("  as logged"),
            false => write!(f, "  DIFFERS: the log says {}", logged.number),
        }
    }
}

/// Runs a command about games.
///
/// # Errors
/// A file that cannot be read; a seed that is not what was promised; a number that is not what the seed gives.
pub fn run(command: &Command) -> Done {
    let Command::Check(args) = command;
    let file = args.draws.display();
    let text = fs::read(&args.draws).map_err(|error| Failure::Other(format!("{file}: {error}")))?;
    let page: Page = serde_json::from_slice(&text).map_err(|error| {
        Failure::Usage(format!(
            "{file}: {error}; it should be what GET /v1/members/{{id}}/draws answers"
        ))
    })?;
    let Some(checked) = game::check(&args.seed, &args.commitment, page.items) else {
        output::say("the seed is NOT what was promised: its SHA-256 is not the commitment");
        return Err(Failure::Check);
    };
    checked.iter().for_each(|one| output::say(Shown(one)));
    let wrong = checked.iter().filter(|one| !one.is_right()).count();
    output::say(format_args!(
        "the seed is what was promised; draws: {}, differing: {wrong}",
        checked.len()
    ));
    match wrong {
        0 => Ok(()),
        _ => Err(Failure::Check),
    }
}
