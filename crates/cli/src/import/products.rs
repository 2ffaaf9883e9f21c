//! `regulars import products`.

use regulars_app::Actor;
use regulars_app::import::{self, ProductsImport};

use super::shared::Shared;
use crate::failure::Done;

/// Import goods into the catalogue; what a row leaves empty stays as it is.
///
/// Fields: sku name category brand price min_price club_price cost flags. Categories and flags are divided by |.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars import products goods.csv --data /var/lib/regulars --map sku=Article,name=Title"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
}

/// Imports.
pub fn run(arguments: &Arguments) -> Done {
    let shared = &arguments.shared;
    let target = shared.open()?;
    let asked = ProductsImport {
        by: Actor::Machine,
        file: shared.file.clone(),
        mapping: shared.mapping()?,
        report: shared.report()?,
        dry_run: shared.dry_run,
    };
    shared.run(|watch| import::products(&target.app, &asked, watch))
}
