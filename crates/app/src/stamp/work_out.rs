//! What analytics say of everybody who has bought.

use std::collections::BTreeMap;

use regulars_engine::cell::CellNames;
use regulars_engine::id::MemberId;
use regulars_engine::number::Money;
use regulars_engine::stamp::{Marks, Purchases, Share, Worth};
use regulars_engine::time::{Instant, LocalDate};
use regulars_insight::clv::{
    Dropout, Forecast, Gates, Horizon, fit, fit_spend, forecast, gates, past,
};
use regulars_insight::history::{Purchase, within};
use regulars_insight::number::{figures, whole};
use regulars_insight::rfm::{Buyers, Cell, How, Method, StageRules, score, stage};
use regulars_store::{Foretold, StampRow};

use super::stages::Staged;
use crate::report::Base;

/// Scores go from 1 to this.
const BINS: u8 = 5;
/// The models and the way they are used: MBG/NBD for purchases, Gamma-Gamma for spend, a year ahead.
const MODEL: &str = "mbgnbd-1";
/// A chance is told to the hundredth: closer than that no model knows it, and it would be another one every day.
const CHANCE_STEP: u32 = 10_000;
/// The place among all is told to a tenth of a percent.
const PLACE_STEP: u64 = 1_000;
/// Three figures of a value are told.
const VALUE_FIGURES: i64 = 1_000;
/// Two of expected purchases.
const PURCHASES_FIGURES: i64 = 100;

/// A member's purchases up to the day, and what is said of them.
struct Buyer<'b> {
    member: MemberId,
    bought: &'b [Purchase],
}

/// When everything is worked out, and what money is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The day.
    pub today: LocalDate,
    /// The instant of it.
    pub as_of: Instant,
    /// Minor units of a major one.
    pub minor_per_major: f64,
}

/// What is said of everybody who has bought by the end of a day.
pub(super) fn work_out(
    base: &Base,
    stages: Option<&Staged>,
    names: &CellNames,
    frame: Frame,
) -> BTreeMap<MemberId, StampRow> {
    let Frame {
        today,
        as_of,
        minor_per_major,
    } = frame;
    let buyers: Vec<Buyer<'_>> = base
        .each()
        .map(|(member, purchases)| Buyer {
            member,
            bought: within(purchases, i32::MIN, today.days()),
        })
        .filter(|buyer| !buyer.bought.is_empty())
        .collect();
    let cells = cells(&buyers);
    let foretold = foretold(&buyers, today, minor_per_major);
    let rows = buyers.iter().zip(cells).zip(foretold);
    rows.filter_map(|((buyer, cell), foretold)| {
        let days: Vec<i32> = buyer.bought.iter().map(|purchase| purchase.day).collect();
        let row = StampRow {
            as_of,
            marks: Marks::from(cell),
            cell: names.id_of(cell.into()).to_owned(),
            stage: match stages {
                Some(stages) => stages.of(buyer.member),
                None => stage(&days, today.days(), &StageRules::default())?,
            },
            foretold,
        };
        Some((buyer.member, row))
    })
    .collect()
}

