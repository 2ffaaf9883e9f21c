//! Figures period by period: what is asked, of whom, and what is laid beside.

use std::str::FromStr;

use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::Step;
use serde::Serialize;

use super::base::{Days, Purse, as_of, needs_first_day, today};
use crate::app::App;
use crate::error::Result;

/// What is asked.
#[derive(Debug, Clone)]
pub struct FiguresRequest {
    /// How the calendar is divided.
    pub by: Step,
    /// On which days.
    pub days: Days,
    /// Of whom; absent: of everybody.
    pub segment: Option<SegmentId>,
    /// What to lay beside it.
    pub compare: Option<Compare>,
}

/// What figures are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compare {
    /// The period of the same length just before.
    Previous,
    /// The same days of a saved segment.
    Segment(SegmentId),
}

/// Nothing to compare with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is nothing to compare with; write previous, or segment:ID")]
pub struct UnknownCompare(String);

impl FromStr for Compare {
    type Err = UnknownCompare;

    fn from_str(text: &str) -> std::result::Result<Self, UnknownCompare> {
        match text.split_once(':') {
            None if text == "previous" => Ok(Self::Previous),
            Some(("segment", id)) if !id.is_empty() => Ok(Self::Segment(SegmentId::new(id))),
            _ => Err(UnknownCompare(text.to_owned())),
        }
    }
}

/// Figures by period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures<Row> {
    /// As of when.
    pub as_of: String,
    /// Of whom; `null`: of everybody.
    pub segment: Option<SegmentId>,
    /// The first day asked.
    pub from: Option<LocalDate>,
    /// The last day asked.
    pub to: Option<LocalDate>,
    /// By day, week, month, quarter, year.
    pub by: String,
    /// The currency of money in it.
    pub currency: String,
    /// Periods in order, those in between in which nothing happened too.
    pub rows: Vec<Row>,
    /// All of it as one period.
    pub all: Row,
    /// What it is compared with, if that was asked.
    pub compared: Option<Compared<Row>>,
}

/// What was laid beside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared<Row> {
    /// `previous` or `segment`.
    pub with: &'static str,
    /// Of whom; `null`: of everybody.
    pub segment: Option<SegmentId>,
    /// The first day asked.
    pub from: Option<LocalDate>,
    /// The last day asked.
    pub to: Option<LocalDate>,
    /// Its periods in order.
    pub rows: Vec<Row>,
    /// All of it as one period.
    pub all: Row,
}

impl<Row> Compared<Row> {
    /// What it is, in a word or two for a table.
    pub fn name(&self) -> String {
        match &self.segment {
            Some(segment) => format!("{} {segment}", self.with),
            None => self.with.to_owned(),
        }
    }
}

/// Something of those asked, and the same of the segment that is laid beside.
#[derive(Debug)]
pub(super) struct Sides<T> {
    pub own: T,
    pub other: Option<T>,
}

impl<T> Sides<T> {
    /// Makes something of each.
    pub(super) fn map<U>(self, mut make: impl FnMut(T) -> Result<U>) -> Result<Sides<U>> {
        Ok(Sides {
            own: make(self.own)?,
            other: self.other.map(make).transpose()?,
        })
    }
}

impl FiguresRequest {
    /// Refuses days that are no period, and a period before none.
    pub(super) fn check(&self) -> Result<()> {
        self.days.ends()?;
        match (&self.compare, self.days.from) {
            (Some(Compare::Previous), None) => Err(needs_first_day()),
            _ => Ok(()),
        }
    }

    /// Whose figures are needed; nobody named: everybody's.
    pub(super) fn whom(&self) -> Sides<Option<&SegmentId>> {
        Sides {
            own: self.segment.as_ref(),
            other: match &self.compare {
                Some(Compare::Segment(id)) => Some(Some(id)),
                _ => None,
            },
        }
    }

    /// The days just before, where they are laid beside.
    fn before(&self, app: &App) -> Option<Days> {
        let is_asked = self.compare == Some(Compare::Previous);
        is_asked.then(|| self.days.before(today(app))).flatten()
    }

    /// Both ends of each of the periods whose figures are needed.
    pub(super) fn spans(&self, app: &App) -> Result<Vec<(i32, i32)>> {
        let days = std::iter::once(self.days).chain(self.before(app));
        days.map(Days::ends).collect()
    }

    /// Tells the figures of those asked, and lays beside them what is asked.
    pub(super) fn tell<A, Row>(
        self,
        app: &App,
        asked: &Sides<A>,
        figures: impl Fn(&A, Days) -> Result<(Vec<Row>, Row)>,
    ) -> Result<Figures<Row>> {
        let (rows, all) = figures(&asked.own, self.days)?;
        let beside = match (&self.compare, self.before(app), &asked.other) {
            (Some(Compare::Segment(id)), _, Some(other)) => {
                Some(("segment", other, Some(id), self.days))
            }
            (_, Some(days), _) => Some(("previous", &asked.own, self.segment.as_ref(), days)),
            _ => None,
        };
        let compared = beside.map(|(with, asked, segment, days)| {
            figures(asked, days).map(|(rows, all)| Compared {
                with,
                segment: segment.cloned(),
                from: days.from,
                to: days.to,
                rows,
                all,
            })
        });
        Ok(Figures {
            as_of: as_of(app),
            compared: compared.transpose()?,
            segment: self.segment,
            from: self.days.from,
            to: self.days.to,
            by: self.by.to_string(),
            currency: Purse::of(app).code(),
            rows,
            all,
        })
    }
}
