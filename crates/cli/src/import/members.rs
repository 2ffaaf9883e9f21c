//! `regulars import members`.

use regulars_app::Actor;
use regulars_app::import::{self, MembersImport};

use super::shared::Shared;
use crate::failure::Done;

/// Import members: register who is not known, fill in what is newly stated of who is.
///
/// Fields: external_id card phone email first_name middle_name last_name birth_date gender city language store tags
/// consents registered_at. Tags and consents (channels agreed to) are divided by |. A member is who has the row's
/// external id, else its card, telephone or e-mail address.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars import members clients.csv --data /var/lib/regulars --map external_id=ID,phone=MOBILE"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    /// Give nothing for joining.
    #[arg(long)]
    history: bool,
}

/// Imports.
pub fn run(arguments: &Arguments) -> Done {
    let shared = &arguments.shared;
    let target = shared.open()?;
    let asked = MembersImport {
        by: Actor::Machine,
        file: shared.file.clone(),
        mapping: shared.mapping()?,
        report: shared.report()?,
        dry_run: shared.dry_run,
        history: arguments.history,
    };
    shared.run(|watch| import::members(&target.app, &asked, watch))
}
