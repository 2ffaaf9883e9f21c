//! Coupons: codes given out, how often they were used, and the quotes that hold them.
//!
//! Everything of one series is written under one lock, so that no count of it is passed by two tills at once.

use std::collections::BTreeMap;

use regulars_engine::coupon::CouponState;
use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::name::RuleId;
use regulars_engine::time::Instant;

use crate::codec::{name, number, number_or_none};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::{Statement, coupon as sql};
use crate::{
    Changeset, CouponChange, CouponWrite, Cursor, HeldCoupon, NewHold, Page, Reader, StoreError,
};

/// A code as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponRow {
    /// The code.
    pub code: String,
    /// Its series.
    pub series: RuleId,
    /// Whose it is.
    pub member: Option<MemberId>,
    /// When it was given out; of a public code its first use.
    pub issued_at: Instant,
    /// Till when it is valid; `None`: as long as its series.
    pub expires_at: Option<Instant>,
    /// How often it was used.
    pub uses: i64,
    /// When it was called back.
    pub revoked_at: Option<Instant>,
}

/// What a code was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CouponUse {
    /// The purchase.
    pub purchase: PurchaseId,
    /// When.
    pub at: Instant,
    /// When the use was given back.
    pub back_at: Option<Instant>,
}

/// Who looks at codes: holds of their own do not count against them.
#[derive(Debug, Clone, Default)]
pub struct CouponScope {
    /// Codes as they are kept, each with its series if it is a public one.
    pub codes: Vec<(String, Option<RuleId>)>,
    /// The buyer.
    pub buyer: Option<MemberId>,
    /// The quote that is being confirmed.
    pub quote: Option<QuoteId>,
    /// The till's basket, whose earlier quote gives way.
    pub basket: Option<String>,
    /// Holds that have lapsed by now do not count.
    pub now: Instant,
}

/// A code that is to be used or held once more.
struct Wanted<'c> {
    code: &'c str,
    series: &'c RuleId,
    most: Option<i64>,
    total: Option<i64>,
    /// A quote held it before it could be called back.
    promised: bool,
}

/// Holds by others than this quote and this basket, live at an instant.
#[derive(Clone, Copy)]
struct Others<'a> {
    quote: i64,
    basket: &'a str,
    now: Instant,
}

impl Others<'_> {
    fn hold(self, conn: &Connection, statement: Statement, of: &str) -> Result<i64, StoreError> {
        let params = (of, self.now.ms(), self.quote, self.basket);
        let held = one(conn, statement, params, |row| row.get::<i64>(0))?;
        Ok(held.unwrap_or(0))
    }
}

/// The first code that a changeset would use or hold more often than its series allows. The locks of the series are
/// held.
pub(crate) fn spent(
    conn: &Connection,
    changeset: &Changeset,
) -> Result<Option<String>, StoreError> {
    let now = changeset.posted_at;
    let mut before: BTreeMap<&str, i64> = BTreeMap::new();
    for write in changeset.coupon_writes() {
        let CouponChange::Use {
            most, total, quote, ..
        } = write.change
        else {
            continue;
        };
        let wanted = Wanted {
            code: &write.code,
            series: &write.series,
            most,
            total,
            promised: quote.is_some(),
        };
        let others = Others {
            quote: quote.map_or(0, QuoteId::raw),
            basket: "",
            now,
        };
        if !has_room(conn, &wanted, others, &mut before)? {
            return Ok(Some(write.code.clone()));
        }
    }
    for hold in changeset.holds() {
        let others = Others {
            quote: hold.hold.quote.raw(),
            basket: &hold.hold.basket,
            now,
        };
        for held in &hold.coupons {
            let wanted = Wanted {
                code: &held.code,
                series: &held.series,
                most: held.most,
                total: held.total,
                promised: false,
            };
            if !has_room(conn, &wanted, others, &mut before)? {
                return Ok(Some(held.code.clone()));
            }
        }
    }
    Ok(None)
}

