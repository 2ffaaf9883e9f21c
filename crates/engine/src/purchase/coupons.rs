//! Coupons that a purchase uses, holds and brings.

use crate::basket::{Basket, CouponStatus, Priced};
use crate::condition::{BasketFacts, MemberColumns, holds};
use crate::coupon::{CouponMove, present};
use crate::decision::When;
use crate::program::{Activity, CouponSeries, Program, Trigger, number_of};
use crate::situation::Situation;

/// The codes that a purchase as priced uses up, each with its series and the form it is kept in.
pub fn consumed<'p>(program: &'p Program, priced: &Priced) -> Vec<(&'p CouponSeries, String)> {
    let used = priced.coupons.iter().filter_map(|answer| {
        let series = program.coupon_series(answer.series.as_ref()?)?;
        let is_used = match answer.status {
            CouponStatus::Applied => true,
            CouponStatus::Idle => series.consumed_idle,
            CouponStatus::Refused => false,
        };
        let code = program.coupon_code(&answer.code).filter(|_| is_used)?;
        let key = code.key()?.to_owned();
        Some((series, key))
    });
    used.collect()
}

/// The codes of a basket as the store keeps them; those that cannot be any are left out.
pub fn coupon_keys(program: &Program, basket: &Basket) -> Vec<String> {
    let codes = basket.coupons.iter();
    let keys = codes.filter_map(|code| Some(program.coupon_code(code)?.key()?.to_owned()));
    let mut keys: Vec<String> = keys.collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The use of a code.
pub(super) fn used((series, code): (&CouponSeries, String)) -> CouponMove {
    CouponMove::Used {
        code,
        series: series.id.clone(),
    }
}

/// Activities that a purchase sets off, as it was priced: what they give is decided by what was bought.
pub(super) fn set_off<'p>(
    program: &'p Program,
    situation: &Situation,
    basket: &Basket,
    priced: &Priced,
    when: When,
) -> Vec<&'p Activity> {
    let is_of_purchase = |activity: &&Activity| activity.on == Trigger::Purchase;
    let mut activities = program.activities.iter().filter(is_of_purchase).peekable();
    if activities.peek().is_none() || !program.gives_at(when.at) {
        return Vec::new();
    }
    let mut facts = BasketFacts::of(program, basket, situation);
    for (line, priced) in facts.lines.iter_mut().zip(&priced.lines) {
        line.now = priced.to_pay;
    }
    let codes = present(program, situation, basket, when);
    facts.present(program, codes.iter().flat_map(|code| code.names()));
    let columns = MemberColumns::of(program, situation, when);
    let view = columns.view().with_basket(&facts);
    let fires = |activity: &&Activity| {
        let left = activity.limit.map_or(i64::MAX, |limit| {
            limit.left(&activity.id, situation, when.at, &program.zone)
        });
        let stock = activity.stock.map_or(i64::MAX, |stock| {
            stock.left(&activity.id, situation, &[], when.at, &program.zone)
        });
        let won = activity.chance.as_ref().is_none_or(|chance| {
            let bits = situation.draws.get(chance.place);
            bits.is_some_and(|bits| chance.wins(number_of(*bits)))
        });
        left > 0 && stock > 0 && won && holds(&activity.when, &view)
    };
    activities.filter(fires).collect()
}
