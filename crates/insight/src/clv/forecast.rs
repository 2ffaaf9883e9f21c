//! What is expected of a member.

use super::history::{Past, WEEK};
use super::purchasing::Purchasing;
use super::spend::Spend;
use crate::number::{figures, whole};

/// How far ahead, and what later money is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Weeks ahead.
    pub weeks: u32,
    /// What money loses in a year: 0.15 for 15 %; 0 for nothing.
    pub discount_a_year: f64,
    /// Share of revenue that is contribution margin: 1 for plain revenue.
    pub margin: f64,
}

impl Default for Horizon {
    /// A year of plain revenue.
    fn default() -> Self {
        Self {
            weeks: 52,
            discount_a_year: 0.0,
            margin: 1.0,
        }
    }
}

/// What is expected of a member, from the end of observation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The chance of being still there.
    pub alive: f64,
    /// Purchases within the horizon.
    pub purchases: f64,
    /// The mean purchase, in major units; `None` where the model of spend has none.
    pub spend: Option<f64>,
    /// Purchases × spend × margin, discounted week by week, in major units.
    pub value: Option<f64>,
    /// The chance not to buy within the horizon.
    pub churn: f64,
    /// Days after the last purchase, at least one, by which half of such members, if they stayed, bought again, to two
    /// figures; `None` beyond ten years. It says the same until there is another purchase.
    pub next_purchase_days: Option<i64>,
}

/// Days beyond which a next purchase is not foretold.
const NEXT_MOST: f64 = 3_650.0;
/// Two figures of the days until it are told: no wait of a hundred days is known to the day.
const NEXT_FIGURES: i64 = 100;
/// Weeks of a year, as the discount counts them.
const YEAR: f64 = 52.0;

/// The forecast of a member. The value is Σ over weeks k of (E[Y(k)] − E[Y(k − 1)])/(1 + d)^{k/52}, times the mean
/// purchase and the margin; without a discount just the product.
pub fn forecast(
    purchasing: &Purchasing,
    spend: &Spend,
    past: Past,
    minor_per_major: f64,
    horizon: &Horizon,
) -> Forecast {
    let weeks = f64::from(horizon.weeks);
    let purchases = purchasing.expected(past, weeks);
    let mean = past.mean_repeat(minor_per_major);
    // A member whose repeats brought no money is no evidence against the population's mean.
    let expected = match mean {
        Some(mean) => spend.expected(past.x(), mean),
        None => spend.population(),
    };
    let worth = if horizon.discount_a_year == 0.0 {
        purchases
    } else {
        discounted(purchasing, past, horizon)
    };
    let days = purchasing.median_gap(past) * WEEK;
    Forecast {
        alive: purchasing.alive(past),
        purchases,
        spend: expected,
        value: expected.map(|expected| expected * worth * horizon.margin),
        churn: 1.0 - purchasing.buys_within(past, weeks),
        next_purchase_days: (days <= NEXT_MOST).then(|| figures(whole(days), NEXT_FIGURES).max(1)),
    }
}

fn discounted(purchasing: &Purchasing, past: Past, horizon: &Horizon) -> f64 {
    let mut before = 0.0;
    let weeks = (1..=horizon.weeks).map(|week| {
        let until = f64::from(week);
        let expected = purchasing.expected(past, until);
        let gained = expected - before;
        before = expected;
        gained / (1.0 + horizon.discount_a_year).powf(until / YEAR)
    });
    weeks.sum()
}
