//! Servers in processes of their own, as they are started on machines of their own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use super::load::Tills;
use super::postgres::Database;
use super::server::till_key;
use crate::data;
use crate::failure::Failure;

/// No limit of calls, and no waiting for a balancer.
const CONFIG: &str = "limits: { requests_per_second: 0, notice_seconds: 0 }\n";

/// Servers of one database; killed when dropped.
#[derive(Debug)]
pub struct Servers {
    key: String,
    running: Vec<Running>,
}

#[derive(Debug)]
struct Running {
    process: Child,
    address: SocketAddr,
}

/// Starts so many.
///
/// # Errors
/// A server that does not start.
pub fn start(database: &Database, count: u32) -> Result<Servers, Failure> {
    let app = data::start_existing(&database.place())?;
    let key = data::block_on(till_key(&app))?;
    drop(app);
    let config = database.folder.join("server.yaml");
    fs::write(&config, CONFIG)?;
    let started = (0..count).map(|number| {
        let mut serve = Command::new(std::env::current_exe()?);
        serve
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "warn"])
            .arg("--config")
            .arg(&config)
            .arg("--data")
            .arg(database.folder.join(number.to_string()))
            .env("REGULARS_DATABASE", &database.url);
        Running::start(&mut serve)
    });
    Ok(Servers {
        key,
        running: started.collect::<Result<_, Failure>>()?,
    })
}

impl Servers {
    /// For the tills, which are shared out among them.
    pub fn tills(&self) -> Tills {
        Tills {
            servers: self.running.iter().map(|server| server.address).collect(),
            key: self.key.clone(),
        }
    }
}

impl Running {
    fn start(serve: &mut Command) -> Result<Self, Failure> {
        let mut process = serve.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        let address = line.trim().strip_prefix("listening http://");
        match address.and_then(|address| address.parse().ok()) {
            Some(address) => Ok(Self { process, address }),
            None => {
                process.kill()?;
                process.wait()?;
                Err(Failure::Other(format!("a server does not start: {line}")))
            }
        }
    }
}

impl Drop for Running {
    /// What it works on is thrown away, and what it has acknowledged is in the database anyhow.
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
