//! What became of the codes presented.
//!
//! A code that no rule and no series names is refused, as is one of a series that does not count. Any other is `applied`
//! if a rule that names it or its series gave something, and idle otherwise: because its other conditions do not hold,
//! or because a better offer stands on the goods.

use crate::basket::{CouponAnswer, CouponReason, CouponStatus, Earning, Pricing, Sale};
use crate::coupon::{Presented, Verdict};
use crate::name::RuleId;

/// Answers every code, in order of entry.
pub(super) fn answer(
    sale: &Sale<'_>,
    pricing: &Pricing<'_>,
    earn: &[Earning],
) -> Vec<CouponAnswer> {
    sale.codes
        .iter()
        .map(|presented| answer_one(sale, pricing, earn, presented))
        .collect()
}

fn answer_one(
    sale: &Sale<'_>,
    pricing: &Pricing<'_>,
    earn: &[Earning],
    presented: &Presented<'_>,
) -> CouponAnswer {
    let series = match presented.verdict {
        Verdict::Plain => None,
        Verdict::Accepted(series) => Some(&series.id),
        Verdict::Refused(series, reason) => {
            return CouponAnswer {
                code: presented.code.to_owned(),
                series: series.cloned(),
                status: CouponStatus::Refused,
                reason: Some(reason),
            };
        }
    };
    let rules: Vec<&RuleId> = presented
        .names()
        .flat_map(|name| rules_naming(sale, name))
        .collect();
    let gave = rules.iter().any(|rule| gave_something(rule, pricing, earn));
    let met = || rules.iter().any(|rule| pricing.met.contains(rule));
    let (status, reason) = if rules.is_empty() && series.is_none() {
        (CouponStatus::Refused, Some(CouponReason::Unknown))
    } else if gave {
        (CouponStatus::Applied, None)
    } else if met() {
        (CouponStatus::Idle, Some(CouponReason::BetterOffer))
    } else {
        (CouponStatus::Idle, Some(CouponReason::ConditionsNotMet))
    };
    CouponAnswer {
        code: presented.code.to_owned(),
        series: series.cloned(),
        status,
        reason,
    }
}

/// Offers and earn rules whose condition names the code or series.
fn rules_naming<'a>(sale: &Sale<'a>, name: &str) -> impl Iterator<Item = &'a RuleId> {
    let offers = sale
        .program
        .offers
        .iter()
        .map(|offer| (&offer.id, &offer.when));
    let earn = sale.program.earn.iter().map(|rule| (&rule.id, &rule.when));
    offers
        .chain(earn)
        .filter(move |(_, when)| when.names_coupon(name))
        .map(|(rule, _)| rule)
}

fn gave_something(rule: &RuleId, pricing: &Pricing<'_>, earn: &[Earning]) -> bool {
    let mut discounts = pricing.lines.iter().flat_map(|line| &line.discounts);
    discounts.any(|discount| discount.rule == *rule && discount.granted.is_positive())
        || earn.iter().any(|earning| earning.comes_from(rule))
}
