//! The server under test, in this process, on a free port of the loopback.

use std::net::{Ipv4Addr, SocketAddr};

use regulars_app::folder::Role;
use regulars_app::{Actor, App, key};
use regulars_http::Options;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::load::Tills;
use crate::data::{self, Place};
use crate::failure::Failure;

/// A running server.
pub struct Server {
    app: App,
    address: SocketAddr,
    key: String,
    runtime: Runtime,
    serving: JoinHandle<std::io::Result<()>>,
    stop: oneshot::Sender<()>,
}

impl Server {
    /// Starts one over its data, with threads of its own.
    ///
    /// # Errors
    /// Data that cannot be used; a port that cannot be had.
    pub fn start(place: &Place) -> Result<Self, Failure> {
        let app = data::start(place, Role::Server)?;
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
        let serving = runtime.spawn(regulars_http::serve(app.clone(), listener, options, until));
        Ok(Self {
            app,
            address,
            key,
            runtime,
            serving,
            stop,
        })
    }

    /// For the tills.
    pub fn tills(&self) -> Tills {
        Tills {
            servers: vec![self.address],
            key: self.key.clone(),
        }
    }

    /// The system it serves.
    pub fn app(&self) -> &App {
        &self.app
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

/// Makes a key that may do what a till does.
///
/// # Errors
/// A store that takes no writes.
pub async fn till_key(app: &App) -> Result<String, Failure> {
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
