//! `regulars bench peer`: what a decision costs, and what it costs an open promotion engine that others use.

mod medusa;
mod workload;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_app::Stopwatch;
use regulars_app::folder::bare::{Databases, Scratch};
use regulars_engine::decision::When;
use regulars_engine::program::Program;
use regulars_engine::purchase::quote;
use regulars_engine::situation::Situation;
use regulars_engine::time::Instant;

use self::workload::Workload;
use super::Engine;
use super::figure::{Findings, micros, ratio};
use super::samples::{Samples, timed};
use crate::failure::{Done, Failure};

/// Lines and promotions of the workloads.
const WORKLOADS: [(u32, u32); 4] = [(1, 10), (20, 10), (1, 100), (20, 100)];
/// How long ours is measured before the peer, and again after it.
const TURN: Duration = Duration::from_millis(500);
/// The instant of every decision, in milliseconds.
const NOW_MS: i64 = 1_773_133_200_000;

/// Measure a quote beside Medusa's promotion module, with the same promotions and the same discount.
///
/// Medusa computes the actions of a cart in its own process, without HTTP, first as a cart calls it, reading its promotions from a warm
/// PostgreSQL, then with its promotions held in memory, as ours are. Ours is a whole quote, with its explanation.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  cargo xtask bench peer --runs 500")]
pub struct Args {
    /// How often each question is put to the peer.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Where the script of the peer and its package-lock.json are.
    #[arg(long, value_name = "DIR", default_value = "bench/peer")]
    folder: PathBuf,
    /// A server of PostgreSQL where databases may be made, their names beginning with `regulars_bench`: postgres://USER@HOST:PORT.
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What ours does with a workload.
struct Ours {
    program: Program,
    samples: Samples,
    /// What is taken off the order, in kopecks.
    discount: i64,
}

/// Measures and prints.
///
/// # Errors
/// No server, no Node, no module; engines that come to different discounts.
pub fn run(args: &Args) -> Done {
    let server = Engine::server(Some(Engine::Postgres), args.postgres.as_deref())?;
    let workloads = WORKLOADS.map(|(lines, promotions)| Workload::new(lines, promotions));
    let mut ours = Vec::new();
    for workload in &workloads {
        ours.push(Ours::new(workload)?);
    }
    measure(&workloads, &mut ours);
    let databases = Databases::on(server.unwrap_or_default())?;
    let database = databases.make(Scratch::Base)?;
    let told = medusa::ask(&args.folder, &database, args.runs, &workloads)?;
    measure(&workloads, &mut ours);
    findings(&workloads, ours, &told)?.print(args.json);
    Ok(())
}

impl Ours {
    fn new(workload: &Workload) -> Result<Self, Failure> {
        Ok(Self {
            program: workload.program()?,
            samples: Samples::default(),
            discount: 0,
        })
    }

    /// Quotes the basket for a turn.
    fn run(&mut self, workload: &Workload) {
        let (purchase, nobody) = (workload.purchase(), Situation::default());
        let when = When::now(Instant::from_ms(NOW_MS));
        let watch = Stopwatch::start();
        while watch.elapsed() < TURN {
            let priced = timed(|| black_box(quote(&self.program, &nobody, &purchase, when)));
            self.samples.add(priced.1);
            self.discount = priced.0.asked.totals.discount.minor();
        }
    }
}

fn measure(workloads: &[Workload], ours: &mut [Ours]) {
    for (ours, workload) in ours.iter_mut().zip(workloads) {
        ours.run(workload);
    }
}

fn findings(
    workloads: &[Workload],
    ours: Vec<Ours>,
    told: &medusa::Told,
) -> Result<Findings, Failure> {
    let mut findings = Findings::of("peer");
    findings.under(format!(
        "Medusa's promotion module {}, Node {}; one thread each; the same discount of the order",
        told.version, told.node
    ));
    for ((workload, ours), theirs) in workloads.iter().zip(ours).zip(&told.workloads) {
        let name = &workload.name;
        for discount in [theirs.asked.discount, theirs.held.discount] {
            if discount != ours.discount {
                return Err(Failure::Other(format!(
                    "{name}: ours takes {} kopecks off, Medusa {discount}",
                    ours.discount
                )));
            }
        }
        let quoted = micros(ours.samples.sorted().median());
        findings.add(format!("{name}: ours"), quoted, "µs");
        for (what, times) in [("asked", &theirs.asked), ("in memory", &theirs.held)] {
            findings.add(format!("{name}: Medusa, {what}"), times.median(), "µs");
            let times = ratio(times.median(), quoted);
            findings.add(format!("{name}: Medusa, {what}, to ours"), times, "×");
        }
    }
    Ok(findings)
}
