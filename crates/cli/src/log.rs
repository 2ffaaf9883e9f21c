//! Structured logs on standard error.

use std::time::Duration;

use clap::Args;
use regulars_app::folder::log_slower_than;
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;

/// What is logged.
#[derive(Debug, Clone, Args)]
pub struct Logging {
    /// What is logged: `info`, or `warn,regulars_http=debug`.
    #[arg(
        long,
        value_name = "FILTER",
        env = "REGULARS_LOG",
        default_value = "info"
    )]
    log: String,
    /// Log statements of the database that take longer, with their names.
    #[arg(
        long,
        value_name = "MS",
        env = "REGULARS_LOG_SLOW_MS",
        default_value_t = 1_000
    )]
    log_slow_ms: u64,
}

impl Logging {
    /// Starts logging: one JSON object a line.
    ///
    /// # Errors
    /// A filter that cannot be read.
    pub fn start(&self) -> Result<(), Failure> {
        log_slower_than(Duration::from_millis(self.log_slow_ms));
        let filter = EnvFilter::try_new(&self.log)
            .map_err(|error| Failure::Usage(format!("--log {}: {error}", self.log)))?;
        tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_writer(std::io::stderr)
            .with_env_filter(filter)
            // Where a line cannot be written, as on a full disk, a line about that cannot either, and would end the server.
            .log_internal_errors(false)
            .try_init()
            .map_err(|error| Failure::Other(format!("no logs: {error}")))
    }
}
