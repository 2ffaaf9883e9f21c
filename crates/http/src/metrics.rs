//! Counters and histograms, as Prometheus reads them.

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the histogram of answers, in seconds.
const BOUNDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

const SECONDS: &str = "http_request_seconds";
const TOTAL: &str = "http_requests_total";
const WAITING: &str = "store_queue_length";

/// The recorder of this process.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// The recorder, installed once for the process. A process with another recorder keeps that one.
    pub fn installed() -> Self {
        static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
        let handle = RECORDER.get_or_init(|| {
            let builder = PrometheusBuilder::new();
            let bounded = builder
                .set_buckets(BOUNDS)
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

    /// Everything, in the text form of Prometheus.
    pub fn text(&self, queue: usize) -> String {
        let queue = u32::try_from(queue).unwrap_or(u32::MAX);
        metrics::gauge!(WAITING).set(f64::from(queue));
        self.0.run_upkeep();
        self.0.render()
    }
}

fn describe() {
    metrics::describe_histogram!(SECONDS, metrics::Unit::Seconds, "How long answers took");
    metrics::describe_counter!(TOTAL, "Answers given");
    metrics::describe_gauge!(WAITING, "Changesets waiting for the writer");
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
