//! The small parts of sentences: lists, comparisons, lengths of time.

use crate::condition::scalar::{OneOrMany, Scalar};
use crate::condition::written::{AroundFile, CompareFile, Dimension, ValueFile, WordsFile};
use crate::language::Language;
use crate::time::{LocalTime, Span, Weekday};

/// `A, B or C`.
pub(super) fn either(words: &OneOrMany<Scalar>, lang: Language) -> String {
    let words: Vec<&str> = words.0.iter().map(Scalar::as_str).collect();
    lang.one_of(&words)
}

/// A test of words: `A or B`, `not A or B`, `known`.
pub(super) fn words(test: &WordsFile, lang: Language) -> String {
    let within = test.within.as_ref().map(|words| either(words, lang));
    let not = test.not.as_ref().map(|words| not_either(words, lang));
    let present = test.present.map(|present| known(present, lang).to_owned());
    both([within, not, present], lang)
}

fn not_either(words: &OneOrMany<Scalar>, lang: Language) -> String {
    format!("{} {}", lang.pick("not", "не"), either(words, lang))
}

/// Whether there is something.
pub(super) fn known(present: bool, lang: Language) -> &'static str {
    if present {
        lang.pick("known", "есть")
    } else {
        lang.pick("unknown", "нет")
    }
}

/// A test of a typed value.
pub(super) fn value(test: &ValueFile, lang: Language) -> String {
    let compare = CompareFile {
        eq: test.eq.clone(),
        gt: test.gt.clone(),
        gte: test.gte.clone(),
        lt: test.lt.clone(),
        lte: test.lte.clone(),
        between: test.between.clone(),
    };
    let compare = Some(compare).filter(|compare| *compare != CompareFile::default());
    let compare = compare.map(|file| self::compare(&file, lang));
    let rest = WordsFile {
        within: test.within.clone(),
        not: test.not.clone(),
        present: test.present,
    };
    let rest = Some(rest)
        .filter(|rest| *rest != WordsFile::default())
        .map(|rest| words(&rest, lang));
    both([compare, rest, None], lang)
}

/// A comparison: `at least 3`, `more than 1 and at most 5`.
pub(super) fn compare(file: &CompareFile, lang: Language) -> String {
    let said = [
        (&file.eq, lang.pick("exactly", "ровно")),
        (&file.gt, lang.pick("more than", "больше")),
        (&file.gte, lang.pick("at least", "не меньше")),
        (&file.lt, lang.pick("less than", "меньше")),
        (&file.lte, lang.pick("at most", "не больше")),
    ];
    let said = said
        .into_iter()
        .filter_map(|(number, how)| number.as_ref().map(|number| format!("{how} {number}")));
    let between = file.between.as_ref().map(|(from, to)| match lang {
        Language::En => format!("from {from} to {to}"),
        Language::Ru => format!("от {from} до {to}"),
    });
    said.chain(between)
        .collect::<Vec<_>>()
        .join(lang.pick(" and ", " и "))
}

fn both(parts: [Option<String>; 3], lang: Language) -> String {
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(lang.pick(" and ", " и "))
}

/// `in the last 30 days`, `за последние 30 дней`.
pub(super) fn last(length: Span, lang: Language) -> String {
    let one = match length {
        Span::Minutes(1) => lang.pick("minute", "последнюю минуту"),
        Span::Hours(1) => lang.pick("hour", "последний час"),
        Span::Days(1) | Span::LocalDays(1) => lang.pick("day", "последний день"),
        Span::Months(1) => lang.pick("month", "последний месяц"),
        Span::Years(1) => lang.pick("year", "последний год"),
        _ => {
            return format!(
                "{} {}",
                lang.pick("in the last", "за последние"),
                lang.span(length)
            );
        }
    };
    format!("{} {one}", lang.pick("in the last", "за"))
}

/// A window: its length, or its ends, or both.
pub(super) fn window(
    within: Option<Span>,
    from: Option<&Scalar>,
    to: Option<&Scalar>,
    lang: Language,
) -> String {
    let within = within.map(|span| last(span, lang));
    let from = from.map(|from| format!("{} {from}", lang.pick("from", "с")));
    let to = to.map(|to| format!("{} {to}", lang.pick("before", "до")));
    [within, from, to]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// How near a yearly day is: `up to 7 days before it and up to 3 days after it`.
pub(super) fn around(file: &AroundFile, lang: Language) -> String {
    let before = file.before.map(|length| match lang {
        Language::En => format!("up to {} before it", lang.span(length)),
        Language::Ru => format!("за {} до него", lang.span_object(length)),
    });
    let after = file.after.map(|length| match lang {
        Language::En => format!("up to {} after it", lang.span(length)),
        Language::Ru => format!("{} после него", lang.span_object(length)),
    });
    let near: Vec<String> = before.into_iter().chain(after).collect();
    if near.is_empty() {
        return lang.pick("today", "сегодня").to_owned();
    }
    lang.all_of(&near)
}

/// Days of the week: `Sat, Sun`.
pub(super) fn weekdays(days: &OneOrMany<Weekday>, lang: Language) -> String {
    let name = |day: &Weekday| match day {
        Weekday::Mon => lang.pick("Mon", "пн"),
        Weekday::Tue => lang.pick("Tue", "вт"),
        Weekday::Wed => lang.pick("Wed", "ср"),
        Weekday::Thu => lang.pick("Thu", "чт"),
        Weekday::Fri => lang.pick("Fri", "пт"),
        Weekday::Sat => lang.pick("Sat", "сб"),
        Weekday::Sun => lang.pick("Sun", "вс"),
    };
    days.0.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Hours: `09:00–12:00`.
pub(super) fn hours((from, to): (LocalTime, LocalTime)) -> String {
    format!("{from}–{to}")
}

/// What purchases are told apart by; in Russian in the genitive plural.
pub(super) fn plural(of: Dimension, lang: Language) -> &'static str {
    match of {
        Dimension::Sku => lang.pick("goods", "товаров"),
        Dimension::Category => lang.pick("categories", "категорий"),
        Dimension::Brand => lang.pick("brands", "брендов"),
        Dimension::Store => lang.pick("stores", "магазинов"),
        Dimension::Channel => lang.pick("channels", "каналов"),
        Dimension::City => lang.pick("cities", "городов"),
        Dimension::Country => lang.pick("countries", "стран"),
        Dimension::Day => lang.pick("days", "дней"),
    }
}

/// What purchases are told apart by, with "favourite" before it.
pub(super) fn favourite(of: Dimension, lang: Language) -> &'static str {
    match of {
        Dimension::Sku => lang.pick("favourite goods", "любимый товар"),
        Dimension::Category => lang.pick("favourite category", "любимая категория"),
        Dimension::Brand => lang.pick("favourite brand", "любимый бренд"),
        Dimension::Store => lang.pick("favourite store", "любимый магазин"),
        Dimension::Channel => lang.pick("favourite channel", "любимый канал"),
        Dimension::City => lang.pick("favourite city", "любимый город"),
        Dimension::Country => lang.pick("favourite country", "любимая страна"),
        Dimension::Day => lang.pick("favourite day", "любимый день"),
    }
}
