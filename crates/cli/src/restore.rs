//! `regulars restore`: a data folder from a backup, verified first.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::data::Data;
use crate::failure::Done;
use crate::output;
use crate::progress::Progress;

/// Arguments of `restore`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  regulars restore /backups/2026-11-21 --data /var/lib/regulars")]
pub struct Args {
    /// The backup.
    #[arg(value_name = "DIR")]
    from: PathBuf,
    /// The data folder to make: new, or without a database.
    #[command(flatten)]
    data: Data,
}

/// Verifies a backup and makes a data folder of it.
///
/// # Errors
/// A backup that does not verify, a target that holds a database, no room.
pub fn run(args: &Args) -> Done {
    let place = args.data.place()?;
    let folder = place.only_folder()?;
    let progress = Progress::new("pages");
    let report =
        regulars_app::folder::restore(&args.from, folder, |at| progress.show(at.done, at.pages))?;
    progress.end();
    let (members, purchases) = (report.members, report.purchases);
    output::say(format_args!(
        "restored to {}: {members} members, {purchases} purchases, verified",
        folder.display()
    ));
    Ok(())
}
