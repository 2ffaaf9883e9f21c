//! The inverse of a purchase, in whole or in part: what returns and voids share.

use crate::counter::{Counted, CounterKey, CounterMove};
use crate::coupon::{CouponMove, move_coupon};
use crate::decision::{
    Decision, Effect, EffectKind, GiftCardBack, GiftKept, Returned, TierReason, When, add,
};
use crate::event::PastDecision;
use crate::gift_card::{Back, GiftCardMove, move_card};
use crate::name::{RuleId, SchemeId, UnitId};
use crate::number::{Money, Points, Quantity};
use crate::points::{Book, HeldLot, LotNumber, Restoring, Reversal};
use crate::program::{Broken, Program, TierMetric, TierScheme};
use crate::purchase::back::{LineBack, is_last};
use crate::purchase::broken::{Kept, kept_back};
use crate::purchase::shortfall::Shortfalls;
use crate::purchase::taken::Taken;
use crate::situation::{Situation, TierState};
use crate::tier::climb::Part;
use crate::tier::paid::{Payment, refunded};
use crate::tier::{Moved, after_return};

/// The rule named by money given back that an earlier return had kept back.
const RETURNS: &str = "returns";

/// A purchase being undone.
pub(super) struct Undo<'a> {
    program: &'a Program,
    situation: &'a Situation,
    purchase: &'a PastDecision,
    lines: Vec<LineBack<'a>>,
    /// Nothing of the purchase is left after this.
    last: bool,
    when: When,
    book: Book<'a>,
    decision: Decision,
    returned: Returned,
}

impl<'a> Undo<'a> {
    /// Starts to undo some lines.
    pub fn open(
        program: &'a Program,
        situation: &'a Situation,
        purchase: &'a PastDecision,
        lines: Vec<LineBack<'a>>,
        when: When,
    ) -> Self {
        let returned = Returned {
            gifts_kept: gifts_kept(purchase, &lines),
            refund: lines.iter().map(LineBack::refund).sum(),
            lines: lines.iter().map(LineBack::answer).collect(),
            ..Returned::default()
        };
        Self {
            program,
            situation,
            purchase,
            last: is_last(purchase, &lines),
            lines,
            when,
            book: Book::open(program, &situation.wallet, when),
            decision: Decision::default(),
            returned,
        }
    }

    /// Keeps back from the refund what the rules no longer take off the goods that are kept; what was kept back before
    /// and is no longer due comes back.
    pub fn reprice(&mut self) {
        if self.program.returns.broken != Broken::Reprice {
            return;
        }
        let (withdrawn, rule) = Kept::of(self.program, self.purchase, &self.lines).withdrawn();
        let now = self.returned.refund;
        let due = (now + kept_back(self.purchase) - withdrawn).max(Money::ZERO);
        let kept_back = now - due;
        if kept_back.is_zero() {
            return;
        }
        self.returned.refund = due;
        self.returned.repriced = kept_back;
        self.decision.effects.push(Effect {
            rule: rule.unwrap_or_else(|| RuleId::new(RETURNS)),
            line: None,
            kind: EffectKind::Reprice { kept_back },
        });
    }

    /// Takes discounts back: each answered with its sign turned.
    pub fn discounts(&mut self) {
        for back in &self.lines {
            for discount in back.discounts() {
                if discount.amount.is_zero() {
                    continue;
                }
                self.decision.effects.push(Effect {
                    rule: discount.rule.clone(),
                    line: Some(back.line.number),
                    kind: EffectKind::Discount {
                        quantity: -discount.quantity,
                        wanted: -discount.amount,
                        granted: -discount.amount,
                    },
                });
            }
        }
    }

    /// Gives spent points back to the lots they left, the last burned first.
    pub fn restore(&mut self) {
        if self.situation.member.is_none() {
            return;
        }
        let mut asked = Vec::new();
        for (unit, points) in self.lines.iter().flat_map(LineBack::restored) {
            add(&mut asked, &unit, points);
        }
        for (rule, taken) in Taken::all_of(self.purchase) {
            let left = taken.total();
            let asked = asked.iter_mut().find(|(unit, _)| *unit == taken.unit);
            let wanted = asked.map_or(Points::ZERO, |(_, points)| {
                let wanted = left.min(*points);
                *points -= wanted;
                wanted
            });
            let points = if self.last { left } else { wanted };
            if points.is_positive() {
                self.restore_part(rule, taken.last(points));
            }
        }
    }

