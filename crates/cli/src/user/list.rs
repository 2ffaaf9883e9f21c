//! `regulars user list`

use regulars_app::folder::Role;
use regulars_app::staff::{self, ROLES, Staff};

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Arguments of `user list`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  regulars user list --data /var/lib/regulars")]
pub struct Args {
    #[command(flatten)]
    data: Data,
}

/// Lists everybody: a line each, in columns divided by tabs.
///
/// # Errors
/// A folder that cannot be used.
pub fn run(args: &Args) -> Done {
    let app = data::start(&args.data.place()?, Role::Command)?;
    let all = data::block_on(async { staff::list(&app).await.map_err(Failure::from) })?;
    for person in all {
        output::say(line(&person));
    }
    Ok(())
}

fn line(person: &Staff) -> String {
    let role = ROLES.iter().find(|(role, _)| *role == person.role);
    let role = role.map_or("", |(_, word)| word);
    let state = if person.blocked { "blocked" } else { "active" };
    let Staff {
        id, login, name, ..
    } = person;
    format!("{id}\t{login}\t{role}\t{state}\t{name}")
}
