//! `regulars import purchases`.

use regulars_app::Actor;
use regulars_app::import::{self, PurchasesImport};

use super::shared::Shared;
use crate::failure::Done;

/// Import purchases, one row a line.
///
/// Fields: id at member sku name category quantity price amount store till channel. Rows of one id are one purchase;
/// without an id those of one member and time are. Without goods and price an amount makes a line. A member not known
/// is registered under its external id. Rules for returns, corrections and zero prices: docs/guides/import.md.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars import purchases sales.csv.gz --data /var/lib/regulars --map id=invoice,at=date,member=customer"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    /// Keep the purchases without ledger effects: nothing is earned.
    #[arg(long)]
    history: bool,
    /// Ids that begin with this, followed by digits, are cancellations: returns without their purchase. `none`: no id.
    #[arg(long, value_name = "PREFIX", default_value = "C")]
    cancellations: String,
}

/// Imports.
pub fn run(arguments: &Arguments) -> Done {
    let shared = &arguments.shared;
    let target = shared.open()?;
    let asked = PurchasesImport {
        by: Actor::Machine,
        file: shared.file.clone(),
        mapping: shared.mapping()?,
        report: shared.report()?,
        dry_run: shared.dry_run,
        history: arguments.history,
        cancellations: Some(arguments.cancellations.clone()).filter(|prefix| prefix != "none"),
    };
    shared.run(|watch| import::purchases(&target.app, &asked, watch))
}
