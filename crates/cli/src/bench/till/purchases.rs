//! Confirmed, durable purchases per second on SQLite, and the bare loop they are compared with.

use std::path::Path;
use std::time::Duration;

use regulars_app::folder::bare::{Batches, End, Source};

use super::Args;
use super::base::Bases;
use super::load::{self, Ask, Load, Seen};
use super::server::Server;
use crate::bench::figure::{Findings, Target, float, micros, millis, per_second, ratio};
use crate::bench::processor;
use crate::bench::samples::timed;
use crate::data::Place;
use crate::failure::Failure;

/// The part of the machine's speed that the whole way keeps.
pub const SHARE_MIN: Target = Target::AtLeast(0.6);
/// The most purchases that the bare loop writes again.
const REPEATED: usize = 100_000;

/// What the bare loop did.
struct Yardstick {
    /// Purchases that were made over HTTP, warm-up included,
    made: usize,
    /// and how many of them were written again.
    purchases: usize,
    rows: usize,
    /// Purchases in a transaction.
    batch: usize,
    time: Duration,
    processor: Option<Duration>,
}

/// Measures.
///
/// # Errors
/// As [`super::run`].
pub fn measure(args: &Args, bases: &Bases) -> Result<Findings, Failure> {
    let (served, bare) = (bases.copy("served")?, bases.copy("bare")?);
    let before = Source::of_folder(&served)?.end()?;
    let server = Server::start(&Place::of(&served))?;
    let load = Load::full(args, Ask::Purchases);
    let (seen, processor) = processor::used(|| load::put(&server.tills(), load));
    server.stop()?;
    let yardstick = repeat(&served, &bare, before)?;
    Ok(findings(args, seen?, processor, &yardstick))
}

/// Writes the rows of the purchases again, in another copy of the base.
fn repeat(served: &Path, bare: &Path, before: End) -> Result<Yardstick, Failure> {
    let source = Source::of_folder(served)?;
    let after = source.end()?;
    let rows = source.rows(before.pos, REPEATED)?;
    let batches = usize::try_from(after.batches - before.batches)
        .unwrap_or(1)
        .max(1);
    let made = usize::try_from(after.pos - before.pos).unwrap_or(0);
    let batch = made.div_ceil(batches).max(1);
    let target = Batches::open(bare)?;
    let ((written, time), processor) = processor::used(|| timed(|| target.write(&rows, batch)));
    written?;
    Ok(Yardstick {
        made,
        purchases: rows.purchases(),
        rows: rows.rows(),
        batch,
        time,
        processor,
    })
}

fn findings(
    args: &Args,
    seen: Seen,
    processor: Option<Duration>,
    yardstick: &Yardstick,
) -> Findings {
    let speed = seen.speed(args.time());
    let count = |number: usize| u64::try_from(number).unwrap_or(0);
    let bare = per_second(count(yardstick.purchases), yardstick.time);
    let rows = ratio(
        float(count(yardstick.rows)),
        float(count(yardstick.purchases)),
    );
    let mut findings = Findings::of("till: purchases on SQLite");
    findings.under(args.conditions());
    findings.under(format!(
        "bare: {} purchases of {rows:.1} rows, {} in a transaction, nothing else running",
        yardstick.purchases, yardstick.batch
    ));
    findings.add("confirmed over HTTP", speed, "per second");
    findings.add("written by the bare loop", bare, "per second");
    findings.aim("share", ratio(speed, bare), "", SHARE_MIN);
    let each = |time: Option<Duration>, count| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Some(micros(time? / count.max(1)))
    };
    if let Some(each) = each(processor, yardstick.made) {
        findings.add("processor time, server and tills", each, "µs each");
    }
    if let Some(each) = each(yardstick.processor, yardstick.purchases) {
        findings.add("processor time, bare loop", each, "µs each");
    }
    let latencies = seen.latencies.sorted();
    for percent in [50, 90, 99, 100] {
        findings.add(
            format!("answered, p{percent}"),
            millis(latencies.at(percent)),
            "ms",
        );
    }
    findings
}
