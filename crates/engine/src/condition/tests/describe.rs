//! Conditions in words.

use super::fixture::{compiled, program};
use crate::condition::{LineWhereFile, describe, describe_lines};
use crate::language::Language;

fn check(yaml: &str, en: &str, ru: &str) {
    let condition = compiled(yaml, &mut program());
    let plain = |language| describe(&condition, language).replace('\u{a0}', " ");
    assert_eq!(plain(Language::En), en, "{yaml}");
    assert_eq!(plain(Language::Ru), ru, "{yaml}");
}

#[test]
fn genders_are_told_as_people_say_them() {
    check("member.gender: female", "women", "женщины");
    check(
        "member.gender: { in: [male, other] }",
        "men or people of another gender",
        "мужчины или люди другого пола",
    );
    check("member.gender: { not: female }", "not women", "не женщины");
    check(
        "member.gender: { present: true }",
        "gender: known",
        "пол: есть",
    );
}

#[test]
fn who() {
    check(
        "tier: { at_least: silver }",
        "level silver or higher",
        "уровень silver или выше",
    );
    check(
        "tier: { below: gold }",
        "level below gold",
        "уровень ниже gold",
    );
    check(
        "member.city: { in: [Казань, Москва] }",
        "city: Казань or Москва",
        "город: Казань или Москва",
    );
    check(
        "member.tags: { not: [a, b] }",
        "tag: not a or b",
        "метка: не a или b",
    );
    check(
        "member.phone: { present: true }",
        "telephone: known",
        "телефон: есть",
    );
    check(
        "member.birthday: { within: { before: 7d, after: 1d } }",
        "birthday: up to 7 days before it and up to 1 day after it",
        "день рождения: за 7 дней до него и 1 день после него",
    );
    check(
        "member.birthday: { within: {} }",
        "birthday: today",
        "день рождения: сегодня",
    );
    check(
        "member.wedding: { month: current }",
        "wedding: this month",
        "wedding: в этом месяце",
    );
    check(
        "member.age: { gte: 18 }",
        "age: at least 18",
        "возраст: не меньше 18",
    );
    check(
        "member.attr.shoe: { between: [40, 42] }",
        "shoe: from 40 to 42",
        "shoe: от 40 до 42",
    );
    check(
        "member.registered: { within: 1 month }",
        "joined in the last month",
        "регистрация за последний месяц",
    );
    check(
        "member.known: true",
        "the buyer is identified",
        "покупатель известен",
    );
    check(
        "balance.points: { gte: 500 }",
        "balance of points: at least 500",
        "баланс points: не меньше 500",
    );
    check(
        "consent.sms: unknown",
        "consent to sms: never asked",
        "согласие на sms: не спрашивали",
    );
    check("segment: lost", "in segment lost", "в сегменте lost");
}

#[test]
fn past() {
    check(
        "purchases: { within: 30d, count: { gte: 3 } }",
        "purchases in the last 30 days: at least 3",
        "покупок за последние 30 дней: не меньше 3",
    );
    check(
        "purchases: { from: 2026-01-01, to: 2027-01-01, where: { category: rings, weekday: [sat, sun] }, sum: { gt: 50000 } }",
        "spent from 2026-01-01 before 2027-01-01 (category: rings, Sat, Sun): more than 50000",
        "потрачено с 2026-01-01 до 2027-01-01 (категория: rings, сб, вс): больше 50000",
    );
    check(
        "purchases: { within: 1 year, distinct: { of: country, gte: 3 } }",
        "different countries in purchases in the last year: at least 3",
        "разных стран в покупках за последний год: не меньше 3",
    );
    check(
        "last_purchase: { days_ago: { gt: 60 } }",
        "last purchase more than 60 days ago",
        "последняя покупка больше 60 дней назад",
    );
    check(
        "last_purchase: never",
        "no purchases yet",
        "ещё не было покупок",
    );
    check(
        "favourite: { of: category, is: rings, within: 1 year }",
        "favourite category in the last year: rings",
        "любимая категория за последний год: rings",
    );
    check(
        "event.check_in: { within: 7d, where: { place: kazan-1 } }",
        "events check_in in the last 7 days (place: kazan-1): at least 1",
        "событий check_in за последние 7 дней (place: kazan-1): не меньше 1",
    );
}

#[test]
fn basket_and_time() {
    check(
        "basket.total: { gte: 1000 }",
        "basket before discounts: at least 1000",
        "чек до скидок: не меньше 1000",
    );
    check(
        "basket.total: { gte: 1, at: { after: line } }",
        "basket after lane line: at least 1",
        "чек после дорожки line: не меньше 1",
    );
    check(
        "basket.lines: { where: { sku: [A1, A2] }, units: { gte: 2 } }",
        "in the basket goods: A1 or A2 — units: at least 2",
        "в чеке товар: A1 или A2 — штук: не меньше 2",
    );
    check("basket.coupon: SPRING", "coupon SPRING", "купон SPRING");
    check(
        r#"time: { weekdays: [mon, tue], hours: ["09:00", "12:00"], dates: { from: 12-20, to: 01-10 } }"#,
        "Mon, Tue, 09:00–12:00, every year from 12-20 before 01-10",
        "пн, вт, 09:00–12:00, каждый год с 12-20 до 01-10",
    );
}

#[test]
fn together() {
    check(
        "{ tier: gold, any: [{ member.city: Казань }, { not: { basket.store: a } }] }",
        "level gold and (city: Казань or not (store: a))",
        "уровень gold и (город: Казань или не (магазин: a))",
    );
    check(
        "rfm: { recency: [4, 5], money: 5 }",
        "RFM (recency: 4 or 5, money: 5)",
        "RFM (давность: 4 или 5, деньги: 5)",
    );
    check(
        "clv: { top: 20% }",
        "lifetime value: the top 20%",
        "ценность за жизнь: лучшие 20%",
    );
    check(
        "expected_purchases: { gte: 2 }",
        "purchases expected within a year: at least 2",
        "ожидается покупок за год: не меньше 2",
    );
    check(
        "next_purchase: { within: { before: 7d } }",
        "expected day of the next purchase: up to 7 days before it",
        "ожидаемый день следующей покупки: за 7 дней до него",
    );
    check(
        "next_purchase: { days_ago: { gt: 14 } }",
        "next purchase expected more than 14 days ago and not made",
        "следующая покупка ожидалась больше 14 дней назад и не состоялась",
    );
    check(
        "stage: at_risk",
        "life-cycle stage: at_risk",
        "этап жизни: at_risk",
    );
}

#[test]
fn filters_of_lines() {
    let check = |yaml: &str, en: &str, ru: &str| {
        let filter: LineWhereFile = crate::document::read(yaml).unwrap();
        assert_eq!(describe_lines(&filter, Language::En), en);
        assert_eq!(describe_lines(&filter, Language::Ru), ru);
    };
    check("{}", "all goods", "все товары");
    check(
        "{ category: food, discounted: { by: none }, not: { sku: A1 } }",
        "category: food, not reduced yet, not (goods: A1)",
        "категория: food, ещё без скидки, кроме (товар: A1)",
    );
}
