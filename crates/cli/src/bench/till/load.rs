//! The tills: each sends one request after another, as fast as answers come or at a pace.

use std::future::Future;
use std::time::Duration;

use regulars_app::Stopwatch;
use tokio::task::JoinSet;
use tokio::time::interval;

use super::basket::Basket;
use super::client::Client;
use super::server::Server;
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

/// What the tills saw after the warm-up.
#[derive(Debug, Default)]
pub struct Seen {
    /// How long each answer took.
    pub latencies: Samples,
}

/// Puts a load on a server. The tills share one thread.
///
/// # Errors
/// An answer that is not a success; a connection that broke.
pub fn put(server: &Server, load: Load) -> Result<Seen, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut tills = JoinSet::new();
        for number in 0..load.tills {
            tills.spawn(Till::open(server, load, number).await?.run());
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
    async fn open(server: &Server, load: Load, number: u32) -> Result<Self, Failure> {
        let path = match load.ask {
            Ask::Quotes => "/v1/quotes",
            Ask::Purchases => "/v1/purchases",
        };
        Ok(Self {
            number,
            load,
            client: Client::connect(server.address, path, &server.key).await?,
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