/// Whether a code and its series can be used once more than the changeset did `before`.
fn has_room<'w>(
    conn: &Connection,
    wanted: &Wanted<'w>,
    others: Others<'_>,
    before: &mut BTreeMap<&'w str, i64>,
) -> Result<bool, StoreError> {
    let (code, series) = (wanted.code, wanted.series.as_str());
    let row = load(conn, code)?;
    let revoked = row.as_ref().is_some_and(|row| row.revoked_at.is_some());
    let of_code = row.map_or(0, |row| row.uses) + others.hold(conn, sql::COUPON_HELD, code)?;
    let of_series = series_uses(conn, wanted.series)?
        + others.hold(conn, sql::COUPON_HELD_OF_SERIES, series)?;
    let mut fits = |key: &'w str, most: Option<i64>, used: i64| {
        let here = before.entry(key).or_insert(0);
        *here += 1;
        most.is_none_or(|most| used + *here <= most)
    };
    let fits = fits(code, wanted.most, of_code) & fits(series, wanted.total, of_series);
    Ok(fits && (wanted.promised || !revoked))
}

/// Does what is written of codes, in order.
pub(crate) fn write(conn: &Connection, write: &CouponWrite, at: Instant) -> Result<(), StoreError> {
    let (code, series) = (write.code.as_str(), write.series.as_str());
    match &write.change {
        CouponChange::Issue { member, expires_at } => {
            let (member, expires_at) = (member.map(MemberId::raw), expires_at.map(Instant::ms));
            let params = (code, series, member, at.ms(), expires_at);
            touch(conn, sql::COUPON_INSERT, params)
        }
        CouponChange::Use { purchase, .. } => {
            touch(conn, sql::COUPON_USE, (code, series, at.ms()))?;
            touch(conn, sql::COUPON_USE_SERIES, [series])?;
            touch(
                conn,
                sql::COUPON_USE_INSERT,
                (code, purchase.raw(), at.ms()),
            )
        }
        CouponChange::GiveBack { purchase } => {
            touch(conn, sql::COUPON_BACK, [code])?;
            touch(conn, sql::COUPON_BACK_SERIES, [series])?;
            touch(conn, sql::COUPON_USE_BACK, (code, purchase.raw(), at.ms()))
        }
        CouponChange::Withdraw => run(conn, sql::COUPON_WITHDRAW, (code, at.ms())).map(|_| ()),
        CouponChange::Revoke => touch(conn, sql::COUPON_REVOKE, (code, series, at.ms())),
    }
}

/// Holds the codes of a quote in place of those of the basket's earlier one.
pub(crate) fn hold(conn: &Connection, owner: MemberId, new: &NewHold) -> Result<(), StoreError> {
    let hold = &new.hold;
    let basket = hold.basket.as_str();
    run(conn, sql::COUPON_RELEASE_BASKET, (owner.raw(), basket))?;
    for HeldCoupon { code, series, .. } in &new.coupons {
        let (quote, expires_at) = (hold.quote.raw(), hold.expires_at.ms());
        let series = series.as_str();
        let params = (
            quote,
            code.as_str(),
            series,
            owner.raw(),
            basket,
            expires_at,
        );
        touch(conn, sql::COUPON_HOLD, params)?;
    }
    Ok(())
}

/// Ends the holds of a quote.
pub(crate) fn release(
    conn: &Connection,
    owner: MemberId,
    quote: QuoteId,
) -> Result<(), StoreError> {
    run(conn, sql::COUPON_RELEASE, (quote.raw(), owner.raw())).map(|_| ())
}

fn load(conn: &Connection, code: &str) -> Result<Option<CouponRow>, StoreError> {
    one(conn, sql::COUPON_LOAD, [code], coupon_row)
}

fn series_uses(conn: &Connection, series: &RuleId) -> Result<i64, StoreError> {
    let uses = one(conn, sql::COUPON_SERIES_USES, [series.as_str()], |row| {
        row.get::<i64>(0)
    })?;
    Ok(uses.unwrap_or(0))
}

fn coupon_row(row: &Row<'_>) -> Result<CouponRow, StoreError> {
    Ok(CouponRow {
        code: row.get(0)?,
        series: name(row, 1)?,
        member: number_or_none(row, 2)?,
        issued_at: number(row, 3)?,
        expires_at: number_or_none(row, 4)?,
        uses: row.get(5)?,
        revoked_at: number_or_none(row, 6)?,
    })
}

