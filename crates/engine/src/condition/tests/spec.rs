//! The grammar's own example, whole.

use super::fixture::{check, known, problems, program, read};
use crate::condition::{ConditionFile, compile, needs};
use crate::time::Span;

const EXAMPLE: &str = r#"
all:
  - tier: { at_least: silver }
  - member.city: { in: [Казань, Москва] }
  - member.birthday: { within: { before: 7d, after: 7d } }
  - purchases: { within: 30d, where: { category: rings, channel: store, weekday: [sat, sun] }, count: { gte: 3 } }
  - purchases: { from: 2026-01-01, to: 2027-01-01, sum: { between: [50000, 100000] } }
  - purchases: { within: 1 year, distinct: { of: country, gte: 3 } }
  - last_purchase: { days_ago: { gt: 60 } }
  - favourite: { of: category, is: rings, within: 1 year }
  - balance.points: { gte: 500 }
  - event.check_in: { within: 7d, where: { place: kazan-1 }, count: { gte: 1 } }
  - rfm: { recency: [4, 5], frequency: [4, 5] }
  - stage: at_risk
  - clv: { top: 20% }
  - alive: { lt: 0.3 }
  - expected_purchases: { gte: 2 }
  - next_purchase: { days_ago: { gt: 14 } }
  - consent.sms: granted
  - basket.total: { gte: 1000, at: before_discounts }
  - basket.lines: { where: { sku: [A1, A2] }, units: { gte: 2 } }
  - time: { weekdays: [mon, tue], hours: ["09:00", "12:00"] }
"#;

#[test]
fn the_example_compiles() {
    assert_eq!(problems(EXAMPLE), Vec::<String>::new());
}

#[test]
fn the_example_is_written_as_it_was_read() {
    let file = read(EXAMPLE);
    let json = serde_json::to_string(&file).unwrap();
    assert_eq!(serde_json::from_str::<ConditionFile>(&json).unwrap(), file);
    assert_eq!(read(&json), file);
    let yaml = serde_saphyr::to_string(&file).unwrap();
    assert_eq!(read(&yaml), file);
}

#[test]
fn the_example_says_what_it_needs() {
    let condition = compile(&read(EXAMPLE), "when", &mut known(&program()), &mut vec![]);
    let needs = needs(&condition);
    assert_eq!(
        (needs.purchases, needs.lines, needs.places),
        (Some(Span::Years(1)), true, true)
    );
    assert_eq!(needs.events, Some(Span::Days(7)));
    assert_eq!(
        needs.purchases_since,
        Some(super::fixture::at("2026-01-01"))
    );
}

#[test]
fn leaves_of_the_example_hold_one_by_one() {
    check("tier: { at_least: silver }", true);
    check("member.city: { in: [Казань, Москва] }", true);
    check(
        "member.birthday: { within: { before: 7d, after: 7d } }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { category: rings }, count: { gte: 3 } }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { category: rings, weekday: [sat, sun] }, count: { gte: 3 } }",
        false,
    );
    check(
        "purchases: { from: 2026-01-01, to: 2027-01-01, sum: { between: [11000, 11400] } }",
        true,
    );
    check("last_purchase: { days_ago: { gt: 60 } }", false);
    check(
        "favourite: { of: category, is: rings, within: 1 year }",
        true,
    );
    check("balance.points: { gte: 500 }", true);
    check("stage: at_risk", false);
    check("consent.sms: unknown", true);
    check("basket.total: { gte: 1000, at: before_discounts }", true);
    check(
        "basket.lines: { where: { sku: [A1, A2] }, units: { gte: 2 } }",
        true,
    );
    check(
        r#"time: { weekdays: [mon, tue], hours: ["09:00", "12:00"] }"#,
        false,
    );
    check(
        r#"time: { weekdays: [mon, tue], hours: ["09:00", "12:01"] }"#,
        true,
    );
    check("segment: lost", false);
    check("not: { segment: lost }", true);
}
