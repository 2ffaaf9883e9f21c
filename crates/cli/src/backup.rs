//! `regulars backup`: a consistent copy while servers go on.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::data::{self, Data};
use crate::failure::Done;
use crate::output;
use crate::progress::Progress;

/// Arguments of `backup`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  regulars backup /backups/2026-11-21 --data /var/lib/regulars\n  regulars backup /backups/2026-11-21 --database postgres://db/shop\n\nThe copy is one file, verified, and can be restored into a folder or into PostgreSQL, whichever it is of."
)]
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
/// Data that cannot be used, a target that holds a database, no room, a copy that does not verify.
pub fn run(args: &Args) -> Done {
    let store = data::open_existing(&args.data.place()?)?;
    let progress = Progress::new("copied");
    let report = store.backup(&args.into, |at| progress.show(at.done, at.of))?;
    progress.end();
    let (members, purchases) = (report.members, report.purchases);
    output::say(format_args!(
        "backed up to {}: {members} members, {purchases} purchases, verified",
        args.into.display()
    ));
    Ok(())
}
