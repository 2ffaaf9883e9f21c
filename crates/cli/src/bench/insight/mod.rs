//! `regulars bench insight`: how long a marketer waits for a count.

mod base;

use std::hint::black_box;

use clap::Args as ClapArgs;
use regulars_engine::condition::{Condition, ConditionFile, Known, compile};
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_insight::column::Columns;
use regulars_insight::segment::{Asked, LeafCache};

use self::base::{NOW_MS, Size};
use super::figure::{Findings, Target, float};
use super::samples::{Samples, timed};
use crate::failure::{self, Done, Failure};

/// Times each is asked, of which the first is not counted.
const ASKED: usize = 10;

/// How long a count may take: what is read of purchases alone, and with their lines; milliseconds.
const HEADERS_MAX: Target = Target::AtMost(50.0);
const LINES_MAX: Target = Target::AtMost(100.0);
const MEMORY_MAX: Target = Target::AtMost(2_048.0);

/// Questions, what they read, and what they may take.
const QUESTIONS: [(&str, &str, Target); 12] = [
    ("city", r#"{ "member.city": "Казань" }"#, HEADERS_MAX),
    (
        "women of an age with consent",
        r#"{ "member.gender": "female", "member.age": { "between": [25, 40] }, "consent.sms": "granted" }"#,
        HEADERS_MAX,
    ),
    (
        "three purchases in 30 days",
        r#"{ "purchases": { "within": "30d", "count": { "gte": 3 } } }"#,
        HEADERS_MAX,
    ),
    (
        "sum in 90 days",
        r#"{ "purchases": { "within": "90d", "sum": { "gte": "5000.00" } } }"#,
        HEADERS_MAX,
    ),
    (
        "sum of all time",
        r#"{ "purchases": { "from": "2020-01-01", "sum": { "gte": "50000.00" } } }"#,
        HEADERS_MAX,
    ),
    (
        "web purchases of all time",
        r#"{ "purchases": { "from": "2020-01-01", "where": { "channel": "web" }, "count": { "gte": 2 } } }"#,
        HEADERS_MAX,
    ),
    (
        "weekend purchases of a year",
        r#"{ "purchases": { "within": "1 year", "where": { "weekday": ["sat", "sun"] }, "count": { "gte": 3 } } }"#,
        HEADERS_MAX,
    ),
    (
        "nothing for 60 days",
        r#"{ "last_purchase": { "days_ago": { "gt": 60 } } }"#,
        HEADERS_MAX,
    ),
    (
        "a category twice in a year",
        r#"{ "purchases": { "within": "1 year", "where": { "category": "category-7" }, "count": { "gte": 2 } } }"#,
        LINES_MAX,
    ),
    (
        "a hall three times, all time",
        r#"{ "purchases": { "from": "2020-01-01", "where": { "category": "hall-3" }, "count": { "gte": 3 } } }"#,
        LINES_MAX,
    ),
    (
        "a brand's sum, all time",
        r#"{ "purchases": { "from": "2020-01-01", "where": { "brand": "brand-12" }, "sum": { "gte": "1000.00" } } }"#,
        LINES_MAX,
    ),
    (
        "women from Kazan, a hall twice in a year, silent for 60 days, with consent",
        r#"{ "all": [ { "member.gender": "female" }, { "member.age": { "between": [25, 40] } }, { "member.city": "Казань" },
            { "purchases": { "within": "1 year", "where": { "category": "hall-3" }, "count": { "gte": 2 } } },
            { "last_purchase": { "days_ago": { "gt": 60 } } }, { "consent.sms": "granted" } ] }"#,
        LINES_MAX,
    ),
];

const PROGRAM: &str = r#"{ "program": { "id": "bench", "name": "Bench", "currency": "RUB", "time_zone": "Europe/Moscow" } }"#;

