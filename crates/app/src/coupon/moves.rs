//! Between decisions about coupons and the rows of a changeset.

use std::collections::BTreeMap;

use regulars_engine::basket::Priced;
use regulars_engine::coupon::{CouponCode, CouponMove, CouponState};
use regulars_engine::decision::{Effect, EffectKind};
use regulars_engine::id::{MemberId, QuoteId};
use regulars_engine::program::Program;
use regulars_engine::purchase::{consumed, coupon_keys};
use regulars_store::{Cause, CouponChange, CouponScope, CouponWrite, HeldCoupon, Reader};

use crate::error::Result;
use crate::purchase::Asked;

/// What moves coupons.
pub(crate) struct Moves<'a> {
    /// The rules they are moved by.
    pub program: &'a Program,
    /// The document.
    pub cause: Cause,
    /// The member that coupons are given to.
    pub member: Option<MemberId>,
    /// The quote whose promise is kept.
    pub quote: Option<QuoteId>,
}

impl Moves<'_> {
    /// The rows of some moves.
    pub(crate) fn writes(&self, moves: &[CouponMove]) -> Vec<CouponWrite> {
        moves.iter().filter_map(|moved| self.write(moved)).collect()
    }

    /// The rows of what a decision's effects did, for a buyer whose owner's change does not tell.
    pub(crate) fn of_effects(&self, effects: &[Effect]) -> Vec<CouponWrite> {
        let moves = effects.iter().filter_map(|effect| match &effect.kind {
            EffectKind::Coupon(moved) => self.write(moved),
            _ => None,
        });
        moves.collect()
    }

    fn write(&self, moved: &CouponMove) -> Option<CouponWrite> {
        let series = self.program.coupon_series(moved.series());
        let (code, change) = match moved {
            CouponMove::Issued {
                code, expires_at, ..
            } => {
                let (member, expires_at) = (self.member, *expires_at);
                (code, CouponChange::Issue { member, expires_at })
            }
            CouponMove::Used { code, .. } => {
                let Cause::Purchase(purchase) = self.cause else {
                    return None;
                };
                let change = CouponChange::Use {
                    purchase,
                    most: series.and_then(|series| series.uses),
                    total: series.and_then(|series| series.total),
                    quote: self.quote,
                };
                (code, change)
            }
            CouponMove::GivenBack { .. } | CouponMove::Withdrawn { .. } => return undo(moved),
        };
        Some(CouponWrite {
            code: code.clone(),
            series: moved.series().clone(),
            change,
        })
    }
}

/// The rows of what a return or void gave back, for a buyer who is not identified.
pub(crate) fn undone(effects: &[Effect]) -> Vec<CouponWrite> {
    let moves = effects.iter().filter_map(|effect| match &effect.kind {
        EffectKind::Coupon(moved) => undo(moved),
        _ => None,
    });
    moves.collect()
}

fn undo(moved: &CouponMove) -> Option<CouponWrite> {
    let (code, change) = match moved {
        CouponMove::GivenBack { code, purchase, .. } => {
            let purchase = *purchase;
            (code, CouponChange::GiveBack { purchase })
        }
        CouponMove::Withdrawn { code, .. } => (code, CouponChange::Withdraw),
        CouponMove::Issued { .. } | CouponMove::Used { .. } => return None,
    };
    Some(CouponWrite {
        code: code.clone(),
        series: moved.series().clone(),
        change,
    })
}

/// The codes that a quote holds.
pub(crate) fn held(program: &Program, priced: &Priced) -> Vec<HeldCoupon> {
    let codes = consumed(program, priced).into_iter();
    let held = codes.map(|(series, code)| HeldCoupon {
        code,
        series: series.id.clone(),
        most: series.uses,
        total: series.total,
    });
    held.collect()
}

/// What is known of the codes of a basket.
pub(crate) fn states(
    reader: &Reader<'_>,
    asked: &Asked,
    buyer: Option<MemberId>,
) -> Result<BTreeMap<String, CouponState>> {
    let program = &asked.live.program;
    let keys = coupon_keys(program, &asked.basket);
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let with_series = |key: String| {
        let series = match program.coupon_code(&key) {
            Some(CouponCode::Public(series, _)) => Some(series.id.clone()),
            _ => None,
        };
        (key, series)
    };
    let scope = CouponScope {
        codes: keys.into_iter().map(with_series).collect(),
        buyer,
        quote: asked.quote,
        basket: asked.replaces.clone(),
        now: asked.when.posted_at,
    };
    Ok(reader.coupon_states(&scope)?)
}
