//! Challenges and badges in words.

use super::earning::rewards;
use super::parts::{Sentence, condition, goods, named};
use crate::condition::Dimension;
use crate::language::Language;
use crate::name::RuleId;
use crate::number::{Money, Quantity};
use crate::program::{Badge, Challenge, ChallengeCount, ChallengeGoal, ChallengeWindow, Program};
use crate::time::Period;

/// `Three cakes: 3 purchases in a calendar month — bonuses: 100; …`
pub(super) fn challenge(program: &Program, challenge: &Challenge, language: Language) -> String {
    let name = named(&challenge.name, language);
    let goals: Vec<String> = challenge
        .goals
        .iter()
        .map(|goal| rung(program, challenge, goal, language))
        .collect();
    let time = time(challenge.window, language);
    let time = time.map_or(String::new(), |time| format!(" {time}"));
    let what = goals.join(", ");
    let day = |at| language.date(program.zone.date(at));
    let starts = challenge.starts.map(|at| match language {
        Language::En => format!("from {}", day(at)),
        Language::Ru => format!("с {}", day(at)),
    });
    let ends = challenge.ends.map(|at| match language {
        Language::En => format!("through {}", day(at.plus_ms(-1))),
        Language::Ru => format!("по {} включительно", day(at.plus_ms(-1))),
    });
    Sentence::new(language, &format!("{name}{time}: {what}"))
        .and(goods(challenge.lines.as_ref(), language))
        .and(condition(&challenge.when, language))
        .and(starts)
        .and(ends)
        .and_if(
            challenge.repeat,
            "again each time as much is done",
            "и снова за каждые следующие столько же",
        )
        .and_if(
            challenge.hidden,
            "nobody is told of it beforehand",
            "заранее о нём не рассказывают",
        )
        .end()
}

/// `3 purchases — bonuses: 100`.
fn rung(
    program: &Program,
    challenge: &Challenge,
    goal: &ChallengeGoal,
    language: Language,
) -> String {
    let amount = amount(program, challenge, goal.from, language);
    let brings = language.all_of(&rewards(program, &goal.reward, language));
    format!("{amount} — {brings}")
}

/// How much is to be done: `3 purchases`, `$50`, `7 days in a row`.
fn amount(program: &Program, challenge: &Challenge, amount: i64, language: Language) -> String {
    if let ChallengeWindow::Streak(period) = challenge.window {
        return in_a_row(period, amount, language);
    }
    let count = |en: [&str; 2], ru: [&str; 3]| language.count(amount, en, ru);
    match &challenge.count {
        ChallengeCount::Spend => language.money(Money::from_minor(amount), program.currency),
        ChallengeCount::Units => {
            let units = language.number(&Quantity::from_raw(amount).to_string());
            format!("{units} {}", language.pick("units of goods", "ед. товара"))
        }
        ChallengeCount::Purchases => {
            count(["purchase", "purchases"], ["покупка", "покупки", "покупок"])
        }
        ChallengeCount::Event(kind) => {
            let times = count(["event", "events"], ["событие", "события", "событий"]);
            match language {
                Language::En => format!("{times} “{kind}”"),
                Language::Ru => format!("{times} «{kind}»"),
            }
        }
        ChallengeCount::Distinct(variety) => different(variety.of(), amount, language),
    }
}

/// The same without saying of what: `3`, `$50`.
pub(crate) fn figure(
    program: &Program,
    challenge: &Challenge,
    amount: i64,
    language: Language,
) -> String {
    match (&challenge.count, challenge.window) {
        (ChallengeCount::Spend, ChallengeWindow::Streak(_)) => language.number(&amount.to_string()),
        (ChallengeCount::Spend, _) => language.money(Money::from_minor(amount), program.currency),
        _ => language.number(&challenge.plain(amount, program)),
    }
}

fn different(of: Option<Dimension>, amount: i64, language: Language) -> String {
    let forms = match of {
        Some(Dimension::Sku) | None => (
            ["different article", "different articles"],
            ["разный артикул", "разных артикула", "разных артикулов"],
        ),
        Some(Dimension::Category) => (
            ["different category", "different categories"],
            ["разная категория", "разные категории", "разных категорий"],
        ),
        Some(Dimension::Brand) => (
            ["different brand", "different brands"],
            ["разный бренд", "разных бренда", "разных брендов"],
        ),
        Some(Dimension::Store) => (
            ["different store", "different stores"],
            ["разный магазин", "разных магазина", "разных магазинов"],
        ),
        Some(Dimension::Channel) => (
            ["different channel", "different channels"],
            ["разный канал", "разных канала", "разных каналов"],
        ),
        Some(Dimension::City) => (
            ["different city", "different cities"],
            ["разный город", "разных города", "разных городов"],
        ),
        Some(Dimension::Country) => (
            ["different country", "different countries"],
            ["разная страна", "разные страны", "разных стран"],
        ),
        Some(Dimension::Day) => (
            ["different day", "different days"],
            ["разный день", "разных дня", "разных дней"],
        ),
    };
    language.count(amount, forms.0, forms.1)
}

fn in_a_row(period: Period, amount: i64, language: Language) -> String {
    let (en, ru) = match period {
        Period::Day => (["day", "days"], ["день", "дня", "дней"]),
        Period::Week => (["week", "weeks"], ["неделя", "недели", "недель"]),
        Period::Month => (["month", "months"], ["месяц", "месяца", "месяцев"]),
        Period::Quarter => (
            ["quarter", "quarters"],
            ["квартал", "квартала", "кварталов"],
        ),
        Period::Year => (["year", "years"], ["год", "года", "лет"]),
    };
    let periods = language.count(amount, en, ru);
    format!("{periods} {}", language.pick("in a row", "подряд"))
}

fn time(window: ChallengeWindow, language: Language) -> Option<String> {
    let calendar = match window {
        ChallengeWindow::Life | ChallengeWindow::Streak(_) => return None,
        ChallengeWindow::Rolling(span) => {
            return Some(match language {
                Language::En => format!("in the last {}", language.span_object(span)),
                Language::Ru => format!("за последние {}", language.span_object(span)),
            });
        }
        ChallengeWindow::Calendar(Period::Day) => language.pick("in a day", "за день"),
        ChallengeWindow::Calendar(Period::Week) => language.pick("in a week", "за неделю"),
        ChallengeWindow::Calendar(Period::Month) => {
            language.pick("in a calendar month", "за календарный месяц")
        }
        ChallengeWindow::Calendar(Period::Quarter) => {
            language.pick("in a calendar quarter", "за календарный квартал")
        }
        ChallengeWindow::Calendar(Period::Year) => {
            language.pick("in a calendar year", "за календарный год")
        }
    };
    Some(calendar.to_owned())
}

/// `A badge “Baker”.`
pub(super) fn badge(badge: &Badge, language: Language) -> String {
    let name = named(&badge.name, language);
    Sentence::new(
        language,
        &match language {
            Language::En => format!("a badge “{name}”"),
            Language::Ru => format!("значок «{name}»"),
        },
    )
    .end()
}

/// `badge “Baker”`, as something that is given.
pub(super) fn given(program: &Program, id: &RuleId, language: Language) -> String {
    let mut badges = program.badges.iter();
    let known = badges.find(|badge| badge.id == *id);
    let name = known.map_or(id.as_str(), |badge| named(&badge.name, language));
    match language {
        Language::En => format!("the badge “{name}”"),
        Language::Ru => format!("значок «{name}»"),
    }
}
