//! The tills: each sends one request after another, as fast as answers come or at a pace.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use regulars_app::Stopwatch;
use tokio::task::JoinSet;
use tokio::time::interval;

use super::Args;
use super::basket::Basket;
use super::client::Client;
use crate::bench::figure::per_second;
use crate::bench::goods::Dice;
use crate::bench::samples::Samples;
use crate::failure::Failure;

/// Part of the time that is not counted: caches fill, connections open.
const WARM_UP: u32 = 5;

/// What tills ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// `POST /v1/quotes`
    Quotes,
    /// `POST /v1/purchases`, each with another id.
    Purchases,
}

/// A load to put on a server.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// What is asked for.
    pub ask: Ask,
    /// Connections.
    pub tills: u32,
    /// Members the baskets are of.
    pub members: u32,
    /// How long, after a warm-up of a fifth of it.
    pub time: Duration,
    /// A till sends a request every so often; `None`: as soon as the last one was answered.
    pub pace: Option<Duration>,
}

impl Load {
    /// As the command line says, each till as fast as it is answered.
    pub fn full(args: &Args, ask: Ask) -> Self {
        Self {
            ask,
            tills: args.tills,
            members: args.members,
            time: args.time(),
            pace: None,
        }
    }
}

/// Where tills go.
#[derive(Debug, Clone)]
pub struct Tills {
    /// Servers of the same data, to which they are shared out. Not empty.
    pub servers: Vec<SocketAddr>,
    /// A key that may do what a till does.
    pub key: String,
}

impl Tills {
    fn server_of(&self, till: u32) -> Option<SocketAddr> {
        let till = usize::try_from(till).unwrap_or(0);
        let place = till.checked_rem(self.servers.len())?;
        self.servers.get(place).copied()
    }
}

/// What the tills saw after the warm-up.
#[derive(Debug, Default)]
pub struct Seen {
    /// How long each answer took.
    pub latencies: Samples,
}

impl Seen {
    /// Answers per second of that time.
    pub fn speed(&self, time: Duration) -> f64 {
        per_second(u64::try_from(self.latencies.len()).unwrap_or(0), time)
    }
}

/// Puts a load on servers. The tills share one thread.
///
/// # Errors
/// An answer that is not a success; a connection that broke.
pub fn put(at: &Tills, load: Load) -> Result<Seen, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut tills = JoinSet::new();
        for number in 0..load.tills {
            tills.spawn(Till::open(at, load, number).await?.run());
        }
        let mut seen = Seen::default();
        while let Some(done) = tills.join_next().await {
            let latencies = done.map_err(|error| Failure::Other(error.to_string()))??;
            seen.latencies.append(latencies);
        }
        Ok(seen)
    })
}

struct Till {
    number: u32,
    load: Load,
    client: Client,
    dice: Dice,
}

impl Till {
    async fn open(at: &Tills, load: Load, number: u32) -> Result<Self, Failure> {
        let path = match load.ask {
            Ask::Quotes => "/v1/quotes",
            Ask::Purchases => "/v1/purchases",
        };
        let server = at.server_of(number);
        let server = server.ok_or_else(|| Failure::Other("no server".to_owned()))?;
        Ok(Self {
            number,
            load,
            client: Client::connect(server, path, &at.key).await?,
            dice: Dice::new(number.into()),
        })
    }

    async fn run(mut self) -> Result<Samples, Failure> {
        let warm_up = self.load.time / WARM_UP;
        let end = warm_up + self.load.time;
        let mut latencies = Samples::default();
        let mut pace = match self.load.pace {
            Some(pace) => {
                self.wait_turn(pace).await;
                Some(interval(pace))
            }
            None => None,
        };
        let watch = Stopwatch::start();
        for turn in 0_u64.. {
            let late = match &mut pace {
                Some(pace) => overdue(pace.tick()).await,
                None => Duration::ZERO,
            };
            if watch.elapsed() >= end {
                break;
            }
            let basket = Basket::next(self.number, self.load.members, &mut self.dice);
            let body = match self.load.ask {
                Ask::Quotes => basket.quote(),
                Ask::Purchases => basket.purchase(&format!("{}-{turn}", self.number)),
            };
            let sent = Stopwatch::start();
            self.ask(&body).await?;
            let took = sent.elapsed() + late;
            let now = watch.elapsed();
            if now >= warm_up && now < end {
                latencies.add(took);
            }
        }
        Ok(latencies)
    }

    /// The tills begin one after another, spread over a pace, so that they never all send at once.
    async fn wait_turn(&self, pace: Duration) {
        let share = pace * self.number / self.load.tills;
        let mut turn = interval(share.max(Duration::from_micros(1)));
        turn.tick().await;
        turn.tick().await;
    }

    async fn ask(&mut self, body: &str) -> Result<(), Failure> {
        let answer = self.client.post(body).await?;
        if answer.status < 300 {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&answer.body);
        Err(Failure::Other(format!("{}: {said}\n{body}", answer.status)))
    }
}

/// Waits for the next tick. If it was due before we came to wait, because the answer before took so long, says by how
/// much: a buyer has waited that long too. What a timer fires late is no fault of the server.
async fn overdue(tick: impl Future<Output = tokio::time::Instant>) -> Duration {
    let waiting = Stopwatch::start();
    let due = tick.await;
    let waited = waiting.elapsed();
    due.elapsed().saturating_sub(waited).saturating_sub(TIMER)
}

/// A tick that was due fires at once, within this.
const TIMER: Duration = Duration::from_millis(1);
