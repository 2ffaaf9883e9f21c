//! What a condition needs loaded.

use super::leaf::{Condition, Measure, PurchaseTest, Test, WindowTest};
use super::prepare::Answers;
use super::written::Dimension;
use crate::program::Needs;
use crate::time::{Instant, Span};

/// What a decision that reads this condition needs loaded.
pub fn needs(condition: &Condition) -> Needs {
    let mut needs = Needs::default();
    add(condition, &mut needs);
    needs
}

impl Needs {
    /// Needs this and also what another needs.
    pub fn join(&mut self, other: Self) {
        self.purchases = longer(self.purchases, other.purchases);
        self.purchases_since = earlier(self.purchases_since, other.purchases_since);
        self.events = longer(self.events, other.events);
        self.events_since = earlier(self.events_since, other.events_since);
        self.lines |= other.lines;
        self.places |= other.places;
        self.stamps |= other.stamps;
        for segment in other.saved {
            if !self.saved.contains(&segment) {
                self.saved.push(segment);
            }
        }
        for period in other.numbers {
            if !self.numbers.contains(&period) {
                self.numbers.push(period);
            }
        }
    }
}

fn add(condition: &Condition, needs: &mut Needs) {
    match condition {
        Condition::Always | Condition::Never => {}
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| add(part, needs))
        }
        Condition::Not(not) => add(&not.inner, needs),
        Condition::Segment(segment) => add(&segment.when, needs),
        Condition::Leaf(leaf) => needs.join(of_test(&leaf.test)),
    }
}

fn of_test(test: &Test) -> Needs {
    match test {
        Test::Saved(segment) => Needs {
            saved: vec![segment.clone()],
            ..Needs::default()
        },
        Test::Purchases(test) => of_purchases(test),
        Test::Favourite { of, window, .. } => Needs {
            purchases: window.within,
            lines: of.is_of_lines(),
            places: is_of_places(*of),
            ..Needs::default()
        },
        Test::Number(test) => Needs {
            numbers: vec![test.per],
            ..Needs::default()
        },
        Test::Events(test) => {
            let (events, events_since) = reach(&test.window);
            Needs {
                events,
                events_since,
                ..Needs::default()
            }
        }
        stamp if stamp.reads_stamps() => Needs {
            stamps: true,
            ..Needs::default()
        },
        _ => Needs::default(),
    }
}

pub(super) fn of_purchases(test: &PurchaseTest) -> Needs {
    let (purchases, purchases_since) = reach(&test.window);
    let filter = &test.filter;
    let distinct = match test.measure {
        Measure::Distinct(of) => Some(of),
        _ => None,
    };
    Needs {
        purchases,
        purchases_since,
        lines: filter.lines.is_some()
            || test.measure == Measure::Units
            || distinct.is_some_and(Dimension::is_of_lines),
        places: filter.outlet.city.is_some()
            || filter.outlet.country.is_some()
            || filter.week.is_some()
            || distinct.is_some_and(is_of_places),
        ..Needs::default()
    }
}

/// Facts of the store: where it is and what its clock shows.
fn is_of_places(of: Dimension) -> bool {
    matches!(of, Dimension::City | Dimension::Country | Dimension::Day)
}

/// How far back a window reaches. If it has both a length and a first day, the length will do.
fn reach(window: &WindowTest) -> (Option<Span>, Option<Instant>) {
    match window.within {
        Some(span) => (Some(span), None),
        None => (None, Some(window.fixed.from)),
    }
}

fn longer(one: Option<Span>, two: Option<Span>) -> Option<Span> {
    match (one, two) {
        (Some(one), Some(two)) => Some(if length(two) > length(one) { two } else { one }),
        (one, two) => one.or(two),
    }
}

/// Minutes in a span at its longest.
fn length(span: Span) -> u64 {
    const DAY: u64 = 24 * 60;
    match span {
        Span::Minutes(minutes) => u64::from(minutes),
        Span::Hours(hours) => u64::from(hours) * 60,
        Span::Days(days) => u64::from(days) * DAY,
        Span::LocalDays(days) => (u64::from(days) + 1) * DAY,
        Span::Months(months) => u64::from(months) * 31 * DAY,
        Span::Years(years) => u64::from(years) * 366 * DAY,
    }
}

fn earlier(one: Option<Instant>, two: Option<Instant>) -> Option<Instant> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

/// Goods of which a member must have bought some for a prepared condition to hold, as far as it is plain from one leaf;
/// `None`: it may hold for others, too.
pub fn goods_wanted(condition: &Condition) -> Option<&Answers> {
    let Condition::Leaf(leaf) = condition else {
        return None;
    };
    let Test::Purchases(test) = &leaf.test else {
        return None;
    };
    let goods = test.filter.lines.as_ref()?.of_goods()?;
    // There is no average of nothing; of anything else nothing makes 0.
    let is_something = test.measure == Measure::Average || !test.range.contains(0);
    is_something.then_some(goods)
}
