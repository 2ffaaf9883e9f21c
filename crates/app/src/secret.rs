//! What nobody may tell in advance: secrets of keys and sessions, the nonce of a page.

use crate::error::{AppError, Result};

/// 256 random bits in hexadecimal.
///
/// # Errors
/// A machine that gives no randomness.
#[expect(
    clippy::disallowed_methods,
    reason = "a secret that could be told in advance would be none"
)]
pub fn secret() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| AppError::Internal(format!("the machine gives no randomness: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
