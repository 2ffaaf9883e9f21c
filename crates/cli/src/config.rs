//! The configuration file of a server.

use std::path::{Path, PathBuf};
use std::time::Duration;

use regulars_http::Options;
use serde::Deserialize;

use crate::data;
use crate::failure::Failure;

/// Load balancers look more often than this.
const NOTICE: Duration = Duration::from_secs(3);

/// What a configuration file may say; everything may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen: `0.0.0.0:8080`.
    #[serde(default)]
    pub listen: Option<String>,
    /// The data folder.
    #[serde(default)]
    pub data: Option<PathBuf>,
    /// The database, if it is not the folder.
    #[serde(default)]
    pub database: Option<String>,
    /// Limits of requests.
    #[serde(default)]
    pub limits: Limits,
    /// Columns of analytics on disk.
    #[serde(default)]
    pub columns: Columns,
}

/// Columns of analytics on disk; what is left out is as without a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Where they are kept; `columns` in the data folder.
    #[serde(default)]
    folder: Option<PathBuf>,
    /// Keep them in memory alone.
    #[serde(default)]
    off: bool,
    /// What has changed is written after so many minutes; 60.
    #[serde(default)]
    minutes: Option<u32>,
}

impl Columns {
    /// Changes what the file says something of.
    pub fn set(self, columns: &mut data::Columns) {
        columns.off = self.off;
        if let Some(folder) = self.folder {
            columns.folder = folder;
        }
        if let Some(minutes) = self.minutes {
            columns.every_ms = i64::from(minutes) * 60_000;
        }
    }
}

/// Limits of requests; what is left out is as without a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The largest body of a usual call, KiB.
    #[serde(default)]
    body_kib: Option<u32>,
    /// The largest body of a call that takes many things at once, KiB.
    #[serde(default)]
    bulk_kib: Option<u32>,
    /// The largest file that may be brought in, MiB.
    #[serde(default)]
    upload_mib: Option<u32>,
    /// Requests a key may make in a second; 0: as many as it likes.
    #[serde(default)]
    requests_per_second: Option<u32>,
    /// Requests a key may make at once.
    #[serde(default)]
    burst: Option<u32>,
    /// How long a request may take.
    #[serde(default)]
    timeout_seconds: Option<u32>,
    /// How long a server that is to stop goes on, not ready; 3 with PostgreSQL, else 0.
    #[serde(default)]
    notice_seconds: Option<u32>,
    /// How long requests under way may take to end when the server stops.
    #[serde(default)]
    drain_seconds: Option<u32>,
}

impl Config {
    /// Reads a file; without one everything is as it is by itself.
    ///
    /// # Errors
    /// A file that cannot be read, or says what cannot be said.
    pub fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let Some(file) = file else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(file).map_err(|error| Failure::of_file(file, &error))?;
        Self::parse(&text).map_err(|why| Failure::Usage(format!("{}: {why}", file.display())))
    }

    fn parse(text: &str) -> Result<Self, String> {
        regulars_engine::document::read(text).map_err(|problems| {
            let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
            said.join("; ")
        })
    }
}

impl Limits {
    /// As the server takes them; `is_shared`: others may serve the same data.
    pub fn options(&self, is_shared: bool) -> Options {
        let notice = if is_shared { NOTICE } else { Duration::ZERO };
        let usual = Options {
            notice,
            ..Options::default()
        };
        let kib = |set: Option<u32>, usual: usize| {
            set.and_then(|kib| usize::try_from(kib).ok())
                .map_or(usual, |kib| kib.saturating_mul(1_024))
        };
        let seconds = |set: Option<u32>, usual: Duration| {
            set.map_or(usual, |seconds| Duration::from_secs(seconds.into()))
        };
        Options {
            body_bytes: kib(self.body_kib, usual.body_bytes),
            bulk_bytes: kib(self.bulk_kib, usual.bulk_bytes),
            upload_bytes: self
                .upload_mib
                .map_or(usual.upload_bytes, |mib| u64::from(mib) << 20),
            rate_per_second: self.requests_per_second.unwrap_or(usual.rate_per_second),
            rate_burst: self.burst.unwrap_or(usual.rate_burst),
            timeout: seconds(self.timeout_seconds, usual.timeout),
            notice: seconds(self.notice_seconds, usual.notice),
            drain: seconds(self.drain_seconds, usual.drain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_some_things_and_leaves_others() {
        let text = "listen: 0.0.0.0:80\nlimits: { body_kib: 64, drain_seconds: 3 }\ncolumns: { minutes: 5 }\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(
            (config.listen.as_deref(), config.data),
            (Some("0.0.0.0:80"), None)
        );
        let options = config.limits.options(false);
        assert_eq!((options.body_bytes, options.drain.as_secs()), (65_536, 3));
        assert_eq!(options.timeout, Options::default().timeout);
        let mut columns = data::Place::of("shop").columns;
        config.columns.set(&mut columns);
        let (minutes, folder) = (columns.every_ms / 60_000, columns.folder);
        assert_eq!((minutes, folder), (5, PathBuf::from("shop/columns")));
        assert!(Config::parse("{}").is_ok());
    }

    #[test]
    fn a_misspelt_field_is_told() {
        assert!(
            Config::parse("listn: 0.0.0.0:80\n")
                .unwrap_err()
                .contains("listn")
        );
    }
}
