//! Counters and histograms, as Prometheus reads them.

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use regulars_app::health::{
    COMMIT_SECONDS, CONFLICTS, GROUP_SIZE, Lag, Leading, RETRIES, TAKEOVERS,
};
use regulars_app::insight::file;
use regulars_app::job::MAINTENANCE;

/// Upper bounds of the histogram of answers, in seconds.
const BOUNDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

const SECONDS: &str = "http_request_seconds";
const TOTAL: &str = "http_requests_total";
const WAITING: &str = "store_queue_length";
const JOBS_LAG: &str = "jobs_lag_seconds";
const JOURNAL_LAG: &str = "journal_lag_seconds";
const LEASE_HELD: &str = "lease_held_seconds";
const LEASE_LEFT: &str = "lease_left_seconds";

/// Upper bounds of the histogram of changesets that share a transaction.
const GROUPS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// The recorder of this process.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// The recorder, installed once for the process. A process with another recorder keeps that one.
    pub fn installed() -> Self {
        static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
        let handle = RECORDER.get_or_init(|| {
            let groups = Matcher::Full(GROUP_SIZE.to_owned());
            let bounded = PrometheusBuilder::new()
                .set_buckets(BOUNDS)
                .and_then(|builder| builder.set_buckets_for_metric(groups, GROUPS))
                .unwrap_or_else(|_| PrometheusBuilder::new());
            let recorder = bounded.build_recorder();
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another recorder of metrics is installed; /metrics stays empty");
            }
            describe();
            handle
        });
        Self(handle.clone())
    }

    /// An answer was given.
    pub fn answered(&self, method: &'static str, route: &'static str, status: u16, took: Duration) {
        let status = status_text(status);
        metrics::histogram!(SECONDS, "method" => method, "route" => route)
            .record(took.as_secs_f64());
        metrics::counter!(TOTAL, "method" => method, "route" => route, "status" => status)
            .increment(1);
    }

    /// Everything, in the text form of Prometheus. Without `lag`, of a store that cannot be read, those gauges stay.
    pub fn text(&self, queue: usize, lag: Option<Lag>, leases: &[Leading]) -> String {
        let queue = u32::try_from(queue).unwrap_or(u32::MAX);
        metrics::gauge!(WAITING).set(f64::from(queue));
        if let Some(lag) = lag {
            metrics::gauge!(JOBS_LAG).set(seconds(lag.jobs_ms));
            metrics::gauge!(JOURNAL_LAG).set(seconds(lag.journal_ms));
        }
        for lease in leases {
            metrics::gauge!(LEASE_HELD, "lease" => lease.name).set(lease.since.as_secs_f64());
            metrics::gauge!(LEASE_LEFT, "lease" => lease.name).set(lease.left.as_secs_f64());
        }
        self.0.run_upkeep();
        self.0.render()
    }
}

fn seconds(ms: i64) -> f64 {
    let ms = u64::try_from(ms).unwrap_or(0);
    Duration::from_millis(ms).as_secs_f64()
}

fn describe() {
    metrics::describe_histogram!(
        COMMIT_SECONDS,
        metrics::Unit::Seconds,
        "How long transactions took until they were durable"
    );
    metrics::describe_histogram!(GROUP_SIZE, "Changesets that shared a transaction");
    metrics::describe_counter!(RETRIES, "Changesets begun anew");
    metrics::describe_counter!(
        CONFLICTS,
        "Changesets that came too late and are decided again"
    );
    metrics::describe_gauge!(
        JOBS_LAG,
        metrics::Unit::Seconds,
        "Age of the oldest job that could have been done"
    );
    metrics::describe_gauge!(
        JOURNAL_LAG,
        metrics::Unit::Seconds,
        "Age of the oldest fact no reader of the journal sees"
    );
    metrics::describe_gauge!(
        LEASE_HELD,
        metrics::Unit::Seconds,
        "For how long this process has had a lease; 0: it is another's or nobody's"
    );
    metrics::describe_gauge!(
        LEASE_LEFT,
        metrics::Unit::Seconds,
        "How long a lease stays with this process when it is not heard of"
    );
    metrics::describe_counter!(TAKEOVERS, "Leases that came to this process");
    // Told from the start, also where nothing has happened yet.
    metrics::gauge!(LEASE_HELD, "lease" => MAINTENANCE).set(0.0);
    metrics::gauge!(LEASE_LEFT, "lease" => MAINTENANCE).set(0.0);
    metrics::counter!(TAKEOVERS, "lease" => MAINTENANCE).increment(0);
    metrics::counter!(RETRIES).increment(0);
    metrics::counter!(CONFLICTS).increment(0);
    describe_columns();
    metrics::describe_histogram!(SECONDS, metrics::Unit::Seconds, "How long answers took");
    metrics::describe_counter!(TOTAL, "Answers given");
    metrics::describe_gauge!(WAITING, "Changesets waiting for the writer");
}

fn describe_columns() {
    metrics::describe_gauge!(
        file::WRITTEN_AT,
        metrics::Unit::Seconds,
        "When columns on disk were last written, since 1970"
    );
    metrics::describe_gauge!(
        file::WRITE_SECONDS,
        metrics::Unit::Seconds,
        "How long the last writing of columns took"
    );
    metrics::describe_gauge!(
        file::START_SECONDS,
        metrics::Unit::Seconds,
        "How long columns took to be read in at the start"
    );
    metrics::describe_gauge!(file::BYTES, metrics::Unit::Bytes, "Columns on disk");
    let told = [
        file::WRITTEN_AT,
        file::WRITE_SECONDS,
        file::START_SECONDS,
        file::BYTES,
    ];
    for name in told {
        metrics::gauge!(name).set(0.0);
    }
}

/// Statuses we answer with, without making a text each time.
fn status_text(status: u16) -> &'static str {
    match status {
        200 => "200",
        201 => "201",
        204 => "204",
        400 => "400",
        401 => "401",
        403 => "403",
        404 => "404",
        405 => "405",
        409 => "409",
        413 => "413",
        415 => "415",
        422 => "422",
        429 => "429",
        500 => "500",
        503 => "503",
        _ => "other",
    }
}
