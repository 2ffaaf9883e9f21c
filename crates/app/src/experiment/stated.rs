//! Parts of a question as people write them.

use regulars_engine::both;
use regulars_engine::language::Both;

/// A share between nothing and all: `0.05`.
///
/// # Errors
/// What would be right.
pub fn share(text: &str) -> Result<f64, Both> {
    let share = text.parse().ok().filter(|share: &f64| is_share(*share));
    share.ok_or(SHARE)
}

/// Between nothing and all.
pub(super) fn is_share(share: f64) -> bool {
    share > 0.0 && share < 1.0
}

/// What a share is.
pub(super) const SHARE: Both = both!(
    "is no share between 0 and 1, such as 0.05",
    "это не доля между 0 и 1, например 0.05"
);

/// A percentile to hold values within, `99`, as a share.
///
/// # Errors
/// What would be right.
pub fn percentile(text: &str) -> Result<f64, Both> {
    let percent = text.parse().ok();
    let percent = percent.filter(|percent: &f64| (50.0..=100.0).contains(percent));
    percent.map(|percent| percent / 100.0).ok_or(both!(
        "is no percentile between 50 and 100, such as 99",
        "это не процентиль между 50 и 100, например 99"
    ))
}

/// Units, one at least.
///
/// # Errors
/// What would be right.
pub fn units(text: &str) -> Result<i64, Both> {
    let units = text.parse().ok().filter(|units: &i64| *units >= 1);
    units.ok_or(both!(
        "is no number of units, such as 20000",
        "это не число участников, например 20000"
    ))
}

/// A planned share of an arm: `control=10`.
///
/// # Errors
/// What would be right.
pub fn planned_share(text: &str) -> Result<(String, f64), Both> {
    let told = text.rsplit_once('=').and_then(|(arm, share)| {
        let share: f64 = share.trim().parse().ok()?;
        (share > 0.0 && share.is_finite()).then(|| (arm.trim().to_owned(), share))
    });
    told.ok_or(both!(
        "is not ARM=SHARE with a share above nothing, such as control=10",
        "напишите группу и её долю больше нуля, например `control=10`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read_or_refused() {
        assert_eq!(share("0.05"), Ok(0.05));
        assert_eq!(percentile("99"), Ok(0.99));
        assert_eq!(units("20000"), Ok(20_000));
        assert_eq!(planned_share("a=b=2.5"), Ok(("a=b".to_owned(), 2.5)));
        for wrong in ["", "0", "1", "NaN", "five"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
        for wrong in ["49", "101", "NaN"] {
            assert!(percentile(wrong).is_err(), "{wrong}");
        }
        for wrong in ["0", "1.5", "-1"] {
            assert!(units(wrong).is_err(), "{wrong}");
        }
        for wrong in ["control", "control=0", "control=inf", "=NaN"] {
            assert!(planned_share(wrong).is_err(), "{wrong}");
        }
    }
}
