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
            earning.base,
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

    /// What a line adds to the points of a rule; `multiplied_by` of the rule's points on all lines together.
    pub(super) fn earned_by_line(
        self,
        line: &PricedLine,
        earned: &Earned,
        multiplied_by: &[RuleId],
    ) -> Told {
        let figure = match self.earn_rule(&earned.rule) {
            Some(rule) => self.line_figure(line, earned, rule, multiplied_by),
            None => self.points(&earned.unit, earned.points),
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

    /// A line's figure. The whole is rounded once and shared out, so that a line may be a little off what it would
    /// give alone; what is further off was multiplied.
    fn line_figure(
        self,
        line: &PricedLine,
        earned: &Earned,
        rule: &EarnRule,
        multiplied_by: &[RuleId],
    ) -> String {
        let points = self.points(&earned.unit, earned.points);
        let base = line_base(line, rule);
        let (due, counted) = match rule.rate {
            EarnRate::Share(_) | EarnRate::PerMoney { .. } => {
                (self.due(rule, base), self.counted(rule, base))
            }
            EarnRate::PerUnit(each) => {
                let due = each.raw().saturating_mul(line.quantity.whole_units());
                (Some((due, due)), rate(self.program, rule, self.language))
            }
            EarnRate::Fixed(_) | EarnRate::PerDistinct { .. } | EarnRate::Times(_) => {
                let share = self.pick("the line's share", "доля этой строки");
                return format!("{points}: {share}");
            }
        };
        let (floor, ceil) = due.unwrap_or_default();
        let raw = earned.points.raw();
        if floor == ceil && raw == floor {
            return format!("{points} = {counted}");
        }
        if (floor..=ceil).contains(&raw) || multiplied_by.is_empty() {
            return format!("{points} ≈ {counted}");
        }
        let multiplied = multiplied_by.iter().map(|rule| self.multiplied(rule));
        let multiplied: Vec<String> = multiplied.collect();
        format!("{points}: {counted}, {}", multiplied.join(", "))
    }

    /// `37 bonuses = 5% of $740, rounded down`.
    fn figure(
        self,
        (unit, points): (&UnitId, Points),
        rule: Option<&EarnRule>,
        base: Option<Money>,
        multiplied_by: &[RuleId],
    ) -> String {
        let points = self.points(unit, points);
        let Some(rule) = rule else {
            return points;
        };
        let mut text = match (&rule.rate, base) {
            (EarnRate::Share(_) | EarnRate::PerMoney { .. }, Some(base)) => {
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

/// The money a rule counts on a line.
fn line_base(line: &PricedLine, rule: &EarnRule) -> Money {
    let by_points = line.redeemed.iter().map(|redeemed| redeemed.amount).sum();
    match rule.base {
        EarnBase::Paid => line.to_pay,
        EarnBase::BeforeRedemption => line.to_pay + by_points,
    }
}
