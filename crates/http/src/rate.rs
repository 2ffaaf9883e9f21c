//! How often a key or a person may call: a bucket of tokens each, in memory.

use std::collections::HashMap;

use parking_lot::Mutex;
use regulars_app::Actor;
use regulars_engine::time::Instant;

use crate::options::Options;

/// A token is so many parts, so that a millisecond's refill is a whole number.
const PARTS: i64 = 1_000;

/// The buckets of all callers.
#[derive(Debug)]
pub struct Rate {
    per_second: i64,
    burst: i64,
    buckets: Mutex<HashMap<Actor, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    parts: i64,
    seen: Instant,
}

impl Rate {
    /// Full buckets.
    pub fn new(options: &Options) -> Self {
        Self {
            per_second: i64::from(options.rate_per_second),
            burst: i64::from(options.rate_burst.max(1)),
            buckets: Mutex::default(),
        }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// Seconds to wait for the next one.
    pub fn take(&self, by: Actor, now: Instant) -> Result<(), u32> {
        if self.per_second == 0 {
            return Ok(());
        }
        let full = self.burst * PARTS;
        let mut buckets = self.buckets.lock();
        let bucket = buckets.entry(by).or_insert(Bucket {
            parts: full,
            seen: now,
        });
        // A clock that goes back fills nothing and takes nothing away.
        let passed = now.ms_since(bucket.seen).max(0);
        bucket.parts = bucket
            .parts
            .saturating_add(passed.saturating_mul(self.per_second))
            .min(full);
        bucket.seen = now;
        if bucket.parts < PARTS {
            let wait_ms = (PARTS - bucket.parts).div_euclid(self.per_second) + 1;
            return Err(u32::try_from(wait_ms.div_euclid(1_000) + 1).unwrap_or(u32::MAX));
        }
        bucket.parts -= PARTS;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use regulars_engine::id::KeyId;

    use super::*;

    fn key(raw: i64) -> Actor {
        Actor::Key(KeyId::from_raw(raw))
    }

    fn at(ms: i64) -> Instant {
        Instant::from_ms(1_772_359_200_000 + ms)
    }

    fn rate(per_second: u32, burst: u32) -> Rate {
        Rate::new(&Options {
            rate_per_second: per_second,
            rate_burst: burst,
            ..Options::default()
        })
    }

    #[test]
    fn a_burst_is_allowed_then_the_average() {
        let (rate, key) = (rate(10, 3), key(1));
        for _ in 0..3 {
            assert_eq!(rate.take(key, at(0)), Ok(()));
        }
        assert_eq!(rate.take(key, at(0)), Err(1));
        assert_eq!(rate.take(key, at(99)), Err(1));
        assert_eq!(rate.take(key, at(100)), Ok(()));
        assert_eq!(rate.take(key, at(100)), Err(1));
        assert_eq!(rate.take(key, at(10_000)), Ok(()));
        assert_eq!(rate.take(key, at(-10_000)), Ok(()));
    }

    #[test]
    fn keys_do_not_share_and_none_may_be_unbounded() {
        let one = rate(1, 1);
        assert_eq!(one.take(key(1), at(0)), Ok(()));
        assert_eq!(one.take(key(2), at(0)), Ok(()));
        assert!(one.take(key(1), at(0)).is_err());
        let unbounded = rate(0, 1);
        assert!((0..1_000).all(|_| { unbounded.take(key(1), at(0)).is_ok() }));
    }
}
