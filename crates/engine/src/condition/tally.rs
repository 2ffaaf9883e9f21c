//! A leaf about past purchases laid open, for whoever counts them column by column.
//!
//! It says what the evaluator would count of a member, not how: `past.rs` counts purchase by purchase, a column of all
//! members' purchases may be swept in one go. Both end in [`PurchaseTest::holds_of`].

use super::leaf::{Condition, Measure, PurchaseTest, Test, whole};
use super::prepare::Answers;
use super::week::WeekWhere;
use crate::time::Window;

/// What a prepared leaf counts of past purchases, and of how much it holds.
#[derive(Debug, Clone, Copy)]
pub struct Tally<'c> {
    test: &'c PurchaseTest,
    /// The least and the greatest of what is measured for which it holds; `None`: the test says.
    ends: Option<(i64, i64)>,
    /// Outlets whose purchases count; `None`: all.
    pub outlets: Option<&'c Answers>,
    /// Hours of the week at which purchases count; `None`: all.
    pub week: Option<&'c WeekWhere>,
    /// Goods whose lines count, and purchases with at least one of them; `None`: all.
    pub goods: Option<&'c Answers>,
    /// What is added up.
    pub adds: Adds,
}

/// What a tally adds up beside the number of purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adds {
    /// Nothing.
    Nothing,
    /// Money: of whole purchases, or of the lines that count if goods are asked for. Minor units.
    Money,
    /// Units of the lines that count, in ten-thousandths.
    Units,
}

impl<'c> Tally<'c> {
    /// What a prepared condition counts; `None` if it is not one leaf about past purchases, or not all of its filters have
    /// been answered beforehand, or it counts what differs.
    pub fn of(condition: &'c Condition) -> Option<Self> {
        let Condition::Leaf(leaf) = condition else {
            return None;
        };
        let Test::Purchases(test) = &leaf.test else {
            return None;
        };
        let adds = match test.measure {
            Measure::Count => Adds::Nothing,
            Measure::Sum | Measure::Average => Adds::Money,
            Measure::Units => Adds::Units,
            Measure::Distinct(_) => return None,
        };
        let filter = &test.filter;
        let outlets = (!filter.outlet.is_about_all()).then(|| filter.outlet.of_outlets());
        let week = filter.week.as_ref();
        let goods = filter.lines.as_ref().map(|lines| lines.of_goods());
        let is_ready = test.window.within.is_none()
            && outlets != Some(None)
            && goods != Some(None)
            && week.is_none_or(WeekWhere::is_prepared);
        let ends = match test.measure {
            Measure::Average => None,
            // A range with nothing in it holds for no number.
            _ => Some(test.range.ends().unwrap_or((1, 0))),
        };
        is_ready.then_some(Self {
            test,
            ends,
            outlets: outlets.flatten(),
            week,
            goods: goods.flatten(),
            adds,
        })
    }

    /// When purchases that count were made.
    pub fn window(&self) -> Window {
        self.test.window.fixed
    }

    /// Whether it holds of so many purchases and what was added up of them.
    #[inline]
    pub fn holds(&self, purchases: usize, sum: i64) -> bool {
        let Some((least, most)) = self.ends else {
            return self.test.holds_of(purchases, sum);
        };
        let measured = match self.adds {
            Adds::Nothing => whole(purchases),
            Adds::Money | Adds::Units => sum,
        };
        // Of crowds either answer is as likely as the other, so nothing branches here.
        (least <= measured) & (measured <= most)
    }
}

impl PurchaseTest {
    /// Whether it holds of so many purchases and the sum that is measured of them.
    #[inline]
    pub(super) fn holds_of(&self, purchases: usize, sum: i64) -> bool {
        match self.measure {
            Measure::Count => self.range.contains(whole(purchases)),
            Measure::Average => purchases > 0 && self.range.contains_ratio(sum, whole(purchases)),
            Measure::Sum | Measure::Units | Measure::Distinct(_) => self.range.contains(sum),
        }
    }
}
