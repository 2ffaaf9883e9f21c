//! Scores 1 to n, n best, on three axes.

use std::collections::BTreeMap;

use regulars_engine::stamp::Marks;
use serde::Serialize;

use super::rank::Cuts;
use crate::threads;

/// Scores of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Cell {
    /// Recency: the best bought last.
    pub r: u8,
    /// Frequency.
    pub f: u8,
    /// Monetary.
    pub m: u8,
}

impl From<Cell> for Marks {
    fn from(cell: Cell) -> Self {
        Self {
            recency: cell.r,
            frequency: cell.f,
            money: cell.m,
        }
    }
}

/// Members with a purchase, as columns of one length.
#[derive(Debug, Clone, Copy)]
pub struct Buyers<'b> {
    /// Day of the last purchase, whenever it was.
    pub last_day: &'b [i64],
    /// Purchases in the window.
    pub frequency: &'b [i64],
    /// What was paid and kept in the window, in minor units.
    pub monetary: &'b [i64],
}

/// How values become scores.
#[derive(Debug, Clone)]
pub enum Method<'m> {
    /// By cut points of value: equal values have equal scores, so bins may be uneven.
    Value,
    /// Even bins: equal values are divided by external id as text. For comparison with SQL.
    Ntile {
        /// External ids, one for each buyer.
        ids: &'m [&'m str],
    },
    /// By given bounds, from the second score up: a value at or above a bound has at least its score.
    Thresholds {
        /// Days of the last purchase.
        last_day: &'m [i64],
        /// Purchases.
        frequency: &'m [i64],
        /// Minor units.
        monetary: &'m [i64],
    },
}

/// How members are scored.
#[derive(Debug, Clone)]
pub struct How<'m> {
    /// Scores go from 1 to this; 5 is usual.
    pub bins: u8,
    /// How.
    pub method: Method<'m>,
    /// Frequency within each recency score, monetary within both, instead of each on its own.
    pub nested: bool,
}

/// Scores of one axis in the order of its values.
pub type Scores = Vec<u8>;

/// Scores every buyer. Nobody for nobody; one buyer, or buyers all alike, have 1 by value.
pub fn score(buyers: Buyers<'_>, how: &How<'_>) -> Vec<Cell> {
    let [recency, frequency, monetary] = if how.nested {
        nested(buyers, how)
    } else {
        let axes = [Axis::Recency, Axis::Frequency, Axis::Monetary];
        let scored = threads::each(&axes, |_, axis| score_all(buyers, how, *axis));
        scored.try_into().unwrap_or_default()
    };
    let cells = recency.iter().zip(&frequency).zip(&monetary);
    cells
        .map(|((r, f), m)| Cell {
            r: *r,
            f: *f,
            m: *m,
        })
        .collect()
}

/// Frequency within each score of recency, money within both.
fn nested(buyers: Buyers<'_>, how: &How<'_>) -> [Scores; 3] {
    let within = |key: &dyn Fn(usize) -> (u8, u8)| grouped(buyers.last_day.len(), key);
    let recency = score_all(buyers, how, Axis::Recency);
    let by_recency = within(&|place| (recency[place], 0));
    let frequency = score_groups(buyers, how, Axis::Frequency, &by_recency);
    let by_both = within(&|place| (recency[place], frequency[place]));
    let monetary = score_groups(buyers, how, Axis::Monetary, &by_both);
    [recency, frequency, monetary]
}

#[derive(Debug, Clone, Copy)]
enum Axis {
    Recency,
    Frequency,
    Monetary,
}

fn grouped(places: usize, key: impl Fn(usize) -> (u8, u8)) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(u8, u8), Vec<usize>> = BTreeMap::new();
    for place in 0..places {
        groups.entry(key(place)).or_default().push(place);
    }
    groups.into_values().collect()
}

impl Axis {
    fn column(self, buyers: Buyers<'_>) -> &[i64] {
        match self {
            Self::Recency => buyers.last_day,
            Self::Frequency => buyers.frequency,
            Self::Monetary => buyers.monetary,
        }
    }
}

/// Scores of an axis among all buyers.
fn score_all(buyers: Buyers<'_>, how: &How<'_>, axis: Axis) -> Scores {
    score_values(axis.column(buyers), how, axis, |place| place)
}

/// Scores of an axis, each group by itself.
fn score_groups(buyers: Buyers<'_>, how: &How<'_>, axis: Axis, groups: &[Vec<usize>]) -> Scores {
    let column = axis.column(buyers);
    let mut scores = vec![1; column.len()];
    for places in groups {
        let values: Vec<i64> = places.iter().map(|place| column[*place]).collect();
        let found = score_values(&values, how, axis, |n| places[n]);
        for (place, found) in places.iter().zip(found) {
            scores[*place] = found;
        }
    }
    scores
}

