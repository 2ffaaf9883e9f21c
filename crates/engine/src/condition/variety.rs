//! How many different values the past shows in a stretch of time.

use super::leaf::{Measure, PurchaseTest, PurchaseWhere, WindowTest};
use super::line::LineWhere;
use super::needs::of_purchases;
use super::past::measured;
use super::range::Range;
use super::view::View;
use super::written::Dimension;
use crate::program::Needs;
use crate::time::{Span, Window};

/// Different values of one kind among the purchases of a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Variety(PurchaseTest);

impl Variety {
    /// Different values of a kind; `lines` is which lines show them, `reach` how long ago at the most.
    pub(crate) fn new(of: Dimension, lines: Option<LineWhere>, reach: Span) -> Self {
        Self(PurchaseTest {
            window: WindowTest::last(reach),
            filter: PurchaseWhere {
                lines,
                ..PurchaseWhere::default()
            },
            measure: Measure::Distinct(of),
            range: Range::at_least(1),
        })
    }

    /// What has to be loaded for it.
    pub(crate) fn needs(&self) -> Needs {
        of_purchases(&self.0)
    }

    /// What the values are of.
    pub fn of(&self) -> Option<Dimension> {
        match self.0.measure {
            Measure::Distinct(of) => Some(of),
            _ => None,
        }
    }

    /// How many different values there are in a window, as far as it lies in the view's past.
    pub(crate) fn count(&self, window: Window, view: &impl View) -> i64 {
        let window = WindowTest {
            within: None,
            fixed: window,
        };
        let test = PurchaseTest {
            window,
            ..self.0.clone()
        };
        measured(&test, view)
    }
}
