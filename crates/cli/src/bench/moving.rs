//! `regulars bench move`: how long an installation takes from one engine to the other.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_app::Stopwatch;
use regulars_app::folder::bare::{Databases, Scratch};
use regulars_app::folder::{MoveReport, MoveStage, migrate_store};

use super::Engine;
use super::figure::{Findings, per_second};
use super::till::base::Bases;
use crate::data::{Address, Place};
use crate::failure::{Done, Failure};

/// Measure `migrate-store` from a folder to PostgreSQL and back: rows per second, and how long the source takes no writes.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  cargo xtask bench move --members 100000\n  regulars bench move --postgres postgres://bench@db:5432"
)]
pub struct Args {
    /// Members in the base, each with 300 points and three purchases.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    members: u32,
    /// A server of PostgreSQL where databases may be made, their names beginning with `regulars_bench`: postgres://USER@HOST:PORT.
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// A folder for the base, kept for the next run; without, a temporary one.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// A move, and how long it took.
struct Moved {
    report: MoveReport,
    time: Duration,
    /// Of it, from the closing of the source on.
    closed: Duration,
}

/// Measures and prints.
///
/// # Errors
/// A folder or a server that cannot be used.
pub fn run(args: &Args) -> Done {
    let server = Engine::server(Some(Engine::Postgres), args.postgres.as_deref())?;
    let databases = Databases::on(server.unwrap_or_default())?;
    let temporary = tempfile::tempdir()?;
    let kept = args.data.as_deref().unwrap_or(temporary.path());
    let bases = Bases::ready(kept, args.members)?;
    let (from, back) = (bases.copy("moving")?, temporary.path().join("back"));
    let database = Address::from(databases.make(Scratch::Base)?);
    let there = Place::of_database(temporary.path().join("files"), database);
    let over = timed(&Place::of(&from), &there)?;
    let back = timed(&there, &Place::of(&back))?;
    findings(args.members, &over, &back).print(args.json);
    Ok(())
}

fn timed(from: &Place, to: &Place) -> Result<Moved, Failure> {
    let watch = Stopwatch::start();
    let mut open = None;
    let report = migrate_store(from.site(), to.site(), None, |at| {
        if at.stage == MoveStage::Closing {
            open.get_or_insert_with(|| watch.elapsed());
        }
    })?;
    let time = watch.elapsed();
    Ok(Moved {
        report,
        time,
        closed: time.saturating_sub(open.unwrap_or_default()),
    })
}

fn findings(members: u32, over: &Moved, back: &Moved) -> Findings {
    let mut findings = Findings::of("move");
    findings.under(format!(
        "{members} members, {} rows there and {} back, read back and verified, nobody writing meanwhile",
        over.report.copied, back.report.copied
    ));
    for (name, moved) in [("to PostgreSQL", over), ("to SQLite", back)] {
        let speed = per_second(moved.report.copied, moved.time);
        findings.add(format!("{name}, rows"), speed, "per second");
        findings.add(format!("{name}, whole"), moved.time.as_secs_f64(), "s");
        let closed = moved.closed.as_secs_f64();
        findings.add(format!("{name}, source closed"), closed, "s");
    }
    findings
}
