//! Calls a code back: nobody can use it any more.

use regulars_store::{Actor, Changeset, CouponChange, CouponWrite};

use super::CouponView;
use super::read::{find, read};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};

/// Calls a code back. What it was used for stands; a quote that holds it keeps its promise. Calling back again changes
/// nothing.
///
/// # Errors
/// A code that was never given out; an unavailable store.
pub async fn revoke(app: &App, by: Actor, code: String) -> Result<CouponView> {
    let typed = code.clone();
    let row = app
        .read(move |app, reader| find(app, reader, &typed, app.now()))
        .await?;
    if row.revoked_at.is_none() {
        let write = CouponWrite {
            code: row.code,
            series: row.series.clone(),
            change: CouponChange::Revoke,
        };
        let changeset = Changeset {
            posted_at: app.now(),
            coupons: vec![write],
            audit: vec![tell(app, by, "coupon.revoke", Some(row.series.to_string()))],
            ..Changeset::default()
        };
        match app.commit(changeset).await? {
            Commit::Done => {}
            Commit::Again | Commit::Replayed => {
                return Err(AppError::Internal(
                    "a code called back has no guard to fail".to_owned(),
                ));
            }
        }
    }
    read(app, code).await
}
