//! `regulars resume`: this data is the one that works from now on.

use clap::Args as ClapArgs;
use regulars_app::folder::{Phase, resume};

use crate::data::Data;
use crate::failure::Done;
use crate::output;

/// Arguments of `resume`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  regulars resume --data /var/lib/regulars\n\nFor a restored copy that takes the place of the installation it is a copy of, and for data whose move to another\ndatabase was given up. A running server goes on within a second."
)]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// Also for data that was moved to its end. Two installations then live on, each with the same points.
    #[arg(long)]
    anyway: bool,
}

/// Lets jobs run, and writes of data whose move was given up.
///
/// # Errors
/// Data that cannot be used, or that was moved.
pub fn run(args: &Args) -> Done {
    let place = args.data.place()?;
    output::say(match resume(place.site(), args.anyway)? {
        Phase::Working | Phase::Receiving { .. } => "it works already",
        Phase::Restored => "the restored copy works from now on: jobs run",
        Phase::Moving { .. } | Phase::Moved { .. } => "writes are taken again, jobs run",
    });
    Ok(())
}
