//! How soon a purchase is counted in a segment, while tills sell.

use std::time::Duration;

use regulars_app::segment::{self, PreviewRequest};
use regulars_app::{App, Stopwatch, insight};
use tokio::time::interval;

use super::base::Bases;
use super::basket::Basket;
use super::client::Client;
use super::load::{self, Ask, Load, Tills};
use super::server::Server;
use crate::bench::figure::{Findings, Target, millis};
use crate::bench::goods::Dice;
use crate::bench::samples::{Samples, timed};
use crate::data::Place;
use crate::failure::Failure;

/// Purchases are sold by so many tills,
const TILLS: u32 = 50;
/// each of which sends one so often: a thousand a second in all.
const PACE: Duration = Duration::from_millis(50);
const TIME: Duration = Duration::from_secs(10);
/// A purchase whose counting is waited for is made so often.
const PROBES: Duration = Duration::from_millis(250);
/// How long it may take until it is counted, in milliseconds.
const COUNTED_MAX: Target = Target::AtMost(1_000.0);

/// Measures over so many members on SQLite.
///
/// # Errors
/// A folder that cannot be used; an answer that is not a success.
pub fn measure(members: u32) -> Result<Findings, Failure> {
    let folder = tempfile::tempdir()?;
    let served = Bases::ready(folder.path(), members)?.copy("served")?;
    let server = Server::start(&Place::of(&served))?;
    let probe = Probe::open(&server, members)?;
    // The first count reads everybody in.
    let (first, read_in) = timed(|| probe.count("nowhere"));
    first?;
    let memory = insight::memory(&probe.app);
    let load = Load {
        ask: Ask::Purchases,
        tills: TILLS,
        members,
        time: TIME,
        pace: Some(PACE),
    };
    let tills = server.tills();
    let (seen, counted) = std::thread::scope(|threads| {
        let load = threads.spawn(|| load::put(&tills, load));
        let counted = probe.run(|| load.is_finished());
        (load.join(), counted)
    });
    let seen = seen.map_err(|_| Failure::Other("the tills broke".to_owned()))??;
    let (counted, number) = counted.map(|samples| (samples.clone().sorted(), samples.len()))?;
    server.stop()?;
    let mut findings = Findings::of("insight: purchases counted while tills sell, SQLite");
    findings.under(format!(
        "{members} members, {TILLS} tills beside the server; {number} purchases looked for, from the answer to the till on"
    ));
    findings.under(format!(
        "the columns after the first count: {} members, {} purchases, {} lines, {} MiB",
        memory.members,
        memory.purchases,
        memory.lines,
        memory.bytes() >> 20
    ));
    findings.add(
        "first count, which reads everybody in",
        read_in.as_secs_f64(),
        "s",
    );
    findings.add("confirmed over HTTP", seen.speed(TIME), "per second");
    findings.add("counted, median", millis(counted.median()), "ms");
    let longest = millis(counted.max());
    findings.aim("counted, the longest", longest, "ms", COUNTED_MAX);
    Ok(findings)
}

/// Makes purchases and looks for them in a segment.
struct Probe {
    app: App,
    tills: Tills,
    members: u32,
    runtime: tokio::runtime::Runtime,
}

impl Probe {
    fn open(server: &Server, members: u32) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        Ok(Self {
            app: server.app().clone(),
            tills: server.tills(),
            members,
            runtime,
        })
    }

    /// Members who have bought through a channel.
    fn count(&self, channel: &str) -> Result<usize, Failure> {
        self.runtime.block_on(count(&self.app, channel))
    }

    /// How long each purchase took to be counted, until it is over.
    fn run(&self, is_over: impl Fn() -> bool) -> Result<Samples, Failure> {
        self.runtime.block_on(async {
            let server = self.tills.servers.first().copied();
            let server = server.ok_or_else(|| Failure::Other("no server".to_owned()))?;
            let mut till = Client::connect(server, "/v1/purchases", &self.tills.key).await?;
            let (mut dice, mut samples) = (Dice::new(u64::MAX), Samples::default());
            let mut pace = interval(PROBES);
            for turn in 0_u64.. {
                pace.tick().await;
                if is_over() {
                    break;
                }
                let channel = format!("probe-{turn}");
                let basket = Basket::next(TILLS, self.members, &mut dice).purchase(&channel);
                let body = basket.replacen('{', &format!(r#"{{"channel":"{channel}","#), 1);
                let answer = till.post(&body).await?;
                if answer.status >= 300 {
                    let said = String::from_utf8_lossy(&answer.body);
                    return Err(Failure::Other(format!("{}: {said}", answer.status)));
                }
                let answered = Stopwatch::start();
                while count(&self.app, &channel).await? == 0 {}
                samples.add(answered.elapsed());
            }
            Ok(samples)
        })
    }
}

/// Members who have bought through a channel.
async fn count(app: &App, channel: &str) -> Result<usize, Failure> {
    let when = format!(
        r#"{{ "purchases": {{ "from": "2020-01-01", "where": {{ "channel": "{channel}" }}, "count": {{ "gte": 1 }} }} }}"#
    );
    let when = serde_json::from_str(&when).map_err(|error| Failure::Other(error.to_string()))?;
    let as_of = None;
    let counted = segment::preview(app, PreviewRequest { when, as_of }).await?;
    Ok(counted.found.members)
}
