//! `regulars bench insight`: how long a marketer waits for a count.

mod base;
mod cold;
mod duckdb;
mod questions;

use std::hint::black_box;
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_engine::condition::{Condition, ConditionFile, Known, compile};
use regulars_engine::program::Program;
use regulars_engine::time::{Instant, LocalDate};
use regulars_insight::column::Columns;
use regulars_insight::rfm::{Cell, How, Method, score, tally};
use regulars_insight::segment::{Asked, LeafCache};

use self::base::{NOW_MS, Size};
use self::duckdb::{Answer, Peer, Told};
use self::questions::{QUESTIONS, RFM, Reads};
use super::figure::{Findings, Target, float, millis, ratio};
use super::processor;
use super::samples::{Percentiles, Samples, timed};
use super::till::live;
use crate::failure::{self, Done, Failure};

/// Times each is asked, of which the first is not counted.
const ASKED: u32 = 10;

const MEMORY_MAX: Target = Target::AtMost(2_048.0);
/// How long scores of everybody may take, in milliseconds, and how many times as long DuckDB should.
const RFM_MAX: Target = Target::AtMost(70.0);
const RFM_LEAST: Target = Target::AtLeast(8.0);
/// How much more a member may cost in a larger base.
const GROWTH_MAX: Target = Target::AtMost(1.25);

const PROGRAM: &str = r#"{ "program": { "id": "bench", "name": "Bench", "currency": "RUB", "time_zone": "Europe/Moscow" } }"#;

/// Measure segments and scores over members made up in memory: questions of profiles, purchases and lines.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  cargo xtask bench insight --members 100000\n  cargo xtask bench insight --duckdb\n  cargo xtask bench insight --times 5"
)]
pub struct Args {
    /// Members of the base.
    #[arg(long, default_value_t = 700_000, value_parser = clap::value_parser!(u32).range(10..=20_000_000))]
    members: u32,
    /// Purchases of a member; somewhat fewer are made on average.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    purchases: u32,
    /// Lines of a purchase, on average.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    lines: u32,
    /// Ask DuckDB the same of the same data; needs python3 and about 4 GB of disk. Both must answer alike.
    #[arg(long)]
    duckdb: bool,
    /// Then ask a base of so many times the members, and say what a member costs there.
    #[arg(long, value_parser = clap::value_parser!(u32).range(2..=20))]
    times: Option<u32>,
    /// Measure instead how soon a purchase is counted in a segment of a server that sells a thousand a second.
    #[arg(long, conflicts_with_all = ["duckdb", "times", "cold"])]
    live: bool,
    /// Then write the columns into files and read them back.
    #[arg(long)]
    cold: bool,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
///
/// # Errors
/// DuckDB answers otherwise, or fails; a full disk.
pub fn run(args: &Args) -> Done {
    if args.live {
        live::measure(args.members)?.print(args.json);
        return Ok(());
    }
    let size = Size {
        members: args.members,
        purchases: args.purchases,
        lines: args.lines,
    };
    let mut findings = Findings::of("insight");
    let mut peer = None;
    if args.duckdb {
        match Peer::begin()? {
            Ok(begun) => peer = Some(begun),
            Err(why) => findings.under(format!("without DuckDB: {why}")),
        }
    }
    let (columns, took) = timed(|| {
        base::make(size, |record| match &mut peer {
            Some(peer) => peer.add(record),
            None => Ok(()),
        })
    });
    let mut bench = Bench::over(columns?)?;
    bench.describe(took, &mut findings);
    let asked = bench.ask_all()?;
    let told = peer.map(ask_duckdb).transpose()?;
    if let Some(told) = &told {
        findings.under(told.to_string());
    }
    for (n, asked) in asked.iter().enumerate() {
        asked.report(&mut findings);
        if let Some(told) = &told {
            asked.lay_beside(told.answers.get(n), &mut findings)?;
        }
    }
    bench.again(&mut findings)?;
    if args.cold {
        cold::measure(&mut bench.columns, &mut findings)?;
    }
    if let Some(times) = args.times {
        drop(bench);
        let larger = base::make(size.times(times), |_| Ok(()))?;
        grown(
            times,
            &asked,
            &Bench::over(larger)?.ask_all()?,
            &mut findings,
        );
    }
    findings.print(args.json);
    Ok(())
}

fn ask_duckdb(peer: Peer) -> Result<Told, Failure> {
    let questions = QUESTIONS.iter().map(|question| question.sql);
    peer.ask(&questions.chain([RFM]).collect::<Vec<_>>())
}

/// What a member costs in a larger base, to what it costs in the first.
fn grown(times: u32, before: &[Found], after: &[Found], findings: &mut Findings) {
    for (before, after) in before.iter().zip(after) {
        let grown = ratio(before.processor_ms(), after.processor_ms());
        findings.aim(
            format!(
                "processor time of a member among {times} times as many: {}",
                after.name
            ),
            ratio(1.0, grown * f64::from(times)),
            "×",
            GROWTH_MAX,
        );
    }
}

/// What was asked, and what came of it.
struct Found {
    name: &'static str,
    answer: String,
    took: Percentiles,
    /// Of all runs together.
    processor: Option<Duration>,
    most: Target,
    least: Option<Target>,
}

impl Found {
    /// Asks so often that the first time can be left out.
    fn of(
        name: &'static str,
        (most, least): (Target, Option<Target>),
        ask: impl Fn() -> String,
    ) -> Self {
        let answer = black_box(ask());
        let (took, processor) = processor::used(|| {
            let mut samples = Samples::default();
            for _ in 0..ASKED {
                samples.add(timed(|| black_box(ask())).1);
            }
            samples.sorted()
        });
        Self {
            name,
            answer,
            took,
            processor,
            most,
            least,
        }
    }

