//! Everybody's purchases, and the days a report is about.

use std::collections::HashMap;

use regulars_engine::id::MemberId;
use regulars_engine::language::Said;
use regulars_engine::number::{Currency, Money};
use regulars_engine::said;
use regulars_engine::time::LocalDate;
use regulars_insight::history::{Histories, Purchase};
use regulars_insight::number::whole;
use regulars_store::Reader;

use crate::app::App;
use crate::error::{AppError, Result};

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
}

/// A period that ends before it begins.
pub(crate) fn after_the_last(from: LocalDate, to: LocalDate) -> Said {
    said!(
        "{from} is after the last day, {to}",
        "{from} позже последнего дня, {to}"
    )
}

/// Members with a purchase, and their purchases in the same order.
#[derive(Debug, Default)]
pub(super) struct Base {
    pub(super) members: Vec<MemberId>,
    pub(super) histories: Histories,
}

impl Base {
    /// Reads everybody's purchases.
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        let mut base = Self::default();
        let mut open: Option<(MemberId, Vec<Purchase>)> = None;
        reader.kept_purchases(|kept| {
            let purchase = Purchase {
                day: kept.day.days(),
                amount: kept.amount.minor(),
            };
            match &mut open {
                Some((member, purchases)) if *member == kept.member => purchases.push(purchase),
                _ => {
                    let before = open.replace((kept.member, vec![purchase]));
                    base.close(before);
                }
            }
        })?;
        base.close(open);
        Ok(base)
    }

    /// Purchases come in order of instant; places in other zones may have had another day.
    fn close(&mut self, member: Option<(MemberId, Vec<Purchase>)>) {
        let Some((member, mut purchases)) = member else {
            return;
        };
        purchases.sort_by_key(|purchase| purchase.day);
        for purchase in purchases {
            self.histories.push(purchase);
        }
        self.histories.end_member();
        self.members.push(member);
    }

    /// Members with their purchases.
    pub(super) fn each(&self) -> impl Iterator<Item = (MemberId, &[Purchase])> {
        self.members.iter().copied().zip(self.histories.iter())
    }
}

/// External ids by member.
pub(super) fn external_ids(reader: &Reader<'_>) -> Result<HashMap<MemberId, String>> {
    Ok(reader.external_ids()?.into_iter().collect())
}

/// Writes money of one currency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purse(Currency);

impl Purse {
    /// The purse of the live program.
    pub(super) fn of(app: &App) -> Self {
        Self(app.programs().at(app.now()).program.currency)
    }

    /// The currency's code.
    pub(super) fn code(self) -> String {
        self.0.to_string()
    }

    /// Whole minor units.
    pub(super) fn exact(self, minor: i64) -> String {
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

    /// Minor units in a major one.
    pub(super) fn scale(self) -> f64 {
        10.0_f64.powi(i32::from(self.0.exponent()))
    }
}
