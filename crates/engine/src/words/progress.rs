//! The way to the next level and what keeps the present one, in sentences.

use super::Words;
use crate::condition::describe_lines;
use crate::language::Language;
use crate::name::TierId;
use crate::number::{Money, Points, Quantity};
use crate::program::describe::parts::{Sentence, named};
use crate::program::{TierMetric, TierScheme};
use crate::tier::{Goal, Progress, Won};
use crate::time::Instant;

impl Words<'_> {
    /// What a member on the way through a scheme wants to know: what was won, what is missing, what it takes to stay.
    pub fn progress(self, scheme: &TierScheme, progress: &Progress) -> Vec<String> {
        if scheme.membership().is_some() {
            return vec![Sentence::new(self.language, &self.paid_through(scheme, progress)).end()];
        }
        let next = match &progress.next {
            Some(goal) => self.way_up(scheme, goal),
            None => self.pick("The highest level", "Высший уровень").to_owned(),
        };
        let won = progress.won.as_ref().map(|won| self.won(scheme, won));
        let stay = progress.until.map(|until| match &progress.keep {
            Some(goal) => self.stay(scheme, goal, until),
            None => self.ends(scheme, progress.level.as_ref(), until),
        });
        won.into_iter()
            .chain([next])
            .chain(stay)
            .map(|statement| Sentence::new(self.language, &statement).end())
            .collect()
    }

    /// `Prime is paid through 31 December 2026`.
    fn paid_through(self, scheme: &TierScheme, progress: &Progress) -> String {
        let level = self.level(scheme, progress.level.as_ref());
        let until = progress.until.map(|until| self.last_day(until));
        match (&progress.level, until) {
            (None, _) => self
                .pick("no membership is paid for", "членство не оплачено")
                .to_owned(),
            (Some(_), None) => self.pick(
                format!("{level} lasts for life"),
                format!("членство {level} бессрочное"),
            ),
            (Some(_), Some(until)) => self.pick(
                format!("{level} is paid through {until}"),
                format!("членство {level} оплачено по {until} включительно"),
            ),
        }
    }

    /// `$660 more through 31 December 2026 for Gold`.
    fn way_up(self, scheme: &TierScheme, goal: &Goal) -> String {
        let level = self.level(scheme, Some(&goal.level));
        let more = self.more_of_either(scheme, goal);
        let to = goal.counts_to.map(|to| self.last_day(to));
        self.pick(
            match &to {
                Some(to) => format!("{more} through {to} for {level}"),
                None => format!("{more} for {level}"),
            },
            match &to {
                Some(to) => format!("до уровня {level} {more} по {to} включительно"),
                None => format!("до уровня {level} {more}"),
            },
        )
    }

    fn won(self, scheme: &TierScheme, won: &Won) -> String {
        let level = self.level(scheme, Some(&won.level));
        match won.begins.map(|begins| self.day(begins)) {
            Some(day) => self.pick(
                format!("{level} begins on {day}"),
                format!("уровень {level} начнёт действовать {day}"),
            ),
            None => self.pick(
                format!("{level} begins with the next purchase"),
                format!("уровень {level} начнёт действовать со следующей покупкой"),
            ),
        }
    }

    /// `To keep Silver after 31 December 2026: $60 more by then`.
    fn stay(self, scheme: &TierScheme, goal: &Goal, until: Instant) -> String {
        let level = self.level(scheme, Some(&goal.level));
        let after = self.last_day(until);
        if goal.missing == 0 {
            return self.pick(
                format!("{level} is kept after {after} too"),
                format!("уровень {level} сохранится и после {after}"),
            );
        }
        match goal.counts_from.map(|from| self.day(from)) {
            Some(from) => {
                let all = self.all_of_either(scheme, goal);
                self.pick(
                    format!("to keep {level} after {after}: {all} from {from} on"),
                    format!("чтобы сохранить {level} после {after}, нужно {all} начиная с {from}"),
                )
            }
            None => {
                let more = self.more_of_either(scheme, goal);
                self.pick(
                    format!("to keep {level} after {after}: {more} by then"),
                    format!("чтобы сохранить {level} после {after}, нужно {more} до этого дня включительно"),
                )
            }
        }
    }

    /// A level that nothing keeps.
    fn ends(self, scheme: &TierScheme, level: Option<&TierId>, until: Instant) -> String {
        let (level, last) = (self.level(scheme, level), self.last_day(until));
        self.pick(
            format!("{level} is held through {last}, then it has to be reached anew"),
            format!(
                "уровень {level} действует по {last} включительно, потом его нужно заслужить заново"
            ),
        )
    }

    fn level(self, scheme: &TierScheme, id: Option<&TierId>) -> String {
        let known = scheme.levels.iter().find(|level| Some(&level.id) == id);
        let name = known.map_or("", |level| named(&level.name, self.language));
        self.pick(name.to_owned(), format!("«{name}»"))
    }

    /// `$660 more`, or `$660 more or 3 more purchases`.
    fn more_of_either(self, scheme: &TierScheme, goal: &Goal) -> String {
        let more = self.more(&scheme.metric, goal.missing);
        self.or(more, scheme, goal, |metric, missing| {
            self.more(metric, missing)
        })
    }

    /// `$660`, or `$660 or 3 purchases`.
    fn all_of_either(self, scheme: &TierScheme, goal: &Goal) -> String {
        let all = self.metric(&scheme.metric, goal.missing);
        self.or(all, scheme, goal, |metric, missing| {
            self.metric(metric, missing)
        })
    }

    fn or(
        self,
        first: String,
        scheme: &TierScheme,
        goal: &Goal,
        told: impl Fn(&TierMetric, i64) -> String,
    ) -> String {
        match scheme.or.as_ref().zip(goal.or) {
            None => first,
            Some((metric, or)) => {
                let or = told(metric, or.missing);
                self.pick(format!("{first} or {or}"), format!("{first} или {or}"))
            }
        }
    }

    /// `$660 more`, `3 more purchases`.
    fn more(self, metric: &TierMetric, missing: i64) -> String {
        match (metric, self.language) {
            (TierMetric::Visits, Language::En) => {
                let en = ["more purchase", "more purchases"];
                self.language.count(missing, en, ["", "", ""])
            }
            (_, Language::En) => format!("{} more", self.metric(metric, missing)),
            (_, Language::Ru) => format!("ещё {}", self.metric(metric, missing)),
        }
    }

    /// `$660`, `3 purchases`, `120 bonuses`, `5 (category: rooms)`.
    fn metric(self, metric: &TierMetric, amount: i64) -> String {
        match metric {
            TierMetric::Spend => self.money(Money::from_minor(amount)),
            TierMetric::Earned(unit) => self.points(unit, Points::from_raw(amount)),
            TierMetric::Visits | TierMetric::Fee(_) => {
                let en = ["purchase", "purchases"];
                self.language
                    .count(amount, en, ["покупка", "покупки", "покупок"])
            }
            TierMetric::Units(lines) => {
                let units = Quantity::from_raw(amount).to_string();
                let lines = describe_lines(lines.written(), self.language);
                format!("{} ({lines})", self.language.number(&units))
            }
        }
    }

    fn day(self, at: Instant) -> String {
        self.language.date(self.program.zone.date(at))
    }

    /// The last day before an instant that ends one.
    pub(super) fn last_day(self, end: Instant) -> String {
        self.day(end.plus_ms(-1))
    }
}
