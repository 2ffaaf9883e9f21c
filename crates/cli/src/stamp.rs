//! `regulars stamp`: works out what analytics say of each member.

use clap::Args as ClapArgs;
use regulars_app::folder::Role;
use regulars_app::{Actor, stamp};

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Whose.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  regulars stamp --data /var/lib/regulars\n\n\
    A server does this every night at four by the program's clock.")]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// Print what was done as JSON.
    #[arg(long)]
    json: bool,
}

/// Works them out.
///
/// # Errors
/// A folder that cannot be used.
pub fn run(args: &Args) -> Done {
    let app = data::start(&args.data.place()?, Role::Command)?;
    let made =
        data::block_on(async { Ok::<_, Failure>(stamp::make(&app, Actor::Machine).await?) })?;
    if args.json {
        output::json(&serde_json::json!({
            "as_of": made.as_of.to_string(), "members": made.members, "foretold": made.foretold,
            "changed": made.changed, "moved": made.moved,
        }));
        return Ok(());
    }
    output::say(format_args!(
        "{} members have bought, something else is said of {}, {} came into another RFM cell",
        made.members, made.changed, made.moved
    ));
    if made.foretold == 0 {
        output::say(
            "there is too little to foretell anything from: `regulars report clv` says what is missing",
        );
    }
    Ok(())
}
