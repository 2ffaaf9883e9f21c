//! `regulars migrate-store`: an installation moved to the other engine.

use clap::Args as ClapArgs;
use regulars_app::folder::{MoveStage, migrate_store};

use crate::data::{Address, Place};
use crate::failure::Done;
use crate::output;
use crate::progress::Progress;

/// Arguments of `migrate-store`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  regulars migrate-store --from /var/lib/regulars --to postgres://regulars@db/shop\n  regulars migrate-store --from postgres://regulars@db/shop --to /var/lib/regulars\n\nServers may go on over the source: what they write meanwhile is copied too. Shortly before the end the source takes no\nwrites any more; start servers over the target then. The target must be new or empty; --from and --to are never both\nPostgreSQL or both a folder (that is `backup` and `restore`). If it was cut off, run it again: it goes on.\n`regulars resume --data DIR` gives a move up that has closed the source."
)]
pub struct Args {
    /// Where the data is: a data folder, or the address of a database of PostgreSQL.
    #[arg(long, value_name = "DIR|URL")]
    from: Address,
    /// Where it goes.
    #[arg(long, value_name = "URL|DIR")]
    to: Address,
    /// Print what was done as JSON.
    #[arg(long)]
    json: bool,
}

/// Copies all, closes the source, verifies the target and has it work.
///
/// # Errors
/// Data that cannot be used, a target that holds some, books that do not verify.
pub fn run(args: &Args) -> Done {
    let (from, to) = (Place::at(&args.from), Place::at(&args.to));
    let progress = Progress::new("rows");
    let report = migrate_store(from.site(), to.site(), None, |at| {
        progress.name(match at.stage {
            MoveStage::Copying => "rows, the source is in use",
            MoveStage::Closing => "rows, the source takes no writes",
        });
        progress.show(at.done, at.of);
    })?;
    progress.end();
    if args.json {
        output::json(&report);
        return Ok(());
    }
    let (copied, closed) = (report.copied, report.copied_closed);
    let (members, purchases) = (report.verified.members, report.verified.purchases);
    output::say(format_args!(
        "moved: {copied} rows copied and read back ({closed} while the source took no writes); {members} members, {purchases} purchases, verified"
    ));
    output::say("start servers over the target; the source takes no writes any more");
    Ok(())
}
