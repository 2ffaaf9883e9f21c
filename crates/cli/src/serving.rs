//! A system served on an address, with its work in the background.

use std::net::SocketAddr;
use std::time::Duration;

use regulars_app::{App, insight, job};
use regulars_http::Options;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::failure::Failure;

/// How often due work is looked for.
const LOOK: Duration = Duration::from_secs(1);
/// How often it is looked whether columns are to be written.
const LOOK_AT_COLUMNS: Duration = Duration::from_secs(20);
/// How often publications are looked for: what one process publishes every other knows within a second.
const LOOK_FOR_PROGRAMS: Duration = Duration::from_millis(500);

/// Listens, tells the address to `ready`, and serves until the process is told to stop.
///
/// # Errors
/// An address that cannot be listened on.
pub async fn serve(
    app: App,
    listen: &str,
    options: Options,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let busy = |error| Failure::Unavailable(format!("cannot listen on {listen}: {error}"));
    let listener = TcpListener::bind(listen).await.map_err(busy)?;
    let address = listener.local_addr().map_err(busy)?;
    app.refresh().await?;
    let signal = stop_signal()?;
    let looking = tokio::spawn(look_for_programs(app.clone()));
    let working = tokio::spawn(work(app.clone()));
    let following = tokio::spawn(follow(app.clone()));
    let keeping = tokio::spawn(keep(app.clone()));
    let (told, stopped) = oneshot::channel();
    let leaving = tokio::spawn(leave(app.clone(), working, stopped));
    let stop = async move {
        signal.await;
        // Nobody listens any more only if the server has stopped already.
        let _ = told.send(());
    };
    ready(address);
    tracing::info!(%address, "serving");
    let served = regulars_http::serve(app, listener, options, stop).await;
    looking.abort();
    following.abort();
    keeping.abort();
    if leaving.await.is_err() {
        tracing::error!("the work of this process was not handed over");
    }
    tracing::info!("stopped");
    Ok(served?)
}

/// Once the process is to stop, hands its work in the background to the others, while requests under way end.
async fn leave(app: App, working: JoinHandle<()>, stopped: oneshot::Receiver<()>) {
    // Without a word the server has ended by itself, and the work with it.
    let _ = stopped.await;
    working.abort();
    if let Err(error) = working.await
        && error.is_panic()
    {
        tracing::error!("work in the background panicked");
    }
    if let Err(error) = job::leave(&app).await {
        tracing::warn!(%error, "other processes take over the work when its leases are over");
    }
}

/// Sees what other processes publish before it goes live.
async fn look_for_programs(app: App) {
    let mut turns = interval(LOOK_FOR_PROGRAMS);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(error) = app.refresh().await {
            tracing::error!(%error, "publications cannot be read");
        }
    }
}

/// Does what is due.
async fn work(app: App) {
    let mut seconds = interval(LOOK);
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut paused = false;
    loop {
        seconds.tick().await;
        match job::run_due(&app).await {
            Ok(ran) => {
                if ran.paused != paused {
                    tell_of_pause(ran.paused);
                }
                paused = ran.paused;
            }
            Err(error) => tracing::error!(%error, "due work cannot be done; it is tried again"),
        }
    }
}

fn tell_of_pause(paused: bool) {
    if paused {
        tracing::warn!(
            "this is a restored copy, or data that is moved: jobs are paused and nothing is sent; \
             `regulars resume` makes a restored copy the one that works"
        );
    } else {
        tracing::info!("jobs go on");
    }
}

/// Keeps the columns of analytics up to date.
async fn follow(app: App) {
    let mut seconds = interval(LOOK);
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if let Err(error) = insight::follow(&app).await {
            tracing::error!(%error, "analytics cannot follow; it is tried again");
        }
    }
}

/// Has the columns on disk follow.
async fn keep(app: App) {
    let mut turns = interval(LOOK_AT_COLUMNS);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(error) = insight::file::keep(&app).await {
            tracing::error!(%error, "columns cannot be written; what is on disk stays, and it is tried again");
        }
    }
}

/// Comes when the process is interrupted or told to end. Listened for from the start, not from the first wait on.
#[cfg(unix)]
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut ended = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = ended.recv() => {}
        }
    })
}

/// Comes when the process is interrupted.
#[cfg(not(unix))]
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
