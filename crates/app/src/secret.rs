//! What nobody may tell in advance: secrets of keys and sessions, the nonce of a page.

use crate::error::{AppError, Result};

/// So many random numbers, for codes that cannot be guessed.
///
/// # Errors
/// A machine that gives no randomness.
pub(crate) fn random(count: usize) -> Result<Vec<u64>> {
    let mut bytes = vec![0_u8; count.saturating_mul(8)];
    fill(&mut bytes)?;
    let numbers = bytes.chunks_exact(8).map(|chunk| {
        let number = chunk.iter();
        number.fold(0, |number, byte| number << 8 | u64::from(*byte))
    });
    Ok(numbers.collect())
}

/// 256 random bits in hexadecimal.
///
/// # Errors
/// A machine that gives no randomness.
pub fn secret() -> Result<String> {
    let mut bytes = [0_u8; 32];
    fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a secret that could be told in advance would be none"
)]
fn fill(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes)
        .map_err(|error| AppError::Internal(format!("the machine gives no randomness: {error}")))
}
