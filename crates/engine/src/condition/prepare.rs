//! A condition made ready for being asked of many members at one instant.

use std::sync::Arc;

use super::leaf::{
    AgoTest, Condition, EventTest, InSegment, Leaf, Negated, PurchaseTest, Test, WindowTest,
};
use super::line::{LineRow, LineWhere};
use super::outlet::OutletRow;
use crate::time::{Instant, Zone};

/// What filters can be answered for once, before members are asked; those of none are not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beforehand<'a> {
    /// Goods, by their numbers.
    pub goods: &'a [LineRow<'a>],
    /// Where and how purchases were made, by their numbers.
    pub outlets: &'a [OutletRow],
}

/// Answers to one question for things that have numbers, a bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(Box<[u64]>);

impl Answers {
    /// The answer for the n-th thing; no for one that was not there.
    #[inline]
    pub fn get(&self, n: u32) -> bool {
        let word = usize::try_from(n / 64)
            .ok()
            .and_then(|place| self.0.get(place));
        word.is_some_and(|word| word >> (n % 64) & 1 == 1)
    }
}

impl FromIterator<bool> for Answers {
    fn from_iter<I: IntoIterator<Item = bool>>(answers: I) -> Self {
        let mut words = Vec::new();
        for (n, answer) in answers.into_iter().enumerate() {
            if n % 64 == 0 {
                words.push(0);
            }
            if let Some(word) = words.last_mut() {
                *word |= u64::from(answer) << (n % 64);
            }
        }
        Self(words.into())
    }
}

/// The same condition as of an instant, ready for many members: windows lie where they lie at that instant, a
/// filter that reads nothing but the goods is answered once for each of them (see [`LineWhere::of_goods`]), and so is one
/// of outlets.
///
/// It answers what the condition answers at that instant; when the answer changes is to be asked of the condition
/// itself.
pub fn prepare(
    condition: &Condition,
    at: Instant,
    zone: &Zone,
    known: Beforehand<'_>,
) -> Condition {
    Frame { at, zone, known }.condition(condition)
}

struct Frame<'a> {
    at: Instant,
    zone: &'a Zone,
    known: Beforehand<'a>,
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
            lines.answer_for(self.known.goods);
        }
        if let Some(week) = &mut prepared.filter.week {
            week.answer();
        }
        let outlet = &mut prepared.filter.outlet;
        if !outlet.is_about_all() && !self.known.outlets.is_empty() {
            outlet.answer_for(self.known.outlets);
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
    /// What it answered for the goods it was prepared for; `None` if it was not, or reads more than goods.
    pub fn of_goods(&self) -> Option<&Answers> {
        self.of_goods.as_deref()
    }

    /// Answers for every one of the goods beforehand, if it reads nothing else.
    fn answer_for(&mut self, goods: &[LineRow<'_>]) {
        if goods.is_empty() || !self.reads_only_goods() {
            return;
        }
        let fits = goods.iter().map(|row| self.fits(row));
        self.of_goods = Some(Arc::new(fits.collect()));
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
