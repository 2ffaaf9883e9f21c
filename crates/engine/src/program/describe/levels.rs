//! Tier schemes in words.

use super::parts::{Sentence, condition, named, unit_of};
use crate::condition::describe_lines;
use crate::language::Language;
use crate::number::{Money, Points, Quantity};
use crate::program::{
    Downgrade, Keep, Manual, Membership, Program, TierLevel, TierMetric, TierPeriod, TierScheme,
    Upgrade,
};
use crate::time::{ExpireRound, Period};

/// `Levels by money paid in a calendar year: Silver from $350, Gold from $1000; kept to the end of the next year.`
pub(super) fn scheme(program: &Program, scheme: &TierScheme, language: Language) -> String {
    if let Some(membership) = scheme.membership() {
        return paid_for(scheme, membership, language);
    }
    let levels: Vec<String> = scheme
        .levels
        .iter()
        .map(|level| rung(program, scheme, level, language))
        .collect();
    let metric = metrics(program, scheme, language);
    let statement = format!(
        "{} {metric} {}: {}",
        language.pick("levels by", "уровни по"),
        over(scheme.period, language),
        levels.join(", ")
    );
    let ends = scheme.keep != Keep::Forever;
    Sentence::new(language, &statement)
        .and_if(
            scheme.upgrade == Upgrade::AtPeriodEnd,
            "a new level starts with the next period",
            "новый уровень действует со следующего периода",
        )
        .and(kept(scheme.keep, language))
        .and(longer(scheme, language))
        .and_if(
            ends && scheme.downgrade == Downgrade::OneStep,
            "then it falls by one at most",
            "затем снижается не больше чем на один",
        )
        .and_if(
            scheme.manual == Manual::Float,
            "a level given by hand can still rise",
            "уровень, выданный вручную, может повышаться",
        )
        .end()
}

/// `Membership “prime”: Prime; for 1 year from the payment; paid for by goods (…).`
fn paid_for(scheme: &TierScheme, membership: &Membership, language: Language) -> String {
    let levels = scheme.levels.iter().zip(&membership.after);
    let levels: Vec<String> = levels
        .map(|(level, after)| {
            let name = named(&level.name, language);
            let after = after.map(|after| language.span_object(after));
            match (after, language) {
                (None, _) => name.to_owned(),
                (Some(after), Language::En) => format!("{name} after {after} without a break"),
                (Some(after), Language::Ru) => format!("{name} через {after} без перерыва"),
            }
        })
        .collect();
    let term = match (
        membership.term.map(|term| language.span_object(term)),
        language,
    ) {
        (None, _) => language.pick("for life", "навсегда").to_owned(),
        (Some(term), Language::En) => format!("a payment lasts for {term}"),
        (Some(term), Language::Ru) => format!("платёж действует {term}"),
    };
    let fee = membership.fee.as_ref().map(|lines| {
        let paid = language.pick("paid for by goods", "оплачивается товарами");
        format!("{paid} ({})", describe_lines(lines.written(), language))
    });
    let late = membership.grace.map(|grace| {
        let grace = language.span_object(grace);
        match language {
            Language::En => format!("a payment that is up to {grace} late goes on with it"),
            Language::Ru => format!("платёж с опозданием до {grace} не прерывает членства"),
        }
    });
    let levels = levels.join(", ");
    let statement = match language {
        Language::En => format!("membership: {levels}"),
        Language::Ru => format!("членство: {levels}"),
    };
    Sentence::new(language, &statement)
        .and(term)
        .and(fee)
        .and(late)
        .and(condition(&membership.when, language))
        .end()
}

/// How long a level is kept.
fn kept(keep: Keep, language: Language) -> String {
    match keep {
        Keep::ThisAndNextPeriod => language
            .pick(
                "a level is kept to the end of the next period",
                "уровень сохраняется до конца следующего периода",
            )
            .to_owned(),
        Keep::ThisPeriod => language
            .pick(
                "a level is kept to the end of the period",
                "уровень сохраняется до конца периода",
            )
            .to_owned(),
        Keep::Rolling => language
            .pick(
                "a level is kept as long as it is earned",
                "уровень сохраняется, пока условие выполняется",
            )
            .to_owned(),
        Keep::For(span) => format!(
            "{} {}",
            language.pick("a level is kept for", "уровень сохраняется"),
            language.span_object(span)
        ),
        Keep::Forever => language
            .pick("a level is kept for ever", "уровень сохраняется навсегда")
            .to_owned(),
    }
}

