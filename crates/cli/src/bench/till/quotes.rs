//! Latency of quotes without a hold, at half of the load that the server can bear.

use std::time::Duration;

use super::Args;
use super::base::Bases;
use super::load::{self, Ask, Load, Seen};
use super::server::Server;
use crate::bench::figure::{Findings, Target, millis, per_second};
use crate::failure::Failure;

/// What a quote may take at half load, p99, ms.
const P99_MAX: Target = Target::AtMost(5.0);

/// Measures.
///
/// # Errors
/// As [`super::run`].
pub fn measure(args: &Args, bases: &Bases) -> Result<Findings, Failure> {
    let server = Server::start(&bases.copy("served")?)?;
    let full = Load {
        ask: Ask::Quotes,
        tills: args.tills,
        members: args.members,
        time: args.time(),
        pace: None,
    };
    let most = load::put(&server, full)?;
    let count = u32::try_from(most.latencies.len()).unwrap_or(u32::MAX);
    // Twice the time that a till took for each at full load.
    let pace = args.time() * 2 * args.tills / count.max(1);
    let half = load::put(
        &server,
        Load {
            pace: Some(pace),
            ..full
        },
    )?;
    server.stop()?;
    Ok(findings(args, most, half))
}

fn findings(args: &Args, most: Seen, half: Seen) -> Findings {
    let mut findings = Findings::of("till: quotes without hold");
    findings.under(args.conditions());
    findings.add("at full load", speed(&most, args.time()), "per second");
    let full = most.latencies.sorted();
    findings.add("at full load, p50", millis(full.at(50)), "ms");
    findings.add("at half load", speed(&half, args.time()), "per second");
    let half = half.latencies.sorted();
    for percent in [50, 90] {
        findings.add(
            format!("at half load, p{percent}"),
            millis(half.at(percent)),
            "ms",
        );
    }
    findings.aim("at half load, p99", millis(half.at(99)), "ms", P99_MAX);
    findings.add("at half load, max", millis(half.max()), "ms");
    findings
}

fn speed(seen: &Seen, time: Duration) -> f64 {
    per_second(u64::try_from(seen.latencies.len()).unwrap_or(0), time)
}
