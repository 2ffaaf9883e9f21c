//! A decision in a few lines of plain words: effects and reasons.

use crate::basket::{
    CouponAnswer, CouponStatus, GiftCardAnswer, Missing, Priced, PricedLine, RedeemReason,
    Redemption,
};
use crate::coalition::{ClearingKind, ClearingMove};
use crate::coupon::CouponMove;
use crate::decision::{Decision, Effect, EffectKind, Returned};
use crate::gift_card::GiftCardMove;
use crate::language::{Language, Said};
use crate::name::{RuleId, TierId, UnitId};
use crate::number::{Money, Points, Quantity};
use crate::points::{HeldLot, LotNumber};
use crate::program::Program;
use crate::program::describe::parts::unit_of;
use crate::reward::ClaimMove;
use crate::time::Instant;
use crate::words::coupon::why_not;
use crate::words::gift_card::why_not as card_why_not;

/// What a decision did and why.
pub(super) fn explain(program: &Program, decision: &Decision) -> Vec<Said> {
    in_both(|language| Words { program, language }.decision(decision))
}

/// What a quote found and why.
pub(super) fn explain_priced(program: &Program, priced: &Priced) -> Vec<Said> {
    in_both(|language| Words { program, language }.priced(priced))
}

/// Lines told in each language, line by line.
fn in_both(tell: impl Fn(Language) -> Vec<String>) -> Vec<Said> {
    let (en, ru) = (tell(Language::En), tell(Language::Ru));
    en.into_iter()
        .zip(ru)
        .map(|(en, ru)| Said::new(en, ru))
        .collect()
}

#[derive(Clone, Copy)]
struct Words<'a> {
    program: &'a Program,
    language: Language,
}

