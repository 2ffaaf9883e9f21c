//! `regulars restore`: a backup put where there is no data, verified first.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::data::Data;
use crate::failure::Done;
use crate::output;
use crate::progress::Progress;

/// Arguments of `restore`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  regulars restore /backups/2026-11-21 --data /var/lib/regulars\n  regulars restore /backups/2026-11-21 --database postgres://db/shop\n\nThe folder must be new, the database empty. The copy answers and takes writes, but runs no jobs and sends nothing\nuntil `regulars resume` says that it is the one that works from now on."
)]
pub struct Args {
    /// The backup.
    #[arg(value_name = "DIR")]
    from: PathBuf,
    #[command(flatten)]
    data: Data,
}

/// Verifies a backup and puts it where there is no data.
///
/// # Errors
/// A backup that does not verify, a target that holds a database, no room.
pub fn run(args: &Args) -> Done {
    let place = args.data.place()?;
    let progress = Progress::new("copied");
    let report = regulars_app::folder::restore(&args.from, place.site(), |at| {
        progress.show(at.done, at.of)
    })?;
    progress.end();
    let (members, purchases) = (report.members, report.purchases);
    output::say(format_args!(
        "restored: {members} members, {purchases} purchases, verified"
    ));
    output::say("jobs are paused and nothing is sent until `regulars resume` is run on it");
    Ok(())
}
