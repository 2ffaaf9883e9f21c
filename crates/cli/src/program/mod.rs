//! `regulars program`: files checked, tested, published.

mod check;
mod files;
mod publish;
mod rollout;
mod test;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::failure::Done;
use crate::output;

/// Commands about program files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say everything that is wrong with program files.
    #[command(after_help = "Example:\n  regulars program check programs/")]
    Check(Files),
    /// Play the scenarios beside program files.
    #[command(
        after_help = "Example:\n  regulars program test programs/burger-heroes.yaml\n\nThe scenarios of NAME.yaml are in NAME.scenarios.yaml beside it."
    )]
    Test(Files),
    /// Print the JSON Schema of program files.
    #[command(after_help = "Example:\n  regulars program schema > program.schema.json")]
    Schema,
    /// Store a program file and make it the current program; returns once it decides.
    #[command(
        after_help = "Example:\n  regulars program publish --data /var/lib/regulars programs/burger-heroes.yaml"
    )]
    Publish(publish::Args),
    /// Roll a version out to a part of the base, compare, widen or withdraw it.
    #[command(subcommand)]
    Rollout(rollout::Command),
}

/// Program files to look at.
#[derive(Debug, Args)]
pub struct Files {
    /// Files, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs a command about programs.
///
/// # Errors
/// Files that are wrong, scenarios that fail, a folder that cannot be used.
pub fn run(command: Command) -> Done {
    match command {
        Command::Check(files) => check::run(&files.files, files.json),
        Command::Test(files) => test::run(&files.files, files.json),
        Command::Schema => {
            output::say(format_args!("{:#}", regulars_engine::program::schema()));
            Ok(())
        }
        Command::Publish(args) => publish::run(args),
        Command::Rollout(command) => rollout::run(command),
    }
}
