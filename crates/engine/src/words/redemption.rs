//! Points that paid, and why not more of them.

use super::{Amount, Kind, Told, Words};
use crate::basket::{RedeemReason, Redemption};
use crate::condition::describe;
use crate::language::{Language, capitalised};
use crate::name::UnitId;
use crate::number::{Money, Points, Ratio};
use crate::program::describe::parts::Sentence;
use crate::program::{RedeemRule, ShareOf};

impl Words<'_> {
    /// `200 bonuses paid $200 of …` of the whole basket; nothing to say where none did.
    pub(super) fn redemption(self, redemption: &Redemption) -> Option<Told> {
        redemption.granted.is_positive().then(|| Told {
            kind: Kind::Redeem,
            rule: None,
            text: self.paid_by_points(&redemption.unit, redemption.granted, redemption.amount),
            amount: Some(Amount::Money(redemption.amount)),
        })
    }

    /// `200 bonuses paid $200; they may pay up to 50% of the goods.`
    pub(super) fn paid_by_points(self, unit: &UnitId, points: Points, money: Money) -> String {
        let (points, money) = (self.points(unit, points), self.money(money));
        let statement = match self.language {
            Language::En => format!("{points} paid {money}"),
            Language::Ru => format!("{points} — оплата {money}"),
        };
        Sentence::new(self.language, &statement)
            .and(self.redeem_rule(unit).and_then(|rule| self.cap(rule)))
            .end()
    }

    /// How much of a basket points may pay, unless it is all of it.
    fn cap(self, rule: &RedeemRule) -> Option<String> {
        if rule.max_share == Ratio::ONE {
            return None;
        }
        let share = self.language.share(rule.max_share);
        let of = match rule.share_of {
            ShareOf::Eligible => self.pick("the goods they may be used for", "подходящих товаров"),
            ShareOf::Basket => self.pick("the basket", "чека"),
        };
        Some(match self.language {
            Language::En => format!("at most {share} of the price of {of}"),
            Language::Ru => format!("не больше {share} стоимости {of}"),
        })
    }

    /// Why fewer points were used than asked.
    pub(super) fn redemption_refused(self, redemption: &Redemption) -> Option<Told> {
        let why = self.why_fewer(redemption, redemption.reason?);
        let (name, _) = self.unit(&redemption.unit);
        let text = match (redemption.granted.is_zero(), self.language) {
            (true, Language::En) => format!("No {name} were used: {why}"),
            (true, Language::Ru) => format!("{} не списаны: {why}", capitalised(name)),
            (false, Language::En) => format!("Fewer {name} were used than asked: {why}"),
            (false, Language::Ru) => {
                format!("{} списаны не полностью: {why}", capitalised(name))
            }
        };
        Some(Told {
            kind: Kind::Refused,
            rule: None,
            text: Sentence::new(self.language, &text).end(),
            amount: None,
        })
    }

    fn why_fewer(self, redemption: &Redemption, reason: RedeemReason) -> String {
        let rule = self.redeem_rule(&redemption.unit);
        let points = |points| self.points(&redemption.unit, points);
        match reason {
            RedeemReason::Unidentified => self
                .pick("the buyer is not identified", "покупатель не определён")
                .to_owned(),
            RedeemReason::Blocked => self
                .pick("the card is blocked", "карта заблокирована")
                .to_owned(),
            RedeemReason::NotAllowed => self.not_allowed(rule),
            RedeemReason::NothingEligible => self
                .pick(
                    "nothing in the basket may be paid with them",
                    "в чеке нет товаров, которые можно ими оплатить",
                )
                .to_owned(),
            RedeemReason::Balance => match self.language {
                Language::En => format!("{} can be spent", points(redemption.spendable)),
                Language::Ru => format!("на счёте доступно {}", points(redemption.spendable)),
            },
            RedeemReason::Share => {
                let most = points(redemption.allowed);
                let cap = rule
                    .and_then(|rule| self.cap(rule))
                    .map_or_else(String::new, |cap| format!(" ({cap})"));
                match self.language {
                    Language::En => format!("this basket allows {most}{cap}"),
                    Language::Ru => format!("для этого чека можно {most}{cap}"),
                }
            }
            RedeemReason::BelowMinimum => {
                let least = points(rule.map_or(Points::ZERO, |rule| rule.min_points));
                match self.language {
                    Language::En => format!("at least {least} have to be used at once"),
                    Language::Ru => format!("за раз нужно списать не меньше {least}"),
                }
            }
            RedeemReason::Step => {
                let step = points(rule.map_or(Points::ZERO, |rule| rule.step));
                match self.language {
                    Language::En => format!("they are used in whole steps of {step}"),
                    Language::Ru => format!("списание идёт шагом {step}"),
                }
            }
            RedeemReason::UnknownUnit => self
                .pick(
                    "the program takes no such points",
                    "программа не принимает такие баллы к оплате",
                )
                .to_owned(),
        }
    }

    fn not_allowed(self, rule: Option<&RedeemRule>) -> String {
        let required = rule.map(|rule| describe(&rule.when, self.language));
        match (required, self.language) {
            (Some(when), Language::En) => format!("the condition is not met ({when})"),
            (Some(when), Language::Ru) => format!("условие не выполнено ({when})"),
            (None, _) => self
                .pick("the condition is not met", "условие не выполнено")
                .to_owned(),
        }
    }

    fn redeem_rule(&self, unit: &UnitId) -> Option<&RedeemRule> {
        self.program.redeem.iter().find(|rule| rule.unit == *unit)
    }
}
