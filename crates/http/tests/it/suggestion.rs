//! Goods suggested to a member and to go with a basket.

use regulars_engine::time::Instant;
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::check;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
";

/// Four members buy bread with jam; one of them comes back for milk as well.
fn shop() -> TestServer {
    let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(PROGRAM));
    for member in ["ann", "bob", "eve", "tom", "kim"] {
        let body = json!({"external_id": member});
        check(&server.post("/v1/members", &body), 201, "");
    }
    for member in ["ann", "bob", "eve", "tom"] {
        buy(&server, member, &["bread", "jam"]);
    }
    server.pass(
        Instant::parse_with_offset("2026-03-08T10:00:00+03:00")
            .unwrap()
            .0,
    );
    buy(&server, "ann", &["milk"]);
    server
}

#[track_caller]
fn buy(server: &TestServer, member: &str, goods: &[&str]) {
    let lines: Vec<Value> = { (1..).zip(goods) }
        .map(|(line, sku)| json!({"line": line, "sku": sku, "price": "50.00"}))
        .collect();
    let id = format!("{member}-{}", goods.join("-"));
    let sale = json!({"id": id, "member": {"external_id": member}, "lines": lines});
    check(&server.post("/v1/purchases", &sale), 201, "");
}

/// The goods of a list, each with its reason.
#[track_caller]
fn list(server: &TestServer, path: &str, of: &str) -> Vec<String> {
    let answer = server.get(path);
    check(&answer, 200, "");
    let goods = answer.body[of].as_array().unwrap().iter();
    let told = |one: &Value| format!("{} {}", one["sku"], one["why"]).replace('"', "");
    goods.map(told).collect()
}

#[test]
fn what_is_bought_again_comes_before_what_goes_with_it() {
    let server = shop();
    let suggested = list(&server, "/v1/members/ext:bob/suggestions", "suggested");
    assert_eq!(suggested[..2], ["bread again", "jam again"]);
    let nobody = list(
        &server,
        "/v1/members/ext:kim/suggestions?top=2",
        "suggested",
    );
    assert_eq!(
        nobody,
        ["bread popular", "jam popular"],
        "who has not bought"
    );
}

#[test]
fn what_lies_in_the_basket_is_not_suggested_again() {
    let server = shop();
    let path = "/v1/members/ext:bob/suggestions?basket=bread,%20new&top=1";
    assert_eq!(list(&server, path, "suggested"), ["jam again"]);
    let path = "/v1/suggestions?basket=bread&top=1";
    assert_eq!(list(&server, path, "suggested"), ["jam popular"]);
    assert_eq!(list(&server, path, "popular"), ["bread popular"]);
}

#[test]
fn a_base_that_has_grown_is_learned_anew() {
    let server = shop();
    let popular = "/v1/suggestions?top=1";
    assert_eq!(list(&server, popular, "popular"), ["bread popular"]);
    for member in ["ann", "bob", "eve", "tom", "kim"] {
        buy(&server, member, &["tea"]);
    }
    assert_eq!(list(&server, popular, "popular"), ["tea popular"]);
}

#[test]
fn what_cannot_be_asked_is_told() {
    let server = shop();
    check(
        &server.get("/v1/members/ext:zoe/suggestions"),
        404,
        "not_found",
    );
    for path in [
        "/v1/suggestions?top=0",
        "/v1/members/ext:ann/suggestions?top=101",
    ] {
        let refused = server.get(path);
        check(&refused, 422, "invalid");
        assert!(refused.body.to_string().contains("1 to 100"), "{path}");
    }
    let refused = server.get("/v1/reports/next?basket=ham");
    check(&refused, 422, "invalid");
    assert!(refused.body.to_string().contains("no member has bought"));
}