    /// Takes earned points back; what is found nowhere follows the program's policy.
    pub fn reverse(&mut self) {
        if self.situation.member.is_none() {
            return;
        }
        let reversals = self.reversals();
        let outcomes = self.book.reverse(&reversals, Some(self.purchase.id));
        let mut shortfalls = Shortfalls::new(self.program, self.returned.refund);
        for (reversal, outcome) in reversals.iter().zip(outcomes) {
            let kind = shortfalls.settle(&mut self.book, reversal, outcome);
            self.returned.note(&kind);
            self.decision.effects.push(Effect {
                rule: reversal.rule.clone(),
                line: None,
                kind,
            });
        }
        self.returned.withheld = shortfalls.withheld;
    }

    /// Moves tier metrics back, in the period of the purchase.
    pub fn metrics(&mut self) {
        for (effect, earlier) in counter_moves(&self.purchase.effects) {
            let Some(metric) = self.metric_of(&earlier.key.counted) else {
                continue;
            };
            let delta = match effect.line {
                Some(line) => -self.line_share(line, earlier.delta),
                None if self.last => -(earlier.delta + self.moved_back(&earlier.key)),
                None => -self.metric_share(metric),
            };
            self.count(
                &effect.rule,
                CounterMove {
                    key: earlier.key.clone(),
                    delta,
                },
            );
        }
    }

