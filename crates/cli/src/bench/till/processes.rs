//! Confirmed, durable purchases per second of one, two and four processes on one database of PostgreSQL, and the bare loop
//! they are compared with.

use std::time::Duration;

use regulars_app::folder::bare::{Pipelines, Scratch, Source};

use super::Args;
use super::child;
use super::load::{self, Ask, Load, Seen};
use super::postgres::Postgres;
use super::purchases::SHARE_MIN;
use crate::bench::figure::{Findings, float, millis, per_second, ratio};
use crate::bench::samples::timed;
use crate::failure::Failure;

/// So many processes serve.
const PROCESSES: [u32; 3] = [1, 2, 4];
/// Connections of the bare loop: as many as so many processes commit over. The faster one is the yardstick.
const CONNECTIONS: [u32; 2] = [8, 32];
/// The most purchases that the bare loop writes again; each is read first.
const REPEATED: usize = 20_000;

/// What the bare loop did, at its fastest.
struct Yardstick {
    purchases: usize,
    rows: usize,
    connections: u32,
    time: Duration,
}

/// Measures.
///
/// # Errors
/// As [`super::run`].
pub fn measure(args: &Args, postgres: &Postgres) -> Result<Findings, Failure> {
    let mut seen = Vec::new();
    let mut yardstick = None;
    for count in PROCESSES {
        let served = postgres.copy(Scratch::Served, "served")?;
        let before = Source::of_database(&served.url)?.end()?;
        let servers = child::start(&served, count)?;
        let load = Load::full(args, Ask::Purchases);
        seen.push((count, load::put(&servers.tills(), load)?));
        drop(servers);
        if yardstick.is_none() {
            let rows = Source::of_database(&served.url)?.rows(before.pos, REPEATED)?;
            yardstick = Some(fastest(postgres, &rows)?);
        }
    }
    let nothing = || Failure::Other("nothing was measured".to_owned());
    Ok(findings(args, seen, &yardstick.ok_or_else(nothing)?))
}

/// Writes the rows of the purchases again, each time in another copy of the base.
fn fastest(
    postgres: &Postgres,
    rows: &regulars_app::folder::bare::Rows,
) -> Result<Yardstick, Failure> {
    let mut fastest: Option<Yardstick> = None;
    for connections in CONNECTIONS {
        let bare = postgres.copy(Scratch::Bare, "bare")?;
        let pipelines = Pipelines::open(&bare.url, connections)?;
        let (written, time) = timed(|| pipelines.write(rows));
        written?;
        if fastest.as_ref().is_none_or(|before| time < before.time) {
            fastest = Some(Yardstick {
                purchases: rows.purchases(),
                rows: rows.rows(),
                connections,
                time,
            });
        }
    }
    fastest.ok_or_else(|| Failure::Other("nothing was written".to_owned()))
}

fn findings(args: &Args, seen: Vec<(u32, Seen)>, yardstick: &Yardstick) -> Findings {
    let count = |number: usize| u64::try_from(number).unwrap_or(0);
    let bare = per_second(count(yardstick.purchases), yardstick.time);
    let rows = ratio(
        float(count(yardstick.rows)),
        float(count(yardstick.purchases)),
    );
    let mut findings = Findings::of("till: purchases on PostgreSQL");
    findings.under(args.conditions());
    findings.under(format!(
        "bare: {} purchases of {rows:.1} rows, each a pipelined transaction over one of {} connections, nothing else running",
        yardstick.purchases, yardstick.connections
    ));
    findings.add("written by the bare loop", bare, "per second");
    for (processes, seen) in seen {
        let speed = seen.speed(args.time());
        let of = match processes {
            1 => "1 process".to_owned(),
            more => format!("{more} processes"),
        };
        findings.add(format!("{of}, confirmed over HTTP"), speed, "per second");
        let share = ratio(speed, bare);
        if processes == 1 {
            findings.aim(format!("{of}, share"), share, "", SHARE_MIN);
        } else {
            findings.add(format!("{of}, share"), share, "");
        }
        let latencies = seen.latencies.sorted();
        for percent in [50, 99] {
            let name = format!("{of}, answered, p{percent}");
            findings.add(name, millis(latencies.at(percent)), "ms");
        }
    }
    findings
}
