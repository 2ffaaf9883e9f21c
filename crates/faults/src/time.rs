//! Waiting, and how long things took: the one place of the suite that asks for it.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// Lets time pass.
#[expect(
    clippy::disallowed_methods,
    reason = "a fault strikes at an instant of the machine's own time"
)]
pub fn pass(duration: Duration) {
    std::thread::sleep(duration);
}

/// Lets milliseconds pass.
pub fn pass_ms(ms: u64) {
    pass(Duration::from_millis(ms));
}

/// Now, to measure from.
#[expect(
    clippy::disallowed_methods,
    reason = "a length of time is measured, no time is told"
)]
pub fn started() -> Instant {
    Instant::now()
}

/// Asks until the answer is `Some`, for so long.
///
/// # Errors
/// It did not come; those of the question.
pub fn until<T>(
    what: &str,
    patience: Duration,
    mut ask: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = started();
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if start.elapsed() > patience {
            bail!("{what} did not come within {} s", patience.as_secs());
        }
        pass_ms(20);
    }
}
