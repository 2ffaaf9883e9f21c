//! Latency of quotes without a hold, at half of the load that the server can bear, and the same while a file is imported.

use std::path::Path;
use std::time::Duration;

use super::Args;
use super::import::Importing;
use super::load::{self, Ask, Load, Seen};
use super::server::Server;
use crate::bench::figure::{Findings, Target, millis, ratio};
use crate::data::Place;
use crate::failure::Failure;

/// What a quote may take at half load, p99, ms.
const P99_MAX: Target = Target::AtMost(5.0);

/// What was measured.
struct Measured {
    full: Seen,
    half: Seen,
    /// At half load beside an import, and purchases that it brought in per second meanwhile.
    beside: Option<(Seen, f64)>,
}

/// Measures.
///
/// # Errors
/// As [`super::run`].
pub fn measure(
    args: &Args,
    engine: &'static str,
    place: &Place,
    folder: &Path,
) -> Result<Findings, Failure> {
    let server = Server::start(place)?;
    let full = Load::full(args, Ask::Quotes);
    let most = load::put(&server.tills(), full)?;
    let count = u32::try_from(most.latencies.len()).unwrap_or(u32::MAX);
    // Twice the time that a till took for each at full load.
    let pace = args.time() * 2 * args.tills / count.max(1);
    let paced = Load {
        pace: Some(pace),
        ..full
    };
    let half = load::put(&server.tills(), paced)?;
    let mut beside = None;
    if args.import {
        let importing = Importing::start(server.app(), folder, args.time())?;
        let seen = load::put(&server.tills(), paced)?;
        beside = Some((seen, importing.stop()?));
    }
    server.stop()?;
    let measured = Measured {
        full: most,
        half,
        beside,
    };
    Ok(findings(args, engine, measured))
}

fn findings(args: &Args, engine: &'static str, measured: Measured) -> Findings {
    let Measured { full, half, beside } = measured;
    let mut findings = Findings::of("till: quotes without hold");
    findings.under(format!("on {engine}"));
    findings.under(args.conditions());
    let time = args.time();
    findings.add("at full load", full.speed(time), "per second");
    let full = full.latencies.sorted();
    findings.add("at full load, p50", millis(full.at(50)), "ms");
    let alone = tell(&mut findings, "at half load", half, time, Some(P99_MAX));
    if let Some((seen, imported)) = beside {
        findings.add("imported beside it, purchases", imported, "per second");
        let beside = tell(&mut findings, "beside an import", seen, time, None);
        findings.add("p99 beside an import to alone", ratio(beside, alone), "");
    }
    findings
}

/// Tells the latencies of a load; answers the 99th percentile, ms.
fn tell(
    findings: &mut Findings,
    name: &str,
    seen: Seen,
    time: Duration,
    target: Option<Target>,
) -> f64 {
    findings.add(name, seen.speed(time), "per second");
    let sorted = seen.latencies.sorted();
    for percent in [50, 90] {
        let name = format!("{name}, p{percent}");
        findings.add(name, millis(sorted.at(percent)), "ms");
    }
    let p99 = millis(sorted.at(99));
    match target {
        Some(target) => findings.aim(format!("{name}, p99"), p99, "ms", target),
        None => findings.add(format!("{name}, p99"), p99, "ms"),
    }
    findings.add(format!("{name}, max"), millis(sorted.max()), "ms");
    p99
}
