//! What of the server can be set.

use std::time::Duration;

/// How the server behaves. The defaults suit a chain of shops.
#[derive(Debug, Clone)]
pub struct Options {
    /// The largest body of a usual call.
    pub body_bytes: usize,
    /// The largest body of a call that takes many things at once: catalogue, events, program files.
    pub bulk_bytes: usize,
    /// The largest file that may be brought in.
    pub upload_bytes: u64,
    /// Requests a key may make in a second, on the average; 0: as many as it likes.
    pub rate_per_second: u32,
    /// Requests a key may make at once before that average counts.
    pub rate_burst: u32,
    /// How long a request may take.
    pub timeout: Duration,
    /// How long a server that is to stop goes on as before, but says that it is not ready, so that clients and load balancers go
    /// to another one.
    pub notice: Duration,
    /// How long requests under way may take to end when the server stops.
    pub drain: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            bulk_bytes: 16 << 20,
            upload_bytes: 512 << 20,
            rate_per_second: 20_000,
            rate_burst: 40_000,
            timeout: Duration::from_secs(30),
            notice: Duration::ZERO,
            drain: Duration::from_secs(10),
        }
    }
}
