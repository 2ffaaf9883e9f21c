//! Rules as sentences.

use super::*;
use crate::language::Language;

/// Every sentence of the program; `expected` has an English and a Russian one for each part, in order.
fn check(text: &str, expected: &[(&str, &str)]) {
    let program = read(text);
    let words = |language| -> Vec<String> {
        program
            .in_words(language)
            .into_iter()
            .map(|part| part.text.replace('\u{a0}', " "))
            .collect()
    };
    let (en, ru): (Vec<_>, Vec<_>) = expected.iter().copied().unzip();
    assert_eq!(words(Language::En), en);
    assert_eq!(words(Language::Ru), ru);
}

#[test]
fn the_design_example() {
    check(
        BURGER_HEROES,
        &[
            (
                "Bonuses: 1 = 1 ₽; valid for 365 days.",
                "Бонусы: 1 = 1 ₽; действуют 365 дней.",
            ),
            (
                "Bonuses: 5% of the amount paid.",
                "Бонусы: 5% от оплаченной суммы.",
            ),
            (
                "Bonuses: 15% of the amount paid; if purchases in the last 30 days: at least 3; instead of the other rules where it gives more.",
                "Бонусы: 15% от оплаченной суммы; если покупок за последние 30 дней: не меньше 3; вместо остальных правил, если так больше.",
            ),
            (
                "For joining — bonuses: 300, valid for 30 days.",
                "За регистрацию — бонусы: 300, действуют 30 дней.",
            ),
            (
                "On entering the segment “lost” — bonuses: 100, valid for 30 days; once in any 180 days.",
                "При входе в сегмент «lost» — бонусы: 100, действуют 30 дней; один раз в течение 180 дней.",
            ),
            (
                "Segment “lost”: last purchase more than 60 days ago.",
                "Сегмент «lost»: последняя покупка больше 60 дней назад.",
            ),
            (
                "Members pay the club price.",
                "Участники платят клубную цену.",
            ),
            (
                "Paying with points (bonuses): up to 50% of the goods that can be paid so; except goods (category: alcohol or tobacco).",
                "Оплата баллами (бонусы): до 50% стоимости товаров, которые можно так оплатить; кроме товаров (категория: alcohol или tobacco).",
            ),
            (
                "On a return, points spent come back; those that have burned meanwhile live on for 30 days; points earned are taken back, and those already spent are owed; a return without its receipt takes no points back.",
                "При возврате потраченные баллы возвращаются; сгоревшие за это время действуют ещё 30 дней; начисленные баллы отзываются, а уже потраченные становятся долгом; возврат без чека баллы не отзывает.",
            ),
        ],
    );
}

#[test]
fn units_that_remind() {
    let program = "program: { id: p, name: P, currency: RUB, time_zone: Europe/Moscow }\nunits:\n  stars: { expire: { after: 90d }, remind_days_before: [30, 1] }\n";
    let told = |language| {
        read(program).in_words(language)[0]
            .text
            .replace('\u{a0}', " ")
    };
    assert_eq!(
        told(Language::En),
        "Stars: without a value in money; valid for 90 days; their owner is reminded 30 days and 1 day before they burn."
    );
    assert_eq!(
        told(Language::Ru),
        "Stars: без цены в деньгах; действуют 90 дней; владельцу напоминают за 30 дней и 1 день до сгорания."
    );
}