    /// The metric that a counter holds, if it is one of a tier scheme; of a scheme that is gone, none that shrinks
    /// before the last return.
    fn metric_of(&self, counted: &Counted) -> Option<Option<&'a TierMetric>> {
        match counted {
            Counted::Tier(id) => Some(self.scheme(id).map(|scheme| &scheme.metric)),
            Counted::TierOr(id) => Some(self.scheme(id).and_then(|scheme| scheme.or.as_ref())),
            Counted::Uses(_)
            | Counted::Bought(_)
            | Counted::Given(_)
            | Counted::Points(_)
            | Counted::Paid(_)
            | Counted::Progress(_)
            | Counted::Stock(_)
            | Counted::Sent(_)
            | Counted::Referred
            | Counted::Draws(_) => None,
            Counted::Reached(_) | Counted::Badge(_) | Counted::Purchases => Some(None),
        }
    }

    /// Takes back that the purchase counted for challenges, once all the lines it counted for have come back.
    pub fn progress(&mut self, voided: bool) {
        for effect in &self.purchase.effects {
            let EffectKind::Progress { moved, lines } = &effect.kind else {
                continue;
            };
            let is_back = |number: &u32| self.is_back(*number);
            let gone = self.last || (!lines.is_empty() && lines.iter().all(is_back));
            if !voided && (!gone || self.moved_back(&moved.key) != 0) {
                continue;
            }
            let (key, delta) = (moved.key.clone(), -moved.delta);
            self.count(&effect.rule, CounterMove { key, delta });
        }
    }

    /// Whether all units of a line are back after this.
    fn is_back(&self, number: u32) -> bool {
        let mut sold = self.purchase.priced.lines.iter();
        let sold = sold.find(|line| line.number == number);
        let mut lines = self.lines.iter();
        let now = lines.find(|back| back.line.number == number);
        let now = now.map_or(Quantity::ZERO, LineBack::quantity);
        sold.is_none_or(|line| self.purchase.returned_of(number) + now >= line.quantity)
    }

    /// Lowers what offers with steps, dividends and challenges counted, by what comes back of each line.
    pub fn bought(&mut self) {
        let purchase = self.purchase;
        for effect in &purchase.effects {
            let EffectKind::Counter(moved) = &effect.kind else {
                continue;
            };
            let (Counted::Bought(_) | Counted::Paid(_) | Counted::Progress(_)) = moved.key.counted
            else {
                continue;
            };
            let mut lines = self.lines.iter();
            let Some(back) = lines.find(|back| Some(back.line.number) == effect.line) else {
                continue;
            };
            let (key, delta) = (moved.key.clone(), -back.share_of(moved.delta));
            self.count(&effect.rule, CounterMove { key, delta });
        }
    }

    /// Moves every counter back by what the purchase moved it.
    pub fn counters(&mut self) {
        for (effect, earlier) in counter_moves(&self.purchase.effects) {
            let delta = -earlier.delta;
            self.count(
                &effect.rule,
                CounterMove {
                    key: earlier.key.clone(),
                    delta,
                },
            );
        }
    }

    /// Gives the codes used back, on a void or, where their series says so, once everything has come back; what the
    /// purchase had given out is withdrawn.
    pub fn coupons(&mut self, voided: bool) {
        if !voided && !self.last {
            return;
        }
        let purchase = self.purchase;
        for effect in &purchase.effects {
            let EffectKind::Coupon(moved) = &effect.kind else {
                continue;
            };
            match moved.clone() {
                CouponMove::Used { code, series } => {
                    let known = self.program.coupon_series(&series);
                    let is_returnable = known.is_some_and(|series| series.returnable);
                    if voided || is_returnable {
                        let back = CouponMove::GivenBack {
                            code,
                            series: series.clone(),
                            purchase: purchase.id,
                        };
                        move_coupon(&mut self.decision, &effect.rule, back);
                    }
                    if !voided && is_returnable {
                        self.take_use_back(&series);
                    }
                }
                CouponMove::Issued { code, series, .. } => {
                    let withdrawn = CouponMove::Withdrawn { code, series };
                    move_coupon(&mut self.decision, &effect.rule, withdrawn);
                }
                CouponMove::GivenBack { .. } | CouponMove::Withdrawn { .. } => {}
            }
        }
    }

    /// Gives the refund back to the cards that paid, and takes the money off those that were sold and come back.
    pub fn gift_cards(&mut self, unloads: Vec<(u32, GiftCardMove)>) {
        for (line, moved) in unloads {
            move_card(&mut self.decision, Some(line), moved);
        }
        let sold = |back: &&LineBack<'_>| self.purchase.priced.sells_card(back.line.number);
        let of_cards: Money = self.lines.iter().filter(sold).map(LineBack::refund).sum();
        let back = Back {
            program: self.program,
            situation: self.situation,
            purchase: self.purchase,
            posted_at: self.when.posted_at,
        };
        let refund = self.returned.refund - self.returned.withheld - of_cards;
        for moved in back.of(refund) {
            if let GiftCardMove::GivenBack { code, amount, .. } = &moved {
                let (code, amount) = (code.clone(), *amount);
                self.returned.gift_cards.push(GiftCardBack { code, amount });
            }
            move_card(&mut self.decision, None, moved);
        }
    }

    /// Puts back what the purchase took from stocks that all members share: on a void, or once everything has come back.
    pub fn stocks(&mut self, voided: bool) {
        if !voided && !self.last {
            return;
        }
        for effect in &self.purchase.effects {
            let EffectKind::Stock(taken) = &effect.kind else {
                continue;
            };
            let mut back = taken.clone();
            back.moved.delta = -taken.moved.delta;
            self.decision.stocks.push(back.clone());
            self.decision.effects.push(Effect {
                rule: effect.rule.clone(),
                line: None,
                kind: EffectKind::Stock(back),
            });
        }
    }

    /// Takes back the use of a limit that the purchase counted.
    fn take_use_back(&mut self, rule: &RuleId) {
        let uses = Counted::Uses(rule.clone());
        for (_, earlier) in counter_moves(&self.purchase.effects) {
            if earlier.key.counted == uses {
                let (key, delta) = (earlier.key.clone(), -earlier.delta);
                self.count(rule, CounterMove { key, delta });
            }
        }
        let (at, uses) = (self.purchase.at, self.situation.uses.get(rule));
        if uses.is_some_and(|uses| uses.contains(&at)) {
            self.decision.unused.push((rule.clone(), at));
        }
    }

    /// Takes back uses of rolling limits: those of the purchase's rules, made at its instant.
    pub fn uses(&mut self) {
        let at = self.purchase.at;
        let mut rules: Vec<&RuleId> = self
            .purchase
            .effects
            .iter()
            .map(|effect| &effect.rule)
            .collect();
        rules.sort();
        rules.dedup();
        for rule in rules {
            let uses = self.situation.uses.get(rule);
            if uses.is_some_and(|uses| uses.contains(&at)) {
                self.decision.unused.push((rule.clone(), at));
            }
        }
    }

    /// Brings back the tiers the purchase changed, unless they changed again since.
    pub fn tier_moves(&mut self) {
        for effect in self.purchase.effects.iter().rev() {
            let EffectKind::Tier {
                scheme,
                from,
                to,
                before,
                ..
            } = &effect.kind
            else {
                continue;
            };
            if effect.line.is_some() {
                continue;
            }
            let now = self.situation.tiers.get(scheme);
            if now.is_some_and(|state| state.level != *to) {
                continue;
            }
            let as_it_was = TierState::earned(from.clone(), self.purchase.at, None);
            let moved = Moved {
                state: before.clone().unwrap_or(as_it_was),
                reason: TierReason::Voided,
            };
            if let Some(scheme) = self.scheme(scheme) {
                moved.record(scheme, self.situation, &mut self.decision);
            }
        }
    }

    /// Takes terms of memberships back whose fees come back.
    pub fn memberships(&mut self) {
        let mut now = None;
        for effect in &self.purchase.effects {
            let EffectKind::Tier { scheme, before, .. } = &effect.kind else {
                continue;
            };
            let mut lines = self.lines.iter();
            let back = lines.find(|back| Some(back.line.number) == effect.line);
            let (Some(back), Some(scheme)) = (back, self.scheme(scheme)) else {
                continue;
            };
            let payment = Payment {
                at: self.purchase.at,
                before: before.as_ref(),
                terms: back.line.quantity.as_whole().unwrap_or(0),
                back: back.whole_units(),
            };
            let now = now.get_or_insert_with(|| self.situation.clone());
            let moved = refunded(self.program, now, scheme, payment, self.when);
            if let Some(moved) = moved.filter(|_| payment.back > 0) {
                let state = moved.state.clone();
                moved.record(scheme, now, &mut self.decision);
                now.move_tier(&scheme.id, &state);
            }
        }
    }

    /// Lowers tiers that returned goods had won, or lets them end with the running period.
    pub fn tiers(&mut self) {
        let counters = self.situation.counters.after(&self.decision.counters);
        let (program, situation) = (self.program, self.situation);
        for scheme in &program.schemes {
            let moves = self.decision.counters.iter();
            let mut counted = moves.map(|moved| &moved.key.counted);
            let fell = counted.any(|counted| {
                Part::BOTH
                    .iter()
                    .any(|part| part.counted(scheme) == *counted)
            });
            let brought_back = self
                .decision
                .tiers
                .iter()
                .any(|(moved, _)| *moved == scheme.id);
            if !fell || brought_back {
                continue;
            }
            let sold_at = self.purchase.at;
            let moved = after_return(program, situation, scheme, self.when, sold_at, &counters);
            if let Some(moved) = moved {
                moved.record(scheme, situation, &mut self.decision);
            }
        }
    }

    fn scheme(&self, id: &SchemeId) -> Option<&'a TierScheme> {
        self.program.schemes.iter().find(|scheme| scheme.id == *id)
    }

    /// The decision.
    pub fn close(mut self) -> Decision {
        self.returned.refund -= self.returned.withheld;
        self.decision.returned = Some(self.returned);
        self.book.close(&mut self.decision);
        self.decision
    }

    fn restore_part(&mut self, rule: &RuleId, part: Taken) {
        let restored = self.book.restore(Restoring {
            unit: part.unit.clone(),
            lots: part.lots,
            unbacked: part.unbacked,
            rule: rule.clone(),
            effect: self.decision.next_effect(),
        });
        let back = HeldLot::sum(&restored.lots) + part.unbacked;
        add(&mut self.returned.restored, &part.unit, back);
        self.decision.effects.push(Effect {
            rule: rule.clone(),
            line: None,
            kind: EffectKind::Restore {
                unit: part.unit,
                lots: restored.lots,
                lost: restored.lost,
                unbacked: part.unbacked,
            },
        });
    }

    /// What each lot of the purchase has to give back, numbered on from the effects so far.
    fn reversals(&self) -> Vec<Reversal> {
        let mut reversals: Vec<Reversal> = Vec::new();
        for effect in &self.purchase.effects {
            let EffectKind::Grant { unit, points, lot } = &effect.kind else {
                continue;
            };
            let left = *points - self.reversed_before(*lot);
            let share = self
                .lines
                .iter()
                .map(|line| line.reversed_of(unit, &effect.rule))
                .sum();
            let points = if self.last { left } else { left.min(share) };
            if points.is_positive() {
                reversals.push(Reversal {
                    unit: unit.clone(),
                    lot: Some(*lot),
                    points,
                    rule: effect.rule.clone(),
                    effect: self.decision.next_effect()
                        + u32::try_from(reversals.len()).unwrap_or(u32::MAX),
                });
            }
        }
        reversals
    }

    fn reversed_before(&self, grant: LotNumber) -> Points {
        let effects = self.purchase.returned.iter().flat_map(|past| &past.effects);
        let points = effects.filter_map(|effect| match &effect.kind {
            EffectKind::Reverse { lot, points, .. } if *lot == Some(grant) => Some(*points),
            _ => None,
        });
        points.sum()
    }

    /// What a tier metric loses by the lines that come back now, while others stay.
    fn metric_share(&self, metric: Option<&TierMetric>) -> i64 {
        match metric {
            Some(TierMetric::Spend) => self
                .lines
                .iter()
                .filter(|back| !self.purchase.priced.sells_card(back.line.number))
                .map(LineBack::refund)
                .sum::<Money>()
                .minor(),
            Some(TierMetric::Earned(unit)) => self.reversed_share(unit).raw(),
            Some(TierMetric::Visits | TierMetric::Units(_) | TierMetric::Fee(_)) | None => 0,
        }
    }

    /// What comes back now of an amount that a line carried.
    fn line_share(&self, number: u32, whole: i64) -> i64 {
        let mut lines = self.lines.iter();
        let line = lines.find(|back| back.line.number == number);
        line.map_or(0, |line| line.share(whole))
    }

    fn reversed_share(&self, unit: &UnitId) -> Points {
        let shares = self.lines.iter().flat_map(LineBack::reversed);
        let of_unit = shares.filter(|(known, _)| known == unit);
        of_unit.map(|(_, points)| points).sum()
    }

    /// What earlier returns moved a counter by.
    fn moved_back(&self, key: &CounterKey) -> i64 {
        let past = self.purchase.returned.iter();
        let moves = past.flat_map(|past| counter_moves(&past.effects));
        let of_key = moves.filter(|(_, earlier)| earlier.key == *key);
        of_key.map(|(_, earlier)| earlier.delta).sum()
    }

    fn count(&mut self, rule: &RuleId, moved: CounterMove) {
        if moved.delta == 0 {
            return;
        }
        self.decision.counters.push(moved.clone());
        self.decision.effects.push(Effect {
            rule: rule.clone(),
            line: None,
            kind: EffectKind::Counter(moved),
        });
    }
}

/// Gifts of a purchase that are with the buyer after these lines have come back.
fn gifts_kept(purchase: &PastDecision, lines: &[LineBack<'_>]) -> Vec<GiftKept> {
    let given = purchase.priced.gifts.iter();
    let given = given.flat_map(|gift| gift.taken.iter().map(move |line| (&gift.rule, line)));
    let kept = given.filter_map(|(rule, gift)| {
        let now = lines.iter().find(|back| back.line.number == gift.line);
        let now = now.map_or(Quantity::ZERO, LineBack::quantity);
        let quantity = gift.quantity - purchase.returned_of(gift.line) - now;
        quantity.is_positive().then(|| GiftKept {
            rule: rule.clone(),
            line: gift.line,
            quantity,
        })
    });
    kept.collect()
}

/// Counters that some effects moved, with the effect behind each.
fn counter_moves(effects: &[Effect]) -> impl Iterator<Item = (&Effect, &CounterMove)> {
    effects.iter().filter_map(|effect| match &effect.kind {
        EffectKind::Counter(moved) | EffectKind::Badge(moved) => Some((effect, moved)),
        _ => None,
    })
}