/// Grace and rounding of a level's end.
fn longer(scheme: &TierScheme, language: Language) -> Option<String> {
    let grace = scheme.grace.map(|grace| {
        let span = language.span_object(grace);
        match language {
            Language::En => format!("and {span} longer"),
            Language::Ru => format!("и ещё {span}"),
        }
    });
    let round = scheme.round.map(|round| {
        let to = match round {
            ExpireRound::MonthEnd => {
                language.pick("to the end of that month", "до конца того месяца")
            }
            ExpireRound::QuarterEnd => {
                language.pick("to the end of that quarter", "до конца того квартала")
            }
            ExpireRound::YearEnd => language.pick("to the end of that year", "до конца того года"),
        };
        to.to_owned()
    });
    let both: Vec<String> = grace.into_iter().chain(round).collect();
    (!both.is_empty()).then(|| both.join(", "))
}

/// What counts: `money paid`, or `number of purchases or points earned (miles)`.
fn metrics(program: &Program, scheme: &TierScheme, language: Language) -> String {
    let first = metric(program, &scheme.metric, language);
    match &scheme.or {
        None => first,
        Some(or) => {
            let or = metric(program, or, language);
            format!("{first} {} {or}", language.pick("or", "или"))
        }
    }
}

fn metric(program: &Program, metric: &TierMetric, language: Language) -> String {
    match metric {
        TierMetric::Spend => language.pick("money paid", "сумме покупок").to_owned(),
        TierMetric::Visits => language
            .pick("number of purchases", "числу покупок")
            .to_owned(),
        TierMetric::Earned(unit) => {
            let (name, _) = unit_of(program, unit, language);
            format!(
                "{} ({name})",
                language.pick("points earned", "начисленным баллам")
            )
        }
        TierMetric::Fee(_) => language.pick("payments", "платежам").to_owned(),
        TierMetric::Units(lines) => format!(
            "{} ({})",
            language.pick("units of goods", "количеству товаров"),
            describe_lines(lines.written(), language)
        ),
    }
}

fn over(period: TierPeriod, language: Language) -> String {
    let calendar = match period {
        TierPeriod::Rolling(span) => {
            return match language {
                Language::En => format!("in the last {}", language.span_object(span)),
                Language::Ru => format!("за последние {}", language.span_object(span)),
            };
        }
        TierPeriod::MembershipYear => language.pick(
            "in a year from the day of joining",
            "за год со дня вступления",
        ),
        TierPeriod::Lifetime => language.pick("over the whole time", "за всё время"),
        TierPeriod::Calendar(Period::Year) => {
            language.pick("in a calendar year", "за календарный год")
        }
        TierPeriod::Calendar(Period::Quarter) => {
            language.pick("in a calendar quarter", "за календарный квартал")
        }
        TierPeriod::Calendar(Period::Month) => {
            language.pick("in a calendar month", "за календарный месяц")
        }
        TierPeriod::Calendar(Period::Week) => language.pick("in a week", "за неделю"),
        TierPeriod::Calendar(Period::Day) => language.pick("in a day", "за день"),
    };
    calendar.to_owned()
}

/// A level and what it takes: `Silver from $350`.
fn rung(program: &Program, scheme: &TierScheme, level: &TierLevel, language: Language) -> String {
    let name = named(&level.name, language);
    let Some(from) = level.from else {
        return format!(
            "{name} {}",
            language.pick("by invitation", "по приглашению")
        );
    };
    if from == 0 {
        return format!("{name} {}", language.pick("for everyone", "у всех"));
    }
    let from = threshold(program, &scheme.metric, from, language);
    let or = scheme.or.as_ref().zip(level.or_from).map(|(metric, from)| {
        let from = threshold(program, metric, from, language);
        format!(" {} {from}", language.pick("or", "или"))
    });
    format!(
        "{name} {} {from}{}",
        language.pick("from", "от"),
        or.unwrap_or_default()
    )
}

/// An amount of a metric.
fn threshold(program: &Program, metric: &TierMetric, from: i64, language: Language) -> String {
    match metric {
        TierMetric::Spend => language.money(Money::from_minor(from), program.currency),
        TierMetric::Visits | TierMetric::Fee(_) => language.number(&from.to_string()),
        TierMetric::Units(_) => language.number(&Quantity::from_raw(from).to_string()),
        TierMetric::Earned(unit) => {
            language.points(Points::from_raw(from), unit_of(program, unit, language).1)
        }
    }
}
