//! `regulars import`: files of other systems brought in.

mod members;
mod products;
mod purchases;
mod shared;
mod spend;

use crate::failure::Done;

/// Bring in files of other systems. The same file again changes nothing.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Members(members::Arguments),
    Purchases(purchases::Arguments),
    Products(products::Arguments),
    Spend(spend::Arguments),
}

/// Runs a command.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Members(arguments) => members::run(arguments),
        Command::Purchases(arguments) => purchases::run(arguments),
        Command::Products(arguments) => products::run(arguments),
        Command::Spend(arguments) => spend::run(arguments),
    }
}
