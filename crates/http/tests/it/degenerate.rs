//! Answers where there is next to nothing to answer from: nobody at all, one buyer, a division by zero, a condition that is
//! none. Experiments and recommendations have theirs beside their formulas.

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::check;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { value: { points: 1, money: 1.00 } }
earn:
  - { id: base, rate: 1% }
";

fn shop() -> TestServer {
    TestServer::start("2026-03-01T10:00:00+03:00", Some(PROGRAM))
}

fn report(server: &TestServer, path: &str) -> Value {
    let answer = server.get(&format!("/v1/reports/{path}"));
    check(&answer, 200, "");
    answer.body
}

/// Each figure of a report at its JSON pointer.
fn check_report(server: &TestServer, path: &str, figures: &[(&str, Value)]) {
    let report = report(server, path);
    for (pointer, expected) in figures {
        assert_eq!(
            report.pointer(pointer),
            Some(expected),
            "{path} {pointer}: {report}"
        );
    }
}

/// A condition of every kind is true of nobody, in whatever way it is asked.
#[test]
fn a_segment_of_nobody_is_counted_kept_and_compared() {
    let server = shop();
    for (n, when) in [
        json!({"member.city": "Казань"}),
        json!({"not": {"member.city": "Казань"}}),
        json!({"purchases": {"within": "30d", "average": {"gt": 100}}}),
        json!({"last_purchase": "never"}),
        json!({"favourite": {"of": "store", "is": "kazan-1", "within": "30d"}}),
        json!({"rfm": {"name": "champions"}}),
        json!({"clv": {"top": "20%"}}),
        json!({"alive": {"gte": 0}}),
    ]
    .iter()
    .enumerate()
    {
        let preview = server.post("/v1/segments/preview", &json!({"when": when}));
        check(&preview, 200, "");
        assert_eq!(preview.body["found"]["members"], 0, "{when}");
        assert_eq!(
            (&preview.body["share"], &preview.body["revenue_share"]),
            (&Value::Null, &Value::Null),
            "a part of nothing: {when}"
        );
        for kind in ["dynamic", "frozen"] {
            let id = format!("{kind}-{n}");
            let body = json!({"id": id, "name": {"en": id}, "kind": kind, "when": when});
            let saved = server.post("/v1/segments", &body);
            check(&saved, 201, "");
            assert_eq!(saved.body["count"]["found"]["members"], 0, "{when}");
            let of = json!([when, {"segment": id}]);
            let both = server.post("/v1/segments/overlap", &json!({"of": of}));
            check(&both, 200, "");
        }
    }
    server.run_due();
    let flow = server.get("/v1/segments/dynamic-0/flow?days=2");
    check(&flow, 200, "");
}

#[test]
fn reports_of_nobody_have_their_figures() {
    let server = shop();
    let nothing = json!([]);
    check_report(
        &server,
        "kpi?from=2026-02-01&to=2026-02-28&compare=previous",
        &[("/all/buyers", json!(0)), ("/all/repeat_rate", Value::Null)],
    );
    check_report(&server, "cohorts", &[("/rows", nothing.clone())]);
    check_report(
        &server,
        "rfm?since=2026-01-01&top=5",
        &[
            ("/members", json!(0)),
            ("/no_purchase", json!(0)),
            ("/cells", nothing.clone()),
            ("/moves", nothing.clone()),
            ("/each", nothing.clone()),
            ("/names/0/members", json!(0)),
        ],
    );
    check_report(&server, "hours", &[("/rows", nothing)]);
    check_report(
        &server,
        "clv?ungated=true",
        &[("/customers", json!(0)), ("/totals", Value::Null)],
    );
    check_report(&server, "abc?of=products", &[("/curve/0/items", json!(0))]);
    for path in [
        "program?from=2026-02-01&to=2026-02-28",
        "funnel",
        "identification",
    ] {
        report(&server, path);
    }
    let stamped = server.post("/v1/stamps", &json!({}));
    check(&stamped, 200, "");
    assert_eq!(stamped.body["members"], 0);
}

/// One buyer is the best and the worst of all.
#[test]
fn one_buyer_is_a_cohort_a_cell_and_a_class() {
    let server = shop();
    for id in ["ann", "bob"] {
        check(
            &server.post("/v1/members", &json!({"external_id": id})),
            201,
            "",
        );
    }
    let line = json!([{"line": 1, "sku": "ring", "price": "100.00"}]);
    let sale = json!({"id": "r-1", "member": {"external_id": "ann"}, "lines": line});
    check(&server.post("/v1/purchases", &sale), 201, "");
    check_report(
        &server,
        "cohorts",
        &[
            ("/rows/0/active", json!([1])),
            ("/rows/0/value", json!(["100.00"])),
        ],
    );
    check_report(
        &server,
        "rfm",
        &[
            ("/members", json!(1)),
            ("/no_purchase", json!(1)),
            ("/cells/0/r", json!(1)),
            ("/cells/0/f", json!(1)),
            ("/cells/0/m", json!(1)),
            ("/cells/0/name", json!("lost")),
        ],
    );
    check_report(&server, "kpi", &[("/all/buyers", json!(1))]);
    check_report(
        &server,
        "clv",
        &[("/customers", json!(1)), ("/gates/0/passed", json!(false))],
    );
    check_report(&server, "abc?top=1", &[("/each/0/class", json!("A"))]);
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    let bob = server.get("/v1/members/ext:bob/stamps").body;
    assert_eq!((&bob["rfm"], &bob["stage"]), (&Value::Null, &Value::Null));
    let lost = server.post(
        "/v1/segments/preview",
        &json!({"when": {"rfm": {"name": "lost"}}}),
    );
    assert_eq!(lost.body["found"]["members"], 1, "{}", lost.text);
}

#[test]
fn a_wrong_condition_is_told_where_it_stands_with_what_would_be_right() {
    let server = shop();
    let wrong = |when: Value, pointer: &str, right: &str| {
        let answer = server.post("/v1/segments/preview", &json!({"when": when}));
        check(&answer, 422, "invalid");
        let error = &answer.body["errors"][0];
        assert_eq!(error["pointer"], pointer, "{}", answer.text);
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(right), "{message}");
    };
    wrong(
        json!({"rfm": {"name": "champion"}}),
        "/when/rfm/name",
        "`champions`",
    );
    wrong(
        json!({"rfm": {"recency": 6}}),
        "/when/rfm/recency",
        "from 1 to 5",
    );
    wrong(
        json!({"rfm": {}}),
        "/when/rfm",
        "recency, frequency, money or name",
    );
    wrong(json!({"stage": "at_rsk"}), "/when/stage", "`at_risk`");
    wrong(
        json!({"any": [{"stage": "lost"}, {"segment": "nobody"}]}),
        "/when/any/1/segment",
        "nobody",
    );
    wrong(
        json!({"basket.total": {"gte": 5}}),
        "/when/basket.total",
        "what members are and did",
    );
}
