//! Makes codes of a series, to be printed or sent.

use std::sync::Arc;

use regulars_engine::coupon;
use regulars_engine::name::RuleId;
use regulars_engine::program::{Codes, CouponSeries};
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Changeset, CouponChange, CouponWrite, NewAudit};
use serde::{Deserialize, Serialize};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::secret::random;

/// The most codes of one call.
pub const CODES_MOST: usize = 10_000;

/// Codes just made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Their series.
    pub series: RuleId,
    /// The codes.
    pub codes: Vec<String>,
    /// Till when they are valid, milliseconds since 1970; `None`: as long as the series.
    pub expires_at_ms: Option<i64>,
}

impl Made {
    /// Till when they are valid; `None`: as long as the series.
    pub fn expires_at(&self) -> Option<Instant> {
        self.expires_at_ms.map(Instant::from_ms)
    }
}

/// Makes so many codes of a series of the live program. They belong to nobody: whoever has one can use it.
///
/// # Errors
/// No such series; one with a public code; a number out of bounds; an unavailable store.
pub async fn make(
    app: &App,
    by: Actor,
    series: &RuleId,
    count: usize,
    keyed: Option<Keyed>,
) -> Result<Done<Made>> {
    let keyed = Arc::new(keyed);
    let _call = match keyed.as_ref() {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    if let Some(done) = keyed::before(app, keyed.clone()).await? {
        return Ok(done);
    }
    if count == 0 || count > CODES_MOST {
        return Err(AppError::field(
            "/count",
            said!(
                "must be from 1 to {CODES_MOST}; make more in several calls",
                "должно быть от 1 до {CODES_MOST}; больше — несколькими вызовами"
            ),
        ));
    }
    let now = app.now();
    // Codes of a version that is rolled out are given out too.
    let all = app.programs().all_at(now);
    let found = { all.iter() }.find_map(|live| Some((live, live.program.coupon_series(series)?)));
    let (live, known) = found.ok_or_else(|| AppError::not_found(Thing::CouponSeries, series))?;
    let expires_at = known
        .expire
        .and_then(|rule| rule.expires_at(now, &live.program.zone));
    let made = Made {
        series: series.clone(),
        codes: codes(known, count)?,
        expires_at_ms: expires_at.map(Instant::ms),
    };
    let write = |code: &String| CouponWrite {
        code: code.clone(),
        series: series.clone(),
        change: CouponChange::Issue {
            member: None,
            expires_at,
        },
    };
    let audit = NewAudit {
        note: Some(count.to_string()),
        ..tell(app, by, "coupon.make", Some(series.to_string()))
    };
    let changeset = Changeset {
        posted_at: now,
        call: keyed::call(app, keyed.as_ref().as_ref(), &made),
        coupons: made.codes.iter().map(write).collect(),
        audit: vec![audit],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(Done {
            outcome: made,
            replayed: false,
        }),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "new codes have no guard to fail".to_owned(),
        )),
    }
}

fn codes(series: &CouponSeries, count: usize) -> Result<Vec<String>> {
    let Codes::Unique { prefix } = &series.codes else {
        return Err(AppError::field(
            "/series",
            said!(
                "`{}` has one public code; only a series without `code` has codes to make",
                "у `{}` один публичный код; создавать коды можно только для серии без `code`",
                series.id
            ),
        ));
    };
    let random = random(count)?;
    Ok(random
        .into_iter()
        .map(|random| coupon::make(prefix, random))
        .collect())
}
