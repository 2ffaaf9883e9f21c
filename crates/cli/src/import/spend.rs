//! `regulars import spend`.

use regulars_app::Actor;
use regulars_app::import::{self, SpendImport};

use super::shared::Shared;
use crate::failure::Done;

/// Import money spent on customers; rows that equal an entry kept before are known.
///
/// Fields: from to purpose amount source label note. Purposes are acquisition, keeping, contacts.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars import spend costs.csv --data /var/lib/regulars --map from=Day,amount=Cost"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
}

/// Imports.
pub fn run(arguments: &Arguments) -> Done {
    let shared = &arguments.shared;
    let target = shared.open()?;
    let asked = SpendImport {
        by: Actor::Machine,
        file: shared.file.clone(),
        mapping: shared.mapping()?,
        report: shared.report()?,
        dry_run: shared.dry_run,
    };
    shared.run(|watch| import::spend(&target.app, &asked, watch))
}
