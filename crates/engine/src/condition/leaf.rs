//! Compiled conditions: every name an integer, every amount exact.

use super::file::{ConditionFile, EntryFile, MemberWord};
use super::line::{BasketFacts, LineWhere, fold_code};
use super::names::{NameId, NameSet};
use super::outlet::OutletWhere;
use super::range::Range;
use super::scalar::Scalar;
use super::week::WeekWhere;
use super::written::Dimension;
use crate::both;
use crate::cell::Cells;
use crate::language::Both;
use crate::member::{ConsentState, Value};
use crate::name::{LaneId, SegmentId};
use crate::number::{Money, Quantity};
use crate::stamp::Stage;
use crate::time::{Instant, LocalDate, Period, Span, WeekHours, Window, YearlyWindow, Zone};

/// A compiled condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Holds always.
    Always,
    /// Holds never: what a condition with a problem compiles to.
    Never,
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Negated>),
    /// The member is in a segment.
    Segment(Box<InSegment>),
    /// One fact is as it should be.
    Leaf(Box<Leaf>),
}

impl Condition {
    /// Whether some leaf of it asks for this code.
    pub fn names_coupon(&self, code: &str) -> bool {
        match self {
            Self::Always | Self::Never => false,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.names_coupon(code)),
            Self::Not(not) => not.inner.names_coupon(code),
            Self::Segment(segment) => segment.when.names_coupon(code),
            Self::Leaf(leaf) => match &leaf.written {
                EntryFile::BasketCoupon(codes) => {
                    let code = fold_code(code);
                    codes
                        .0
                        .iter()
                        .any(|known| fold_code(known.as_str()) == code)
                }
                _ => false,
            },
        }
    }
}

impl Condition {
    /// The condition as it could have been written. One that had a problem comes back with a problem.
    pub fn written(&self) -> ConditionFile {
        let all = |parts: &[Self]| parts.iter().map(Self::written).collect();
        let entry = match self {
            Self::Always => return ConditionFile { entries: vec![] },
            Self::Never => EntryFile::Any(vec![]),
            Self::All(parts) => EntryFile::All(all(parts)),
            Self::Any(parts) => EntryFile::Any(all(parts)),
            Self::Not(not) => EntryFile::Not(Box::new(not.inner.written())),
            Self::Segment(segment) => EntryFile::Segment(Scalar::new(segment.id.as_str())),
            Self::Leaf(leaf) => leaf.written.clone(),
        };
        ConditionFile {
            entries: vec![entry],
        }
    }

    /// Its leaves, those of its segments included.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::Always | Self::Never => vec![],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(not) => not.inner.leaves(),
            Self::Segment(segment) => segment.when.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }

    /// How many tests it makes, those of its segments included.
    pub fn tests(&self) -> usize {
        match self {
            Self::Always | Self::Never | Self::Leaf(_) => 1,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::tests).sum(),
            Self::Not(not) => not.inner.tests(),
            Self::Segment(segment) => segment.when.tests(),
        }
    }
}

impl Negated {
    /// What must not hold.
    pub fn inner(&self) -> &Condition {
        &self.inner
    }
}

impl InSegment {
    /// Who is in it.
    pub fn when(&self) -> &Condition {
        &self.when
    }

    /// Which.
    pub fn id(&self) -> &SegmentId {
        &self.id
    }
}

impl Leaf {
    /// Where it stands in its condition: `all[1].basket.total`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// As written.
    pub fn written(&self) -> &EntryFile {
        &self.written
    }

    /// Why it can be about nobody in particular; `None` where it is about members.
    pub fn not_of_members(&self) -> Option<Both> {
        match self.test {
            Test::BasketTotal(..)
            | Test::BasketLines(_)
            | Test::BasketStore(_)
            | Test::BasketChannel(_)
            | Test::BasketPayment(_)
            | Test::Number(_)
            | Test::Coupon(_) => Some(both!(
                "members have no basket outside a shop",
                "вне магазина у участников нет корзины"
            )),
            Test::ThisEvent(_) => Some(both!(
                "no event is being decided",
                "никакое событие сейчас не решается"
            )),
            _ => None,
        }
    }

    /// Why it cannot be asked while stamps are worked out; `None` where it reads none.
    pub(crate) fn of_stamps(&self) -> Option<Both> {
        self.test.reads_stamps().then_some(both!(
            "is worked out by night together with the stages",
            "рассчитывается ночью вместе со стадиями"
        ))
    }
}

/// The opposite of a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Negated {
    /// Path of the `not`.
    pub(super) path: String,
    /// What must not hold.
    pub(super) inner: Condition,
}

/// A segment, with its condition in place.
#[derive(Debug, Clone, PartialEq)]
pub struct InSegment {
    /// Path of the leaf.
    pub(super) path: String,
    /// Which.
    pub(super) id: SegmentId,
    /// Who is in it.
    pub(super) when: Condition,
}