/// Scores of values of an axis; `place` says whose the n-th is.
fn score_values(
    values: &[i64],
    how: &How<'_>,
    axis: Axis,
    place: impl Fn(usize) -> usize,
) -> Scores {
    match &how.method {
        Method::Value => by_value(values, how.bins),
        Method::Ntile { ids } => {
            let own = (0..values.len()).filter_map(|n| ids.get(place(n)).copied());
            let own: Vec<&str> = own.collect();
            ntile(values, &own, how.bins)
        }
        Method::Thresholds {
            last_day,
            frequency,
            monetary,
        } => {
            let bounds = match axis {
                Axis::Recency => last_day,
                Axis::Frequency => frequency,
                Axis::Monetary => monetary,
            };
            by_thresholds(values, bounds)
        }
    }
}

/// Scores by cut points of value: the k-th cut is the value at place ⌈k·n/bins⌉ of the sorted values (nearest rank), and
/// a value has the score 1 + how many cuts lie below it. Equal values have equal scores; where more than the last
/// bin are equal, nobody has the highest.
pub fn by_value(values: &[i64], bins: u8) -> Scores {
    let n = values.len();
    let wide = usize::from(bins.max(1));
    let places: Vec<usize> = (1..wide).map(|bin| (bin * n).div_ceil(wide)).collect();
    let places: Vec<usize> = places.iter().map(|place| place.saturating_sub(1)).collect();
    Cuts::at(values, &places).map_or_else(Vec::new, |cuts| cuts.scores(values))
}

/// Scores by bounds in rising order: 1 + how many bounds are at or below the value.
pub fn by_thresholds(values: &[i64], bounds: &[i64]) -> Scores {
    let score = |value: &i64| {
        let reached = bounds.iter().filter(|bound| *bound <= value).count();
        u8::try_from(reached + 1).unwrap_or(u8::MAX)
    };
    values.iter().map(score).collect()
}

/// Scores of even bins as SQL's NTILE: in the order of value, then of id as bytes, the first e of n = bins·q + e rows'
/// bins hold q + 1, the others q. Ids that are missing count as empty.
pub fn ntile(values: &[i64], ids: &[&str], bins: u8) -> Scores {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let key = |place: &usize| (values[*place], ids.get(*place).copied().unwrap_or_default());
    order.sort_by(|one, other| key(one).cmp(&key(other)));
    let bins_wide = usize::from(bins.max(1));
    let (each, extra) = (values.len() / bins_wide, values.len() % bins_wide);
    let mut scores = vec![1; values.len()];
    let mut ranked = order.into_iter();
    for bin in 1..=bins {
        let size = each + usize::from(usize::from(bin) <= extra);
        for place in ranked.by_ref().take(size) {
            scores[place] = bin;
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_values_have_equal_scores() {
        let check = |values: &[i64], expected: &[u8]| {
            assert_eq!(by_value(values, 5), expected, "{values:?}");
        };
        check(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5]);
        check(&[1, 1, 1, 2, 9], &[1, 1, 1, 4, 5]);
        check(&[7, 7, 7], &[1, 1, 1]);
        check(&[7], &[1]);
        check(&[], &[]);
        check(&[3, 1], &[3, 1]);
    }

    #[test]
    fn even_bins_divide_ties_by_id_as_text() {
        assert_eq!(ntile(&[1, 1, 1], &["9", "10", "100"], 3), [3, 1, 2]);
        let scores = ntile(
            &[4, 4, 4, 4, 4, 4, 4],
            &["a", "b", "c", "d", "e", "f", "g"],
            5,
        );
        assert_eq!(scores, [1, 1, 2, 2, 3, 4, 5]);
        assert_eq!(ntile(&[4], &["a"], 5), [1]);
        assert!(ntile(&[], &[], 5).is_empty());
    }

    #[test]
    fn bounds_are_reached_from_below() {
        assert_eq!(by_thresholds(&[9, 10, 11, 30], &[10, 20, 30]), [1, 2, 2, 4]);
    }

    #[test]
    fn nested_scores_are_counted_within_the_others() {
        let buyers = Buyers {
            last_day: &[1, 1, 9, 9],
            frequency: &[1, 2, 3, 4],
            monetary: &[5, 5, 5, 5],
        };
        let how = |nested| How {
            bins: 2,
            method: Method::Value,
            nested,
        };
        let frequency = |nested| -> Vec<u8> {
            score(buyers, &how(nested))
                .iter()
                .map(|cell| cell.f)
                .collect()
        };
        assert_eq!(frequency(false), [1, 1, 2, 2]);
        assert_eq!(frequency(true), [1, 2, 1, 2]);
    }

    proptest! {
        #[test]
        fn cuts_are_those_of_sorted_values(
            values in prop::collection::vec(-5_i64..20, 0..60),
            bins in 2_u8..10,
        ) {
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let n = values.len();
            let expected: Vec<u8> = values.iter().map(|value| {
                let below = (1..usize::from(bins))
                    .filter(|bin| sorted[(bin * n).div_ceil(usize::from(bins)) - 1] < *value);
                1 + u8::try_from(below.count()).unwrap()
            }).collect();
            prop_assert_eq!(by_value(&values, bins), expected);
        }
    }
}