impl Words<'_> {
    fn decision(self, decision: &Decision) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(decision.refusal.iter().map(|refusal| {
            let refusal = refusal.said();
            let why = refusal.describe(self.language);
            format!("{}: {why}", self.pick("refused", "отказ"))
        }));
        if let Some(priced) = &decision.priced {
            lines.extend(self.priced(priced));
        }
        if let Some(returned) = &decision.returned {
            lines.push(self.returned(returned));
        }
        let sold = decision.priced.is_some();
        for effect in &decision.effects {
            // What a purchase earns is told with its basket.
            if !(sold && matches!(effect.kind, EffectKind::Grant { .. })) {
                lines.extend(self.effect(effect));
            }
        }
        for change in &decision.segments {
            let verb = match change.entered {
                true => self.pick("enters segment", "входит в сегмент"),
                false => self.pick("leaves segment", "выходит из сегмента"),
            };
            lines.push(format!("{verb} {}", change.segment));
        }
        lines.extend(decision.discrepancies.iter().map(|found| {
            let found = found.said(self.program);
            let what = found.describe(self.language);
            format!("{}: {what}", self.pick("for review", "на проверку"))
        }));
        lines
    }

    fn priced(self, priced: &Priced) -> Vec<String> {
        let mut lines: Vec<String> = priced.lines.iter().map(|line| self.line(line)).collect();
        let asked =
            |redemption: &&Redemption| !redemption.granted.is_zero() || redemption.reason.is_some();
        let redeemed = priced.redeem.iter().filter(asked);
        lines.extend(redeemed.map(|redemption| self.redemption(redemption)));
        lines.extend(priced.earn.iter().map(|earning| {
            let from = self.moment(self.pick("from", "с"), earning.activates_at);
            let till = self.moment(self.pick("till", "по"), earning.expires_at);
            let points = self.points(&earning.unit, earning.amount);
            let earns = self.pick("earns", "начисляет");
            format!("{} {earns} {points}{from}{till}", earning.rule)
        }));
        lines.extend(priced.coupons.iter().map(|answer| self.coupon(answer)));
        lines.extend(priced.gift_cards.iter().map(|card| self.card(card)));
        lines.extend(priced.hints.iter().map(|hint| {
            let lacks = self.pick("lacks", "не хватает:");
            format!("{} {lacks} {}", hint.rule, self.missing(&hint.missing))
        }));
        lines
    }

    fn redemption(self, redemption: &Redemption) -> String {
        let points = |points| self.points(&redemption.unit, points);
        let (granted, spendable, allowed) = (
            points(redemption.granted),
            points(redemption.spendable),
            points(redemption.allowed),
        );
        let reason = redemption.reason.map_or_else(String::new, |reason| {
            let less = self.pick("less than asked", "меньше, чем просили");
            format!(", {less}: {}", self.why_fewer(reason))
        });
        match self.language {
            Language::En => {
                format!("redeem: {granted} of {spendable} spendable, at most {allowed}{reason}")
            }
            Language::Ru => {
                format!("списание: {granted} из доступных {spendable}, не больше {allowed}{reason}")
            }
        }
    }

    fn why_fewer(self, reason: RedeemReason) -> &'static str {
        match reason {
            RedeemReason::Unidentified => {
                self.pick("the buyer is not identified", "покупатель не определён")
            }
            RedeemReason::Blocked => self.pick("the card is blocked", "карта заблокирована"),
            RedeemReason::NotAllowed => {
                self.pick("the condition is not met", "условие не выполнено")
            }
            RedeemReason::NothingEligible => self.pick(
                "no line may be paid by points",
                "ни одну строку нельзя оплатить баллами",
            ),
            RedeemReason::Balance => self.pick("the balance is smaller", "баланс меньше"),
            RedeemReason::Share => self.pick("the basket allows less", "для корзины можно меньше"),
            RedeemReason::BelowMinimum => self.pick("under the least", "меньше минимума"),
            RedeemReason::Step => self.pick("cut to whole steps", "округлено до целых шагов"),
            RedeemReason::UnknownUnit => self.pick(
                "the unit is not redeemed by this program",
                "программа не принимает эту единицу к оплате",
            ),
        }
    }

    fn coupon(self, answer: &CouponAnswer) -> String {
        let status = match answer.status {
            CouponStatus::Applied => self.pick("applied", "сработал"),
            CouponStatus::Idle => self.pick("gave nothing", "ничего не дал"),
            CouponStatus::Refused => self.pick("refused", "не принят"),
        };
        let reason = answer.reason.map_or_else(String::new, |reason| {
            format!(": {}", why_not(reason, self.language))
        });
        format!(
            "{} {} {status}{reason}",
            self.pick("coupon", "купон"),
            answer.code
        )
    }

    fn card(self, card: &GiftCardAnswer) -> String {
        let reason = card.reason.map_or_else(String::new, |reason| {
            format!(": {}", card_why_not(reason, self.language))
        });
        let (word, pays) = (self.pick("card", "карта"), self.pick("pays", "оплачивает"));
        format!(
            "{word} {} {pays} {}{reason}",
            card.code,
            self.money(card.amount)
        )
    }

    fn line(self, line: &PricedLine) -> String {
        let mut text = format!(
            "{} {}: {}",
            self.pick("line", "строка"),
            line.number,
            self.money(line.amount)
        );
        for discount in &line.discounts {
            let granted = self.money(discount.granted);
            text.push_str(&format!(" − {granted} {}", discount.rule));
            if discount.wanted != discount.granted {
                let wanted = self.money(discount.wanted);
                text.push_str(&format!(
                    " ({} {wanted})",
                    self.pick("wanted", "полагалось")
                ));
            }
        }
        for redeemed in &line.redeemed {
            let points = self.points(&redeemed.unit, redeemed.points);
            let (amount, by) = (self.money(redeemed.amount), self.pick("for", "за"));
            text.push_str(&format!(" − {amount} {by} {points}"));
        }
        text.push_str(&format!(" = {}", self.money(line.to_pay)));
        text
    }

    fn returned(self, returned: &Returned) -> String {
        let refund = self.pick("refund", "к возврату");
        let mut text = format!("{refund} {}", self.money(returned.refund));
        if !returned.withheld.is_zero() {
            let withheld = self.money(returned.withheld);
            text.push_str(&match self.language {
                Language::En => format!(", {withheld} withheld"),
                Language::Ru => format!(", удержано {withheld}"),
            });
        }
        text
    }

    /// `None` for effects that priced lines tell already.
    fn effect(self, effect: &Effect) -> Option<String> {
        let rule = &effect.rule;
        let points = |unit: &UnitId, points: &Points| self.points(unit, *points);
        Some(match &effect.kind {
            EffectKind::Grant {
                unit,
                points: given,
                lot,
            } => {
                let gives = self.pick("gives", "даёт");
                format!(
                    "{rule} {gives} {} ({})",
                    points(unit, given),
                    self.lot(*lot)
                )
            }
            EffectKind::Take {
                unit,
                wanted,
                granted,
                lots,
                debt,
            } => {
                let (lots, owed) = (self.lots(lots), points(unit, debt));
                let (wanted, granted) = (points(unit, wanted), points(unit, granted));
                match self.language {
                    Language::En => {
                        format!("{rule} takes {granted} of {wanted} from {lots}, owes {owed}")
                    }
                    Language::Ru => {
                        format!("{rule} списывает {granted} из {wanted} ({lots}), долг {owed}")
                    }
                }
            }
            EffectKind::Restore {
                unit, lots, lost, ..
            } => format!("{rule} {}", self.restored(unit, lots, lost)),
            EffectKind::Reverse { .. } => self.reversed(rule, &effect.kind)?,
            EffectKind::Tier {
                scheme, from, to, ..
            } => format!("{rule}: {scheme} {} → {}", self.level(from), self.level(to)),
            EffectKind::Draw { draw, number } => {
                format!("{} {draw}: {number}", self.pick("draw", "розыгрыш"))
            }
            EffectKind::Badge(moved) => {
                let what = self.pick("gives the badge", "даёт значок");
                let key = moved.key.to_string();
                format!("{rule} {what} {}", key.trim_start_matches("badge:"))
            }
            EffectKind::Progress { moved, .. } => {
                let counts = self.pick("counts", "засчитывает");
                format!("{rule} {counts} {}", moved.delta)
            }
            EffectKind::Claim(moved) => format!("{rule} {}", self.claim_moved(moved)),
            EffectKind::Gift { quantity } => self.gift(rule, *quantity),
            EffectKind::Coupon(moved) => format!("{rule} {}", self.coupon_moved(moved)),
            EffectKind::GiftCard(moved) => self.card_moved(moved),
            EffectKind::Send { .. } | EffectKind::Receive { .. } | EffectKind::Clear(_) => {
                self.between_two(rule, &effect.kind)?
            }
            EffectKind::Reprice { kept_back } => {
                let kept = self.pick("keeps back", "удерживает");
                format!("{rule} {kept} {}", self.money(*kept_back))
            }
            EffectKind::Discount { .. } | EffectKind::Counter(_) | EffectKind::Stock(_) => {
                return None;
            }
        })
    }

    fn reversed(self, rule: &RuleId, kind: &EffectKind) -> Option<String> {
        let EffectKind::Reverse {
            unit,
            points: taken,
            expired,
            debt,
            ..
        } = kind
        else {
            return None;
        };
        let told = |amount: &Points| self.points(unit, *amount);
        let (taken, expired, debt) = (told(taken), told(expired), told(debt));
        Some(match self.language {
            Language::En => {
                format!("{rule} takes back {taken}, {expired} of it expired, {debt} owed")
            }
            Language::Ru => {
                format!("{rule} отзывает {taken}, из них сгорело {expired}, долг {debt}")
            }
        })
    }

    fn cleared(self, moved: &ClearingMove) -> String {
        let (partner, amount) = (&moved.partner, self.money(moved.amount));
        let points = self.points(&moved.unit, moved.points);
        let what = match moved.kind {
            ClearingKind::Issued => self.pick("pays for points given", "платит за начисление"),
            ClearingKind::TakenBack => self.pick(
                "is given back for points taken back",
                "получает назад за отмену начисления",
            ),
            ClearingKind::Burned => self.pick("is paid for points spent", "получает за списание"),
            ClearingKind::GivenBack => self.pick(
                "gives back for points that came back",
                "отдаёт за возврат списания",
            ),
            ClearingKind::Expired => self.pick(
                "had paid for points that expired",
                "платил за сгоревшие баллы",
            ),
            ClearingKind::Refunded => self.pick(
                "is given back for points that expired",
                "получает назад за сгоревшие баллы",
            ),
        };
        format!("{partner} {what}: {amount} ({points})")
    }

    /// What moves between two members, or between a partner and the program.
    fn between_two(self, rule: &RuleId, kind: &EffectKind) -> Option<String> {
        match kind {
            EffectKind::Send {
                unit, points, fee, ..
            } => {
                let (points, fee) = (self.points(unit, *points), self.points(unit, *fee));
                Some(match self.language {
                    Language::En => format!("{rule} sends {points}, fee {fee}"),
                    Language::Ru => format!("{rule} передаёт {points}, плата {fee}"),
                })
            }
            EffectKind::Receive { unit, points, .. } => {
                let receives = self.pick("receives", "получает");
                Some(format!("{rule} {receives} {}", self.points(unit, *points)))
            }
            EffectKind::Clear(moved) => Some(self.cleared(moved)),
            _ => None,
        }
    }

    fn gift(self, rule: &RuleId, quantity: Quantity) -> String {
        format!("{rule} {} {quantity}", self.pick("gives", "дарит"))
    }

    fn claim_moved(self, moved: &ClaimMove) -> String {
        match moved {
            ClaimMove::Made { expires_at, given } => {
                let till = self.moment(self.pick("till", "по"), *expires_at);
                let what = match given {
                    true => self.pick("is claimed and given", "выбрана и выдана"),
                    false => self.pick("is claimed", "выбрана"),
                };
                format!("{what}{till}")
            }
            ClaimMove::Cancelled => self.pick("is given up", "отменена").to_owned(),
            ClaimMove::Expired => self
                .pick("was not fetched in time", "не забрали вовремя")
                .to_owned(),
        }
    }

    fn coupon_moved(self, moved: &CouponMove) -> String {
        let series = moved.series();
        let what = match moved {
            CouponMove::Issued { .. } => self.pick("gives a coupon", "выдаёт купон"),
            CouponMove::Used { .. } => self.pick("uses a coupon", "гасит купон"),
            CouponMove::GivenBack { .. } => self.pick("gives back a coupon", "возвращает купон"),
            CouponMove::Withdrawn { .. } => self.pick("withdraws a coupon", "отзывает купон"),
        };
        format!("{what} {series}")
    }

    fn card_moved(self, moved: &GiftCardMove) -> String {
        let (code, kind, amount) = moved.parts();
        let what = match moved {
            GiftCardMove::Loaded { .. } => self.pick("puts on a card", "вносит на карту"),
            GiftCardMove::Paid { .. } => self.pick("takes from the card", "списывает с карты"),
            GiftCardMove::GivenBack { .. } => {
                self.pick("gives back to the card", "возвращает на карту")
            }
            GiftCardMove::Unloaded { .. } => self.pick(
                "takes off the returned card",
                "снимает с возвращённой карты",
            ),
            GiftCardMove::Expired { .. } => self.pick("expires on the card", "сгорает на карте"),
        };
        format!("{kind} {what} {code}: {}", self.money(amount))
    }

    fn restored(self, unit: &UnitId, lots: &[HeldLot], lost: &[HeldLot]) -> String {
        let sum = |parts: &[HeldLot]| self.points(unit, HeldLot::sum(parts));
        let (back, lost) = (sum(lots), sum(lost));
        match self.language {
            Language::En => format!("gives back {back}, {lost} lost"),
            Language::Ru => format!("возвращает {back}, потеряно {lost}"),
        }
    }

    fn level(self, level: &Option<TierId>) -> String {
        level
            .as_ref()
            .map_or_else(|| self.pick("none", "нет").to_owned(), ToString::to_string)
    }

    fn lots(self, lots: &[HeldLot]) -> String {
        let lots: Vec<String> = lots.iter().map(|held| self.lot(held.lot)).collect();
        lots.join(", ")
    }

    fn lot(self, lot: LotNumber) -> String {
        format!("{} {}", self.pick("lot", "партия"), lot.0)
    }

    fn missing(self, missing: &Missing) -> String {
        match missing {
            Missing::Money(money) => self.money(*money),
            Missing::Units(quantity) => format!("{quantity} {}", self.pick("units", "шт.")),
            Missing::Purchases(count) => {
                let forms = ["покупка", "покупки", "покупок"];
                let told = self
                    .language
                    .count(*count, ["purchase", "purchases"], forms);
                told.replace('\u{a0}', " ")
            }
            Missing::Points { unit, points } => self.points(unit, *points),
        }
    }

    fn moment(self, word: &str, at: Option<Instant>) -> String {
        at.map_or_else(String::new, |at| {
            format!(", {word} {}", at.format_at(self.program.zone.offset_at(at)))
        })
    }

    fn money(self, money: Money) -> String {
        match self.language {
            Language::En => self.program.currency.format_money(money),
            Language::Ru => self.language.money(money, self.program.currency),
        }
    }

    /// By the unit's id in English, as scenario files have it; by its name in Russian.
    fn points(self, unit: &UnitId, points: Points) -> String {
        let (name, scale) = unit_of(self.program, unit, self.language);
        match self.language {
            Language::En => format!("{} {unit}", scale.format(points)),
            Language::Ru => self.language.amount(points, scale, name),
        }
    }

    fn pick<T>(self, en: T, ru: T) -> T {
        self.language.pick(en, ru)
    }
}
