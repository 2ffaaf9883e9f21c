//! Bad input gets a precise answer and changes nothing.

use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{burger, burgers, check, points_of, refused_in_russian, with};

/// How much there is, to see that nothing was added.
fn size(server: &TestServer) -> impl PartialEq + std::fmt::Debug + use<> {
    server
        .block_on(regulars_app::health::check(&server.app))
        .unwrap()
        .counts
}

/// Sends a body to the till's calls and checks the problem, its pointer, and that nothing changed.
#[track_caller]
fn refused(
    server: &TestServer,
    path: &str,
    body: &str,
    status: u16,
    kind: &str,
    pointer: &str,
) -> Answer {
    let before = size(server);
    let answer = server.send("POST", path, "application/json", body.as_bytes(), &[]);
    check(&answer, status, kind);
    let found = answer.body["errors"][0]["pointer"]
        .as_str()
        .unwrap_or_default();
    assert_eq!(found, pointer, "{}", answer.text);
    refused_in_russian(server, ("POST", path), "application/json", body.as_bytes());
    assert_eq!(size(server), before, "something changed: {}", answer.text);
    answer
}

fn purchase(fields: Value) -> String {
    with(with(burger(), json!({"id": "receipt-1"})), fields).to_string()
}

fn lines(lines: Value) -> String {
    purchase(json!({"lines": lines}))
}

#[test]
fn values_that_cannot_be() {
    let server = burgers();
    let till = |body: String, kind: &str, pointer: &str| {
        refused(&server, "/v1/purchases", &body, 422, kind, pointer);
    };
    till(lines(json!([{"price": "-1"}])), "invalid", "/lines/0/price");
    till(lines(json!([])), "invalid", "/lines");
    till(
        lines(json!(vec![json!({"price": 1}); 10_000])),
        "invalid",
        "/lines",
    );
    till(
        lines(json!([{"price": 1, "quantity": 0}])),
        "invalid",
        "/lines/0/quantity",
    );
    till(
        lines(json!([{"price": 1, "quantity": "1.00001"}])),
        "invalid",
        "/lines/0/quantity",
    );
    till(
        lines(json!([{"price": "4O0"}])),
        "invalid",
        "/lines/0/price",
    );
    till(
        lines(json!([{"price": 1, "line": 1}, {"price": 1, "line": 1}])),
        "invalid",
        "/lines/1/line",
    );
    till(
        purchase(json!({"coupons": vec!["A"; 101]})),
        "invalid",
        "/coupons",
    );
    till(purchase(json!({"id": ""})), "invalid", "/id");
    till(purchase(json!({"at": "yesterday"})), "invalid", "/at");
    till(
        purchase(json!({"at": "2027-01-01T00:00:00Z"})),
        "invalid",
        "/at",
    );
    till(
        purchase(json!({"redeem": {"points": "-5"}})),
        "invalid",
        "/redeem/points",
    );
    till(
        purchase(json!({"redeem": {"points": {"money": "0.001"}}})),
        "invalid",
        "/redeem/points",
    );
    till(
        purchase(json!({"member": {"card": "2900000000018", "phone": "+79000000001"}})),
        "invalid",
        "/member",
    );
    till(
        purchase(json!({"member": {"card": "2900000000099"}})),
        "unknown_member",
        "/member",
    );
    till(
        purchase(json!({"member": {"id": "mem_0000000000001"}})),
        "unknown_member",
        "/member",
    );
    till(
        purchase(json!({"delivery": {"price": 100}})),
        "invalid",
        "/delivery",
    );
    till(
        purchase(json!({"expect": {"to_pay": "400.001"}})),
        "invalid",
        "/expect/to_pay",
    );
}

#[test]
fn all_wrong_values_are_told_at_once() {
    let server = burgers();
    let body = lines(json!([{"price": "-1", "quantity": "-1"}, {"price": "x"}]));
    let answer = refused(
        &server,
        "/v1/purchases",
        &body,
        422,
        "invalid",
        "/lines/0/price",
    );
    let pointers: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wrong| wrong["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        ["/lines/0/price", "/lines/0/quantity", "/lines/1/price"]
    );
}

