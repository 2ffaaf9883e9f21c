//! What reports ask.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, StoreId, TierId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::time::{Instant, LocalDate};

use super::{HOUR_MS, PointsMoved, Sales, UnitMoved, day_number, hour, hour_start};
use crate::codec::{count, name, number};
use crate::database::Row;
use crate::rows::{all, each, one};
use crate::sql::figure as sql;
use crate::{Reader, StoreError};

/// The furthest a place's clock is from UTC.
const OFFSET_MAX_MS: i64 = 24 * HOUR_MS;

/// The weekday of the first day, 1970-01-01, from Monday.
const THURSDAY: i64 = 3;

/// Purchases of an hour of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekly {
    /// Day of the week: 0 is Monday.
    pub weekday: u8,
    /// Hour of the day at the place of the sale: 0 to 23.
    pub hour: u8,
    /// Purchases of which something was kept.
    pub purchases: i64,
}

/// What members have of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The unit.
    pub unit: UnitId,
    /// In active lots; debts are not taken off.
    pub available: Points,
    /// In lots that are not active yet.
    pub pending: Points,
    /// The part of both that burns before the instant asked for.
    pub expiring: Points,
}

/// Members at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierCount {
    /// The scheme.
    pub scheme: SchemeId,
    /// The level; `None` below the first threshold.
    pub level: Option<TierId>,
    /// How many. Members that nothing has moved yet are in no count.
    pub members: u64,
}

/// Members who came from one level to another in an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelMoves {
    /// The hour, by its beginning.
    pub hour: Instant,
    /// The scheme.
    pub scheme: SchemeId,
    /// The level before; `None` below the first threshold, and before the first level.
    pub from: Option<TierId>,
    /// The level after.
    pub to: Option<TierId>,
    /// How many.
    pub moves: i64,
}

/// A purchase of a member of which something was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Who.
    pub member: MemberId,
    /// The day at the place of the sale.
    pub day: LocalDate,
}

fn store_word(store: Option<&StoreId>) -> &str {
    store.map(StoreId::as_str).unwrap_or_default()
}

