//! Leaves about the basket and the event, filters of lines, and what is missing.

use super::fixture::{Asked, ann, at, basket, check, compiled, known, program, rub, shirts};
use crate::basket::Missing;
use crate::condition::{
    BasketFacts, LineWhere, LineWhereFile, MemberColumns, compile_lines, holds, unmet,
};
use crate::decision::When;
use crate::event::Custom;
use crate::member::Value;
use crate::name::LaneId;
use crate::number::{Points, Quantity};
use crate::situation::{Product, Situation};
use crate::stamp::{Stage, Stamps};

#[test]
fn totals() {
    // Two shirts and a hat: 1400.00.
    check("basket.total: { gte: 1400 }", true);
    check("basket.total: { gt: 1400 }", false);
    check("basket.total: 1400.00", true);
    check("basket.total: { gte: 1400, at: final }", true);
    check("basket.total: { gte: 1, at: { after: line } }", false);
    check("basket.total: { lt: 1400 }", false);
}

#[test]
fn a_threshold_reads_the_amount_it_names() {
    let mut program = program();
    let situation = ann();
    let mut facts = BasketFacts::of(&program, &shirts(), &situation);
    facts.lines[0].now = rub("800.00");
    facts.after.push((LaneId::new("line"), rub("1300.00")));
    let mut check = |yaml: &str, expected: bool| {
        let condition = compiled(yaml, &mut program);
        let columns = MemberColumns::of(&program, &situation, When::now(at("2026-03-10T12:00")));
        assert_eq!(
            holds(&condition, &columns.view().with_basket(&facts)),
            expected,
            "{yaml}"
        );
        assert!(
            !holds(&condition, &columns.view()),
            "without a basket: {yaml}"
        );
    };
    check("basket.total: { eq: 1400 }", true);
    check("basket.total: { eq: 1400, at: before_discounts }", true);
    check("basket.total: { eq: 1200, at: final }", true);
    check("basket.total: { eq: 1300, at: { after: line } }", true);
    check("basket.total: { gte: 0, at: { after: basket } }", false);
}

#[test]
fn lines_of_the_basket() {
    check(
        "basket.lines: { where: { sku: [A1, A2] }, units: { gte: 2 } }",
        true,
    );
    check(
        "basket.lines: { where: { sku: A1 }, units: { gt: 2 } }",
        false,
    );
    check("basket.lines: { where: { category: hats } }", true);
    check("basket.lines: { where: { category: shoes } }", false);
    check("basket.lines: { count: 2 }", true);
    check(
        "basket.lines: { where: { category: shirts }, sum: { gte: 1000 } }",
        true,
    );
    check(
        "basket.lines: { where: { quantity: { gte: 2 } }, count: 1 }",
        true,
    );
    check(
        "basket.lines: { where: { amount: { lt: 500 } }, count: 1 }",
        true,
    );
    check(
        "basket.lines: { where: { not: { category: shirts } }, count: 1 }",
        true,
    );
    check(
        "basket.lines: { where: { any: [{ sku: A1 }, { category: hats }] }, count: 2 }",
        true,
    );
}

#[test]
fn place_channel_and_codes() {
    check("basket.store: kazan-1", true);
    check("basket.store: [kazan-2, kazan-3]", false);
    check("basket.store: { not: kazan-1 }", false);
    check("basket.channel: store", true);
    check("basket.channel: web", false);
    check("basket.coupon: SPRING", true);
    check("basket.coupon: spring", true);
    check("basket.coupon: [AUTUMN, WINTER]", false);
    let nowhere = Asked {
        basket: crate::basket::Basket {
            store: None,
            ..shirts()
        },
        ..Asked::default()
    };
    nowhere.check("basket.store: { present: true }", false);
    nowhere.check("basket.store: { present: false }", true);
}

#[test]
fn codes_are_found_in_conditions() {
    let condition = compiled(
        "any: [{ tier: gold }, { basket.coupon: [Spring, MAY] }]",
        &mut program(),
    );
    assert!(condition.names_coupon(" spring"));
    assert!(!condition.names_coupon("June"));
}

