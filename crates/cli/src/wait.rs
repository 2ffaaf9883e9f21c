//! Waits for an instant of the clock to come.

use std::time::Duration;

use regulars_app::{Clock, SystemClock};
use regulars_engine::time::Instant;

/// Waits until the clock shows the instant.
pub async fn until(instant: Instant) {
    let left = u64::try_from(instant.ms_since(SystemClock.now())).unwrap_or(0);
    #[expect(
        clippy::disallowed_methods,
        reason = "what is waited for is the time itself"
    )]
    tokio::time::sleep(Duration::from_millis(left)).await;
}