#[test]
fn everything() {
    check(
        EVERYTHING,
        &[
            (
                "Points: 100 = $10; can be spent after 14 days; valid for 1 year, to the end of that month.",
                "Points: 100 = 10 $; можно потратить через 14 дней; действуют 1 год, до конца месяца.",
            ),
            (
                "Miles: without a value in money; valid for 2 years from activation or the latest purchase.",
                "Мили: без цены в деньгах; действуют 2 года с начисления или последней покупки.",
            ),
            (
                "Tickets: without a value in money; valid through 31 December 2026.",
                "Tickets: без цены в деньгах; действуют по 31 декабря 2026 включительно.",
            ),
            (
                "Levels by money paid in a calendar year: base for everyone, Silver from $350, Gold from $1000; a level is kept to the end of the next period; then it falls by one at most.",
                "Уровни по сумме покупок за календарный год: base у всех, Silver от 350 $, Золото от 1000 $; уровень сохраняется до конца следующего периода; затем снижается не больше чем на один.",
            ),
            (
                "Levels by points earned (miles) in a calendar quarter: red from 100; a new level starts with the next period; a level is kept for ever.",
                "Уровни по начисленным баллам (мили) за календарный квартал: red от 100; новый уровень действует со следующего периода; уровень сохраняется навсегда.",
            ),
            (
                "Levels by number of purchases over the whole time: veteran from 10; a level is kept for ever.",
                "Уровни по числу покупок за всё время: veteran от 10; уровень сохраняется навсегда.",
            ),
            (
                "Levels by units of goods (category: travel) or points earned (miles) in a year from the day of joining: guest for everyone, explorer from 10 or 1000, black by invitation; a level is kept to the end of the next period; and 30 days longer, to the end of that month.",
                "Уровни по количеству товаров (категория: travel) или начисленным баллам (мили) за год со дня вступления: guest у всех, explorer от 10 или 1000, black по приглашению; уровень сохраняется до конца следующего периода; и ещё 30 дней, до конца того месяца.",
            ),
            (
                "Levels by money paid in the last 12 months: wide from $10; a level is kept for 1 year; a level given by hand can still rise.",
                "Уровни по сумме покупок за последние 12 месяцев: wide от 10 $; уровень сохраняется 1 год; уровень, выданный вручную, может повышаться.",
            ),
            (
                "Levels by number of purchases in the last 30 days: often from 3; a level is kept as long as it is earned.",
                "Уровни по числу покупок за последние 30 дней: often от 3; уровень сохраняется, пока условие выполняется.",
            ),
            (
                "Points: 8 for each $1 paid; no further rule applies.",
                "Points: 8 за 1 $ оплаты; следующие правила не применяются.",
            ),
            (
                "Points: 1.5% of the amount paid; what points have paid counts too; can be spent after 1 day; never expire.",
                "Points: 1,5% от оплаченной суммы; оплаченное баллами тоже учитывается; можно потратить через 1 день; не сгорают.",
            ),
            (
                "Points: 10% of the amount paid; instead of the other rules where it gives more; at most 3 times a calendar year.",
                "Points: 10% от оплаченной суммы; вместо остальных правил, если так больше; не больше 3 раз в календарный год.",
            ),
            (
                "Points: 2 times as many; if Sat, Sun.",
                "Points: в 2 раза больше; если сб, вс.",
            ),
            (
                "Miles: 2 for each unit of goods; on goods (category: travel), except goods (brand: acme); on top of the other rules.",
                "Мили: 2 за каждую единицу товара; на товары (категория: travel), кроме товаров (бренд: acme); сверх остальных правил.",
            ),
            (
                "Miles: 5 for a purchase; once a day.",
                "Мили: 5 за покупку; один раз в день.",
            ),
            (
                "Tickets: 3 for each different category.",
                "Tickets: 3 за каждую категорию.",
            ),
            (
                "For joining — points: 3.50 and miles: 1, can be spent after 1 hour.",
                "За регистрацию — points: 3,50 и мили: 1, можно потратить через 1 час.",
            ),
            (
                "7 days before the birthday — miles: 10; if in segment locals.",
                "За 7 дней до дня рождения — мили: 10; если в сегменте locals.",
            ),
            (
                "For the event “check_in” — miles: 1 and the badge “plain”; at most 100 times a calendar year; all under “moves” at most 50 a calendar year.",
                "За событие «check_in» — мили: 1 и значок «plain»; не больше 100 раз в календарный год; всего по «moves» не больше 50 в календарный год.",
            ),
            (
                "For the event “play” — miles: 10; with a chance of 12.5%, the draw “wheel” is won in 13%: fewer than one in four.",
                "За событие «play» — мили: 10; с вероятностью 12,5%, розыгрыш «wheel» выигрывает в 13%: реже чем один раз из четырёх.",
            ),
            (
                "For the event “play” — the badge “plain”; for all members together at most 1 time; with a chance of 0.5%, the draw “wheel” is won in 13%: fewer than one in four.",
                "За событие «play» — значок «plain»; на всех участников не больше 1 раза; с вероятностью 0,5%, розыгрыш «wheel» выигрывает в 13%: реже чем один раз из четырёх.",
            ),
            (
                "For the event “play” — the badge “plain”; with a chance of 50%.",
                "За событие «play» — значок «plain»; с вероятностью 50%.",
            ),
            (
                "For the event “bank” — miles: 1.5 × as many as “amount” of the event says; at most 1000 points for each member.",
                "За событие «bank» — мили: 1,5 × сколько указано в поле «amount» события; не больше 1000 баллов для каждого участника.",
            ),
            (
                "For the event “reward_claimed” — taken off for a reward, points: as many as “points” of the event says.",
                "За событие «reward_claimed» — списание за награду, points: сколько указано в поле «points» события.",
            ),
            (
                "For the event “donated” — taken off for charity, miles: 10.",
                "За событие «donated» — списание на благотворительность, мили: 10.",
            ),
            (
                "On entering the segment “big” — miles: 5; once for each member.",
                "При входе в сегмент «big» — мили: 5; один раз для каждого участника.",
            ),
            ("A badge “Traveller”.", "Значок «Путешественник»."),
            ("A badge “plain”.", "Значок «plain»."),
            (
                "Trips: 3 months in a row — the badge “Traveller”; if an event with far: true.",
                "Поездки: 3 месяца подряд — значок «Путешественник»; если событие, где far: true.",
            ),
            (
                "Bags: 2.5 units of goods — miles: 5; on goods (category: travel), except goods (brand: acme); again each time as much is done.",
                "Bags: 2,5 ед. товара — мили: 5; на товары (категория: travel), кроме товаров (бренд: acme); и снова за каждые следующие столько же.",
            ),
            (
                "Much in a calendar quarter: $10 — the badge “plain”, $20 — miles: 1; from 1 February 2026; through 30 November 2026; nobody is told of it beforehand.",
                "Much за календарный квартал: 10 $ — значок «plain», 20 $ — мили: 1; с 1 февраля 2026; по 30 ноября 2026 включительно; заранее о нём не рассказывают.",
            ),
            (
                "Places in the last 30 days: 3 different cities — miles: 1.",
                "Places за последние 30 дней: 3 разных города — мили: 1.",
            ),
            (
                "Segment “locals”: city: Boston.",
                "Сегмент «locals»: город: Boston.",
            ),
            (
                "Segment “big”: in segment locals and balance of points: at least 500.00.",
                "Сегмент «big»: в сегменте locals и баланс points: не меньше 500.00.",
            ),
            (
                "Members pay the club price; if level gold or higher.",
                "Участники платят клубную цену; если уровень gold или выше.",
            ),
            (
                "$1 off each unit; adds to any other offer.",
                "Скидка 1 $ на каждую единицу; суммируется с любыми предложениями.",
            ),
            (
                "$99 for a unit; not together with other offers in one basket.",
                "Цена 99 $ за единицу; не суммируется с другими предложениями в одной корзине.",
            ),
            (
                "$2 off each line; not together with other offers on the same goods.",
                "Скидка 2 $ на каждую строку; не суммируется с другими предложениями на те же товары.",
            ),
            (
                "$50 off the basket; if basket before discounts: at least 1000; once in any 30 days.",
                "Скидка 50 $ на корзину; если чек до скидок: не меньше 1000; один раз в течение 30 дней.",
            ),
            (
                "10% off; on goods (not reduced yet); at most $100 a purchase; at most 50% of a line.",
                "Скидка 10%; на товары (ещё без скидки); не больше 100 $ за покупку; не больше 50% от строки.",
            ),
            (
                "Paying with points (points): up to 50% of the basket; on goods (category: food), except goods (category: alcohol); if level silver; at most $100 a purchase; not fewer than 1; in steps of 0.50.",
                "Оплата баллами (points): до 50% суммы корзины; на товары (категория: food), кроме товаров (категория: alcohol); если уровень silver; не больше 100 $ за покупку; не меньше 1; шагом по 0,50.",
            ),
            (
                "On a return, points spent come back; those that have burned meanwhile live on for 60 days; points earned are taken back, and those already spent are forgiven; a level won by returned goods is lost at once; a return without its receipt takes points back by the rule “base”.",
                "При возврате потраченные баллы возвращаются; сгоревшие за это время действуют ещё 60 дней; начисленные баллы отзываются, а уже потраченные прощаются; уровень, полученный за возвращённые товары, снимается сразу; возврат без чека отзывает баллы по правилу «base».",
            ),
        ],
    );
}

