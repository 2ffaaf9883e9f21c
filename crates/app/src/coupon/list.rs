//! Lists of coupons: a member's own, and those of a series.

use regulars_engine::name::RuleId;
use regulars_store::{CouponRow, Cursor, Page};

use super::Standing;
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;

/// Coupons given to a member, latest first, each with where it stands.
///
/// # Errors
/// An unknown member; a cursor that no list gave.
pub async fn of_member(
    app: &App,
    member: MemberRef,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<(CouponRow, Standing)>> {
    app.read(move |app, reader| {
        let member = resolve(reader, &member)?;
        let page = reader.coupons_of_member(member, after.as_ref(), limit)?;
        Ok(standing(app, page))
    })
    .await
}

/// Codes of a series, latest first, each with where it stands.
///
/// # Errors
/// A cursor that no list gave.
pub async fn of_series(
    app: &App,
    series: RuleId,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<(CouponRow, Standing)>> {
    app.read(move |app, reader| {
        let page = reader.coupons_of_series(&series, after.as_ref(), limit)?;
        Ok(standing(app, page))
    })
    .await
}

fn standing(app: &App, page: Page<CouponRow>) -> Page<(CouponRow, Standing)> {
    let now = app.now();
    let items = page.items.into_iter().map(|row| {
        let standing = Standing::of(app, &row, now);
        (row, standing)
    });
    Page {
        items: items.collect(),
        next: page.next,
    }
}
