//! `regulars bench engine`: what a decision costs, from facts in memory to the answer.

mod buyer;
mod offers;

use std::hint::black_box;
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_app::Stopwatch;
use regulars_engine::decide;
use regulars_engine::decision::When;
use regulars_engine::event::{Event, Purchase};
use regulars_engine::program::Program;
use regulars_engine::purchase::quote;
use regulars_engine::situation::Situation;

use super::figure::{Findings, Target, micros, ratio};
use super::samples::{Percentiles, Samples, timed};
use crate::failure::{self, Done, Failure};

/// Offers that can apply to the basket, in every program measured.
const LIVE: usize = 100;
/// Offers that cannot, in the large program.
const DORMANT: usize = 9_900;
/// Lines of the ordinary basket and of the largest one a till is likely to send.
const LINES: u32 = 20;
const MANY_LINES: u32 = 500;
/// Turns that the workloads take, so that a busy moment of the machine meets them all.
const TURNS: u32 = 10;
/// What a decision may cost, µs, and how much more with offers that cannot apply.
const COST_MAX: Target = Target::AtMost(50.0);
const GROWTH_MAX: Target = Target::AtMost(1.3);

/// Measure decisions of the engine alone: a 20-line basket under 100 offers that can apply.
///
/// A quote prices the basket three ways (as asked, without points, with as many as allowed), with reasons and hints; a
/// purchase prices it once and posts points. Both also under 10,000 offers of which the same 100 can apply, and a
/// basket of 500 lines.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  cargo xtask bench engine --seconds 10")]
pub struct Args {
    /// How long to measure, all workloads together.
    #[arg(long, default_value_t = 5)]
    seconds: u32,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// A basket, its buyer and a program, and how long decisions about them took.
struct Workload {
    program: Program,
    situation: Situation,
    purchase: Purchase,
    quotes: Samples,
    purchases: Samples,
}

/// Measures and prints.
///
/// # Errors
/// None but a generated program that the engine refuses, which is a fault of the benchmark.
pub fn run(args: &Args) -> Done {
    let mut workloads = [
        Workload::new(LINES, 0)?,
        Workload::new(LINES, DORMANT)?,
        Workload::new(MANY_LINES, 0)?,
    ];
    let turns = TURNS * u32::try_from(workloads.len()).unwrap_or(1);
    let turn = Duration::from_secs(args.seconds.into()) / turns;
    for workload in &mut workloads {
        workload.run_for(turn);
        workload.forget();
    }
    for _ in 0..TURNS {
        workloads
            .iter_mut()
            .for_each(|workload| workload.run_for(turn));
    }
    findings(workloads).print(args.json);
    Ok(())
}

impl Workload {
    fn new(lines: u32, dormant: usize) -> Result<Self, Failure> {
        let text = offers::program(LIVE, dormant);
        let program =
            Program::read(&text).map_err(|found| failure::problems("the program", &found))?;
        Ok(Self {
            program,
            situation: buyer::situation(),
            purchase: buyer::purchase(lines),
            quotes: Samples::default(),
            purchases: Samples::default(),
        })
    }

    /// Decides again and again for so long.
    fn run_for(&mut self, time: Duration) {
        let when = When::now(buyer::now());
        let event = Event::Purchase(self.purchase.clone());
        let watch = Stopwatch::start();
        while watch.elapsed() < time {
            let priced =
                timed(|| black_box(quote(&self.program, &self.situation, &self.purchase, when)));
            self.quotes.add(priced.1);
            let decided = timed(|| black_box(decide(&self.program, &self.situation, &event, when)));
            self.purchases.add(decided.1);
        }
    }

    /// Forgets what a warm-up has taken.
    fn forget(&mut self) {
        self.quotes = Samples::default();
        self.purchases = Samples::default();
    }
}

fn findings(workloads: [Workload; 3]) -> Findings {
    let [few, many, long] =
        workloads.map(|workload| (workload.quotes.sorted(), workload.purchases.sorted()));
    let mut findings = Findings::of("engine");
    findings.under(format!(
        "one thread; {LINES} lines, {LIVE} offers that can apply, 5 lots, 10 recent purchases"
    ));
    findings.aim("quote, median", median(&few.0), "µs", COST_MAX);
    findings.add("quote, p99", micros(few.0.at(99)), "µs");
    findings.aim("purchase, median", median(&few.1), "µs", COST_MAX);
    findings.add("purchase, p99", micros(few.1.at(99)), "µs");
    let offers = LIVE + DORMANT;
    findings.add(
        format!("quote, {offers} offers, median"),
        median(&many.0),
        "µs",
    );
    let growth = |many: &Percentiles, few: &Percentiles| ratio(median(many), median(few));
    findings.aim(
        format!("quote, {offers} offers to {LIVE}"),
        growth(&many.0, &few.0),
        "×",
        GROWTH_MAX,
    );
    findings.aim(
        format!("purchase, {offers} offers to {LIVE}"),
        growth(&many.1, &few.1),
        "×",
        GROWTH_MAX,
    );
    findings.add(
        format!("quote, {MANY_LINES} lines, median"),
        median(&long.0),
        "µs",
    );
    findings.add(
        format!("purchase, {MANY_LINES} lines, median"),
        median(&long.1),
        "µs",
    );
    findings
}

fn median(samples: &Percentiles) -> f64 {
    micros(samples.median())
}