#[test]
fn one_rule() {
    let program = read(BURGER_HEROES);
    let say = |id: &str| program.rule_in_words(&id.into(), Language::En);
    assert_eq!(
        say("base").as_deref(),
        Some("Bonuses: 5% of the amount paid.")
    );
    assert_eq!(
        say("club_price").as_deref(),
        Some("Members pay the club price.")
    );
    assert_eq!(say("nothing"), None);
}

/// The sentence of an offer, in both languages.
fn check_offer(offer: &str, en: &str, ru: &str) {
    let program = read(&format!(
        "{HEAD}limits: {{ groups: {{ season: {{ max_count: 1 }} }} }}\noffers: [{{ id: a, {offer} }}]\n"
    ));
    let words = |language| {
        let words = program.in_words(language).into_iter();
        let mut offers = words.filter(|part| part.id == "a");
        offers.next().unwrap().text.replace('\u{a0}', " ")
    };
    assert_eq!(words(Language::En), en);
    assert_eq!(words(Language::Ru), ru);
}

#[test]
fn sets_steps_and_caps() {
    check_offer(
        "set: { units: 3 }, free: 1",
        "3 for the price of 2, 1 free, the cheapest.",
        "3 по цене 2, бесплатно 1, самые дешёвые.",
    );
    check_offer(
        "set: { lines: { sku: phone } }, get: { lines: { sku: case } }, percent: 20%, consumes: false, repeat: 2",
        "Bought 1 unit (goods: phone): 1 unit (goods: case): 20% off, the cheapest, at most 2 sets a purchase.",
        "Куплено 1 единица (товар: phone): 1 единица (товар: case): скидка 20%, самые дешёвые, не больше 2 наборов за покупку.",
    );
    check_offer(
        "steps: { by: units, per: year, mode: marginal, levels: [{ from: 101, percent: 5% }] }",
        "5% off from unit 101, each unit by its own place, counted over a calendar year.",
        "Скидка 5% с 101-й единицы, каждая единица по своему месту, считая с начала года.",
    );
    check_offer(
        "amount: 5, every: 35, max_per_member: { amount: 100, per: month }, group: season",
        "5 ₽ off each full 35 ₽ of goods; at most 100 ₽ a calendar month for each member; one of group season, at most 1 of them in a purchase.",
        "Скидка 5 ₽ с каждых полных 35 ₽ покупки; не больше 100 ₽ в календарный месяц на участника; из группы season, не больше 1 из них в покупке.",
    );
}

