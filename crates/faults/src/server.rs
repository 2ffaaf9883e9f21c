//! The server as a process of the machine.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::time::until;

/// How long a start or a recovery may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How to start a server, and where it is.
#[derive(Debug)]
pub struct Server {
    binary: PathBuf,
    /// `--data DIR`, `--database URL`.
    place: Vec<String>,
    clock: PathBuf,
    log: PathBuf,
    /// Where it listens, the same after each start.
    listen: String,
    running: Option<(Child, String)>,
}

impl Server {
    /// A server that does not run yet.
    pub fn new(binary: &Path, place: Vec<String>, notes: &Path) -> Self {
        Self {
            binary: binary.to_owned(),
            place,
            clock: notes.join("clock"),
            log: notes.join("server.log"),
            listen: "127.0.0.1:0".to_owned(),
            running: None,
        }
    }

    /// Starts it and waits until it listens.
    ///
    /// # Errors
    /// It ends instead; what it said.
    pub fn start(&mut self) -> Result<()> {
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut child = Command::new(&self.binary)
            .arg("serve")
            .args(&self.place)
            .args(["--log", "info", "--listen", &self.listen, "--clock-offset"])
            .arg(&self.clock)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut stdout = BufReader::new(stdout);
        let mut first = String::new();
        stdout.read_line(&mut first)?;
        // The pipe is read to its end, so that the server is never kept waiting by it.
        std::thread::spawn(move || stdout.read_to_end(&mut Vec::new()));
        let Some(url) = first.trim().strip_prefix("listening ") else {
            let status = child.wait()?;
            bail!("the server did not start ({status}): {}", self.last_words());
        };
        self.listen = url.trim_start_matches("http://").to_owned();
        self.running = Some((child, url.to_owned()));
        Ok(())
    }

    /// Waits until purchases may be sent.
    ///
    /// # Errors
    /// It never gets ready.
    pub fn wait_until_ready(&mut self) -> Result<()> {
        let url = format!("{}/readyz", self.url()?);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(5)))
            .build()
            .new_agent();
        until("a server that is ready", PATIENCE, || {
            if let Some(status) = self.ended()? {
                bail!("the server ended ({status}): {}", self.last_words());
            }
            let ready = agent.get(&url).call();
            Ok(ready
                .is_ok_and(|answer| answer.status() == 200)
                .then_some(()))
        })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// It does not run.
    pub fn url(&self) -> Result<&str> {
        let (_, url) = self.running.as_ref().context("the server does not run")?;
        Ok(url)
    }

    /// Its process.
    pub fn process(&self) -> Option<u32> {
        self.running.as_ref().map(|(child, _)| child.id())
    }

    /// How it ended, if it did by itself.
    ///
    /// # Errors
    /// A machine that does not know.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        match &mut self.running {
            Some((child, _)) => Ok(child.try_wait()?),
            None => Ok(None),
        }
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        if let Some((mut child, _)) = self.running.take() {
            drop(child.kill());
            drop(child.wait());
        }
    }

    /// Moves its clock by so many milliseconds from the machine's.
    ///
    /// # Errors
    /// A folder that cannot be written to.
    pub fn move_clock(&self, by_ms: i64) -> Result<()> {
        let new = self.clock.with_extension("new");
        std::fs::write(&new, by_ms.to_string())?;
        Ok(std::fs::rename(&new, &self.clock)?)
    }

    /// Runs a command of the same binary over the same data; its standard output.
    ///
    /// # Errors
    /// It fails; what it said.
    pub fn command(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new(&self.binary)
            .args(arguments)
            .args(&self.place)
            .stdin(Stdio::null())
            .output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr);
            bail!("regulars {}: {said}{error}", arguments.join(" "));
        }
        Ok(said)
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(3)..].join("\n")
    }

    /// Lines of its log that tell of a panic.
    pub fn panics(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let told = text.lines().filter(|line| line.contains("panicked"));
        told.map(str::to_owned).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Sends a signal to processes: `STOP`, `CONT`, `KILL`.
pub fn signal(name: &str, processes: &[u32]) {
    let ids = processes.iter().map(u32::to_string);
    drop(
        Command::new("kill")
            .arg(format!("-{name}"))
            .args(ids)
            .stderr(Stdio::null())
            .status(),
    );
}
