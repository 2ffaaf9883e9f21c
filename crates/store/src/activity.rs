//! What members did and what became of them: joined, bought, spoke, climbed, earned.

use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::number::{Money, Points};
use regulars_engine::points::{Account, LotNumber, PostingKind};
use regulars_engine::situation::PastEvent;
use regulars_engine::time::{Instant, LocalDate};

use crate::codec::{lot_number, name, number, word};
use crate::database::Row;
use crate::rows::each;
use crate::sql::{Statement, activity as sql};
use crate::{Reader, StoreError, event};

const DAY_MS: i64 = 86_400_000;

/// A purchase of a member of which something was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// Who.
    pub member: MemberId,
    /// The day at the place of the sale.
    pub day: LocalDate,
    /// What rules took off, of all of it.
    pub discount: Money,
    /// What points paid, of all of it.
    pub redeemed: Money,
    /// Paid by money and kept.
    pub kept: Money,
}

/// A level that a member came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Who.
    pub member: MemberId,
    /// The scheme.
    pub scheme: SchemeId,
    /// The level; `None` below the first threshold.
    pub level: Option<TierId>,
    /// Since when.
    pub since: Instant,
}

/// A side of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Whose posting.
    pub member: MemberId,
    /// When it happened.
    pub at: Instant,
    /// The unit.
    pub unit: UnitId,
    /// Why it was posted.
    pub kind: PostingKind,
    /// The account.
    pub account: Account,
    /// The lot moved; `None` for the debt and for the program's accounts.
    pub lot: Option<LotNumber>,
    /// What the account gains.
    pub points: Points,
}

impl Reader<'_> {
    /// Tells of every member and when it joined, in order of member: of everybody, or of these in their order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn joined(
        &self,
        of: Option<&[MemberId]>,
        mut tell: impl FnMut(MemberId, Instant),
    ) -> Result<(), StoreError> {
        self.of_each(of, sql::ACTIVITY_JOINED, sql::ACTIVITY_JOINED_OF, |row| {
            tell(number(row, 0)?, number(row, 1)?);
            Ok(())
        })
    }

    /// Tells of every kept purchase of a member, in order of member and time: of everybody, or of these in their order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn spent(
        &self,
        of: Option<&[MemberId]>,
        mut tell: impl FnMut(Spent),
    ) -> Result<(), StoreError> {
        self.of_each(of, sql::ACTIVITY_SPENT, sql::ACTIVITY_SPENT_OF, |row| {
            let local_ms: i64 = row.get(1)?;
            let day = i32::try_from(local_ms.div_euclid(DAY_MS)).unwrap_or(0);
            tell(Spent {
                member: number(row, 0)?,
                day: LocalDate::from_days(day),
                discount: number(row, 2)?,
                redeemed: number(row, 3)?,
                kept: number(row, 4)?,
            });
            Ok(())
        })
    }

    /// Tells of every custom event of a member, in order of member and time: of everybody, or of these in their order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn told_events(
        &self,
        of: Option<&[MemberId]>,
        mut tell: impl FnMut(MemberId, Instant),
    ) -> Result<(), StoreError> {
        self.of_each(of, sql::ACTIVITY_TOLD, sql::ACTIVITY_TOLD_OF, |row| {
            tell(number(row, 0)?, number(row, 1)?);
            Ok(())
        })
    }

    /// Tells of every event of a type with its properties, in order of member and time.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn events_of(
        &self,
        kind: &str,
        mut tell: impl FnMut(MemberId, PastEvent),
    ) -> Result<(), StoreError> {
        each(self.conn, sql::ACTIVITY_EVENTS, [kind], |row| {
            tell(number(row, 0)?, event::event(row, 1)?);
            Ok(())
        })
    }

    /// Tells of every use of a coupon by a member that was not taken back, in no order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn coupons_used(&self, mut tell: impl FnMut(MemberId, Instant)) -> Result<(), StoreError> {
        each(self.conn, sql::ACTIVITY_COUPONS, (), |row| {
            tell(number(row, 0)?, number(row, 1)?);
            Ok(())
        })
    }

    /// Tells of every level ever held, in order of member, scheme and time: of everybody, or of these in their order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn levels_reached(
        &self,
        of: Option<&[MemberId]>,
        mut tell: impl FnMut(Reached),
    ) -> Result<(), StoreError> {
        self.of_each(of, sql::ACTIVITY_LEVELS, sql::ACTIVITY_LEVELS_OF, |row| {
            let level: String = row.get(2)?;
            tell(Reached {
                member: number(row, 0)?,
                scheme: name(row, 1)?,
                level: (!level.is_empty()).then(|| TierId::new(level)),
                since: number(row, 3)?,
            });
            Ok(())
        })
    }

    /// Tells of every side of every posting, in order of member and posting: of everybody, or of these in their order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn posted_sides(
        &self,
        of: Option<&[MemberId]>,
        mut tell: impl FnMut(Side),
    ) -> Result<(), StoreError> {
        self.of_each(of, sql::ACTIVITY_ENTRIES, sql::ACTIVITY_ENTRIES_OF, |row| {
            let lot: Option<i64> = row.get(5)?;
            tell(Side {
                member: number(row, 0)?,
                at: number(row, 1)?,
                unit: name(row, 2)?,
                kind: word(row, 3)?,
                account: word(row, 4)?,
                lot: lot.map(|_| lot_number(row, 5)).transpose()?,
                points: number(row, 6)?,
            });
            Ok(())
        })
    }

    /// Asks one statement about everybody, or another about each of these.
    fn of_each(
        &self,
        of: Option<&[MemberId]>,
        everybody: Statement,
        one: Statement,
        mut tell: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some(members) = of else {
            return each(self.conn, everybody, (), tell);
        };
        for member in members {
            each(self.conn, one, [member.raw()], &mut tell)?;
        }
        Ok(())
    }
}
