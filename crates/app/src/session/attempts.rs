//! How often a secret may be guessed. In memory: a restart forgives.

use std::collections::HashMap;

use parking_lot::Mutex;
use regulars_engine::id::StaffId;
use regulars_engine::time::Instant;

use crate::error::{AppError, Result};
use crate::staff::Login;

/// Tries are counted from the first one on, for so long.
const WINDOW_MS: i64 = 5 * 60_000;
/// So many subjects are remembered; more guessers at once than that are beyond what counting can help.
const REMEMBERED: usize = 100_000;

/// Whose tries are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// Of a login, known or not; `None`: of all that can be none.
    Login(Option<Login>),
    /// From a peer.
    Address(String),
    /// Of somebody's present password, from within their session.
    Password(StaffId),
    /// Of the code of the set-up.
    SetUp,
}

impl Subject {
    /// Wrong tries in a window.
    fn most(&self) -> u32 {
        match self {
            Self::Login(_) | Self::Password(_) => 5,
            Self::SetUp => 10,
            Self::Address(_) => 30,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    count: u32,
    since: Instant,
}

/// Tries that were wrong, or are not decided yet.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<HashMap<Subject, Tries>>);

impl Attempts {
    /// Counts a try for each subject, before it is decided: parallel ones count too.
    pub(crate) fn take(&self, subjects: &[Subject], now: Instant) -> Result<()> {
        let mut tries = self.0.lock();
        if tries.len() >= REMEMBERED {
            tries.retain(|_, tries| left_ms(tries, now) > 0);
        }
        if tries.len() >= REMEMBERED {
            tries.clear();
        }
        for subject in subjects {
            let known = tries.get(subject).copied();
            if let Some(known) = known.filter(|known| known.count >= subject.most()) {
                let left = left_ms(&known, now);
                if left > 0 {
                    let seconds = u32::try_from(left.div_euclid(1_000) + 1);
                    return Err(AppError::TooManyTries(seconds.unwrap_or(u32::MAX)));
                }
            }
        }
        for subject in subjects {
            let fresh = Tries {
                count: 0,
                since: now,
            };
            let counted = tries.entry(subject.clone()).or_insert(fresh);
            if left_ms(counted, now) == 0 {
                *counted = fresh;
            }
            counted.count += 1;
        }
        Ok(())
    }

    /// A try was right: what it was for is forgiven all, where it came from only this one.
    pub(crate) fn forgive(&self, subjects: &[Subject]) {
        let mut tries = self.0.lock();
        for subject in subjects {
            match (subject, tries.get_mut(subject)) {
                (Subject::Address(_), Some(counted)) if counted.count > 1 => counted.count -= 1,
                _ => drop(tries.remove(subject)),
            }
        }
    }
}

/// How long tries still count. A clock that goes back makes it no longer than it was.
fn left_ms(tries: &Tries, now: Instant) -> i64 {
    let passed = now.ms_since(tries.since).max(0);
    (WINDOW_MS - passed).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Instant {
        Instant::from_ms(1_000_000 + ms)
    }

    fn login(text: &str) -> Subject {
        Subject::Login(Login::parse(text).ok())
    }

    fn seconds(taken: Result<()>) -> Option<u32> {
        match taken {
            Ok(()) => None,
            Err(AppError::TooManyTries(seconds)) => Some(seconds),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_sixth_try_waits_for_the_window_to_end() {
        let attempts = Attempts::default();
        let mut take = |ms| seconds(attempts.take(&[login("anna")], at(ms)));
        assert_eq!([0, 1, 2, 3, 4].map(&mut take), [None; 5]);
        assert_eq!(take(5), Some(300));
        assert_eq!(take(299_999), Some(1));
        assert_eq!(take(-5_000), Some(301));
        assert_eq!(take(300_000), None);
        assert_eq!(take(300_001), None);
    }

    #[test]
    fn logins_are_counted_apart_and_a_right_try_forgives() {
        let attempts = Attempts::default();
        let from = Subject::Address("10.0.0.7".to_owned());
        for _ in 0..5 {
            attempts
                .take(&[login("anna"), from.clone()], at(0))
                .unwrap();
        }
        assert!(attempts.take(&[login("anna")], at(0)).is_err());
        assert!(attempts.take(&[login("boris")], at(0)).is_ok());
        attempts.forgive(&[login("anna"), from.clone()]);
        assert!(attempts.take(&[login("anna")], at(0)).is_ok());
        let counted = attempts.0.lock()[&from].count;
        assert_eq!(counted, 4, "an address is forgiven the one try only");
    }

    #[test]
    fn an_address_that_guesses_many_logins_is_stopped() {
        let attempts = Attempts::default();
        let from = Subject::Address("10.0.0.7".to_owned());
        let guess = |n: u32| attempts.take(&[login(&format!("user-{n}")), from.clone()], at(0));
        assert!((0..30).all(|n| guess(n).is_ok()));
        assert!(guess(30).is_err());
        assert!(attempts.take(&[login("user-30")], at(0)).is_ok());
    }
}
