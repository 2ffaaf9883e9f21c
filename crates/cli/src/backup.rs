//! `regulars backup`: a consistent copy while the server goes on.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::data::{self, Data};
use crate::failure::Done;
use crate::output;
use crate::progress::Progress;

/// Arguments of `backup`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  regulars backup /backups/2026-11-21 --data /var/lib/regulars")]
pub struct Args {
    /// Folder for the copy: new, or without a database.
    #[arg(value_name = "DIR")]
    into: PathBuf,
    #[command(flatten)]
    data: Data,
}

/// Copies the database as of one instant.
///
/// # Errors
/// A folder that cannot be used, a target that holds a database, no room.
pub fn run(args: &Args) -> Done {
    let store = data::open_existing(&args.data.place()?)?;
    let progress = Progress::new("pages");
    store.backup(&args.into, |at| progress.show(at.done, at.pages))?;
    progress.end();
    output::say(format_args!("backed up to {}", args.into.display()));
    Ok(())
}