#[test]
fn rewards_and_gifts() {
    check(
        "program: { id: test, name: Test, currency: EUR, time_zone: Europe/Vienna }
units: { points: { name: { en: points, ru: баллы } } }
badges: { star: { name: { en: Star, ru: Звезда } } }
rewards:
  - { id: mug, name: { en: A mug, ru: Кружка }, price: 300, limit: { per: quarter }, choice: table, stock: { times: 50, per: month }, expire: { after: 10 days_local }, unclaimed: forfeit, cost: 4.50 }
  - { id: tree, name: { en: A tree, ru: Дерево }, price: { points: 50, to: donated }, badge: star }
  - { id: map, name: { en: A map, ru: Карта }, expire: { on: 2026-12-31 } }
offers:
  - { id: cup, gift: { choose: [cup] } }
  - { id: pick, gift: { choose: [cup, pen], count: 2 }, limit: { per: year }, stock: { times: 9, per: life } }
",
        &[
            (
                "Points: without a value in money; never expire.",
                "Баллы: без цены в деньгах; не сгорают.",
            ),
            (
                "Reward “A mug”: points: 300; once a calendar quarter; one of several, “table”, that share the limit; for all members together at most 50 times a calendar month; to be fetched within 10 days, later the points are gone; costs the business €4.50.",
                "Награда «Кружка»: баллы: 300; один раз в календарный квартал; одна из наград «table» с общим лимитом; на всех участников не больше 50 раз в календарный месяц; забрать в течение 10 дней, потом баллы сгорают; обходится бизнесу в 4,50 €.",
            ),
            (
                "Reward “A tree”: points: 50, given to charity; brings the badge “Star”; given at once.",
                "Награда «Дерево»: баллы: 50, на благотворительность; даёт: значок «Звезда»; выдаётся сразу.",
            ),
            (
                "Reward “A map”: for nothing; to be fetched through 31 December 2026.",
                "Награда «Карта»: бесплатно; забрать по 31 декабря 2026 включительно.",
            ),
            ("A badge “Star”.", "Значок «Звезда»."),
            (
                "Members pay the club price.",
                "Участники платят клубную цену.",
            ),
            ("A gift: cup.", "Подарок: cup."),
            (
                "A gift to choose: 2 × cup, pen; once a calendar year; for all members together at most 9 times.",
                "Подарок на выбор: 2 × cup, pen; один раз в календарный год; на всех участников не больше 9 раз.",
            ),
            (
                "On a return, points spent come back; those that have burned meanwhile live on for 30 days; points earned are taken back, and those already spent are owed; a return without its receipt takes no points back.",
                "При возврате потраченные баллы возвращаются; сгоревшие за это время действуют ещё 30 дней; начисленные баллы отзываются, а уже потраченные становятся долгом; возврат без чека баллы не отзывает.",
            ),
        ],
    );
}
