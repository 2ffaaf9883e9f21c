//! Names that switch a rule on: without one of them in the basket it cannot apply.

use super::leaf::{Condition, Test, WordTest};
use super::line::{BasketFacts, LineFacts, LineWhere};
use super::names::NameId;
use crate::name::SegmentId;
use crate::time::Window;

impl Condition {
    /// Names of which the basket must have at least one for the condition to hold; `None` if it could hold
    /// without any.
    pub fn switches(&self) -> Option<Vec<NameId>> {
        match self {
            Self::All(parts) => parts.iter().find_map(Self::switches),
            Self::Any(parts) => {
                let each: Option<Vec<Vec<NameId>>> = parts.iter().map(Self::switches).collect();
                each.map(|names| names.concat())
            }
            Self::Leaf(leaf) => match &leaf.test {
                Test::Coupon(codes) => Some(codes.ids().to_vec()),
                Test::BasketStore(words)
                | Test::BasketChannel(words)
                | Test::BasketPayment(words) => words.switches(),
                _ => None,
            },
            Self::Always | Self::Never | Self::Not(_) | Self::Segment(_) => None,
        }
    }

    /// The window outside which the condition cannot hold.
    pub fn window(&self) -> Window {
        match self {
            Self::All(parts) => {
                let windows = parts.iter().map(Self::window);
                windows.fold(Window::ALWAYS, Window::overlap)
            }
            Self::Leaf(leaf) => match &leaf.test {
                Test::Time(time) => time.fixed,
                _ => Window::ALWAYS,
            },
            _ => Window::ALWAYS,
        }
    }

    /// A segment that the buyer must be in for the condition to hold, and who is in it.
    pub fn segment(&self) -> Option<(&SegmentId, &Self)> {
        match self {
            Self::All(parts) => parts.iter().find_map(Self::segment),
            Self::Segment(segment) => Some((&segment.id, &segment.when)),
            _ => None,
        }
    }
}

impl LineWhere {
    /// Names of which a line must have at least one to match; `None` if it could match without any.
    pub fn switches(&self) -> Option<Vec<NameId>> {
        let words = [&self.sku, &self.category, &self.brand];
        words.into_iter().flatten().find_map(WordTest::switches)
    }
}

impl WordTest {
    fn switches(&self) -> Option<Vec<NameId>> {
        self.within.as_ref().map(|names| names.ids().to_vec())
    }
}

impl BasketFacts {
    /// Names of the basket itself that some condition knows: its store, its channel, how it is paid, its codes.
    pub fn words(&self) -> impl Iterator<Item = NameId> {
        let words = [self.store, self.channel]
            .into_iter()
            .chain(self.payments.iter().copied())
            .chain(self.coupons.iter().copied());
        words.filter(|name| name.is_known())
    }
}

impl LineFacts {
    /// Names of the line's goods that some condition knows: sku, brand, categories.
    pub fn names(&self) -> impl Iterator<Item = NameId> {
        self.names.all().filter(|name| name.is_known())
    }
}
