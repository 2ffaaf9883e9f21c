//! Points earned: how many, of what, under which rule, from when and till when.

use super::{Amount, Buyer, Kind, Told, Words};
use crate::basket::{Earned, Earning, PricedLine};
use crate::condition::{Condition, describe};
use crate::language::Language;
use crate::name::{RuleId, UnitId};
use crate::number::{Money, Points, Ratio, Rounding};
use crate::program::describe::earning::{rate, times};
use crate::program::describe::parts::Sentence;
use crate::program::{EarnBase, EarnRate, EarnRule};
use crate::time::Instant;

impl Words<'_> {
    /// `37 bonuses = 5% of $740; active from …; valid through …; rule base.`
    pub(super) fn earning(self, earning: &Earning) -> Told {
        Told {
            kind: Kind::Earn,
            rule: Some(earning.rule.clone()),
            text: self.earning_sentence(earning, None),
            amount: Some(Amount::Points(earning.unit.clone(), earning.amount)),
        }
    }

    /// The same with what it was for at its end.
    pub(super) fn earning_sentence(self, earning: &Earning, occasion: Option<String>) -> String {
        let rule = self.earn_rule(&earning.rule);
        let figure = self.figure(
            (&earning.unit, earning.amount),
            rule,
            earning.base.map(Exactly),
            &earning.multiplied_by,
        );
        let condition = rule
            .filter(|rule| rule.when != Condition::Always)
            .map(|rule| {
                let met = self.pick("the condition is met", "условие выполнено");
                format!("{met} ({})", describe(&rule.when, self.language))
            });
        Sentence::new(self.language, &figure)
            .and(condition)
            .and(self.active_from(earning.activates_at))
            .and(self.valid_through(earning.expires_at))
            .and(self.rule(&earning.rule))
            .and(occasion)
            .end()
    }

    /// What a line adds to the points of a rule.
    pub(super) fn earned_by_line(self, line: &PricedLine, earned: &Earned) -> Told {
        let rule = self.earn_rule(&earned.rule);
        let base = rule.filter(|rule| counts_money(rule)).map(|rule| {
            let by_points = line.redeemed.iter().map(|redeemed| redeemed.amount).sum();
            match rule.base {
                EarnBase::Paid => line.to_pay,
                EarnBase::BeforeRedemption => line.to_pay + by_points,
            }
        });
        let figure = match (rule, base) {
            (Some(rule), Some(base)) => self.share_of_line(earned, rule, base),
            _ => self.figure((&earned.unit, earned.points), rule, None, &[]),
        };
        Told {
            kind: Kind::Earn,
            rule: Some(earned.rule.clone()),
            text: Sentence::new(self.language, &figure)
                .and(self.rule(&earned.rule))
                .end(),
            amount: Some(Amount::Points(earned.unit.clone(), earned.points)),
        }
    }

    /// A line's share: the whole is rounded once and shared out, so that a line may be a little off.
    fn share_of_line(self, earned: &Earned, rule: &EarnRule, base: Money) -> String {
        let points = self.points(&earned.unit, earned.points);
        let counted = self.counted(rule, base);
        let due = self.due(rule, base);
        let scaled = due.is_none_or(|(floor, ceil)| !(floor..=ceil).contains(&earned.points.raw()));
        match due {
            Some((floor, ceil)) if floor == ceil && !scaled => format!("{points} = {counted}"),
            _ if scaled => format!(
                "{points}: {counted}, {}",
                self.pick("multiplied", "с множителем")
            ),
            _ => format!("{points} ≈ {counted}"),
        }
    }

    /// `37 bonuses = 5% of $740, rounded down`.
    fn figure(
        self,
        (unit, points): (&UnitId, Points),
        rule: Option<&EarnRule>,
        base: Option<Exactly>,
        multiplied_by: &[RuleId],
    ) -> String {
        let points = self.points(unit, points);
        let Some(rule) = rule else {
            return points;
        };
        let mut text = match (&rule.rate, base) {
            (EarnRate::Share(_) | EarnRate::PerMoney { .. }, Some(Exactly(base))) => {
                let rounded = self
                    .rounded(rule, base)
                    .filter(|_| multiplied_by.is_empty())
                    .unwrap_or_default();
                format!("{points} = {}{rounded}", self.counted(rule, base))
            }
            (EarnRate::Fixed(_), _) => {
                format!("{points} {}", self.pick("for a purchase", "за покупку"))
            }
            _ => format!("{points}: {}", rate(self.program, rule, self.language)),
        };
        for multiplier in multiplied_by {
            text.push_str(", ");
            text.push_str(&self.multiplied(multiplier));
        }
        text
    }

    /// `5% of $740`, `8 for each $1 of $740`.
    fn counted(self, rule: &EarnRule, base: Money) -> String {
        let money = self.money(base);
        let (_, scale) = self.unit(&rule.unit);
        match (&rule.rate, self.language) {
            (EarnRate::Share(share), Language::En) => {
                format!("{} of {money}", self.language.share(*share))
            }
            (EarnRate::Share(share), Language::Ru) => {
                format!("{} от {money}", self.language.share(*share))
            }
            (EarnRate::PerMoney { points, money: per }, language) => {
                let (points, per) = (language.points(*points, scale), self.money(*per));
                match language {
                    Language::En => format!("{points} for each {per} of {money}"),
                    Language::Ru => format!("по {points} за {per} с суммы {money}"),
                }
            }
            _ => rate(self.program, rule, self.language),
        }
    }

    fn multiplied(self, rule: &RuleId) -> String {
        let by = self.rule(rule);
        let many = match self.earn_rule(rule).map(|rule| &rule.rate) {
            Some(EarnRate::Times(ratio)) => times(*ratio, self.language),
            _ => self.pick("multiplied", "с множителем").to_owned(),
        };
        format!("{many} ({by})")
    }

    /// How a result that does not come out even was rounded.
    fn rounded(self, rule: &EarnRule, base: Money) -> Option<&'static str> {
        let (floor, ceil) = self.due(rule, base)?;
        (floor != ceil).then(|| match rule.rounding {
            Rounding::Floor => self.pick(", rounded down", ", округлено вниз"),
            Rounding::Ceil => self.pick(", rounded up", ", округлено вверх"),
            Rounding::HalfUp | Rounding::HalfEven => self.pick(", rounded", ", округлено"),
        })
    }

    /// Raw points due on an amount, rounded down and up.
    fn due(self, rule: &EarnRule, base: Money) -> Option<(i64, i64)> {
        let rate = match rule.rate {
            EarnRate::Share(share) => {
                let value = self.program.unit(&rule.unit)?.value?;
                share.times(Ratio::points_per_money(value.points, value.money)?)?
            }
            EarnRate::PerMoney { points, money } => Ratio::points_per_money(points, money)?,
            _ => return None,
        };
        let round = |rounding| rate.of(base.minor(), rounding);
        Some((round(Rounding::Floor), round(Rounding::Ceil)))
    }

    /// Why a stranger's basket earned nothing.
    pub(super) fn stranger(self, buyer: Buyer) -> Option<Told> {
        let tells = buyer == Buyer::Stranger && !self.program.earn.is_empty();
        tells.then(|| Told {
            kind: Kind::Refused,
            rule: None,
            text: self
                .pick(
                    "Nothing was earned: the buyer is not identified.",
                    "Ничего не начислено: покупатель не определён.",
                )
                .to_owned(),
            amount: None,
        })
    }

    pub(super) fn earn_rule(&self, id: &RuleId) -> Option<&EarnRule> {
        self.program.earn.iter().find(|rule| rule.id == *id)
    }

    /// `active from 24 March 2026`.
    fn active_from(self, at: Option<Instant>) -> Option<String> {
        let from = self.language.instant(at?, &self.program.zone);
        Some(match self.language {
            Language::En => format!("active from {from}"),
            Language::Ru => format!("можно потратить с {from}"),
        })
    }

    /// `valid through 31 March 2026`: points burn at the end of a day mostly, else at an instant of it.
    pub(super) fn valid_through(self, at: Option<Instant>) -> Option<String> {
        let (at, zone) = (at?, &self.program.zone);
        let date = zone.date(at);
        if at == zone.start_of_day(date) {
            let last = self.language.date(date.plus_days(-1));
            return Some(match self.language {
                Language::En => format!("valid through {last}"),
                Language::Ru => format!("действуют по {last} включительно"),
            });
        }
        let till = self.language.instant(at, zone);
        Some(match self.language {
            Language::En => format!("burn on {till}"),
            Language::Ru => format!("сгорят {till}"),
        })
    }
}

/// Money that was counted, to the last digit.
#[derive(Clone, Copy)]
struct Exactly(Money);

fn counts_money(rule: &EarnRule) -> bool {
    matches!(rule.rate, EarnRate::Share(_) | EarnRate::PerMoney { .. })
}
