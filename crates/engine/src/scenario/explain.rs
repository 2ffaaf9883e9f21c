//! A decision in a few lines of plain words: effects and reasons.

use crate::basket::{Missing, Priced, PricedLine, Redemption};
use crate::decision::{Decision, Effect, EffectKind, Returned};
use crate::name::UnitId;
use crate::number::{Money, Points};
use crate::points::HeldLot;
use crate::program::Program;
use crate::scenario::word;
use crate::time::Instant;

/// What a decision did and why.
pub(super) fn explain(program: &Program, decision: &Decision) -> Vec<String> {
    let words = Words { program };
    let mut lines = Vec::new();
    lines.extend(
        decision
            .refusal
            .iter()
            .map(|refusal| format!("refused: {refusal:?}")),
    );
    if let Some(priced) = &decision.priced {
        lines.extend(words.priced(priced));
    }
    if let Some(returned) = &decision.returned {
        lines.push(words.returned(returned));
    }
    let sold = decision.priced.is_some();
    for effect in &decision.effects {
        // What a purchase earns is told with its basket.
        if !(sold && matches!(effect.kind, EffectKind::Grant { .. })) {
            lines.extend(words.effect(effect));
        }
    }
    for change in &decision.segments {
        let verb = if change.entered { "enters" } else { "leaves" };
        lines.push(format!("{verb} segment {}", change.segment));
    }
    lines.extend(
        decision
            .discrepancies
            .iter()
            .map(|found| format!("for review: {found:?}")),
    );
    lines
}

/// What a quote found and why.
pub(super) fn explain_priced(program: &Program, priced: &Priced) -> Vec<String> {
    Words { program }.priced(priced)
}

struct Words<'a> {
    program: &'a Program,
}

impl Words<'_> {
    fn priced(&self, priced: &Priced) -> Vec<String> {
        let mut lines: Vec<String> = priced.lines.iter().map(|line| self.line(line)).collect();
        let asked =
            |redemption: &&Redemption| !redemption.granted.is_zero() || redemption.reason.is_some();
        for redemption in priced.redeem.iter().filter(asked) {
            let points = |points| self.points(&redemption.unit, points);
            let reason = redemption.reason.map_or_else(String::new, |reason| {
                format!(", less than asked: {}", word(&reason))
            });
            lines.push(format!(
                "redeem: {} of {} spendable, at most {}{reason}",
                points(redemption.granted),
                points(redemption.spendable),
                points(redemption.allowed),
            ));
        }
        for earning in &priced.earn {
            let from = self.moment("from", earning.activates_at);
            let till = self.moment("till", earning.expires_at);
            lines.push(format!(
                "{} earns {}{from}{till}",
                earning.rule,
                self.points(&earning.unit, earning.amount)
            ));
        }
        for answer in &priced.coupons {
            let reason = answer
                .reason
                .as_ref()
                .map_or_else(String::new, |reason| format!(": {}", word(reason)));
            lines.push(format!(
                "coupon {} {}{reason}",
                answer.code,
                word(&answer.status)
            ));
        }
        for hint in &priced.hints {
            lines.push(format!(
                "{} lacks {}",
                hint.rule,
                self.missing(&hint.missing)
            ));
        }
        lines
    }

    fn line(&self, line: &PricedLine) -> String {
        let mut text = format!("line {}: {}", line.number, self.money(line.amount));
        for discount in &line.discounts {
            text.push_str(&format!(
                " − {} {}",
                self.money(discount.granted),
                discount.rule
            ));
            if discount.wanted != discount.granted {
                text.push_str(&format!(" (wanted {})", self.money(discount.wanted)));
            }
        }
        for redeemed in &line.redeemed {
            let points = self.points(&redeemed.unit, redeemed.points);
            text.push_str(&format!(" − {} for {points}", self.money(redeemed.amount)));
        }
        text.push_str(&format!(" = {}", self.money(line.to_pay)));
        text
    }

    fn returned(&self, returned: &Returned) -> String {
        let mut text = format!("refund {}", self.money(returned.refund));
        if !returned.withheld.is_zero() {
            text.push_str(&format!(", {} withheld", self.money(returned.withheld)));
        }
        text
    }

    /// `None` for effects that priced lines tell already.
    fn effect(&self, effect: &Effect) -> Option<String> {
        let rule = &effect.rule;
        let text = match &effect.kind {
            EffectKind::Grant { unit, points, lot } => {
                format!(
                    "{rule} gives {} (lot {})",
                    self.points(unit, *points),
                    lot.0
                )
            }
            EffectKind::Take {
                unit,
                wanted,
                granted,
                lots,
                debt,
            } => {
                let from: Vec<String> = lots
                    .iter()
                    .map(|held| format!("lot {}", held.lot.0))
                    .collect();
                let (wanted, granted) = (self.points(unit, *wanted), self.points(unit, *granted));
                format!(
                    "{rule} takes {granted} of {wanted} from {}, owes {}",
                    from.join(", "),
                    self.points(unit, *debt)
                )
            }
            EffectKind::Restore {
                unit, lots, lost, ..
            } => {
                let sum = |parts: &[HeldLot]| self.points(unit, HeldLot::sum(parts));
                format!("{rule} gives back {}, {} lost", sum(lots), sum(lost))
            }
            EffectKind::Reverse {
                unit,
                points,
                expired,
                debt,
                ..
            } => format!(
                "{rule} takes back {}, {} of it expired, {} owed",
                self.points(unit, *points),
                self.points(unit, *expired),
                self.points(unit, *debt),
            ),
            EffectKind::Tier {
                scheme, from, to, ..
            } => {
                let name = |level: &Option<crate::name::TierId>| {
                    level
                        .as_ref()
                        .map_or_else(|| "none".to_owned(), ToString::to_string)
                };
                format!("{rule}: {scheme} {} → {}", name(from), name(to))
            }
            EffectKind::Discount { .. } | EffectKind::Counter(_) => return None,
        };
        Some(text)
    }

    fn missing(&self, missing: &Missing) -> String {
        match missing {
            Missing::Money(money) => self.money(*money),
            Missing::Units(quantity) => format!("{quantity} units"),
            Missing::Purchases(count) => format!("{count} purchases"),
            Missing::Points { unit, points } => self.points(unit, *points),
        }
    }

    fn moment(&self, word: &str, at: Option<Instant>) -> String {
        at.map_or_else(String::new, |at| {
            format!(", {word} {}", at.format_at(self.program.zone.offset_at(at)))
        })
    }

    fn money(&self, money: Money) -> String {
        self.program.currency.format_money(money)
    }

    fn points(&self, unit: &UnitId, points: Points) -> String {
        let scale = self
            .program
            .unit(unit)
            .map(|unit| unit.scale)
            .unwrap_or_default();
        format!("{} {unit}", scale.format(points))
    }
}
