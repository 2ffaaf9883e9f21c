//! Rules that nearly applied, and codes that gave nothing.

use super::coupon::why_not;
use super::{Amount, Kind, Told, Words};
use crate::basket::{CouponAnswer, CouponReason, Hint, Missing};
use crate::condition::{Condition, describe};
use crate::language::{Language, capitalised};
use crate::name::RuleId;
use crate::number::Quantity;
use crate::program::describe::earning::rate;
use crate::program::describe::parts::Sentence;

impl Words<'_> {
    /// `$38 more in the basket, and this would apply: 10% off; rule family.`
    pub(super) fn near_miss(self, hint: &Hint) -> Told {
        let missing = self.missing(&hint.missing);
        let benefit = self.benefit(&hint.rule);
        let statement = match (benefit, self.language) {
            (Some(benefit), Language::En) => format!("{missing}, and this would apply: {benefit}"),
            (Some(benefit), Language::Ru) => format!("{missing} — и сработает: {benefit}"),
            (None, _) => missing,
        };
        Told {
            kind: Kind::NearMiss,
            rule: Some(hint.rule.clone()),
            text: Sentence::new(self.language, &statement)
                .and(self.rule(&hint.rule))
                .end(),
            amount: match &hint.missing {
                Missing::Money(money) => Some(Amount::Money(*money)),
                Missing::Points { unit, points } => Some(Amount::Points(unit.clone(), *points)),
                Missing::Units(_) | Missing::Purchases(_) => None,
            },
        }
    }

    /// What is missing: `$38 more in the basket`, `ещё 38 ₽ в чеке`.
    fn missing(self, missing: &Missing) -> String {
        let language = self.language;
        match (missing, language) {
            (Missing::Money(money), Language::En) => {
                format!("{} more in the basket", self.money(*money))
            }
            (Missing::Money(money), Language::Ru) => format!("ещё {} в чеке", self.money(*money)),
            (Missing::Units(units), _) => self.more_units(*units),
            (Missing::Purchases(count), Language::En) => {
                language.count(*count, ["more purchase", "more purchases"], ["", "", ""])
            }
            (Missing::Purchases(count), Language::Ru) => {
                let forms = ["покупка", "покупки", "покупок"];
                format!("ещё {}", language.count(*count, ["", ""], forms))
            }
            (Missing::Points { unit, points }, Language::En) => {
                format!("{} more on the balance", self.points(unit, *points))
            }
            (Missing::Points { unit, points }, Language::Ru) => {
                format!("ещё {} на счёте", self.points(unit, *points))
            }
        }
    }

    fn more_units(self, units: Quantity) -> String {
        let language = self.language;
        let number = || language.number(&units.to_string());
        match (units.as_whole(), language) {
            (Some(units), Language::En) => {
                language.count(units, ["more item", "more items"], ["", "", ""])
            }
            (Some(units), Language::Ru) => {
                let forms = ["единица", "единицы", "единиц"];
                format!("ещё {} товара", language.count(units, ["", ""], forms))
            }
            (None, Language::En) => format!("{} more of the goods", number()),
            (None, Language::Ru) => format!("ещё {} товара", number()),
        }
    }

    /// What an earn rule or offer gives.
    fn benefit(self, rule: &RuleId) -> Option<String> {
        if let Some(earn) = self.earn_rule(rule) {
            let (name, _) = self.unit(&earn.unit);
            let rate = rate(self.program, earn, self.language);
            return Some(format!("{rate} ({name})"));
        }
        let offer = self.program.offers.iter().find(|offer| offer.id == *rule)?;
        Some(self.offer_in_short(offer))
    }

    /// Why a code gave nothing.
    pub(super) fn coupon(self, answer: &CouponAnswer) -> Option<Told> {
        let named = answer
            .series
            .as_ref()
            .map_or(answer.code.as_str(), RuleId::as_str);
        let (rule, when) = self.rule_of_code(named).unzip();
        let reason = answer.reason?;
        let mut why = why_not(reason, self.language).to_owned();
        if let (CouponReason::ConditionsNotMet, Some(when)) = (reason, when) {
            why.push_str(&format!(" ({})", describe(when, self.language)));
        }
        let code: String = answer.code.chars().take(40).collect();
        let statement = match self.language {
            Language::En => format!("code “{code}” gave nothing: {why}"),
            Language::Ru => format!("код «{code}» ничего не дал: {why}"),
        };
        Some(Told {
            kind: Kind::Refused,
            rule: rule.cloned(),
            text: capitalised(&Sentence::new(self.language, &statement).end()),
            amount: None,
        })
    }

    /// The first offer or earn rule that needs a code.
    fn rule_of_code(&self, code: &str) -> Option<(&RuleId, &Condition)> {
        let offers = self
            .program
            .offers
            .iter()
            .map(|offer| (&offer.id, &offer.when));
        let earn = self.program.earn.iter().map(|rule| (&rule.id, &rule.when));
        offers.chain(earn).find(|(_, when)| when.names_coupon(code))
    }
}
