//! The server under test, in this process, on a free port of the loopback.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use regulars_app::folder::Role;
use regulars_app::{Actor, App, key};
use regulars_http::Options;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::data::{self, Place};
use crate::failure::Failure;

/// A running server.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// A key that may do what a till does.
    pub key: String,
    runtime: Runtime,
    serving: JoinHandle<std::io::Result<()>>,
    stop: oneshot::Sender<()>,
}

impl Server {
    /// Starts one over a data folder, with threads of its own.
    ///
    /// # Errors
    /// A folder that cannot be used; a port that cannot be had.
    pub fn start(folder: &Path) -> Result<Self, Failure> {
        let app = data::start(&Place::of(folder), Role::Server)?;
        let runtime = Runtime::new()?;
        let key = runtime.block_on(till_key(&app))?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let options = Options {
            rate_per_second: 0,
            ..Options::default()
        };
        let until = async {
            let _ = stopped.await;
        };
        let serving = runtime.spawn(regulars_http::serve(app, listener, options, until));
        Ok(Self {
            address,
            key,
            runtime,
            serving,
            stop,
        })
    }

    /// Stops it, and waits until everything is closed.
    ///
    /// # Errors
    /// A server that broke.
    pub fn stop(self) -> Result<(), Failure> {
        let _ = self.stop.send(());
        let ended = self.runtime.block_on(self.serving);
        drop(self.runtime);
        Ok(ended.map_err(|error| Failure::Other(error.to_string()))??)
    }
}

async fn till_key(app: &App) -> Result<String, Failure> {
    let created = key::create(
        app,
        Actor::Machine,
        "bench",
        "bench",
        vec!["till".to_owned()],
    )
    .await?;
    Ok(created.secret)
}
