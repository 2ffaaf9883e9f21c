//! Coupons given out by activities.

use crate::coupon::{CouponMove, make};
use crate::decision::{Decision, Effect, EffectKind, When};
use crate::name::RuleId;
use crate::program::{Activity, Codes, Program};
use crate::situation::Situation;

/// Gives the coupon of an activity that fires. Its code is made from the next random number of the situation; without
/// one none is given.
pub(crate) fn issue(
    program: &Program,
    situation: &Situation,
    activity: &Activity,
    when: When,
    decision: &mut Decision,
) {
    let series = activity.coupon.as_ref();
    let Some(series) = series.and_then(|id| program.coupon_series(id)) else {
        return;
    };
    let Codes::Unique { prefix } = &series.codes else {
        return;
    };
    let given = decision.coupons.iter();
    let given = given.filter(|moved| matches!(moved, CouponMove::Issued { .. }));
    let Some(random) = situation.random.get(given.count()) else {
        return;
    };
    let expires_at = series
        .expire
        .and_then(|rule| rule.expires_at(when.at, &program.zone));
    let issued = CouponMove::Issued {
        code: make(prefix, *random),
        series: series.id.clone(),
        expires_at,
    };
    move_coupon(decision, &activity.id, issued);
}

/// Takes down what becomes of a code, and the rule that made it so.
pub(crate) fn move_coupon(decision: &mut Decision, rule: &RuleId, moved: CouponMove) {
    decision.coupons.push(moved.clone());
    decision.effects.push(Effect {
        rule: rule.clone(),
        line: None,
        kind: EffectKind::Coupon(moved),
    });
}
