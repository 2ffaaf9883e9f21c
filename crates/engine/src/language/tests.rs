//! Plurals, amounts and days in both languages.

use super::*;
use crate::number::{Currency, Money, Points, Ratio, Scale};
use crate::time::{LocalDate, Span};

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn nouns_follow_their_numbers() {
    let days = |language: Language, number: i64| {
        plain(&language.count(number, ["day", "days"], ["день", "дня", "дней"]))
    };
    for (number, en, ru) in [
        (0, "0 days", "0 дней"),
        (1, "1 day", "1 день"),
        (2, "2 days", "2 дня"),
        (5, "5 days", "5 дней"),
        (11, "11 days", "11 дней"),
        (12, "12 days", "12 дней"),
        (21, "21 days", "21 день"),
        (22, "22 days", "22 дня"),
        (111, "111 days", "111 дней"),
        (365, "365 days", "365 дней"),
        (1001, "1001 days", "1001 день"),
        (10_004, "10,004 days", "10 004 дня"),
    ] {
        assert_eq!(
            (
                days(Language::En, number).as_str(),
                days(Language::Ru, number).as_str()
            ),
            (en, ru)
        );
    }
}

#[test]
fn amounts() {
    let money = |language: Language, code: &str, minor: i64| {
        plain(&language.money(Money::from_minor(minor), Currency::parse(code).unwrap()))
    };
    assert_eq!(money(Language::En, "USD", 1_000), "$10");
    assert_eq!(money(Language::En, "USD", -1_234_567), "−$12,345.67");
    assert_eq!(money(Language::Ru, "RUB", 1_234_550), "12 345,50 ₽");
    assert_eq!(money(Language::Ru, "RUB", 100_000), "1000 ₽");
    assert_eq!(money(Language::En, "JPY", 500), "500 JPY");
    assert_eq!(Language::Ru.share(Ratio::parse("12.5%").unwrap()), "12,5%");
    assert_eq!(Language::Ru.times(Ratio::parse("1.5").unwrap()), "1,5");
    assert_eq!(Language::En.times(Ratio::new(2, 1).unwrap()), "2");
    let scale = Scale::new(2).unwrap();
    assert_eq!(Language::En.points(Points::from_raw(150), scale), "1.50");
    assert_eq!(Language::En.points(Points::from_raw(30_000), scale), "300");
}

#[test]
fn times() {
    let check = |span: Span, expected: [&str; 4]| {
        let said = [
            Language::En.span(span),
            Language::Ru.span(span),
            Language::Ru.span_object(span),
            Language::Ru.span_genitive(span),
        ];
        assert_eq!(said.map(|text| plain(&text)), expected);
    };
    check(Span::Days(1), ["1 day", "1 день", "1 день", "1 дня"]);
    check(Span::Days(22), ["22 days", "22 дня", "22 дня", "22 дней"]);
    check(Span::Days(21), ["21 days", "21 день", "21 день", "21 дня"]);
    check(
        Span::Minutes(1),
        ["1 minute", "1 минута", "1 минуту", "1 минуты"],
    );
    check(Span::Years(1), ["1 year", "1 год", "1 год", "1 года"]);
    check(
        Span::Months(12),
        ["12 months", "12 месяцев", "12 месяцев", "12 месяцев"],
    );
    let date = LocalDate::new(2026, 3, 1).unwrap();
    assert_eq!(plain(&Language::En.date(date)), "1 March 2026");
    assert_eq!(plain(&Language::Ru.date(date)), "1 марта 2026");
}

#[test]
fn lists_and_tags() {
    assert_eq!(Language::En.one_of(&["a", "b", "c"]), "a, b or c");
    assert_eq!(Language::Ru.all_of(&["a", "b"]), "a и b");
    assert_eq!(Language::En.all_of::<&str>(&[]), "");
    assert_eq!(Language::of_tag("ru-RU"), Language::Ru);
    assert_eq!(Language::of_tag("de"), Language::En);
    assert_eq!(capitalised("бонусы"), "Бонусы");
}
