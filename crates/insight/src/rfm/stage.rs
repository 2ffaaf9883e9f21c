//! Stages of a member's life.

use regulars_engine::stamp::Stage;

/// What the stages mean to a program, in days and purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageRules {
    /// New for so many days after the first purchase.
    pub new_days: i32,
    /// Loyal with so many purchases within `loyal_days`.
    pub loyal_purchases: usize,
    /// The days in which they are counted.
    pub loyal_days: i32,
    /// At risk after more days than these without a purchase.
    pub at_risk_days: i32,
    /// Lost after more days than these without a purchase; not fewer than `at_risk_days`.
    pub lost_days: i32,
    /// Won back for so many days after the purchase that ended being lost.
    pub won_back_days: i32,
}

impl Default for StageRules {
    /// A shop visited every month or two.
    fn default() -> Self {
        Self {
            new_days: 60,
            loyal_purchases: 5,
            loyal_days: 365,
            at_risk_days: 120,
            lost_days: 365,
            won_back_days: 60,
        }
    }
}

/// The stage on a day, from the days of kept purchases in order; later ones have not happened. The first that fits
/// counts: lost, at risk, won back, loyal, new, active. `None`: never bought.
pub fn stage(days: &[i32], on: i32, rules: &StageRules) -> Option<Stage> {
    let days = &days[..days.partition_point(|day| *day <= on)];
    let (first, last) = (days.first()?, days.last()?);
    let idle = on - last;
    let often = days.len() - days.partition_point(|day| *day <= on - rules.loyal_days);
    Some(if idle > rules.lost_days {
        Stage::LOST
    } else if idle > rules.at_risk_days {
        Stage::AT_RISK
    } else if returned(days, on, rules) {
        Stage::WON_BACK
    } else if often >= rules.loyal_purchases {
        Stage::LOYAL
    } else if on - first < rules.new_days {
        Stage::NEW
    } else {
        Stage::ACTIVE
    })
}

/// Whether a purchase of the last days came after being lost.
fn returned(days: &[i32], on: i32, rules: &StageRules) -> bool {
    let gaps = days.iter().zip(days.iter().skip(1));
    gaps.rev()
        .take_while(|(_, day)| on - **day < rules.won_back_days)
        .any(|(before, day)| day - before > rules.lost_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stage_that_fits_counts() {
        let check = |days: &[i32], on: i32, expected: Option<Stage>| {
            assert_eq!(
                stage(days, on, &StageRules::default()),
                expected,
                "{days:?}"
            );
        };
        check(&[], 1_000, None);
        check(&[2_000], 1_000, None);
        check(&[950], 1_000, Some(Stage::NEW));
        check(&[900], 1_000, Some(Stage::ACTIVE));
        check(&[700, 800, 900, 950, 990], 1_000, Some(Stage::LOYAL));
        check(&[700, 800, 870], 1_000, Some(Stage::AT_RISK));
        check(&[100, 200], 1_000, Some(Stage::LOST));
        check(&[100, 990], 1_000, Some(Stage::WON_BACK));
        check(&[100, 900], 1_000, Some(Stage::ACTIVE));
        check(&[1_000], 1_000, Some(Stage::NEW));
    }
}
