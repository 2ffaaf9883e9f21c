//! `regulars verify`: the books recomputed from their entries.

use clap::Args as ClapArgs;

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Arguments of `verify`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  regulars verify --data /var/lib/regulars --json")]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Recomputes the books; a difference is exit code 1.
///
/// # Errors
/// A folder that cannot be used; differences.
pub fn run(args: &Args) -> Done {
    let store = data::open_existing(&args.data.place()?)?;
    let report = store.verify(|_| {})?;
    if args.json {
        output::json(&report);
    } else {
        for difference in &report.differences {
            let owner = difference
                .owner
                .map(|owner| format!("{owner} "))
                .unwrap_or_default();
            let (what, expected, found) =
                (&difference.what, &difference.expected, &difference.found);
            output::say(format_args!(
                "{owner}{what}: expected {expected}, found {found}"
            ));
        }
        let (members, postings, purchases) = (report.members, report.postings, report.purchases);
        let differences = report.differences.len();
        output::say(format_args!(
            "{members} members, {postings} postings, {purchases} purchases: {differences} differences"
        ));
    }
    if report.ok {
        Ok(())
    } else {
        Err(Failure::Check)
    }
}
