//! Everybody's purchases, and the days a report is about.

use std::collections::HashMap;

use regulars_engine::id::MemberId;
use regulars_engine::language::Said;
use regulars_engine::name::SegmentId;
use regulars_engine::number::{Currency, Money};
use regulars_engine::time::LocalDate;
use regulars_engine::{both, said};
use regulars_insight::history::{Histories, Purchase};
use regulars_insight::number::whole;
use regulars_store::Reader;

use crate::app::App;
use crate::error::{AppError, Result};
use crate::insight;
use crate::overview::Period;
use crate::segment;

/// Days of a report, both ends included; open where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// The first.
    pub from: Option<LocalDate>,
    /// The last.
    pub to: Option<LocalDate>,
}

impl Days {
    /// Both ends as days since 1970-01-01.
    pub(super) fn ends(self) -> Result<(i32, i32)> {
        let from = self.from.unwrap_or(LocalDate::MIN);
        let to = self.to.unwrap_or(LocalDate::MAX);
        if from > to {
            return Err(AppError::field("from", after_the_last(from, to)));
        }
        Ok((from.days(), to.days()))
    }

    /// The days of the same number just before; `None` without a first day.
    pub(super) fn before(self, today: LocalDate) -> Option<Self> {
        let from = self.from?;
        let to = self.to.unwrap_or(today).max(from);
        let previous = Period { from, to }.previous();
        Some(Self {
            from: Some(previous.from),
            to: Some(previous.to),
        })
    }
}

/// What has no first day has no days before it.
pub(super) fn needs_first_day() -> AppError {
    let why = both!(
        "is needed to know which period came before; write a day, as 2026-03-01",
        "нужен, чтобы знать предыдущий период; укажите день, например 2026-03-01"
    );
    AppError::field("from", why)
}

/// A period that ends before it begins.
pub(crate) fn after_the_last(from: LocalDate, to: LocalDate) -> Said {
    said!(
        "{from} is after the last day, {to}",
        "{from} позже последнего дня, {to}"
    )
}

/// Reads a report's snapshot when it is its turn.
pub(super) async fn read<T, F>(app: &App, work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&App, &Reader<'_>) -> Result<T> + Send + 'static,
{
    // Never closed, so always acquired. Who no longer waits for the report leaves its work going on, and its turn taken.
    let turn = app.reporting().acquire_owned().await;
    app.read(move |app, reader| {
        let _turn = turn;
        work(app, reader)
    })
    .await
}

/// Whom a report is about: everybody, or who is in a saved segment now.
#[derive(Debug, Default)]
pub(crate) struct Audience(Option<Vec<MemberId>>);

impl Audience {
    /// Reads who is in a segment; without one everybody.
    pub(super) fn read(app: &App, reader: &Reader<'_>, id: Option<&SegmentId>) -> Result<Self> {
        let members = id.map(|id| segment::who(app, reader, id)).transpose()?;
        Ok(Self(members))
    }

    /// Whether it is about everybody.
    pub(super) fn is_everybody(&self) -> bool {
        self.0.is_none()
    }

    /// Whether it is about this member.
    pub(super) fn has(&self, member: MemberId) -> bool {
        let members = self.0.as_ref();
        members.is_none_or(|members| members.binary_search(&member).is_ok())
    }

    /// Who it is about, in order, where it is not everybody.
    pub(super) fn named(&self) -> Option<&[MemberId]> {
        self.0.as_deref()
    }

    /// How many members in all, those without a purchase too.
    pub(super) fn count(&self, reader: &Reader<'_>) -> Result<u64> {
        match &self.0 {
            Some(members) => Ok(u64::try_from(members.len()).unwrap_or(u64::MAX)),
            None => Ok(reader.counts()?.members),
        }
    }
}

/// Members with a purchase, and their purchases in the same order.
#[derive(Debug, Default)]
pub(crate) struct Base {
    pub(super) members: Vec<MemberId>,
    pub(super) histories: Histories,
}

impl Base {
    /// Reads their purchases.
    pub(crate) fn load(app: &App, reader: &Reader<'_>, audience: &Audience) -> Result<Self> {
        insight::read(app, reader, |columns| {
            let (members, histories) = columns.histories(|member| audience.has(member));
            Self { members, histories }
        })
    }

    /// Members with their purchases.
    pub(crate) fn each(&self) -> impl Iterator<Item = (MemberId, &[Purchase])> {
        self.members.iter().copied().zip(self.histories.iter())
    }
}

/// External ids by member.
pub(super) fn external_ids(reader: &Reader<'_>) -> Result<HashMap<MemberId, String>> {
    Ok(reader.external_ids()?.into_iter().collect())
}

/// Writes money of one currency.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Purse(Currency);

impl Purse {
    /// The purse of the live program.
    pub(crate) fn of(app: &App) -> Self {
        Self(app.programs().at(app.now()).program.currency)
    }

    /// The currency's code.
    pub(crate) fn code(self) -> String {
        self.0.to_string()
    }

    /// Whole minor units.
    pub(crate) fn exact(self, minor: i64) -> String {
        self.0.format_money(Money::from_minor(minor))
    }

    /// Minor units of a decimal.
    pub(super) fn parse(self, text: &str) -> Result<i64> {
        let parsed = self.0.parse_money(text);
        parsed
            .map(Money::minor)
            .map_err(|error| AppError::field("monetary", error))
    }

    /// A quotient, to the nearest minor unit.
    pub(super) fn rounded(self, minor: f64) -> String {
        self.exact(whole(minor))
    }

    /// The same, whole.
    pub(crate) fn minor_per_major(self) -> i64 {
        10_i64.pow(u32::from(self.0.exponent()))
    }

    /// Minor units in a major one.
    pub(crate) fn scale(self) -> f64 {
        10.0_f64.powi(i32::from(self.0.exponent()))
    }
}

/// The present instant by the program's clock, as answers say what they are as of.
pub(super) fn as_of(app: &App) -> String {
    let now = app.now();
    let zone = &app.programs().at(now).program.zone;
    now.format_at(zone.offset_at(now))
}

/// The present day of the program.
pub(super) fn today(app: &App) -> LocalDate {
    app.programs().at(app.now()).program.zone.date(app.now())
}
