//! What became of the codes presented.
//!
//! A code that no rule names is refused. One that a rule names is `applied` if such a rule gave something, and
//! idle otherwise: because its other conditions do not hold, or because a better offer stands on the goods.

use crate::basket::{CouponAnswer, CouponReason, CouponStatus, Earning, Pricing, Sale};
use crate::name::RuleId;

/// Answers every code, in order of entry.
pub(super) fn answer(
    sale: &Sale<'_>,
    pricing: &Pricing<'_>,
    earn: &[Earning],
) -> Vec<CouponAnswer> {
    sale.basket
        .coupons
        .iter()
        .map(|code| answer_one(sale, pricing, earn, code))
        .collect()
}

fn answer_one(
    sale: &Sale<'_>,
    pricing: &Pricing<'_>,
    earn: &[Earning],
    code: &str,
) -> CouponAnswer {
    let rules: Vec<&RuleId> = rules_naming(sale, code).collect();
    let gave = rules.iter().any(|rule| gave_something(rule, pricing, earn));
    let met = || rules.iter().any(|rule| pricing.met.contains(rule));
    let (status, reason) = if rules.is_empty() {
        (CouponStatus::Refused, Some(CouponReason::Unknown))
    } else if gave {
        (CouponStatus::Applied, None)
    } else if met() {
        (CouponStatus::Idle, Some(CouponReason::BetterOffer))
    } else {
        (CouponStatus::Idle, Some(CouponReason::ConditionsNotMet))
    };
    CouponAnswer {
        code: code.to_owned(),
        status,
        reason,
    }
}

/// Offers and earn rules whose condition names the code.
fn rules_naming<'a>(sale: &Sale<'a>, code: &str) -> impl Iterator<Item = &'a RuleId> {
    let offers = sale
        .program
        .offers
        .iter()
        .map(|offer| (&offer.id, &offer.when));
    let earn = sale.program.earn.iter().map(|rule| (&rule.id, &rule.when));
    offers
        .chain(earn)
        .filter(move |(_, when)| when.names_coupon(code))
        .map(|(rule, _)| rule)
}

fn gave_something(rule: &RuleId, pricing: &Pricing<'_>, earn: &[Earning]) -> bool {
    let mut discounts = pricing.lines.iter().flat_map(|line| &line.discounts);
    discounts.any(|discount| discount.rule == *rule && discount.granted.is_positive())
        || earn.iter().any(|earning| earning.comes_from(rule))
}