/// Quintiles by value over the whole past, as the report on RFM has them where nothing else is asked.
fn cells(buyers: &[Buyer<'_>]) -> Vec<Cell> {
    let column = |value: fn(&[Purchase]) -> i64| -> Vec<i64> {
        buyers.iter().map(|buyer| value(buyer.bought)).collect()
    };
    let last = column(|bought| bought.last().map_or(0, |last| i64::from(last.day)));
    let times = column(|bought| i64::try_from(bought.len()).unwrap_or(i64::MAX));
    let paid = column(|bought| bought.iter().map(|purchase| purchase.amount).sum());
    let columns = Buyers {
        last_day: &last,
        frequency: &times,
        monetary: &paid,
    };
    let how = How {
        bins: BINS,
        method: Method::Value,
        nested: false,
    };
    score(columns, &how)
}

/// What the models foretell of each; nothing where there is too little to make them of.
fn foretold(buyers: &[Buyer<'_>], today: LocalDate, minor_per_major: f64) -> Vec<Option<Foretold>> {
    let pasts: Vec<_> = buyers
        .iter()
        .filter_map(|buyer| past(buyer.bought, today.days()))
        .collect();
    let enough = gates(&pasts, &Gates::default());
    let nothing = || buyers.iter().map(|_| None).collect();
    if pasts.len() != buyers.len() || !enough.iter().all(|gate| gate.passed) {
        return nothing();
    }
    let each = || pasts.iter().copied();
    let models = fit(each(), Dropout::AfterAny).zip(fit_spend(each(), minor_per_major));
    let Some((purchasing, spend)) = models else {
        return nothing();
    };
    let told = each().map(|past| {
        let (purchasing, spend) = (&purchasing.model, &spend.model);
        forecast(
            purchasing,
            spend,
            past,
            minor_per_major,
            &Horizon::default(),
        )
    });
    let told: Vec<Forecast> = told.collect();
    let values: Vec<Option<i64>> = told
        .iter()
        .map(|told| {
            told.value
                .map(|value| figures(whole(value * minor_per_major), VALUE_FIGURES))
        })
        .collect();
    let places = Places::of(&values);
    let lasts = buyers.iter().map(|buyer| last_day(buyer.bought));
    told.iter()
        .zip(values)
        .zip(lasts)
        .map(|((told, value), last)| {
            let next = told
                .next_purchase_days
                .and_then(|days| i32::try_from(days).ok());
            Some(Foretold {
                model: MODEL.to_owned(),
                alive: chance(told.alive),
                worth: value.map(|value| Worth {
                    value: Money::from_minor(value),
                    top: places.of_value(value),
                }),
                purchases: Some(purchases(told.purchases)),
                next_purchase: next.zip(last).map(|(days, last)| last.plus_days(days)),
            })
        })
        .collect()
}

/// A chance to the hundredth.
fn chance(alive: f64) -> Share {
    let hundredths = u32::try_from(whole(alive.clamp(0.0, 1.0) * 100.0)).unwrap_or_default();
    Share::from_millionths(hundredths * CHANCE_STEP)
}

/// Purchases to two figures and to the hundredth: no forecast is closer.
fn purchases(expected: f64) -> Purchases {
    let hundredths = figures(whole(expected * 100.0), PURCHASES_FIGURES);
    Purchases::from_hundredths(u32::try_from(hundredths).unwrap_or_default())
}

/// The day of the last purchase.
fn last_day(bought: &[Purchase]) -> Option<LocalDate> {
    bought.last().map(|last| LocalDate::from_days(last.day))
}

/// Values of all, the greatest last.
struct Places(Vec<i64>);

impl Places {
    fn of(values: &[Option<i64>]) -> Self {
        let mut sorted: Vec<i64> = values.iter().copied().flatten().collect();
        sorted.sort_unstable();
        Self(sorted)
    }

    /// The share of those who have as much or more, rounded up.
    fn of_value(&self, value: i64) -> Share {
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let below = self.0.partition_point(|other| *other < value);
        let (above, all) = (count(self.0.len() - below), count(self.0.len()).max(1));
        let millionths = (above * u64::from(Share::WHOLE)).div_ceil(all);
        let told = millionths.div_ceil(PLACE_STEP) * PLACE_STEP;
        Share::from_millionths(u32::try_from(told).unwrap_or(Share::WHOLE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_purchases_keep_two_figures() {
        for (expected, told) in [
            (0.0, "0"),
            (0.037, "0.04"),
            (0.374, "0.37"),
            (5.379, "5.3"),
            (128.0, "120"),
        ] {
            assert_eq!(purchases(expected).to_string(), told, "{expected}");
        }
    }

    /// Six hundred members who bought every so many days until some day, each at a pace of theirs.
    fn people() -> Vec<(MemberId, Vec<Purchase>)> {
        let member = |n: i32| {
            let (pace, first) = (7 + n * 37 % 90, n * 13 % 300);
            let until = first + n * 101 % 400;
            let days = (first..=until.min(399)).step_by(usize::try_from(pace).unwrap());
            let bought = days.map(|day| Purchase {
                day,
                amount: 500 + i64::from(n * 7 % 900),
            });
            (MemberId::from_raw(n.into()), bought.collect())
        };
        (0..600).map(member).collect()
    }

    #[test]
    fn the_day_of_the_next_purchase_stays_while_nothing_happens() {
        let people = people();
        let each = people.iter().map(|(member, bought)| Buyer {
            member: *member,
            bought,
        });
        let buyers: Vec<Buyer<'_>> = each.collect();
        let on = |day: i32| foretold(&buyers, LocalDate::from_days(day), 100.0);
        let (today, tomorrow) = (on(400), on(401));
        let mut days = today.iter().zip(&tomorrow).zip(&buyers);
        let mut stayed = 0;
        for ((today, tomorrow), buyer) in &mut days {
            let (today, tomorrow) = (today.as_ref().unwrap(), tomorrow.as_ref().unwrap());
            assert!(today.purchases.is_some());
            let expected = today.next_purchase;
            assert!(expected.is_none_or(|day| Some(day) > last_day(buyer.bought)));
            stayed += usize::from(expected == tomorrow.next_purchase);
        }
        assert!(stayed >= 540, "{stayed} of 600");
        // Who fell silent is overdue.
        let overdue = |told: &Option<Foretold>| {
            let day = told.as_ref().and_then(|told| told.next_purchase);
            day.is_some_and(|day| day < LocalDate::from_days(400))
        };
        assert!(today.iter().any(overdue) && !today.iter().all(overdue));
    }

    #[test]
    fn a_chance_is_told_to_the_hundredth() {
        for (alive, expected) in [(0.0, "0"), (0.3349, "0.33"), (0.999, "1"), (f64::NAN, "0")] {
            assert_eq!(chance(alive).to_string(), expected, "{alive}");
        }
    }

    #[test]
    fn the_best_fifth_is_the_top_twenty_percent_and_equals_share_a_place() {
        let places = Places::of(&[Some(10), Some(20), Some(30), Some(40), Some(50), None]);
        assert_eq!(places.of_value(50).to_string(), "0.2");
        assert_eq!(places.of_value(10).to_string(), "1");
        let equal = Places::of(&[Some(5), Some(5), Some(5)]);
        assert_eq!(equal.of_value(5).to_string(), "1");
        let thirds = Places::of(&[Some(1), Some(2), Some(3)]);
        assert_eq!(thirds.of_value(3).to_string(), "0.334");
    }
}