impl Reader<'_> {
    /// Sales by day, both ends included, of one store or of all; days without any are left out.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn sales(
        &self,
        (from, to): (LocalDate, LocalDate),
        store: Option<&StoreId>,
    ) -> Result<Vec<(LocalDate, Sales)>, StoreError> {
        let params = (day_number(from), day_number(to), store_word(store));
        all(self.conn, sql::FIGURE_DAYS, params, |row| {
            Ok((LocalDate::from_days(row.get(0)?), sales(row)?))
        })
    }

    /// Purchases by hour of the week, of days as [`Reader::sales`] takes them.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn busy_hours(
        &self,
        (from, to): (LocalDate, LocalDate),
        store: Option<&StoreId>,
    ) -> Result<Vec<Weekly>, StoreError> {
        let params = (day_number(from), day_number(to), store_word(store));
        let mut week: BTreeMap<(u8, u8), i64> = BTreeMap::new();
        each(self.conn, sql::FIGURE_HOURS, params, |row| {
            let weekday = u8::try_from((row.get::<i64>(0)? + THURSDAY).rem_euclid(7));
            let hour = (weekday.unwrap_or_default(), row.get(1)?);
            *week.entry(hour).or_default() += row.get::<i64>(2)?;
            Ok(())
        })?;
        let busy = week.into_iter().filter(|(_, purchases)| *purchases != 0);
        let weekly = busy.map(|((weekday, hour), purchases)| Weekly {
            weekday,
            hour,
            purchases,
        });
        Ok(weekly.collect())
    }

    /// Points moved, by hour and unit, each hour by its beginning.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn points_moved(
        &self,
        (from, to): (Instant, Instant),
        store: Option<&StoreId>,
    ) -> Result<Vec<(Instant, UnitId, PointsMoved)>, StoreError> {
        let params = (hour(from), hour(to), store_word(store));
        all(self.conn, sql::FIGURE_POINTS, params, |row| {
            let moved = PointsMoved {
                issued: number(row, 2)?,
                redeemed: number(row, 3)?,
                expired: number(row, 4)?,
            };
            Ok((hour_start(row.get(0)?), name(row, 1)?, moved))
        })
    }

    /// Members who joined, by hour, each hour by its beginning; of one home store, or all.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn members_joined(
        &self,
        (from, to): (Instant, Instant),
        store: Option<&StoreId>,
    ) -> Result<Vec<(Instant, i64)>, StoreError> {
        let params = (hour(from), hour(to), store_word(store));
        all(self.conn, sql::FIGURE_JOINED, params, |row| {
            Ok((hour_start(row.get(0)?), row.get(1)?))
        })
    }

    /// Members whose home store this is.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn members_of(&self, store: &StoreId) -> Result<u64, StoreError> {
        let members = one(self.conn, sql::FIGURE_MEMBERS, [store.as_str()], |row| {
            count(row, 0)
        })?;
        Ok(members.unwrap_or(0))
    }

    /// What members have, by unit, and how much of it burns before an instant, to the hour.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn points_left(&self, before: Instant) -> Result<Vec<Left>, StoreError> {
        all(self.conn, sql::FIGURE_LEFT, [hour(before)], |row| {
            Ok(Left {
                unit: name(row, 0)?,
                available: number(row, 1)?,
                pending: number(row, 2)?,
                expiring: number(row, 3)?,
            })
        })
    }

    /// What became of every unit, by hour, each hour by its beginning, in order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn units_moved(
        &self,
        mut tell: impl FnMut(Instant, UnitId, UnitMoved),
    ) -> Result<(), StoreError> {
        each(self.conn, sql::FIGURE_UNITS, (), |row| {
            let moved = UnitMoved {
                issued: number(row, 2)?,
                redeemed: number(row, 3)?,
                expired: number(row, 4)?,
                gained: number(row, 5)?,
                given: number(row, 6)?,
                spent: number(row, 7)?,
                burned: number(row, 8)?,
            };
            tell(hour_start(row.get(0)?), name(row, 1)?, moved);
            Ok(())
        })
    }

    /// Members who came from one level to another, by hour, in order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn level_moves(&self) -> Result<Vec<LevelMoves>, StoreError> {
        all(self.conn, sql::FIGURE_LEVEL_MOVES, (), |row| {
            Ok(LevelMoves {
                hour: hour_start(row.get(0)?),
                scheme: name(row, 1)?,
                from: level(row, 2)?,
                to: level(row, 3)?,
                moves: row.get(4)?,
            })
        })
    }

    /// Uses of coupons by members that were not taken back, by hour, each hour by its beginning, in order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn coupon_hours(&self) -> Result<Vec<(Instant, i64)>, StoreError> {
        all(self.conn, sql::FIGURE_COUPONS, (), |row| {
            Ok((hour_start(row.get(0)?), row.get(1)?))
        })
    }

    /// Members by level.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn tier_counts(&self) -> Result<Vec<TierCount>, StoreError> {
        all(self.conn, sql::FIGURE_TIERS, (), |row| {
            Ok(TierCount {
                scheme: name(row, 0)?,
                level: level(row, 1)?,
                members: count(row, 2)?,
            })
        })
    }

    /// Tells of every kept purchase of a member on these days, both ends included, in no order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn buyers(
        &self,
        (from, to): (LocalDate, LocalDate),
        store: Option<&StoreId>,
        mut tell: impl FnMut(Visit),
    ) -> Result<(), StoreError> {
        let day_ms = 24 * HOUR_MS;
        let first = day_number(from) * day_ms - OFFSET_MAX_MS;
        let last = (day_number(to) + 1) * day_ms + OFFSET_MAX_MS;
        let params = (first, last, store_word(store));
        each(self.conn, sql::FIGURE_BUYERS, params, |row| {
            let local_ms: i64 = row.get(1)?;
            let day = i32::try_from(local_ms.div_euclid(day_ms)).unwrap_or(0);
            let day = LocalDate::from_days(day);
            if (from..=to).contains(&day) {
                let member = number(row, 0)?;
                tell(Visit { member, day });
            }
            Ok(())
        })
    }

    /// Stores that sold on each day from `from` to `to`, and on none since, up to `today`.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn silent_stores(
        &self,
        (from, to): (LocalDate, LocalDate),
        today: LocalDate,
    ) -> Result<Vec<StoreId>, StoreError> {
        let params = (day_number(from), day_number(to), day_number(today));
        all(self.conn, sql::FIGURE_SILENT_STORES, params, |row| {
            name(row, 0)
        })
    }

    /// Stores named by purchases of these days that nobody has described.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn unknown_stores(
        &self,
        (from, to): (LocalDate, LocalDate),
    ) -> Result<Vec<StoreId>, StoreError> {
        let params = (day_number(from), day_number(to));
        all(self.conn, sql::FIGURE_UNKNOWN_STORES, params, |row| {
            name(row, 0)
        })
    }

    /// Jobs that could have begun before this instant and have not ended.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn late_jobs(&self, before: Instant) -> Result<u64, StoreError> {
        let jobs = one(self.conn, sql::FIGURE_LATE_JOBS, [before.ms()], |row| {
            count(row, 0)
        })?;
        Ok(jobs.unwrap_or(0))
    }

    /// Jobs laid aside for good.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn dead_job_count(&self) -> Result<u64, StoreError> {
        let jobs = one(self.conn, sql::FIGURE_DEAD_JOBS, (), |row| count(row, 0))?;
        Ok(jobs.unwrap_or(0))
    }
}

fn sales(row: &Row<'_>) -> Result<Sales, StoreError> {
    Ok(Sales {
        sales: number(row, 1)?,
        returned: number(row, 2)?,
        discount: number(row, 3)?,
        purchases: row.get(4)?,
        identified_sales: number(row, 5)?,
        identified_purchases: row.get(6)?,
        identified_discount: number(row, 7)?,
        identified_redeemed: number(row, 8)?,
        identified_kept: number(row, 9)?,
    })
}

/// A level; an empty one is none.
fn level(row: &Row<'_>, column: usize) -> Result<Option<TierId>, StoreError> {
    let level: String = row.get(column)?;
    Ok((!level.is_empty()).then(|| TierId::new(level)))
}
