//! A condition made ready for being asked of many members at one instant.

use super::leaf::{
    AgoTest, Condition, EventTest, InSegment, Leaf, Negated, PurchaseTest, Test, WindowTest,
};
use super::line::{LineRow, LineWhere};
use crate::time::{Instant, Zone};

/// The same condition as of an instant, ready for many members: windows lie where they lie at that instant, and a
/// filter that reads nothing but the goods is answered once for each of `goods` (see [`LineWhere::fits_goods`]).
///
/// It answers what the condition answers at that instant; when the answer changes is to be asked of the condition
/// itself.
pub fn prepare(
    condition: &Condition,
    at: Instant,
    zone: &Zone,
    goods: &[LineRow<'_>],
) -> Condition {
    Frame { at, zone, goods }.condition(condition)
}

struct Frame<'a> {
    at: Instant,
    zone: &'a Zone,
    goods: &'a [LineRow<'a>],
}

impl Frame<'_> {
    fn condition(&self, condition: &Condition) -> Condition {
        let all = |parts: &[Condition]| parts.iter().map(|part| self.condition(part)).collect();
        match condition {
            Condition::Always => Condition::Always,
            Condition::Never => Condition::Never,
            Condition::All(parts) => Condition::All(all(parts)),
            Condition::Any(parts) => Condition::Any(all(parts)),
            Condition::Not(not) => Condition::Not(Box::new(Negated {
                path: not.path.clone(),
                inner: self.condition(&not.inner),
            })),
            Condition::Segment(segment) => Condition::Segment(Box::new(InSegment {
                path: segment.path.clone(),
                id: segment.id.clone(),
                when: self.condition(&segment.when),
            })),
            Condition::Leaf(leaf) => Condition::Leaf(Box::new(Leaf {
                path: leaf.path.clone(),
                written: leaf.written.clone(),
                test: self.test(&leaf.test),
            })),
        }
    }

    fn test(&self, test: &Test) -> Test {
        match test {
            Test::Purchases(test) => Test::Purchases(Box::new(self.purchases(test))),
            Test::Events(test) => Test::Events(Box::new(EventTest {
                window: self.window(&test.window),
                ..EventTest::clone(test)
            })),
            Test::Favourite { of, is, window } => Test::Favourite {
                of: *of,
                is: is.clone(),
                window: self.window(window),
            },
            Test::Registered(AgoTest::Within(window)) => {
                Test::Registered(AgoTest::Within(self.window(window)))
            }
            Test::LastPurchase(AgoTest::Within(window)) => {
                Test::LastPurchase(AgoTest::Within(self.window(window)))
            }
            other => other.clone(),
        }
    }

    fn purchases(&self, test: &PurchaseTest) -> PurchaseTest {
        let mut prepared = test.clone();
        prepared.window = self.window(&test.window);
        if let Some(lines) = &mut prepared.filter.lines {
            lines.answer_for(self.goods);
        }
        prepared
    }

    fn window(&self, window: &WindowTest) -> WindowTest {
        WindowTest {
            within: None,
            fixed: window.at(self.at, self.zone),
        }
    }
}

impl LineWhere {
    /// Whether it is about the n-th of the goods it was prepared for; `None` if it was not, or reads more than goods.
    pub fn fits_goods(&self, n: usize) -> Option<bool> {
        let word = self.of_goods.as_ref()?.get(n / 64)?;
        Some(word >> (n % 64) & 1 == 1)
    }

    /// Answers for every one of the goods beforehand, if it reads nothing else.
    fn answer_for(&mut self, goods: &[LineRow<'_>]) {
        if !self.reads_only_goods() {
            return;
        }
        let word = |goods: &[LineRow<'_>]| {
            let fits = goods.iter().map(|row| u64::from(self.fits(row)));
            fits.enumerate().fold(0, |word, (n, fits)| word | fits << n)
        };
        let words: Vec<u64> = goods.chunks(64).map(word).collect();
        self.of_goods = Some(words.into());
    }

    fn reads_only_goods(&self) -> bool {
        self.quantity.is_none()
            && self.amount.is_none()
            && self.discounted.is_none()
            && self
                .any
                .iter()
                .chain(self.not.as_deref())
                .all(Self::reads_only_goods)
    }
}