    /// Processor time of a run.
    fn processor_ms(&self) -> f64 {
        self.processor.map_or(0.0, millis) / f64::from(ASKED)
    }

    fn report(&self, findings: &mut Findings) {
        let count = match self.answer.parse::<u64>() {
            Ok(count) => format!(" ({count})"),
            Err(_) => String::new(),
        };
        let name = format!("{}{count}", self.name);
        findings.aim(name, millis(self.took.median()), "ms", self.most);
    }

    /// How many times as long DuckDB takes, the shortest run to the shortest.
    fn lay_beside(&self, told: Option<&Answer>, findings: &mut Findings) -> Done {
        let same = told.filter(|told| told.answer == self.answer);
        let Some(told) = same else {
            let told = told.map_or("nothing", |told| &told.answer);
            let Self { name, answer, .. } = self;
            return Err(Failure::Other(format!(
                "{name}: {answer} here, {told} from DuckDB"
            )));
        };
        let own = millis(self.took.at(0));
        let name = format!(
            "  DuckDB {:.1} ms to {own:.1} ms; processor {:.0} ms to {:.0} ms",
            told.best_ms,
            told.processor_ms,
            self.processor_ms(),
        );
        let times = ratio(told.best_ms, own);
        match self.least {
            Some(least) => findings.aim(name, times, "×", least),
            None => findings.add(name, times, "×"),
        }
        Ok(())
    }
}

/// Columns and the program that they are asked under.
struct Bench {
    program: Program,
    columns: Columns,
}

impl Bench {
    fn over(columns: Columns) -> Result<Self, Failure> {
        let program =
            Program::read(PROGRAM).map_err(|found| failure::problems("the program", &found))?;
        Ok(Self { program, columns })
    }

    fn describe(&self, took: Duration, findings: &mut Findings) {
        let memory = self.columns.memory();
        findings.under(format!(
            "{} members, {} purchases, {} lines, made in {} s",
            memory.members,
            memory.purchases,
            memory.lines,
            took.as_secs()
        ));
        let bytes = mebibytes(memory.bytes());
        findings.aim("memory of the columns", bytes, "MiB", MEMORY_MAX);
    }

    /// All questions, then scores of everybody.
    fn ask_all(&mut self) -> Result<Vec<Found>, Failure> {
        let mut found = Vec::new();
        for question in &QUESTIONS {
            let condition = self.compiled(question.condition)?;
            let targets = (question.reads.most_ms(), question.reads.least_ratio());
            let ask = || self.count(&condition).to_string();
            found.push(Found::of(question.name, targets, ask));
        }
        let targets = (RFM_MAX, Some(RFM_LEAST));
        found.push(Found::of("RFM of everybody", targets, || self.cells()));
        Ok(found)
    }

    /// A count with nothing remembered.
    fn count(&self, condition: &Condition) -> usize {
        let cache = LeafCache::default();
        let at = Instant::from_ms(NOW_MS);
        let asked = Asked::new(&self.columns, &self.program, &cache, at);
        asked.select(condition).count()
    }

    /// How many members each cell of five scores has, as `555:1234` by cell.
    fn cells(&self) -> String {
        let (today, _) = Instant::from_ms(NOW_MS).wall_clock(base::offset());
        let buyers = self.columns.buyers((LocalDate::MIN, today), |_| true);
        let how = How {
            bins: 5,
            method: Method::Value,
            nested: false,
        };
        let rows = tally(&score(buyers.lent(), &how), &buyers.monetary);
        let told = rows.iter().map(|row| {
            let (Cell { r, f, m }, members) = (row.cell, row.members);
            format!("{r}{f}{m}:{members}")
        });
        told.collect::<Vec<_>>().join(" ")
    }

    /// The last question again with one leaf changed, and the sum of everybody's money.
    fn again(&mut self, findings: &mut Findings) -> Done {
        let [.., question] = &QUESTIONS;
        let before = self.compiled(question.condition)?;
        let after = self.compiled(&question.condition.replace("[25, 40]", "[30, 45]"))?;
        let cache = LeafCache::default();
        let asked = Asked::new(
            &self.columns,
            &self.program,
            &cache,
            Instant::from_ms(NOW_MS),
        );
        asked.select(&before);
        let most = Reads::Past.most_ms();
        let (_, took) = timed(|| black_box(asked.select(&after)));
        findings.aim(
            "the last question with another age",
            millis(took),
            "ms",
            most,
        );
        let everybody = asked.everybody();
        let (_, took) = timed(|| black_box(asked.sum(&everybody)));
        findings.aim("money of everybody", millis(took), "ms", most);
        findings.add("memory of leaves", mebibytes(cache.memory()), "MiB");
        Ok(())
    }

    fn compiled(&mut self, json: &str) -> Result<Condition, Failure> {
        let file: ConditionFile =
            serde_json::from_str(json).map_err(|error| Failure::Other(error.to_string()))?;
        let mut problems = Vec::new();
        let condition = self.columns.with_names(|names| {
            let mut known = Known::of(&self.program, names);
            let condition = compile(&file, "when", &mut known, &mut problems);
            (condition, known.names)
        });
        if problems.is_empty() {
            return Ok(condition);
        }
        Err(failure::problems(json, &problems))
    }
}

fn mebibytes(bytes: usize) -> f64 {
    float(u64::try_from(bytes >> 10).unwrap_or(u64::MAX)) / 1_024.0
}
