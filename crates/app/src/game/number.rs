//! How a number is drawn.
//!
//! `HMAC-SHA256(seed, "client:nonce")` is four words of 64 bits, big-endian. The first word whose product with a million leaves a
//! remainder by 2^64 of at least `2^64 mod 1,000,000` counts, the last one if there is none; the number is that product divided by 2^64,
//! rounded down. Words refused are what a million does not divide evenly (Lemire 2019, "Fast random integer generation in an interval"):
//! every number is then exactly as likely as every other.

use hmac::{Hmac, KeyInit, Mac};
use regulars_engine::id::MemberId;
use regulars_engine::program::NUMBERS;
use sha2::{Digest, Sha256};

/// Bytes of a seed.
pub(super) const SEED_BYTES: usize = 32;
/// Bytes of a word.
const WORD_BYTES: usize = 8;

/// What a member brings to a draw: their id, and their own word behind a colon, if they said one.
pub fn client_of(member: MemberId, word: Option<&str>) -> String {
    match word {
        Some(word) => format!("{member}:{word}"),
        None => member.to_string(),
    }
}

/// SHA-256 of a seed, in hexadecimal; `None` for what is no seed of 32 bytes in hexadecimal.
pub fn commitment_of(seed: &str) -> Option<String> {
    Some(to_hex(&Sha256::digest(of_hex(seed)?)))
}

/// The random bits of a draw, of which the engine makes its number; `None` for what is no seed of 32 bytes in hexadecimal.
pub fn bits_of(seed: &str, client: &str, nonce: i64) -> Option<u64> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&of_hex(seed)?).ok()?;
    mac.update(format!("{client}:{nonce}").as_bytes());
    let digest = mac.finalize().into_bytes();
    let words = digest.chunks_exact(WORD_BYTES).map(|word| {
        word.iter()
            .fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    });
    even(words)
}

/// The first word that no number owes an advantage to, else the last.
fn even(words: impl Iterator<Item = u64>) -> Option<u64> {
    let numbers = NUMBERS.unsigned_abs();
    // 2^64 mod a million: 2^64 less a million has the same remainder, and fits.
    let uneven = numbers.wrapping_neg() % numbers;
    let mut last = None;
    for word in words {
        if word.wrapping_mul(numbers) >= uneven {
            return Some(word);
        }
        last = Some(word);
    }
    last
}

fn of_hex(text: &str) -> Option<[u8; SEED_BYTES]> {
    let mut bytes = [0; SEED_BYTES];
    if text.len() != 2 * SEED_BYTES || !text.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        let pair = text.get(2 * place..2 * place + 2)?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regulars_engine::program::number_of;

    use super::*;

    /// The bytes 0 to 31.
    const SEED: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn numbers_are_those_of_the_guide() {
        // Made by the script of docs/guides/fairness.md.
        let check = |client, nonce, number| {
            let bits = bits_of(SEED, client, nonce).unwrap();
            assert_eq!(number_of(bits), number, "{client}:{nonce}");
        };
        check("mem_01HZX3V8K0G04", 0, 833_298);
        check("mem_01HZX3V8K0G04", 1, 906_366);
        check("mem_01HZX3V8K0G04:luck", 1, 869_465);
        check("mem_01HZX3V8K0G04", 1_000_000, 638_195);
        assert_eq!(
            commitment_of(SEED).as_deref(),
            Some("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")
        );
    }

    #[test]
    fn what_is_no_seed_gives_nothing() {
        let short = &SEED[2..];
        let (longer, other) = (format!("{SEED}00"), SEED.replace('f', "g"));
        for text in ["", short, &longer, &other, &"я".repeat(32)] {
            assert_eq!(commitment_of(text), None, "{text}");
            assert_eq!(bits_of(text, "mem", 0), None, "{text}");
        }
    }

    #[test]
    fn words_that_would_favour_a_number_are_passed_over() {
        // 0 × 1,000,000 leaves 0, which is below 551,616; so does 2^63, whose product is a multiple of 2^64.
        assert_eq!(even([0, 7].into_iter()), Some(7));
        assert_eq!(even([0, 1 << 63, 9].into_iter()), Some(9));
        assert_eq!(even([5, 0].into_iter()), Some(5));
        assert_eq!(even([0, 0, 0, 0].into_iter()), Some(0));
    }

    proptest! {
        /// Of the words that count, exactly as many fall on one number as on another: 2^64 ÷ 1,000,000, rounded down.
        #[test]
        fn every_number_has_as_many_words(number in 0..1_000_000_u128) {
            let million = 1_000_000_u128;
            let first = (number << 64).div_ceil(million);
            let beyond = ((number + 1) << 64).div_ceil(million);
            let counts = |word: u128| {
                let word = u64::try_from(word).unwrap();
                even([word, 7].into_iter()) == Some(word)
            };
            // Only the first of them can be refused.
            let refused = u128::from(!counts(first));
            prop_assert!((first + 1..first + 9).all(counts));
            prop_assert_eq!(beyond - first - refused, (1_u128 << 64) / million);
        }
    }
}
