//! `regulars bench import`: purchases brought in, per second.

pub mod file;
mod sqlite;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_app::Actor;
use regulars_app::folder::Role;
use regulars_app::import::{self, Mapping, PurchasesImport, Report};

use super::figure::{Findings, Target, float, per_second, ratio};
use super::program;
use super::samples::timed;
use crate::data::{self, Place};
use crate::failure::{Done, Failure};

/// Purchases per second that an import should bring in without ledger effects, and with them.
const HISTORY_MIN: Target = Target::AtLeast(100_000.0);
const EFFECTS_MIN: Target = Target::AtLeast(20_000.0);

/// Measure the import of purchases: as history, with ledger effects, and beside `sqlite3 .import` of the same rows.
///
/// Without FILE it makes one: purchases of two years, one to three rows each. Every import goes into a folder of its own
/// under the program burger-heroes.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  cargo xtask bench import --purchases 200000\n  cargo xtask bench import sales.csv --map id=invoice,at=date,member=customer"
)]
pub struct Args {
    /// A file to import in place of a made one.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Columns of FILE, as for `regulars import purchases`.
    #[arg(long, value_name = "FIELD=COLUMN,…", requires = "file")]
    map: Option<String>,
    /// Purchases in the made file; one member for every ten.
    #[arg(long, default_value_t = 200_000, value_parser = clap::value_parser!(u32).range(10..=20_000_000))]
    purchases: u32,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What an import did, and in which time.
struct Imported {
    report: Report,
    time: Duration,
}

/// Measures and prints.
///
/// # Errors
/// A file that cannot be read or mapped; no room in the folder of temporary files.
pub fn run(args: &Args) -> Done {
    let folder = tempfile::tempdir()?;
    let made = folder.path().join("purchases.csv");
    let file = match &args.file {
        Some(file) => file,
        None => {
            file::write(&made, args.purchases)?;
            &made
        }
    };
    let mapping = match &args.map {
        Some(text) => Mapping::parse(text)?,
        None => Mapping::default(),
    };
    let import = |name: &str, history| {
        let asked = PurchasesImport {
            by: Actor::Machine,
            file: file.clone(),
            mapping: mapping.clone(),
            report: folder.path().join("refused.csv"),
            dry_run: false,
            history,
            cancellations: Some("C".to_owned()),
        };
        bring_in(&folder.path().join(name), &asked)
    };
    let (history, effects) = (import("history", true)?, import("effects", false)?);
    let flat = sqlite::import(file, &folder.path().join("flat.db"))?;
    findings(&history, &effects, flat).print(args.json);
    Ok(())
}

fn bring_in(data: &Path, asked: &PurchasesImport) -> Result<Imported, Failure> {
    let app = data::start(&Place::of(data), Role::Command)?;
    program::publish_burger_heroes(&app)?;
    let (report, time) = timed(|| import::purchases(&app, asked, &mut |_| Ok(())));
    Ok(Imported {
        report: report?,
        time,
    })
}

fn findings(history: &Imported, effects: &Imported, flat: Option<Duration>) -> Findings {
    let mut findings = Findings::of("import");
    let Report {
        rows,
        purchases,
        members,
        ..
    } = history.report;
    findings.under(format!(
        "{rows} rows, {purchases} purchases, {members} members, from CSV to the disk"
    ));
    for (name, imported, target) in [
        ("history", history, HISTORY_MIN),
        ("with ledger effects", effects, EFFECTS_MIN),
    ] {
        let speed = |count| per_second(count, imported.time);
        findings.add(format!("{name}, rows"), speed(rows), "per second");
        findings.aim(
            format!("{name}, purchases"),
            speed(purchases),
            "per second",
            target,
        );
    }
    match flat {
        Some(flat) => {
            findings.add(
                "sqlite3 .import, rows",
                per_second(rows, flat),
                "per second",
            );
            let share =
                |imported: &Imported| ratio(flat.as_secs_f64(), imported.time.as_secs_f64());
            findings.add("history to sqlite3", share(history), "");
            findings.add("with ledger effects to sqlite3", share(effects), "");
        }
        None => findings.under("no sqlite3 on this machine to compare with"),
    }
    findings.add(
        "rows of a purchase",
        ratio(float(rows), float(purchases)),
        "",
    );
    findings
}
