//! A share off that grows with what is bought.
//!
//! ```text
//! whole     the share of the step reached: by the basket alone with what is in it, by a member with what was bought
//!           before this purchase
//! marginal  of each unit (or of each unit of money) the share of its own place, counted on from what was bought before
//! ```
//!
//! Rounded once per line.

use crate::basket::Sale;
use crate::number::{Money, Quantity, Ratio, Rounding, div_rem, div_rounded};
use crate::program::{Offer, Steps, StepsBy};

/// What a discount is kept in before it is rounded: millionths of a minor unit.
const PARTS: i128 = 1_000_000;

/// A line that steps are on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goods {
    /// Units.
    pub quantity: Quantity,
    /// Amount before discounts.
    pub amount: Money,
    /// What the share is of.
    pub base: Money,
}

/// What the member bought before, as the steps count it.
pub(super) fn past(sale: &Sale<'_>, offer: &Offer, steps: &Steps) -> Option<i64> {
    let key = steps.counter(&offer.id, sale.when.at, sale.zone())?;
    Some(sale.situation.counters.get(&key).max(0))
}

/// What is off each line. `past` is what was bought before; `None` where the basket alone counts.
pub(super) fn discounts(
    steps: &Steps,
    past: Option<i64>,
    goods: &[Goods],
    rounding: Rounding,
) -> Vec<Money> {
    let size = |goods: &Goods| match steps.by {
        StepsBy::Units => goods.quantity.raw(),
        StepsBy::Amount => goods.amount.minor(),
    };
    if !steps.marginal {
        let basket: i64 = goods.iter().map(size).sum();
        let share = reached(steps, past, basket);
        let off = |goods: &Goods| match share {
            Some(share) => Money::from_minor(share.of(goods.base.minor(), rounding)),
            None => Money::ZERO,
        };
        return goods.iter().map(off).collect();
    }
    let mut start = past.unwrap_or(0);
    let off = |goods: &Goods| {
        let end = start.saturating_add(size(goods));
        let off = marginal(steps, start, end, goods.base, rounding);
        start = end;
        off
    };
    goods.iter().map(off).collect()
}

/// The share of the highest step reached.
fn reached(steps: &Steps, past: Option<i64>, basket: i64) -> Option<Ratio> {
    let is_reached = |after: i64| match (past, steps.by) {
        (Some(past), _) => past >= after,
        (None, StepsBy::Units) => basket > after,
        (None, StepsBy::Amount) => basket >= after,
    };
    let mut from_the_top = steps.levels.iter().rev();
    let step = from_the_top.find(|step| is_reached(step.after));
    step.map(|step| step.share)
}

/// What is off a line that takes the places from `start` up to `end`.
fn marginal(steps: &Steps, start: i64, end: i64, base: Money, rounding: Rounding) -> Money {
    let size = i128::from(end) - i128::from(start);
    if size <= 0 {
        return Money::ZERO;
    }
    let ends = steps.levels.iter().skip(1).map(|step| step.after);
    let ends = ends.chain([i64::MAX]);
    let part = |(step, step_end): (&crate::program::Step, i64)| {
        let inside = i128::from(end.min(step_end)) - i128::from(start.max(step.after));
        share_of_part(step.share, base, inside.max(0), size)
    };
    let parts: i128 = steps.levels.iter().zip(ends).map(part).sum();
    let off = div_rounded(parts, PARTS, rounding);
    Money::from_minor(i64::try_from(off).unwrap_or(0))
}

/// share × base × inside ÷ size, in [`PARTS`].
fn share_of_part(share: Ratio, base: Money, inside: i128, size: i128) -> i128 {
    let product = i128::from(base.minor()) * inside;
    let (whole, rest) = div_rem(product, size);
    let (num, den) = (i128::from(share.num()), i128::from(share.den()));
    let of_rest = rest * PARTS / size;
    (whole * PARTS + of_rest).saturating_mul(num) / den
}
