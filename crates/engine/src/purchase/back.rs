//! What comes back of a purchase: lines, units, and each line's share of everything it carried.

use crate::basket::PricedLine;
use crate::decision::{Refusal, ReturnedLine, add};
use crate::event::{PastDecision, ReturnAsk};
use crate::name::{RuleId, UnitId};
use crate::number::{Money, Points, Quantity, share_so_far};

/// Units of a line that come back now.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineBack<'a> {
    /// As it was sold.
    pub line: &'a PricedLine,
    /// Units that had come back before.
    before: Quantity,
    /// Units that come back now.
    now: Quantity,
}

/// A discount of a line, taken back in part.
pub(super) struct DiscountBack<'a> {
    pub rule: &'a RuleId,
    pub quantity: Quantity,
    pub amount: Money,
}

/// The lines asked for, in the purchase's order; with none asked for, everything that is left.
pub(super) fn lines_back<'a>(
    purchase: &'a PastDecision,
    asked: &[ReturnAsk],
) -> Result<Vec<LineBack<'a>>, Refusal> {
    if purchase.voided {
        return Err(Refusal::Voided);
    }
    let all = all_left(purchase);
    if all.is_empty() {
        return Err(Refusal::NothingLeft);
    }
    let lines = &purchase.priced.lines;
    for ask in asked {
        if !lines.iter().any(|line| line.number == ask.number) {
            return Err(Refusal::UnknownLine { line: ask.number });
        }
    }
    if asked.is_empty() {
        return Ok(all);
    }
    let mut back = Vec::new();
    for line in lines {
        let before = purchase.returned_of(line.number);
        let asks = asked.iter().filter(|ask| ask.number == line.number);
        let now: Quantity = asks.map(|ask| ask.quantity).sum();
        let left = line.quantity - before;
        if now > left {
            let line = line.number;
            return Err(Refusal::TooMuchReturned { line, left });
        }
        if now.is_positive() {
            back.push(LineBack { line, before, now });
        }
    }
    if back.is_empty() {
        return Err(Refusal::NothingLeft);
    }
    Ok(back)
}

/// Every unit that has not come back yet.
pub(super) fn all_left(purchase: &PastDecision) -> Vec<LineBack<'_>> {
    let back = purchase.priced.lines.iter().map(|line| {
        let before = purchase.returned_of(line.number);
        LineBack {
            line,
            before,
            now: line.quantity - before,
        }
    });
    back.filter(|back| back.now.is_positive()).collect()
}

/// Whether nothing of the purchase is left after this.
pub(super) fn is_last(purchase: &PastDecision, back: &[LineBack<'_>]) -> bool {
    let left: Quantity = all_left(purchase).iter().map(|line| line.now).sum();
    let now: Quantity = back.iter().map(|line| line.now).sum();
    left == now
}

impl<'a> LineBack<'a> {
    /// What of an amount that the whole line moved belongs to the units that come back now.
    pub fn share_of(&self, moved: i64) -> i64 {
        let whole = self.line.quantity.raw();
        let so_far = |units: Quantity| share_so_far(moved, units.raw(), whole);
        so_far(self.before + self.now) - so_far(self.before)
    }

    /// Units that come back now.
    pub fn units(&self) -> Quantity {
        self.now
    }

    /// Whole units that come back now.
    pub fn whole_units(&self) -> i64 {
        let whole = |units: Quantity| units.raw() / Quantity::ONE.raw();
        whole(self.before + self.now) - whole(self.before)
    }

    /// Money given back.
    pub fn refund(&self) -> Money {
        self.money(self.line.to_pay)
    }

    /// Discounts taken back. The first one granted balances the others, the refund and the redemption to the
    /// line's amount.
    pub fn discounts(&self) -> Vec<DiscountBack<'a>> {
        let granted = self
            .line
            .discounts
            .iter()
            .filter(|discount| !discount.granted.is_zero());
        let mut back: Vec<DiscountBack<'a>> = granted
            .map(|discount| DiscountBack {
                rule: &discount.rule,
                quantity: Quantity::from_raw(self.share(discount.quantity.raw())),
                amount: self.money(discount.granted),
            })
            .collect();
        let redeemed = self.line.redeemed.iter();
        let redeemed: Money = redeemed.map(|part| self.money(part.amount)).sum();
        let discounted: Money = back.iter().map(|discount| discount.amount).sum();
        if let Some(first) = back.first_mut() {
            first.amount += self.money(self.line.amount) - redeemed - self.refund() - discounted;
        }
        back
    }

    /// Its share of the points spent on it.
    pub fn restored(&self) -> Vec<(UnitId, Points)> {
        let mut sums = Vec::new();
        for part in &self.line.redeemed {
            add(&mut sums, &part.unit, self.points(part.points));
        }
        sums
    }

    /// Its share of the points earned by it.
    pub fn reversed(&self) -> Vec<(UnitId, Points)> {
        let mut sums = Vec::new();
        for part in &self.line.earned {
            add(&mut sums, &part.unit, self.points(part.points));
        }
        sums
    }

    /// Its share of the points earned by it under a rule.
    pub fn reversed_of(&self, unit: &UnitId, rule: &RuleId) -> Points {
        let parts = self.line.earned.iter();
        let of_rule = parts.filter(|part| part.unit == *unit && part.rule == *rule);
        of_rule.map(|part| self.points(part.points)).sum()
    }

    /// Units that come back now.
    pub fn quantity(&self) -> Quantity {
        self.now
    }

    /// How it is answered.
    pub fn answer(&self) -> ReturnedLine {
        ReturnedLine {
            number: self.line.number,
            quantity: self.now,
            refund: self.refund(),
            discount: self
                .discounts()
                .iter()
                .map(|discount| discount.amount)
                .sum(),
            restored: self.restored(),
            reversed: self.reversed(),
        }
    }

    fn money(&self, whole: Money) -> Money {
        Money::from_minor(self.share(whole.minor()))
    }

    fn points(&self, whole: Points) -> Points {
        Points::from_raw(self.share(whole.raw()))
    }

    /// What falls due now of an amount the whole line carried: the share of all units returned so far, less the share
    /// of those returned before.
    pub fn share(&self, whole: i64) -> i64 {
        let units = self.line.quantity.raw();
        let after = self.before + self.now;
        share_so_far(whole, after.raw(), units) - share_so_far(whole, self.before.raw(), units)
    }
}
