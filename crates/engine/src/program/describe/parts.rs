//! What sentences about rules are put together from.

use crate::condition::{Condition, LineWhere, LineWhereFile, describe, describe_lines};
use crate::language::{Language, capitalised};
use crate::name::UnitId;
use crate::number::{Points, Scale};
use crate::program::{Limit, LimitPer, Program, Text};
use crate::time::{ExpireRound, ExpireWhen, ExpiryRule, Period, Span};

/// A statement and what narrows it down: `Bonuses: 5% of the amount paid; if …; valid for 30 days.`
pub(crate) struct Sentence {
    text: String,
    language: Language,
}

impl Sentence {
    /// The statement.
    pub(crate) fn new(language: Language, statement: &str) -> Self {
        Self {
            text: capitalised(statement),
            language,
        }
    }

    /// Adds a clause, if there is one.
    pub(crate) fn and(mut self, clause: impl Into<Option<String>>) -> Self {
        if let Some(clause) = clause.into() {
            self.text.push_str("; ");
            self.text.push_str(&clause);
        }
        self
    }

    /// Adds the same clause in the sentence's language, where it holds.
    pub(crate) fn and_if(self, holds: bool, en: &str, ru: &str) -> Self {
        let clause = self.language.pick(en, ru).to_owned();
        self.and(holds.then_some(clause))
    }

    /// The whole, with its full stop.
    pub(crate) fn end(mut self) -> String {
        self.text.push('.');
        self.text
    }
}

/// A name in one of its languages.
pub(crate) fn named(name: &Text, language: Language) -> &str {
    language.pick(&name.en, &name.ru)
}

/// Name and decimals of a unit.
pub(crate) fn unit_of<'p>(
    program: &'p Program,
    id: &'p UnitId,
    language: Language,
) -> (&'p str, Scale) {
    match program.unit(id) {
        Some(unit) => (named(&unit.name, language), unit.scale),
        None => (id.as_str(), Scale::WHOLE),
    }
}

/// `bonuses: 300`.
pub(super) fn amount_of(
    program: &Program,
    unit: &UnitId,
    points: Points,
    language: Language,
) -> String {
    let (name, scale) = unit_of(program, unit, language);
    format!("{name}: {}", language.points(points, scale))
}

/// When a rule applies; nothing to say of one that always does.
pub(crate) fn condition(when: &Condition, language: Language) -> Option<String> {
    let says = *when != Condition::Always;
    says.then(|| {
        format!(
            "{} {}",
            language.pick("if", "если"),
            describe(when, language)
        )
    })
}

/// Lines a rule is on, and those it is not on; nothing to say of one that is on all.
pub(crate) fn goods(lines: Option<&LineWhere>, language: Language) -> Option<String> {
    let mut on = lines?.written().clone();
    let except = on.not.take().map(|not| {
        let except = language.pick("except goods", "кроме товаров");
        format!("{except} ({})", describe_lines(&not, language))
    });
    let on = (on != LineWhereFile::default()).then(|| {
        let goods = language.pick("on goods", "на товары");
        format!("{goods} ({})", describe_lines(&on, language))
    });
    let said: Vec<String> = on.into_iter().chain(except).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// `at most 3 times a month`.
pub(super) fn limit(limit: Option<&Limit>, language: Language) -> Option<String> {
    let limit = limit?;
    let times = match (language, limit.times) {
        (Language::En, 1) => "once".to_owned(),
        (Language::En, times) => format!(
            "at most {}",
            language.count(times, ["time", "times"], ["", "", ""])
        ),
        (Language::Ru, 1) => "один раз".to_owned(),
        (Language::Ru, times) => format!(
            "не больше {}",
            language.count(times, ["", ""], ["раза", "раз", "раз"])
        ),
    };
    let per = match limit.per {
        LimitPer::Life => language
            .pick("for each member", "для каждого участника")
            .to_owned(),
        LimitPer::Calendar(period) => a_period(period, language).to_owned(),
        LimitPer::Rolling(span) => within(span, language),
    };
    Some(format!("{times} {per}"))
}

pub(super) fn a_period(period: Period, language: Language) -> &'static str {
    match period {
        Period::Day => language.pick("a day", "в день"),
        Period::Week => language.pick("a week", "в неделю"),
        Period::Month => language.pick("a calendar month", "в календарный месяц"),
        Period::Quarter => language.pick("a calendar quarter", "в календарный квартал"),
        Period::Year => language.pick("a calendar year", "в календарный год"),
    }
}

fn within(span: Span, language: Language) -> String {
    match language {
        Language::En => format!("in any {}", language.span(span)),
        Language::Ru => format!("в течение {}", language.span_genitive(span)),
    }
}

/// When points become active.
pub(super) fn activation(after: Option<Span>, language: Language) -> Option<String> {
    let span = language.span_object(after?);
    Some(format!(
        "{} {span}",
        language.pick("can be spent after", "можно потратить через")
    ))
}

/// When points burn.
pub(super) fn expiry(rule: Option<&ExpiryRule>, language: Language) -> Option<String> {
    let rule = rule?;
    let valid = match rule.when {
        ExpireWhen::Never => return Some(language.pick("never expire", "не сгорают").to_owned()),
        ExpireWhen::After(span) => format!(
            "{} {}",
            language.pick("valid for", "действуют"),
            language.span_object(span)
        ),
        ExpireWhen::On(date) => match language {
            Language::En => format!("valid through {}", language.date(date)),
            Language::Ru => format!("действуют по {} включительно", language.date(date)),
        },
    };
    let round = rule.round.map_or("", |round| match round {
        ExpireRound::MonthEnd => language.pick(", to the end of that month", ", до конца месяца"),
        ExpireRound::QuarterEnd => {
            language.pick(", to the end of that quarter", ", до конца квартала")
        }
        ExpireRound::YearEnd => language.pick(", to the end of that year", ", до конца года"),
    });
    let renews = if rule.renews {
        language.pick(
            " from activation or the latest purchase",
            " с начисления или последней покупки",
        )
    } else {
        ""
    };
    Some(format!("{valid}{renews}{round}"))
}
