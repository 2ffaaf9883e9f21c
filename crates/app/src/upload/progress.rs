//! How far an import is, and how long it will take.

use std::time::Duration;

use crate::clock::Stopwatch;
use crate::import::{self, Kind};

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading the file; members and goods are written as they are read.
    Reading,
    /// Writing the purchases that were read.
    Writing,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub step: Step,
    /// Rows read.
    pub rows: u64,
    /// Bytes read, of the file as it was sent.
    pub bytes: u64,
    /// Bytes in all.
    pub bytes_total: u64,
    /// Purchases written.
    pub written: u64,
    /// Purchases to write; 0 until the file is read, and for what is no purchases.
    pub write_total: u64,
    /// Of the whole, 0 to 99.
    pub percent: u8,
    /// Until it is done, as far as can be said.
    pub seconds_left: Option<u64>,
}

/// An import's way, measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    kind: Kind,
    step: Step,
    since: Stopwatch,
    rows: u64,
    bytes: u64,
    bytes_total: u64,
    written: u64,
    write_total: u64,
}

/// Of the work with purchases, so many percent are reading.
const READING_PERCENT: u64 = 10;

impl Pace {
    pub(super) fn start(kind: Kind, bytes_total: u64) -> Self {
        Self {
            kind,
            step: Step::Reading,
            since: Stopwatch::start(),
            rows: 0,
            bytes: 0,
            bytes_total,
            written: 0,
            write_total: 0,
        }
    }

    /// Takes note of what the import tells.
    pub(super) fn note(&mut self, told: import::Progress) {
        match told {
            import::Progress::Reading { rows, done, total } => {
                (self.rows, self.bytes, self.bytes_total) = (rows, done, total);
            }
            import::Progress::Writing { done, total } => {
                if self.step == Step::Reading {
                    self.step = Step::Writing;
                    self.since = Stopwatch::start();
                    self.bytes = self.bytes_total;
                }
                (self.written, self.write_total) = (done.max(self.written), total);
            }
        }
    }

    /// As it is told.
    pub(super) fn progress(&self) -> Progress {
        let (done, total) = match self.step {
            Step::Reading => (self.bytes, self.bytes_total),
            Step::Writing => (self.written, self.write_total),
        };
        let of_step = percent(done, total);
        let of_all = match (self.kind, self.step) {
            (Kind::Purchases, Step::Reading) => of_step * READING_PERCENT / 100,
            (Kind::Purchases, Step::Writing) => {
                READING_PERCENT + of_step * (100 - READING_PERCENT) / 100
            }
            (Kind::Members | Kind::Products | Kind::Spend, _) => of_step,
        };
        let foreseeable = self.step == Step::Writing || self.kind != Kind::Purchases;
        Progress {
            step: self.step,
            rows: self.rows,
            bytes: self.bytes,
            bytes_total: self.bytes_total,
            written: self.written,
            write_total: self.write_total,
            percent: u8::try_from(of_all.min(99)).unwrap_or(99),
            seconds_left: foreseeable
                .then(|| seconds_left(self.since.elapsed(), done, total))
                .flatten(),
        }
    }
}

fn percent(done: u64, total: u64) -> u64 {
    done.saturating_mul(100)
        .checked_div(total)
        .unwrap_or(0)
        .min(100)
}

/// The rest at the pace so far; nothing before the first hundredth.
fn seconds_left(passed: Duration, done: u64, total: u64) -> Option<u64> {
    if percent(done, total) == 0 {
        return None;
    }
    let rest = u128::from(total.saturating_sub(done)) * passed.as_millis() / u128::from(done);
    u64::try_from(rest.div_ceil(1_000)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_the_pace_so_far() {
        let check = |seconds, done, total, left| {
            assert_eq!(
                seconds_left(Duration::from_secs(seconds), done, total),
                left
            );
        };
        check(10, 0, 100, None);
        check(10, 50, 100, Some(10));
        check(10, 99, 100, Some(1));
        check(10, 100, 100, Some(0));
        check(0, 10, 100, Some(0));
        check(5, 3, 0, None);
    }

    #[test]
    fn percent_only_grows() {
        let mut pace = Pace::start(Kind::Purchases, 1_000);
        let mut last = 0;
        let reading = |rows, done| import::Progress::Reading {
            rows,
            done,
            total: 1_000,
        };
        let writing = |done| import::Progress::Writing { done, total: 10 };
        for told in [
            reading(1, 10),
            reading(9, 1_000),
            writing(2),
            writing(8),
            writing(4),
            writing(10),
        ] {
            pace.note(told);
            let percent = pace.progress().percent;
            assert!(percent >= last, "{told:?}");
            last = percent;
        }
        let progress = pace.progress();
        assert_eq!(
            (
                progress.percent,
                progress.rows,
                progress.written,
                progress.bytes
            ),
            (99, 9, 10, 1_000)
        );
    }
}
