//! `regulars bench till`: what a till sees of a whole server, and what of the machine's writing speed it keeps.

pub mod base;
mod basket;
mod child;
mod client;
mod import;
pub mod live;
mod load;
pub mod postgres;
mod processes;
mod purchases;
mod quotes;
mod server;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_app::folder::bare::Scratch;

use self::base::Bases;
use self::postgres::Postgres;
use super::Engine;
use crate::data::Place;
use crate::failure::{Done, Failure};

/// Measure a server on a loopback port: confirmed, durable purchases per second, or the latency of quotes.
///
/// On SQLite purchases are compared with a bare loop that writes the same rows: one connection, prepared statements,
/// transactions of the same average size, nothing else. On PostgreSQL one, two and four processes serve one database, and
/// the bare loop sends a pipelined transaction for each purchase over as many connections as they commit over. The tills run
/// on the same machine and take their share of it.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  cargo xtask bench till --tills 64 --seconds 10\n  cargo xtask bench till --quotes --members 700000 --data /var/tmp/bench\n  cargo xtask bench till --quotes --import\n  regulars bench till --engine postgres --postgres postgres://bench@db:5432\n\n`cargo xtask bench` starts a durable PostgreSQL of its own where one is installed; without --postgres the engine is SQLite."
)]
pub struct Args {
    /// Tills: connections that send one request after another.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    tills: u32,
    /// How long to measure.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Members in the base, each with 300 points and three purchases of the last 30 days.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    members: u32,
    /// Measure quotes without hold, at full load and at half of it, in place of purchases.
    #[arg(long)]
    quotes: bool,
    /// Measure quotes once more while a file of purchases is imported.
    #[arg(long, requires = "quotes")]
    import: bool,
    /// The engine; both where there is a PostgreSQL.
    #[arg(long)]
    engine: Option<Engine>,
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

impl Args {
    fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    /// Tills, members, and who shares the machine.
    fn conditions(&self) -> String {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        format!(
            "{} tills on the same machine ({cores} cores), {} members, {} s",
            self.tills, self.members, self.seconds
        )
    }
}

/// Measures and prints.
///
/// # Errors
/// A folder that cannot be used; an answer that is not a success.
pub fn run(args: &Args) -> Done {
    let temporary = match &args.data {
        Some(_) => None,
        None => Some(tempfile::tempdir()?),
    };
    let folder = args
        .data
        .as_deref()
        .or(temporary.as_ref().map(tempfile::TempDir::path));
    let folder = folder.ok_or_else(|| Failure::Other("no folder to work in".to_owned()))?;
    let bases = Bases::ready(folder, args.members)?;
    if Engine::Sqlite.is_asked(args.engine) {
        let findings = if args.quotes {
            let copy = bases.copy("served")?;
            quotes::measure(args, "SQLite", &Place::of(&copy), folder)?
        } else {
            purchases::measure(args, &bases)?
        };
        findings.print(args.json);
    }
    if Engine::Postgres.is_asked(args.engine) {
        on_postgres(args, folder, &bases)?;
    }
    Ok(())
}

fn on_postgres(args: &Args, folder: &Path, bases: &Bases) -> Done {
    let Some(server) = Engine::server(args.engine, args.postgres.as_deref())? else {
        return Ok(());
    };
    let postgres = Postgres::ready(server, folder, bases)?;
    let findings = if args.quotes {
        let served = postgres.copy(Scratch::Served, "served")?;
        quotes::measure(args, "PostgreSQL", &served.place(), folder)?
    } else {
        processes::measure(args, &postgres)?
    };
    findings.print(args.json);
    Ok(())
}
