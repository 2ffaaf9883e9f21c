//! The fault suite: `cargo xtask faults`.
//!
//! A client of its own keeps account of every acknowledged answer while the machine under the server fails at random
//! instants. After each round requests that nobody answered are repeated, and the account is compared with the API and with
//! `regulars verify`: nothing acknowledged is lost, nothing is done twice.

mod account;
mod cluster;
mod compare;
mod disk;
mod fault;
mod machine;
mod output;
mod proxy;
mod random;
mod request;
mod round;
mod server;
mod summary;
mod till;
mod time;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use crate::cluster::Cluster;
use crate::fault::Fault;
use crate::machine::Machine;
use crate::output::say;
use crate::round::Round;
use crate::summary::Summary;
use crate::till::Desk;
use crate::time::started;

/// Rounds over one base; then a new one is made, so that comparing does not take longer and longer.
const ROUNDS_OF_A_BASE: u64 = 10;

/// Let the machine fail under tills at work, and see that nothing is lost or doubled.
#[derive(Debug, Parser)]
#[command(
    name = "regulars-faults",
    after_help = "Example:\n  cargo xtask faults --engine sqlite --rounds 200 --seed 7\n\nA round that failed is played again, with the rounds of its base before it, by --seed S --only ROUND: the same\nchoices; the instants are the machine's."
)]
struct Args {
    /// The binary `regulars`.
    #[arg(long, value_name = "FILE")]
    regulars: PathBuf,
    /// What the data lies in; both when not said.
    #[arg(long, value_enum)]
    engine: Option<Engine>,
    /// Rounds for each engine.
    #[arg(long, default_value_t = 200)]
    rounds: u64,
    /// The seed of all choices.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Play this round only, after those before it on its base.
    #[arg(long, value_name = "ROUND")]
    only: Option<u64>,
    /// Keep the data and the logs of a base where something is wrong.
    #[arg(long)]
    keep: bool,
}

/// What the data lies in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Engine {
    /// A data folder.
    Sqlite,
    /// A database of PostgreSQL.
    Postgres,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let engines = match args.engine {
        Some(engine) => vec![engine],
        None => vec![Engine::Sqlite, Engine::Postgres],
    };
    let mut clean = true;
    for engine in engines {
        let summary = play(&args, engine);
        say(format_args!("\n{summary}"));
        clean &= summary.is_clean();
    }
    if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Plays the rounds on one engine, up to the first in which something is wrong.
fn play(args: &Args, engine: Engine) -> Summary {
    let mut summary = Summary::new(engine.name(), args.seed);
    let start = started();
    let (first, last) = match args.only {
        Some(only) => (only - (only.max(1) - 1) % ROUNDS_OF_A_BASE, only),
        None => (1, args.rounds),
    };
    let mut from = first;
    let mut cluster = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => match Cluster::start() {
            Ok(cluster) => Some(cluster),
            Err(error) => {
                summary.find(format!("PostgreSQL: {error:#}"));
                None
            }
        },
    };
    while from <= last && summary.is_clean() {
        let to = last.min(from + ROUNDS_OF_A_BASE - 1);
        let played = play_base(args, (engine, cluster.as_mut()), (from, to), &mut summary);
        if let Err(error) = played {
            let round = summary.rounds + first;
            summary.find(format!("round {round}: {error:#}"));
        }
        from = to + 1;
    }
    if !summary.is_clean() {
        let round = summary.rounds.max(1) + first - 1;
        let (seed, engine) = (args.seed, engine.name());
        summary.find(format!(
            "round {round}; again: cargo xtask faults --engine {engine} --seed {seed} --only {round} --keep"
        ));
    }
    summary.took = start.elapsed();
    summary
}

/// Plays rounds over one base.
fn play_base(
    args: &Args,
    (engine, cluster): (Engine, Option<&mut Cluster>),
    (from, to): (u64, u64),
    summary: &mut Summary,
) -> Result<()> {
    let mut machine = Machine::start(&args.regulars, cluster)?;
    let (possible, left_out): (Vec<_>, Vec<_>) = engine
        .faults()
        .iter()
        .partition(|fault| fault.is_possible(&machine));
    summary.left_out = left_out;
    let desk = Desk::default();
    let mut played = Ok(());
    for number in from..=to {
        let round = Round {
            seed: args.seed,
            number,
        };
        played = round.run(&mut machine, &desk, &possible, summary);
        if played.is_err() {
            break;
        }
        summary.rounds += 1;
        say(summary.line(number));
        if !summary.is_clean() {
            break;
        }
    }
    if args.keep && (played.is_err() || !summary.is_clean()) {
        say(format_args!("kept: {}", machine.keep()));
    }
    played
}

impl Engine {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    fn faults(self) -> &'static [Fault] {
        match self {
            Self::Sqlite => Fault::SQLITE,
            Self::Postgres => Fault::POSTGRES,
        }
    }
}