#[test]
fn shapes_that_are_other_ones() {
    let server = burgers();
    let till = |body: String, pointer: &str, says: &str| {
        let answer = refused(&server, "/v1/purchases", &body, 400, "bad_shape", pointer);
        assert!(
            answer.body["detail"].as_str().unwrap().contains(says),
            "{}",
            answer.text
        );
    };
    till(
        purchase(json!({"redem": {}})),
        "/redem",
        "did you mean `redeem`?",
    );
    till(
        lines(json!([{"price": 1, "quantty": 1}])),
        "/lines/0/quantty",
        "did you mean `quantity`?",
    );
    till(
        lines(json!([{"quantity": 1}])),
        "/lines/0/price",
        "is missing",
    );
    till(
        lines(json!([{"price": true}])),
        "/lines/0/price",
        "expected a decimal number as a string",
    );
    till(lines(json!("burger")), "/lines", "expected a list");
    till(
        purchase(json!({"priced": "her"})),
        "/priced",
        "did you mean `here`?",
    );
    till(
        purchase(json!({"redeem": {"points": true}})),
        "/redeem/points",
        "expected \"max\"",
    );
    till(burger().to_string(), "/id", "is missing");
    till("[]".to_owned(), "", "");
    till("5".to_owned(), "", "");
}

#[test]
fn bodies_that_are_no_json() {
    let server = burgers();
    let till = |body: &[u8], says: &str| {
        let before = size(&server);
        let answer = server.send("POST", "/v1/purchases", "application/json", body, &[]);
        check(&answer, 400, "bad_json");
        assert!(
            answer.body["detail"].as_str().unwrap().contains(says),
            "{}",
            answer.text
        );
        assert_eq!(size(&server), before);
    };
    till(b"", "is empty");
    till(b"{\"id\": \"r\",\n  \"lines\": [{]}", "line 2, column 14");
    till(b"{\"id\": \"r\"", "line 1, column 10");
    till(b"{\"id\": \"\xff\xfe\"}", "not UTF-8");
    till(b"\x00\x01", "line 1, column 1");
}

#[test]
fn a_body_of_5_mb_is_too_large() {
    let server = burgers();
    let body = format!("{{\"id\": \"{}\"}}", "x".repeat(5 << 20));
    let answer = refused(&server, "/v1/purchases", &body, 413, "too_large", "");
    assert!(
        answer.body["detail"]
            .as_str()
            .unwrap()
            .contains("1048576 bytes"),
        "{}",
        answer.text
    );
    refused(&server, "/v1/quotes", &body, 413, "too_large", "");
}

#[test]
fn another_media_type_is_told() {
    let server = burgers();
    let body = purchase(json!({}));
    let answer = server.send(
        "POST",
        "/v1/purchases",
        "application/xml",
        body.as_bytes(),
        &[],
    );
    check(&answer, 415, "unsupported_media_type");
}

#[test]
fn an_expired_quote_promises_nothing_more() {
    let server = burgers();
    let quote = server.post(
        "/v1/quotes",
        &with(burger(), json!({"redeem": {"points": "max"}, "hold": true})),
    );
    check(&quote, 200, "");
    assert_eq!(quote.body["held"], true);
    // After the hold has ended, the points are spent elsewhere: 300 − 200 + 10 are left.
    server.clock.advance_ms(16 * 60_000);
    let spend = with(
        burger(),
        json!({"id": "elsewhere", "redeem": {"points": "max"}}),
    );
    check(&server.post("/v1/purchases", &spend), 201, "");
    let before = size(&server);
    let late = server.post(
        "/v1/purchases",
        &json!({"id": "receipt-1", "quote": quote.body["quote"]}),
    );
    check(&late, 409, "price_changed");
    assert_eq!(
        late.body["decision"]["totals"]["to_pay"], "290.00",
        "{}",
        late.text
    );
    assert_eq!(size(&server), before);
    let unknown = json!({"id": "receipt-2", "quote": "quo_0000000000001"});
    check(&server.post("/v1/purchases", &unknown), 409, "quote_gone");
}

#[test]
fn a_program_with_problems_is_not_stored() {
    let server = burgers();
    let before = size(&server);
    let put = |file: &str| {
        server.send(
            "POST",
            "/v1/programs/p/versions",
            "application/yaml",
            file.as_bytes(),
            &[],
        )
    };
    let head = "program: { id: p, name: P, currency: RUB, time_zone: Europe/Moscow }\n\
                units:\n  points: { name: { en: points, ru: баллы }, value: { points: 1, money: 1.00 } }\n";
    let misspelt = put(&format!("{head}earn:\n  - {{ id: base, rte: 5% }}\n"));
    check(&misspelt, 422, "bad_program");
    assert!(misspelt.text.contains("rate"), "{}", misspelt.text);
    let tier = put(&format!(
        "{head}earn:\n  - {{ id: base, rate: 5%, when: {{ tier: {{ at_least: silver }} }} }}\n"
    ));
    check(&tier, 422, "bad_program");
    let pointer = tier.body["errors"][0]["pointer"].as_str().unwrap();
    assert!(pointer.starts_with("/earn/0/when"), "{}", tier.text);
    check(&put(&head.replace("id: p", "id: q")), 422, "invalid");
    check(&put("]["), 422, "bad_program");
    assert_eq!(size(&server), before);
}

