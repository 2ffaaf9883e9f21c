//! What analytics say of everybody who has bought.

use std::collections::BTreeMap;

use regulars_engine::cell::CellNames;
use regulars_engine::id::MemberId;
use regulars_engine::number::Money;
use regulars_engine::stamp::{Marks, Share, Worth};
use regulars_engine::time::{Instant, LocalDate};
use regulars_insight::clv::{
    Dropout, Forecast, Gates, Horizon, fit, fit_spend, forecast, gates, past,
};
use regulars_insight::history::{Purchase, within};
use regulars_insight::number::whole;
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
/// Figures of a value that are told.
const FIGURES: i64 = 1_000;

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
                .map(|value| figures(whole(value * minor_per_major)))
        })
        .collect();
    let places = Places::of(&values);
    told.iter()
        .zip(values)
        .map(|(told, value)| {
            Some(Foretold {
                model: MODEL.to_owned(),
                alive: chance(told.alive),
                worth: value.map(|value| Worth {
                    value: Money::from_minor(value),
                    top: places.of_value(value),
                }),
            })
        })
        .collect()
}

/// A chance to the hundredth.
fn chance(alive: f64) -> Share {
    let hundredths = u32::try_from(whole(alive.clamp(0.0, 1.0) * 100.0)).unwrap_or_default();
    Share::from_millionths(hundredths * CHANCE_STEP)
}

/// The first three figures of an amount, the rest nought: no forecast is closer.
fn figures(minor: i64) -> i64 {
    let mut unit = 1;
    while minor / unit >= FIGURES {
        unit *= 10;
    }
    minor / unit * unit
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
    fn a_value_keeps_three_figures() {
        for (minor, expected) in [
            (0, 0),
            (999, 999),
            (1_234, 1_230),
            (987_654_321, 987_000_000),
        ] {
            assert_eq!(figures(minor), expected, "{minor}");
        }
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