/// One test of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Where it stands in its condition: `all[1].basket.total`.
    pub(super) path: String,
    /// As written, for describing it.
    pub(super) written: EntryFile,
    /// As evaluated.
    pub(super) test: Test,
}

/// What a leaf tests.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// In a segment that is saved beside the program.
    Saved(SegmentId),
    Tier(TierTest),
    Word(MemberWord, WordTest),
    HasEmail(bool),
    HasPhone(bool),
    Yearly(YearlyDate, YearlyTest),
    Age(Range),
    Attribute(String, ValueTest),
    Registered(AgoTest),
    Known(bool),
    Purchases(Box<PurchaseTest>),
    LastPurchase(AgoTest),
    NeverBought(bool),
    Favourite {
        of: Dimension,
        is: NameSet,
        window: WindowTest,
    },
    /// Balance of the program's n-th unit.
    Balance(usize, Range),
    Events(Box<EventTest>),
    ThisEvent(Vec<(String, ValueTest)>),
    /// `None`: never asked.
    Consent(String, Option<ConsentState>),
    BasketTotal(Threshold, Range),
    BasketLines(Box<BasketLinesTest>),
    BasketStore(WordTest),
    BasketChannel(WordTest),
    /// Every way it is paid by, at least one.
    BasketPayment(WordTest),
    /// Which purchase of the member it is.
    Number(NumberTest),
    Coupon(NameSet),
    Time(Box<TimeTest>),
    /// Cells that will do.
    Rfm(Cells),
    Stage(Vec<Stage>),
    /// Expected value.
    Value(Range),
    /// Among the best, in millionths of all.
    Top(i64),
    /// The chance of being still there, in millionths.
    Alive(Range),
    /// Purchases expected within a year, in hundredths.
    ExpectedPurchases(Range),
    /// Local days since the one by which the next purchase is expected; below zero as long as it is to come.
    NextPurchase(Range),
}

impl Test {
    /// Whether it reads a stamp.
    pub fn reads_stamps(&self) -> bool {
        matches!(
            self,
            Self::Rfm(_)
                | Self::Stage(_)
                | Self::Value(_)
                | Self::Top(_)
                | Self::Alive(_)
                | Self::ExpectedPurchases(_)
                | Self::NextPurchase(_)
        )
    }
}

/// A test of the place of a purchase among those of its member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NumberTest {
    pub range: Range,
    /// Every so many.
    pub every: Option<i64>,
    /// Counted from the start of the local calendar period; `None`: from the first one.
    pub per: Option<Period>,
}

impl NumberTest {
    /// Whether the n-th purchase will do, from 1.
    pub fn holds(self, number: i64) -> bool {
        let every = self
            .every
            .is_none_or(|every| number.checked_rem(every) == Some(0));
        every && self.range.contains(number)
    }
}

/// Levels of one scheme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TierTest {
    /// Place of the scheme in the program.
    pub scheme: usize,
    /// For each rank, whether it will do; rank 0 is no level, rank 1 the lowest.
    pub accepted: Vec<bool>,
}

/// A test of the names something has.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct WordTest {
    pub within: Option<NameSet>,
    pub not: Option<NameSet>,
    pub present: Option<bool>,
}

impl WordTest {
    /// Whether a thing that has these names will do.
    pub fn holds(&self, names: &[NameId]) -> bool {
        let any_of = |set: &NameSet| names.iter().any(|name| set.contains(*name));
        self.within.as_ref().is_none_or(any_of)
            && !self.not.as_ref().is_some_and(any_of)
            && self
                .present
                .is_none_or(|present| present != names.is_empty())
    }

    /// Whether a thing that has this name, or none, will do.
    pub fn holds_one(&self, name: NameId) -> bool {
        self.holds(one(&name))
    }
}

/// A name that may be missing as a list of names.
pub(super) fn one(name: &NameId) -> &[NameId] {
    if *name == NameId::NONE {
        &[]
    } else {
        std::slice::from_ref(name)
    }
}

/// Which day of every year.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum YearlyDate {
    Birth,
    Named(String),
}

/// A test of a day of every year.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum YearlyTest {
    /// Today is so many days before it up to so many days after it.
    Around { before: i32, after: i32 },
    /// Its month is one of these.
    Month(Vec<i32>),
    /// Its month is the current one.
    ThisMonth,
}

/// A test of how long ago something was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum AgoTest {
    /// In the last so long.
    Within(WindowTest),
    /// So many times 24 hours ago.
    Days(Range),
}

/// A test of a typed value.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ValueTest {
    pub within: Option<Vec<Literal>>,
    pub not: Option<Vec<Literal>>,
    pub compare: Vec<(Comparator, Literal)>,
    pub present: Option<bool>,
}

/// How a value must stand to what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparator {
    Eq,
    Gt,
    Gte,
    Lt,
    Lte,
}