#[test]
fn members_are_what_they_can_be() {
    let server = burgers();
    let register = |fields: Value, status: u16, kind: &str, pointer: &str| {
        refused(
            &server,
            "/v1/members",
            &fields.to_string(),
            status,
            kind,
            pointer,
        );
    };
    register(json!({"phone": "123"}), 422, "invalid", "/phone");
    register(json!({"email": "ann"}), 422, "invalid", "/email");
    register(json!({"cards": ["1"]}), 422, "invalid", "/cards/0");
    register(
        json!({"birth_date": "17.05.1994"}),
        422,
        "invalid",
        "/birth_date",
    );
    register(
        json!({"dates": {"wedding": "2020-02-30"}}),
        422,
        "invalid",
        "/dates/wedding",
    );
    register(json!({"gender": "femal"}), 400, "bad_shape", "/gender");
    register(
        json!({"attributes": {"size": [1]}}),
        400,
        "bad_shape",
        "/attributes/size",
    );
    register(
        json!({"attributes": {"size": 1.00001}}),
        422,
        "invalid",
        "/attributes/size",
    );
    register(json!({"card": "2900000000018"}), 409, "taken", "");
    check(
        &server.get("/v1/members?card=2900000000018&phone=%2B79000000001"),
        400,
        "bad_query",
    );
    check(
        &server.get("/v1/members?crad=2900000000018"),
        400,
        "bad_query",
    );
    check(&server.get("/v1/members?limit=0"), 400, "bad_query");
    check(
        &server.get("/v1/members/ext:ann/entries?cursor=none"),
        422,
        "invalid",
    );
    check(&server.get("/v1/members/ann"), 404, "not_found");
    check(&server.get("/v1/members/ext:%FF"), 404, "not_found");
}

#[test]
fn what_is_not_there_is_told() {
    let server = burgers();
    check(&server.get("/v1/purchase"), 404, "no_such_call");
    assert!(
        server
            .get("/v1/purchase")
            .text
            .contains("did you mean `/v1/purchases`?")
    );
    let wrong_method = server.send("PUT", "/v1/quotes", "application/json", b"{}", &[]);
    check(&wrong_method, 405, "method_not_allowed");
    check(&server.get("/v1/purchases/ext:none"), 404, "not_found");
    check(&server.get("/v1/purchases/none"), 404, "not_found");
    check(
        &server.delete("/v1/quotes/quo_0000000000001"),
        404,
        "not_found",
    );
    check(
        &server.post("/v1/purchases/none/void", &json!({})),
        404,
        "not_found",
    );
    check(
        &server.post("/v1/purchases/ext:none/returns", &json!({"id": "r"})),
        404,
        "not_found",
    );
    check(
        &server.post("/v1/programs/none/versions/1/publish", &json!({})),
        404,
        "not_found",
    );
}

#[test]
fn returns_ask_for_what_is_left() {
    let server = burgers();
    let body = with(burger(), json!({"id": "receipt-1"}));
    check(&server.post("/v1/purchases", &body), 201, "");
    let back = |lines: Value| json!({"id": "ret-1", "lines": lines}).to_string();
    let path = "/v1/purchases/ext:receipt-1/returns";
    refused(
        &server,
        path,
        &back(json!([{"line": 1, "quantity": 2}])),
        422,
        "too_much_returned",
        "/lines",
    );
    refused(
        &server,
        path,
        &back(json!([{"line": 7, "quantity": 1}])),
        422,
        "unknown_line",
        "/lines",
    );
    refused(
        &server,
        path,
        &back(json!([{"line": 1, "quantity": 0}])),
        422,
        "invalid",
        "/lines/0/quantity",
    );
    assert_eq!(points_of(&server, "ext:ann"), "320");
    check(&server.post(path, &json!({"id": "ret-1"})), 201, "");
    refused(
        &server,
        path,
        &json!({"id": "ret-2"}).to_string(),
        409,
        "nothing_left",
        "",
    );
    check(
        &server.post("/v1/purchases/ext:receipt-1/void", &json!({})),
        409,
        "returned_already",
    );
}