impl Reader<'_> {
    /// What a decision about a basket reads of its codes; a code that was never given out is not there.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn coupon_states(
        &self,
        scope: &CouponScope,
    ) -> Result<BTreeMap<String, CouponState>, StoreError> {
        let mut states = BTreeMap::new();
        for (code, public) in &scope.codes {
            let row = load(self.conn, code)?;
            let given = row.as_ref().map(|row| row.series.clone());
            if let Some(series) = given.or_else(|| public.clone()) {
                let state = self.coupon_state(scope, code, series, row)?;
                states.insert(code.clone(), state);
            }
        }
        Ok(states)
    }

    fn coupon_state(
        &self,
        scope: &CouponScope,
        code: &str,
        series: RuleId,
        row: Option<CouponRow>,
    ) -> Result<CouponState, StoreError> {
        let others = Others {
            quote: scope.quote.map_or(0, QuoteId::raw),
            basket: scope.basket.as_deref().unwrap_or_default(),
            now: scope.now,
        };
        let member_held = match scope.buyer {
            Some(buyer) => {
                let (now, name) = (scope.now.ms(), series.as_str());
                let params = (name, now, others.quote, others.basket, buyer.raw());
                let held = one(self.conn, sql::COUPON_HELD_BY_OWNER, params, |row| {
                    row.get::<i64>(0)
                })?;
                held.unwrap_or(0)
            }
            None => 0,
        };
        Ok(CouponState {
            member: row.as_ref().and_then(|row| row.member),
            expires_at: row.as_ref().and_then(|row| row.expires_at),
            revoked: row.as_ref().is_some_and(|row| row.revoked_at.is_some()),
            uses: row.as_ref().map_or(0, |row| row.uses),
            held: others.hold(self.conn, sql::COUPON_HELD, code)?,
            series_uses: series_uses(self.conn, &series)?,
            series_held: others.hold(self.conn, sql::COUPON_HELD_OF_SERIES, series.as_str())?,
            member_held,
            series: Some(series),
        })
    }

    /// A code, and how often its series was used.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn coupon(&self, code: &str) -> Result<Option<CouponRow>, StoreError> {
        load(self.conn, code)
    }

    /// How often codes of a series were used in all.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn coupon_series_uses(&self, series: &RuleId) -> Result<i64, StoreError> {
        series_uses(self.conn, series)
    }

    /// What a code was used for, latest first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn coupon_uses(&self, code: &str, limit: usize) -> Result<Vec<CouponUse>, StoreError> {
        let params = (code, sql_limit(limit));
        all(self.conn, sql::COUPON_PURCHASES, params, |row| {
            Ok(CouponUse {
                purchase: number(row, 0)?,
                at: number(row, 1)?,
                back_at: number_or_none(row, 2)?,
            })
        })
    }

    /// Coupons given to a member, latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn coupons_of_member(
        &self,
        member: MemberId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<CouponRow>, StoreError> {
        let (at, code) = place(after)?;
        let most = sql_limit(limit).saturating_add(1);
        let params = (member.raw(), at, code, most);
        let rows = all(self.conn, sql::COUPON_LIST_OF_MEMBER, params, coupon_row)?;
        Ok(Page::cut(rows, limit, cursor))
    }

    /// Codes of a series, latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn coupons_of_series(
        &self,
        series: &RuleId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<CouponRow>, StoreError> {
        let (at, code) = place(after)?;
        let most = sql_limit(limit).saturating_add(1);
        let params = (series.as_str(), at, code, most);
        let rows = all(self.conn, sql::COUPON_LIST_OF_SERIES, params, coupon_row)?;
        Ok(Page::cut(rows, limit, cursor))
    }
}

/// A cursor of these lists: the instant and the code of a row.
fn cursor(row: &CouponRow) -> Cursor {
    Cursor::new(format!("{}.{}", row.issued_at.ms(), row.code))
}

fn place(after: Option<&Cursor>) -> Result<(i64, String), StoreError> {
    let Some(after) = after else {
        return Ok((i64::MAX, String::new()));
    };
    let (at, code) = after
        .as_str()
        .split_once('.')
        .ok_or(StoreError::BadCursor)?;
    let at = at.parse().map_err(|_| StoreError::BadCursor)?;
    Ok((at, code.to_owned()))
}
