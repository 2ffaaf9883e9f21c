//! Sentences in both languages, as tables.

use super::*;
use crate::basket::Priced;
use crate::basket::tests::{member, purchase, stranger, today};
use crate::points::{Account, Entry, Posting, PostingKind};
use crate::situation::Situation;
use crate::situation::TierState;
use crate::tier::climb::{Climb, Part};
use crate::time::LocalDate;

const HEAD: &str = "
program: { id: test, name: Test, currency: RUB, time_zone: UTC }
units: { points: { name: { en: bonuses, ru: бонусы }, value: { points: 1, money: 1.00 }, expire: { after: 365d } } }
";

fn program(rules: &str) -> Program {
    let text = format!("{HEAD}{rules}");
    Program::read(&text).unwrap_or_else(|problems| panic!("{problems:?} in {text}"))
}

fn priced(program: &Program, buyer: &Situation, basket: &str) -> Priced {
    crate::basket::price(program, buyer, &purchase(basket), today())
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// Sentences about the whole, then those of each line after its number.
fn told(program: &Program, buyer: &Situation, basket: &str, language: Language) -> Vec<String> {
    let words = Words { program, language };
    let who = match buyer.member {
        Some(_) => Buyer::Member,
        None => Buyer::Stranger,
    };
    let explanation = words.basket(&priced(program, buyer, basket), who);
    let whole = explanation.purchase.iter().map(|told| plain(&told.text));
    let lines = explanation.lines.iter().flat_map(|line| {
        let sentences = line.sentences.iter();
        sentences.map(|told| format!("{}: {}", line.line, plain(&told.text)))
    });
    whole.chain(lines).collect()
}

fn check_for(buyer: &Situation, rules: &str, basket: &str, expected: &[(&str, &str)]) {
    let program = program(rules);
    let (en, ru): (Vec<_>, Vec<_>) = expected.iter().copied().unzip();
    assert_eq!(told(&program, buyer, basket, Language::En), en, "{basket}");
    assert_eq!(told(&program, buyer, basket, Language::Ru), ru, "{basket}");
}

/// What a member with 1,000 points is told.
fn check(rules: &str, basket: &str, expected: &[(&str, &str)]) {
    check_for(&member(1_000), rules, basket, expected);
}

#[test]
fn why_thirty_seven_points() {
    check(
        "earn: [{ id: base, rate: 5% }]",
        "A p=740",
        &[
            (
                "37 bonuses = 5% of 740 ₽; valid through 14 October 2025; rule base.",
                "37 бонусов = 5% от 740 ₽; действуют по 14 октября 2025 включительно; правило «base».",
            ),
            (
                "1: 37 bonuses = 5% of 740 ₽; rule base.",
                "1: 37 бонусов = 5% от 740 ₽; правило «base».",
            ),
        ],
    );
}

#[test]
fn points_say_how_they_were_rounded_and_shared() {
    let rules = "earn: [{ id: base, rate: 5%, expire: never }]";
    check(
        rules,
        "A p=30; B p=10; C p=5 flag=no_earn",
        &[
            (
                "2 bonuses = 5% of 40 ₽; rule base.",
                "2 бонуса = 5% от 40 ₽; правило «base».",
            ),
            (
                "1: 2 bonuses ≈ 5% of 30 ₽; rule base.",
                "1: 2 бонуса ≈ 5% от 30 ₽; правило «base».",
            ),
        ],
    );
    check(
        rules,
        "A p=39.90",
        &[
            (
                "1 bonus = 5% of 39.90 ₽, rounded down; rule base.",
                "1 бонус = 5% от 39,90 ₽, округлено вниз; правило «base».",
            ),
            (
                "1: 1 bonus ≈ 5% of 39.90 ₽; rule base.",
                "1: 1 бонус ≈ 5% от 39,90 ₽; правило «base».",
            ),
        ],
    );
}

#[test]
fn every_way_to_earn() {
    check(
        "
earn:
  - { id: visit, points: 50, expire: never, when: { basket.total: { gte: 100 } } }
  - { id: kilo, rate: 8 per 1.00, expire: never, lines: { sku: A } }
  - { id: each, points: 10, per: unit, expire: never, activate: { after: 14d }, lines: { sku: B } }
  - { id: twice, times: 2, combine: multiply, lines: { sku: B } }",
        "A p=100; B p=10 q=3",
        &[
            (
                "60 bonuses: 10 for each unit of goods, 2 times as many (rule twice); active from 28 October 2024; rule each.",
                "60 бонусов: 10 за каждую единицу товара, в 2 раза больше (правило «twice»); можно потратить с 28 октября 2024; правило «each».",
            ),
            (
                "800 bonuses = 8 for each 1 ₽ of 100 ₽; rule kilo.",
                "800 бонусов = по 8 за 1 ₽ с суммы 100 ₽; правило «kilo».",
            ),
            (
                "61 bonuses for a purchase, 2 times as many (rule twice); the condition is met (basket before discounts: at least 100); rule visit.",
                "61 бонус за покупку, в 2 раза больше (правило «twice»); условие выполнено (чек до скидок: не меньше 100); правило «visit».",
            ),
            (
                "1: 800 bonuses = 8 for each 1 ₽ of 100 ₽; rule kilo.",
                "1: 800 бонусов = по 8 за 1 ₽ с суммы 100 ₽; правило «kilo».",
            ),
            (
                "1: 38 bonuses: the line's share; rule visit.",
                "1: 38 бонусов: доля этой строки; правило «visit».",
            ),
            (
                "2: 60 bonuses: 10 for each unit of goods, 2 times as many (rule twice); rule each.",
                "2: 60 бонусов: 10 за каждую единицу товара, в 2 раза больше (правило «twice»); правило «each».",
            ),
            (
                "2: 23 bonuses: the line's share; rule visit.",
                "2: 23 бонуса: доля этой строки; правило «visit».",
            ),
        ],
    );
}

#[test]
fn discounts_say_of_what() {
    check(
        "
offers:
  - { id: burgers, percent: 10%, lines: { category: burgers } }",
        "A p=400 cat=burgers; B p=45 club=40",
        &[
            (
                "1: 10% off, on goods (category: burgers): 40 ₽ off 400 ₽; rule burgers.",
                "1: Скидка 10% на товары (категория: burgers): 40 ₽ от 400 ₽; правило «burgers».",
            ),
            (
                "2: Club price: 5 ₽ off 45 ₽.",
                "2: Клубная цена: 5 ₽ от 45 ₽.",
            ),
        ],
    );
    check(
        "
offers:
  - { id: ten, percent: 10% }",
        "A p=100 min=95",
        &[(
            "1: 10% off: 5 ₽ off 100 ₽; 10 ₽ was due, a limit or the least price kept the rest; rule ten.",
            "1: Скидка 10%: 5 ₽ от 100 ₽; полагалось 10 ₽, остальное не дали лимит или минимальная цена; правило «ten».",
        )],
    );
}

#[test]
fn a_till_that_sold_for_less() {
    check(
        "",
        "A p=100 sold=80 | till",
        &[(
            "1: Sold for less by the till: 20 ₽ off 100 ₽.",
            "1: Скидка кассы: 20 ₽ от 100 ₽.",
        )],
    );
}

const REDEEM: &str = "redeem: { points: { max_share: 50%, exclude: { category: alcohol } } }";

#[test]
fn points_that_paid() {
    check(
        REDEEM,
        "A p=400 | redeem=max",
        &[
            (
                "200 bonuses paid 200 ₽; at most 50% of the price of the goods they may be used for.",
                "200 бонусов — оплата 200 ₽; не больше 50% стоимости подходящих товаров.",
            ),
            (
                "1: 200 bonuses paid 200 ₽; at most 50% of the price of the goods they may be used for.",
                "1: 200 бонусов — оплата 200 ₽; не больше 50% стоимости подходящих товаров.",
            ),
        ],
    );
}

#[test]
fn why_points_did_not_pay() {
    let nothing = |buyer: &Situation, rules: &str, basket: &str, en: &str, ru: &str| {
        let program = program(rules);
        let last = |language| {
            let mut told = told(&program, buyer, basket, language);
            told.retain(|text| !text.contains(':') || !text.starts_with(char::is_numeric));
            told
        };
        assert_eq!(last(Language::En), [en]);
        assert_eq!(last(Language::Ru), [ru]);
    };
    nothing(
        &member(0),
        REDEEM,
        "A p=400 | redeem=max",
        "No bonuses were used: 0 bonuses can be spent.",
        "Бонусы не списаны: на счёте доступно 0 бонусов.",
    );
    nothing(
        &member(100),
        REDEEM,
        "A p=400 cat=alcohol | redeem=max",
        "No bonuses were used: nothing in the basket may be paid with them.",
        "Бонусы не списаны: в чеке нет товаров, которые можно ими оплатить.",
    );
    nothing(
        &stranger(),
        REDEEM,
        "A p=400 | redeem=max",
        "No bonuses were used: the buyer is not identified.",
        "Бонусы не списаны: покупатель не определён.",
    );
    nothing(
        &member(100),
        "redeem: { points: { max_share: 50%, min: 150 } }",
        "A p=400 | redeem=100",
        "No bonuses were used: at least 150 bonuses have to be used at once.",
        "Бонусы не списаны: за раз нужно списать не меньше 150 бонусов.",
    );
    nothing(
        &member(100),
        "redeem: { points: { max_share: 50%, when: { basket.total: { gte: 1000 } } } }",
        "A p=400 | redeem=max",
        "No bonuses were used: the condition is not met (basket before discounts: at least 1000).",
        "Бонусы не списаны: условие не выполнено (чек до скидок: не меньше 1000).",
    );
}

#[test]
fn fewer_points_than_asked() {
    check(
        "redeem: { points: { max_share: 50%, share_of: basket } }",
        "A p=400 | redeem=300",
        &[
            (
                "200 bonuses paid 200 ₽; at most 50% of the price of the basket.",
                "200 бонусов — оплата 200 ₽; не больше 50% стоимости чека.",
            ),
            (
                "Fewer bonuses were used than asked: this basket allows 200 bonuses (at most 50% of the price of the basket).",
                "Бонусы списаны не полностью: для этого чека можно 200 бонусов (не больше 50% стоимости чека).",
            ),
            (
                "1: 200 bonuses paid 200 ₽; at most 50% of the price of the basket.",
                "1: 200 бонусов — оплата 200 ₽; не больше 50% стоимости чека.",
            ),
        ],
    );
}

#[test]
fn a_stranger_earns_nothing() {
    check_for(
        &stranger(),
        "earn: [{ id: base, rate: 5% }]",
        "A p=100",
        &[(
            "Nothing was earned: the buyer is not identified.",
            "Ничего не начислено: покупатель не определён.",
        )],
    );
}

#[test]
fn near_misses() {
    check(
        "
offers:
  - { id: family, percent: 10%, when: { basket.total: { gte: 138 } } }
  - { id: two, percent: 15%, when: { basket.lines: { where: { sku: A }, units: { gte: 2 } } } }
earn:
  - { id: often, rate: 15%, when: { purchases: { within: 30d, count: { gte: 2 } } } }
  - { id: rich, rate: 1%, when: { balance.points: { gte: 1021 } } }",
        "A p=100",
        &[
            (
                "38 ₽ more in the basket, and this would apply: 10% off; rule family.",
                "Ещё 38 ₽ в чеке — и сработает: скидка 10%; правило «family».",
            ),
            (
                "1 more item, and this would apply: 15% off; rule two.",
                "Ещё 1 единица товара — и сработает: скидка 15%; правило «two».",
            ),
            (
                "2 more purchases, and this would apply: 15% of the amount paid (bonuses); rule often.",
                "Ещё 2 покупки — и сработает: 15% от оплаченной суммы (бонусы); правило «often».",
            ),
            (
                "21 bonuses more on the balance, and this would apply: 1% of the amount paid (bonuses); rule rich.",
                "Ещё 21 бонус на счёте — и сработает: 1% от оплаченной суммы (бонусы); правило «rich».",
            ),
        ],
    );
}

#[test]
fn codes_that_gave_nothing() {
    let rules = "
offers:
  - { id: spring, percent: 20%, when: { all: [{ basket.coupon: SPRING }, { basket.lines: { where: { sku: B } } }] } }
  - { id: small, percent: 5%, when: { basket.coupon: SMALL } }
  - { id: big, percent: 30% }";
    let program = program(rules);
    let refused = |language| -> Vec<String> {
        let basket = "A p=100 | code=SPRING code=SMALL code=WINTER";
        let mut told = told(&program, &member(0), basket, language);
        told.retain(|text| !text.starts_with("1:"));
        told
    };
    assert_eq!(
        refused(Language::En),
        [
            "Code “SPRING” gave nothing: not all of its conditions are met (coupon SPRING and in the basket goods: B).",
            "Code “SMALL” gave nothing: a better offer stands on the same goods.",
            "Code “WINTER” gave nothing: the program does not know it.",
        ]
    );
    assert_eq!(
        refused(Language::Ru),
        [
            "Код «SPRING» ничего не дал: не все условия выполнены (купон SPRING и в чеке товар: B).",
            "Код «SMALL» ничего не дал: на эти же товары действует более выгодное предложение.",
            "Код «WINTER» ничего не дал: программа его не знает.",
        ]
    );
}

fn posting(kind: PostingKind, rule: &str, points: i64) -> Posting {
    let side = |account, points| Entry {
        account,
        lot: None,
        points: Points::from_raw(points),
    };
    Posting {
        kind,
        unit: "points".into(),
        at: today().at,
        rule: Some(rule.into()),
        effect: None,
        entries: vec![
            side(Account::Available, points),
            side(Account::Issued, -points),
        ],
    }
}

#[test]
fn entries() {
    let rules = "
activities: [{ id: welcome, on: registered, award: { points: 300 } }]
earn: [{ id: base, rate: 5% }]
redeem: { points: { max_share: 50% } }";
    let program = program(rules);
    let priced = priced(&program, &member(1_000), "A p=740 | redeem=200");
    let on = LocalDate::new(2026, 3, 10).unwrap();
    let bought = Occasion::Purchase {
        on,
        priced: Some(&priced),
    };
    let back = Occasion::Return { of: Some(on) };
    let void = Occasion::Void { of: on };
    let other = Occasion::Other;
    let by_anna = Occasion::Correction {
        reason: "a cold burger.",
        by: Some(Hand::Person("Anna Petrova")),
    };
    let by_key = Occasion::Correction {
        reason: "a cold burger",
        by: Some(Hand::Key("crm")),
    };
    for (kind, rule, points, occasion, en, ru) in [
        (
            PostingKind::Earn,
            "base",
            27,
            &bought,
            "27 bonuses = 5% of 540 ₽; valid through 14 October 2025; rule base; purchase of 10 March 2026.",
            "27 бонусов = 5% от 540 ₽; действуют по 14 октября 2025 включительно; правило «base»; покупка 10 марта 2026.",
        ),
        (
            PostingKind::Earn,
            "welcome",
            300,
            &other,
            "300 bonuses for joining; rule welcome.",
            "300 бонусов за регистрацию; правило «welcome».",
        ),
        (
            PostingKind::Activate,
            "base",
            27,
            &bought,
            "27 bonuses can be spent from now on; rule base.",
            "27 бонусов — теперь можно потратить; правило «base».",
        ),
        (
            PostingKind::Redeem,
            "redeem",
            -200,
            &bought,
            "200 bonuses paid 200 ₽; purchase of 10 March 2026.",
            "200 бонусов — оплата 200 ₽; покупка 10 марта 2026.",
        ),
        (
            PostingKind::Redeem,
            "gift",
            -1,
            &other,
            "1 bonus spent on a reward.",
            "1 бонус — награда.",
        ),
        (
            PostingKind::Expire,
            "welcome",
            -101,
            &other,
            "101 bonuses burned unspent; rule welcome.",
            "101 бонус — срок действия истёк; правило «welcome».",
        ),
        (
            PostingKind::Restore,
            "redeem",
            200,
            &back,
            "200 bonuses that had been spent came back; return of goods bought on 10 March 2026.",
            "200 бонусов — возврат ранее потраченных; возврат товаров из покупки 10 марта 2026.",
        ),
        (
            PostingKind::Reverse,
            "base",
            -22,
            &void,
            "22 bonuses earned were taken back; rule base; void of the purchase of 10 March 2026.",
            "22 бонуса — отмена начисления; правило «base»; отмена покупки 10 марта 2026.",
        ),
        (
            PostingKind::Adjust,
            "adjustment",
            -5,
            &other,
            "5 bonuses taken off by hand.",
            "5 бонусов — списание вручную.",
        ),
        (
            PostingKind::Adjust,
            "adjustment",
            5,
            &by_anna,
            "5 bonuses given by hand; reason: a cold burger; by Anna Petrova.",
            "5 бонусов — начисление вручную; причина: a cold burger; сотрудник: Anna Petrova.",
        ),
        (
            PostingKind::Adjust,
            "adjustment",
            -5,
            &by_key,
            "5 bonuses taken off by hand; reason: a cold burger; by the key crm.",
            "5 бонусов — списание вручную; причина: a cold burger; ключ API: crm.",
        ),
        (
            PostingKind::Opening,
            "opening",
            500,
            &other,
            "500 bonuses brought along from another system.",
            "500 бонусов — перенос из прежней системы.",
        ),
        (
            PostingKind::SettleDebt,
            "base",
            3,
            &Occasion::Return { of: None },
            "3 bonuses paid off a debt; rule base; return without a receipt.",
            "3 бонуса — погашение долга; правило «base»; возврат без чека.",
        ),
    ] {
        let posting = posting(kind, rule, points);
        let say = |language| {
            let program = &program;
            plain(&Words { program, language }.entry(&posting, occasion))
        };
        assert_eq!(say(Language::En), en);
        assert_eq!(say(Language::Ru), ru);
    }
}

/// What a member who spent so much this year, and holds a level, reads on 10 March 2026.
fn check_way(tiers: &str, held: Option<(&str, &str)>, spent: i64, expected: &[(&str, &str)]) {
    let program = program(&format!(
        "tiers: {{ status: {{ {tiers}, levels: [{{ id: base, from: 0 }}, {{ id: silver, name: Silver, from: 100 }}, {{ id: gold, name: Gold, from: 1000 }}] }} }}"
    ));
    let scheme = &program.schemes[0];
    let at = |day: &str| program.zone.parse_instant(day).unwrap();
    let when = crate::decision::When::now(at("2026-03-10"));
    let mut situation = member(0);
    if let Some((level, until)) = held {
        let since = at("2025-05-05");
        let state = TierState::earned(Some(level.into()), since, Some(at(until)));
        situation.tiers.insert(scheme.id.clone(), state);
    }
    let key = Climb::of(&program, &situation, scheme).key(Part::First, program.zone.date(when.at));
    situation.counters.set(key, spent);
    let progress = crate::tier::progress(&program, &situation, scheme, when);
    let read = |language| {
        let words = Words {
            program: &program,
            language,
        };
        let told = words.progress(scheme, &progress);
        told.iter().map(|text| plain(text)).collect::<Vec<_>>()
    };
    let (en, ru): (Vec<_>, Vec<_>) = expected.iter().copied().unzip();
    assert_eq!(read(Language::En), en);
    assert_eq!(read(Language::Ru), ru);
}

#[test]
fn the_way_to_the_next_level() {
    let year = "metric: spend, period: calendar_year";
    check_way(
        year,
        Some(("silver", "2027-01-01")),
        4_000,
        &[
            (
                "960 ₽ more through 31 December 2026 for Gold.",
                "До уровня «Gold» ещё 960 ₽ по 31 декабря 2026 включительно.",
            ),
            (
                "To keep Silver after 31 December 2026: 60 ₽ more by then.",
                "Чтобы сохранить «Silver» после 31 декабря 2026, нужно ещё 60 ₽ до этого дня включительно.",
            ),
        ],
    );
    check_way(
        year,
        Some(("gold", "2028-01-01")),
        140_000,
        &[
            ("The highest level.", "Высший уровень."),
            (
                "To keep Gold after 31 December 2027: 1000 ₽ from 1 January 2027 on.",
                "Чтобы сохранить «Gold» после 31 декабря 2027, нужно 1000 ₽ начиная с 1 января 2027.",
            ),
        ],
    );
    check_way(
        "metric: spend, period: calendar_year, keep: this_period",
        Some(("gold", "2027-01-01")),
        140_000,
        &[
            ("The highest level.", "Высший уровень."),
            (
                "Gold is held through 31 December 2026, then it has to be reached anew.",
                "Уровень «Gold» действует по 31 декабря 2026 включительно, потом его нужно заслужить заново.",
            ),
        ],
    );
    check_way(
        "metric: visits, period: calendar_year, upgrade: at_period_end",
        None,
        121,
        &[
            (
                "Silver begins on 1 January 2027.",
                "Уровень «Silver» начнёт действовать 1 января 2027.",
            ),
            (
                "879 more purchases through 31 December 2026 for Gold.",
                "До уровня «Gold» ещё 879 покупок по 31 декабря 2026 включительно.",
            ),
        ],
    );
    check_way(
        "metric: { earned: points }, period: lifetime",
        None,
        99,
        &[(
            "1 bonus more for Silver.",
            "До уровня «Silver» ещё 1 бонус.",
        )],
    );
}