/// Measure segments over members made up in memory: counts of conditions that read profiles, purchases and lines.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  cargo xtask bench insight --members 100000")]
pub struct Args {
    /// Members of the base.
    #[arg(long, default_value_t = 700_000, value_parser = clap::value_parser!(u32).range(10..=20_000_000))]
    members: u32,
    /// Purchases of a member, on average.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    purchases: u32,
    /// Lines of a purchase, on average.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    lines: u32,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
///
/// # Errors
/// None but a condition that does not compile, which is a fault of the benchmark.
pub fn run(args: &Args) -> Done {
    let program =
        Program::read(PROGRAM).map_err(|found| failure::problems("the program", &found))?;
    let size = Size {
        members: args.members,
        purchases: args.purchases,
        lines: args.lines,
    };
    let (mut columns, took) = timed(|| base::make(size));
    let mut findings = Findings::of("insight");
    let memory = columns.memory();
    findings.under(format!(
        "{} members, {} purchases, {} lines, made in {} s",
        memory.members,
        memory.purchases,
        memory.lines,
        took.as_secs()
    ));
    findings.aim(
        "memory of the columns",
        mebibytes(memory.bytes()),
        "MiB",
        MEMORY_MAX,
    );
    for (name, json, target) in QUESTIONS {
        let condition = compiled(&program, &mut columns, json)?;
        let (samples, found) = ask(&program, &columns, &condition);
        let sorted = samples.sorted();
        findings.aim(
            format!("{name} ({found})"),
            ms(sorted.median()),
            "ms",
            target,
        );
    }
    again(&program, &mut columns, &mut findings)?;
    findings.print(args.json);
    Ok(())
}

/// A count with nothing remembered.
fn ask(program: &Program, columns: &Columns, condition: &Condition) -> (Samples, usize) {
    let mut samples = Samples::default();
    let mut found = 0;
    for turn in 0..=ASKED {
        let cache = LeafCache::default();
        let at = Instant::from_ms(NOW_MS);
        let (count, took) = timed(|| {
            let asked = Asked::new(columns, program, &cache, at);
            black_box(asked.select(condition)).count()
        });
        found = count;
        if turn > 0 {
            samples.add(took);
        }
    }
    (samples, found)
}

/// The last question again with one leaf changed, and the sum of everybody's money.
fn again(program: &Program, columns: &mut Columns, findings: &mut Findings) -> Result<(), Failure> {
    let [.., (_, json, _)] = QUESTIONS;
    let before = compiled(program, columns, json)?;
    let after = compiled(program, columns, &json.replace("[25, 40]", "[30, 45]"))?;
    let cache = LeafCache::default();
    let asked = Asked::new(columns, program, &cache, Instant::from_ms(NOW_MS));
    asked.select(&before);
    let (_, took) = timed(|| black_box(asked.select(&after)));
    findings.aim("the last one with another age", ms(took), "ms", HEADERS_MAX);
    let everybody = asked.everybody();
    let (_, took) = timed(|| black_box(asked.sum(&everybody)));
    findings.aim("money of everybody", ms(took), "ms", HEADERS_MAX);
    findings.add("memory of leaves", mebibytes(cache.memory()), "MiB");
    Ok(())
}

fn compiled(program: &Program, columns: &mut Columns, json: &str) -> Result<Condition, Failure> {
    let file: ConditionFile =
        serde_json::from_str(json).map_err(|error| Failure::Other(error.to_string()))?;
    let mut problems = Vec::new();
    let condition = columns.with_names(|names| {
        let mut known = Known::of(program, names);
        let condition = compile(&file, "when", &mut known, &mut problems);
        (condition, known.names)
    });
    if problems.is_empty() {
        return Ok(condition);
    }
    Err(failure::problems(json, &problems))
}

fn ms(time: std::time::Duration) -> f64 {
    float(u64::try_from(time.as_micros()).unwrap_or(u64::MAX)) / 1_000.0
}

fn mebibytes(bytes: usize) -> f64 {
    float(u64::try_from(bytes >> 10).unwrap_or(u64::MAX)) / 1_024.0
}
