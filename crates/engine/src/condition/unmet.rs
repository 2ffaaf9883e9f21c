//! Why a condition does not hold, and what is missing where it can be counted.

use super::evaluate::{basket_total, has_stamp, holds, test_holds};
use super::leaf::{Condition, Leaf, LineMeasure, Measure, Test};
use super::loaded::MemberView;
use super::past::measured;
use super::view::View;
use crate::basket::Missing;
use crate::number::{Money, Points, Quantity};

/// A leaf that did not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet {
    /// Path of the leaf in the condition: `all[1].basket.total`.
    pub path: String,
    /// What is missing, where it can be counted.
    pub missing: Option<Missing>,
    /// The leaf reads a stamp of insight that the member does not have yet.
    pub no_stamp: bool,
}

/// Leaves that do not hold, if the condition as a whole does not; empty if it does.
///
/// Of an `any` all parts are named, each with what it lacks; of a `not` the `not` itself.
pub fn unmet(condition: &Condition, view: &MemberView<'_>) -> Vec<Unmet> {
    let mut found = Vec::new();
    collect(condition, view, &mut found);
    found
}

fn collect(condition: &Condition, view: &MemberView<'_>, found: &mut Vec<Unmet>) {
    match condition {
        Condition::Always => {}
        Condition::Never => found.push(Unmet {
            path: String::new(),
            missing: None,
            no_stamp: false,
        }),
        Condition::All(parts) => parts.iter().for_each(|part| collect(part, view, found)),
        Condition::Any(parts) => {
            if !holds(condition, view) {
                parts.iter().for_each(|part| collect(part, view, found));
            }
        }
        Condition::Not(not) => {
            if holds(&not.inner, view) {
                found.push(Unmet {
                    path: not.path.clone(),
                    missing: None,
                    no_stamp: false,
                });
            }
        }
        Condition::Segment(segment) => {
            if !holds(condition, view) {
                found.push(Unmet {
                    path: segment.path.clone(),
                    missing: None,
                    no_stamp: false,
                });
            }
        }
        Condition::Leaf(leaf) => {
            if !test_holds(&leaf.test, view) {
                let missing = missing(&leaf.test, view);
                let no_stamp = !has_stamp(&leaf.test, view.stamps());
                found.push(Unmet {
                    path: leaf.path.clone(),
                    missing,
                    no_stamp,
                });
            }
        }
    }
}

/// What a leaf lacks, if it does not hold and what is missing can be counted.
pub(crate) fn lacks(leaf: &Leaf, view: &MemberView<'_>) -> Option<Missing> {
    (!test_holds(&leaf.test, view)).then(|| missing(&leaf.test, view))?
}

/// What a leaf lacks to hold, where it can be counted.
fn missing(test: &Test, view: &MemberView<'_>) -> Option<Missing> {
    match test {
        Test::BasketTotal(threshold, range) => {
            let gap = range.shortfall(basket_total(threshold, view)?.minor())?;
            Some(Missing::Money(Money::from_minor(gap)))
        }
        Test::BasketLines(test) => {
            let gap = test.range.shortfall(test.measured(view.basket()?))?;
            match test.measure {
                LineMeasure::Units => Some(Missing::Units(Quantity::from_raw(gap))),
                LineMeasure::Sum => Some(Missing::Money(Money::from_minor(gap))),
                LineMeasure::Count => None,
            }
        }
        Test::Purchases(test) if test.measure == Measure::Count && view.is_known() => test
            .range
            .shortfall(measured(test, view))
            .map(Missing::Purchases),
        Test::Balance(unit, range) if view.is_known() => {
            let gap = range.shortfall(view.balance(*unit).raw())?;
            let unit = view.unit(*unit)?.clone();
            Some(Missing::Points {
                unit,
                points: Points::from_raw(gap),
            })
        }
        _ => None,
    }
}