fn filter(yaml: &str) -> (LineWhere, crate::program::Program) {
    let mut program = program();
    let mut known = known(&program);
    let file: LineWhereFile = crate::document::read(yaml).unwrap();
    let mut problems = vec![];
    let filter = compile_lines(&file, "lines", &mut known, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    program.names = known.names;
    (filter, program)
}

#[test]
fn line_filters() {
    let check = |yaml: &str, expected: [bool; 2]| {
        let (filter, program) = filter(yaml);
        let mut facts = BasketFacts::of(&program, &shirts(), &Situation::default());
        facts.lines[1].discounted.push(LaneId::new("line"));
        let found: Vec<bool> = facts
            .lines
            .iter()
            .map(|line| filter.matches(line))
            .collect();
        assert_eq!(found, expected, "{yaml}");
    };
    check("{}", [true, true]);
    check("sku: A1", [true, false]);
    check("category: { not: shirts }", [false, true]);
    check("brand: { not: acme }", [true, true]);
    check("discounted: { by: none }", [true, false]);
    check("line.discounted: { by: none }", [true, false]);
    check("discounted: { by: any }", [false, true]);
    check("discounted: { by: line }", [false, true]);
    check("discounted: { by: club }", [false, false]);
    check(
        "{ category: [shirts, hats], not: { sku: B1 } }",
        [true, false],
    );
}

#[test]
fn a_filter_can_be_turned_round() {
    let (alcohol, program) = filter("category: [alcohol, shirts]");
    let facts = BasketFacts::of(&program, &shirts(), &Situation::default());
    let rest = LineWhere::except(alcohol);
    assert!(!rest.matches(&facts.lines[0]) && rest.matches(&facts.lines[1]));
}

#[test]
fn what_the_request_says_wins_over_the_catalogue() {
    let mut situation = Situation::default();
    let product = Product {
        category: vec!["food".into()],
        brand: Some("acme".to_owned()),
        ..Product::default()
    };
    situation.catalogue.insert("A1".into(), product.into());
    let mut goods = basket(&[("A1", "shirts", "1", "5.00"), ("A1", "shirts", "1", "5.00")]);
    goods.lines[1].category.clear();
    let (filter, program) = filter("{ category: food, brand: acme }");
    let facts = BasketFacts::of(&program, &goods, &situation);
    assert!(!filter.matches(&facts.lines[0]));
    assert!(filter.matches(&facts.lines[1]));
    assert_eq!(facts.lines[0].brand.as_deref(), Some("acme"));
}

#[test]
fn the_event_being_decided() {
    let mut program = program();
    let event = Custom {
        kind: "recycled".to_owned(),
        properties: [("kilos".to_owned(), Value::Number(Quantity::whole(3)))].into(),
    };
    let mut check = |yaml: &str, expected: bool| {
        let condition = compiled(yaml, &mut program);
        let columns = MemberColumns::of(
            &program,
            &ann(),
            When::now(super::fixture::at("2026-03-10T12:00")),
        );
        assert_eq!(
            holds(&condition, &columns.view().with_event(&event)),
            expected,
            "{yaml}"
        );
        assert!(
            !holds(&condition, &columns.view()),
            "without an event: {yaml}"
        );
    };
    check("event: { where: { kilos: { gte: 2 } } }", true);
    check("event: { where: { kilos: { gte: 2, lt: 3 } } }", false);
    check("event: { where: { place: { present: false } } }", true);
}

/// What Ann lacks: path and, where it can be counted, how much.
fn check_missing(yaml: &str, expected: &[(&str, Option<Missing>)]) {
    let mut program = program();
    let condition = compiled(yaml, &mut program);
    let asked = Asked::default();
    let columns = MemberColumns::of(&program, &asked.situation, When::now(asked.at));
    let facts = BasketFacts::of(&program, &asked.basket, &asked.situation);
    let unmet = unmet(&condition, &columns.view().with_basket(&facts));
    let unmet: Vec<_> = unmet
        .iter()
        .map(|unmet| (unmet.path.as_str(), unmet.missing.clone()))
        .collect();
    assert_eq!(unmet, expected, "{yaml}");
}

#[test]
fn what_is_missing_is_counted() {
    let stars = || Missing::Points {
        unit: "stars".into(),
        points: Points::from_raw(25),
    };
    check_missing("basket.total: { gte: 1400 }", &[]);
    check_missing(
        "basket.total: { gte: 1462 }",
        &[("basket.total", Some(Missing::Money(rub("62.00"))))],
    );
    check_missing(
        "basket.total: { gt: 1400 }",
        &[("basket.total", Some(Missing::Money(rub("0.01"))))],
    );
    check_missing("basket.total: { lt: 1400 }", &[("basket.total", None)]);
    check_missing(
        "{ tier: gold, basket.lines: { where: { sku: A1 }, units: { gte: 3 } } }",
        &[
            ("tier", None),
            ("basket.lines", Some(Missing::Units(Quantity::ONE))),
        ],
    );
    check_missing(
        "all: [{ purchases: { within: 30d, count: { gte: 5 } } }, { balance.stars: { gte: 2.5 } }]",
        &[
            ("all[0].purchases", Some(Missing::Purchases(2))),
            ("all[1].balance.stars", Some(stars())),
        ],
    );
    check_missing(
        "any: [{ tier: gold }, { all: [{ member.city: Казань }, { stage: lost }] }]",
        &[("any[0].tier", None), ("any[1].all[1].stage", None)],
    );
    check_missing("not: { member.city: Казань }", &[("not", None)]);
    check_missing(
        "{ segment: lost, member.city: Казань }",
        &[("segment", None)],
    );
    check_missing("any: [{ tier: gold }, { tier: silver }]", &[]);
}

#[test]
fn a_missing_stamp_is_said() {
    let mut program = program();
    let condition = compiled("{ stage: lost, tier: gold }", &mut program);
    let columns = MemberColumns::of(
        &program,
        &ann(),
        When::now(super::fixture::at("2026-03-10T12:00")),
    );
    let stamps: Vec<bool> = unmet(&condition, &columns.view())
        .iter()
        .map(|unmet| unmet.no_stamp)
        .collect();
    assert_eq!(stamps, [true, false]);
    let stamped = Situation {
        stamps: Stamps {
            stage: Some(Stage::NEW),
            ..Stamps::default()
        },
        ..ann()
    };
    let columns = MemberColumns::of(&program, &stamped, When::now(at("2026-03-10T12:00")));
    assert!(!unmet(&condition, &columns.view())[0].no_stamp);
}
