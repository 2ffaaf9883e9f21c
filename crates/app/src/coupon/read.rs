//! One code: what it is, whose, and what it was used for.

use regulars_engine::coupon::CouponCode;
use regulars_engine::program::CouponSeries;
use regulars_engine::time::Instant;
use regulars_store::{CouponRow, CouponUse, Reader};

use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// The most uses that are shown.
const USES_SHOWN: usize = 100;

/// A code as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponView {
    /// As it is stored; of a public code nobody has used, as it would be.
    pub row: CouponRow,
    /// Where it stands.
    pub standing: Standing,
    /// The latest it was used for, latest first.
    pub uses: Vec<CouponUse>,
}

/// Where a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be used.
    Valid,
    /// Its series has not begun.
    NotYet,
    /// Its time is over.
    Expired,
    /// It was used as often as it can be.
    UsedUp,
    /// It was called back.
    Revoked,
    /// The program has no such series any more.
    Gone,
}

/// Reads a code, however it is typed.
///
/// # Errors
/// A code that was never given out.
pub async fn read(app: &App, code: String) -> Result<CouponView> {
    app.read(move |app, reader| {
        let now = app.now();
        let row = find(app, reader, &code, now)?;
        let uses = reader.coupon_uses(&row.code, USES_SHOWN)?;
        let standing = Standing::of(app, &row, now);
        Ok(CouponView {
            row,
            standing,
            uses,
        })
    })
    .await
}

/// The row of a code as somebody typed it.
pub(super) fn find(app: &App, reader: &Reader<'_>, text: &str, now: Instant) -> Result<CouponRow> {
    let unknown = || AppError::not_found(Thing::Coupon, text);
    let all = app.programs().all_at(now);
    let known = { all.iter() }.find_map(|live| live.program.coupon_code(text));
    // A code of a series that the program has no more is found as it stands.
    let typed = regulars_engine::coupon::folded(text);
    let key = known.as_ref().and_then(CouponCode::key);
    let row = reader.coupon(key.unwrap_or(&typed))?;
    match (row, &known) {
        (Some(row), _) => Ok(row),
        (None, Some(CouponCode::Public(series, key))) => Ok(CouponRow {
            code: key.clone(),
            series: series.id.clone(),
            member: None,
            issued_at: series.starts.unwrap_or(now),
            expires_at: None,
            uses: 0,
            revoked_at: None,
        }),
        (None, _) => Err(unknown()),
    }
}

impl Standing {
    /// Of a code at an instant.
    pub(super) fn of(app: &App, row: &CouponRow, now: Instant) -> Self {
        // A version that is rolled out may have series of its own.
        let all = app.programs().all_at(now);
        let Some(series) = { all.iter() }.find_map(|live| live.program.coupon_series(&row.series))
        else {
            return Self::Gone;
        };
        let is_over = |end: Option<Instant>| end.is_some_and(|end| end <= now);
        if row.revoked_at.is_some() {
            Self::Revoked
        } else if series.uses.is_some_and(|most| row.uses >= most) {
            Self::UsedUp
        } else if is_over(row.expires_at) || is_over(series.ends) {
            Self::Expired
        } else if not_begun(series, now) {
            Self::NotYet
        } else {
            Self::Valid
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotYet => "not_yet",
            Self::Expired => "expired",
            Self::UsedUp => "used_up",
            Self::Revoked => "revoked",
            Self::Gone => "gone",
        }
    }
}

fn not_begun(series: &CouponSeries, now: Instant) -> bool {
    series.starts.is_some_and(|starts| now < starts)
}