/// What is written, read as every type that it can be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Literal {
    pub text: String,
    pub number: Option<Quantity>,
    pub flag: Option<bool>,
    pub date: Option<LocalDate>,
}

impl Literal {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            number: Quantity::parse(text).ok(),
            flag: text.parse().ok(),
            date: text.parse().ok(),
        }
    }

    /// Whether it is this value.
    fn is(&self, value: &Value) -> bool {
        match value {
            Value::Text(text) => *text == self.text,
            Value::Number(number) => self.number == Some(*number),
            Value::Flag(flag) => self.flag == Some(*flag),
            Value::Date(date) => self.date == Some(*date),
        }
    }

    /// How a value stands to it; words and flags have no order.
    fn order(&self, value: &Value) -> Option<std::cmp::Ordering> {
        match value {
            Value::Number(number) => Some(number.cmp(&self.number?)),
            Value::Date(date) => Some(date.cmp(&self.date?)),
            Value::Text(_) | Value::Flag(_) => None,
        }
    }
}

impl ValueTest {
    /// Whether a value, or its absence, will do.
    pub fn holds(&self, value: Option<&Value>) -> bool {
        let any_of = |literals: &Vec<Literal>| {
            value.is_some_and(|value| literals.iter().any(|l| l.is(value)))
        };
        self.within.as_ref().is_none_or(any_of)
            && !self.not.as_ref().is_some_and(any_of)
            && self
                .present
                .is_none_or(|present| present == value.is_some())
            && self
                .compare
                .iter()
                .all(|(how, literal)| value.is_some_and(|value| how.holds(value, literal)))
    }
}

impl Comparator {
    fn holds(self, value: &Value, literal: &Literal) -> bool {
        match self {
            Self::Eq => literal.is(value),
            Self::Gt => literal.order(value).is_some_and(std::cmp::Ordering::is_gt),
            Self::Gte => literal.order(value).is_some_and(std::cmp::Ordering::is_ge),
            Self::Lt => literal.order(value).is_some_and(std::cmp::Ordering::is_lt),
            Self::Lte => literal.order(value).is_some_and(std::cmp::Ordering::is_le),
        }
    }
}

/// A stretch of the past: the last so long, or between two instants, or both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct WindowTest {
    pub within: Option<Span>,
    pub fixed: Window,
}

impl WindowTest {
    /// The last so long.
    pub fn last(span: Span) -> Self {
        Self {
            within: Some(span),
            fixed: Window::ALWAYS,
        }
    }

    /// The window as it lies at an instant, which is itself outside.
    pub fn at(&self, at: Instant, zone: &Zone) -> Window {
        let from = self
            .within
            .map_or(Instant::MIN, |span| span.before(at, zone));
        self.fixed.overlap(Window { from, to: at })
    }
}

/// A test of past purchases.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PurchaseTest {
    pub window: WindowTest,
    pub filter: PurchaseWhere,
    pub measure: Measure,
    pub range: Range,
}

/// Which purchases count, and which of their lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PurchaseWhere {
    pub outlet: OutletWhere,
    pub week: Option<WeekWhere>,
    pub lines: Option<LineWhere>,
}

/// What is measured of purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Count,
    Sum,
    Average,
    Units,
    Distinct(Dimension),
}

impl Dimension {
    /// Whether it is a fact of lines rather than of whole purchases.
    pub(super) fn is_of_lines(self) -> bool {
        matches!(self, Self::Sku | Self::Category | Self::Brand)
    }
}

/// A test of past events.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EventTest {
    pub kind: NameId,
    pub window: WindowTest,
    pub filter: Vec<(String, ValueTest)>,
    pub count: Range,
}

/// Which sum of the basket.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Threshold {
    BeforeDiscounts,
    Final,
    After(LaneId),
}

/// A test of lines of the basket.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BasketLinesTest {
    pub filter: LineWhere,
    pub measure: LineMeasure,
    pub range: Range,
}

impl BasketLinesTest {
    /// Units in ten-thousandths, number of lines or minor units of the lines that match.
    pub fn measured(&self, basket: &BasketFacts) -> i64 {
        let lines = basket.lines.iter().filter(|line| self.filter.matches(line));
        match self.measure {
            LineMeasure::Units => lines.map(|line| line.quantity).sum::<Quantity>().raw(),
            LineMeasure::Count => whole(lines.count()),
            LineMeasure::Sum => lines.map(|line| line.amount).sum::<Money>().minor(),
        }
    }
}

/// A count as a number to compare.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What is measured of lines of the basket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineMeasure {
    Units,
    Count,
    Sum,
}

/// A test of the time of the event.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeTest {
    pub week: Option<WeekHours>,
    pub fixed: Window,
    pub months: Vec<i32>,
    pub dates: Option<YearlyWindow>,
}
