//! What goes wrong is told in the language of who asked.

use regulars_http::Options;
use regulars_testkit::{Answer, TestServer};
use serde_json::json;

use crate::caller::{
    BURGERS, START, burger, burgers, check, check_russian, refused_in_russian, with,
};

const JSON: &str = "application/json";
const NOBODY: &str = "/v1/members/mem_0000000000000";

/// Sends a call that is refused and checks its kind and a part of what is said in Russian.
#[track_caller]
fn told(server: &TestServer, call: (&str, &str), body: &str, kind: &str, says: &str) -> Answer {
    let answer = refused_in_russian(server, call, JSON, body.as_bytes());
    let status = u16::try_from(answer.body["status"].as_u64().unwrap()).unwrap();
    check(&answer, status, kind);
    assert!(answer.text.contains(says), "{}", answer.text);
    answer
}

#[test]
fn a_wrong_body_is_told_in_russian() {
    let server = burgers();
    let buy = |body: &str, kind: &str, says: &str| {
        told(&server, ("POST", "/v1/purchases"), body, kind, says)
    };
    buy("", "bad_json", "тело запроса пустое");
    buy(
        "{\"lines\": [,]}",
        "bad_json",
        "строка 1, столбец 12: ожидается значение",
    );
    buy("{\"lines\": [", "bad_json", "текст оборван посреди списка");
    buy("[1, 2] x", "bad_json", "после конца есть ещё что-то");
    buy("[1, 2]", "bad_shape", "здесь `1`; ожидается строка");
    buy("{\"id\": 7}", "bad_shape", "здесь `7`; ожидается строка");
    buy(
        "{\"id\": \"a\", \"lines\": {}}",
        "bad_shape",
        "здесь набор полей; ожидается список",
    );
    buy(
        "{\"id\": \"a\", \"lines\": [{\"line\": 1.5, \"price\": 1}]}",
        "bad_shape",
        "здесь 1.5; ожидается целое число не меньше нуля",
    );
    buy(
        "{\"id\": \"a\", \"lines\": [{\"price\": true}]}",
        "bad_shape",
        "ожидается десятичное число в кавычках",
    );
    buy(
        "{\"id\": \"a\", \"redem\": {}}",
        "bad_shape",
        "может быть, `redeem`?",
    );
    buy(
        "{\"id\": \"a\", \"redeem\": {\"points\": []}}",
        "bad_shape",
        "баллы, например",
    );
    buy(
        "{\"id\": \"a\", \"priced\": \"tll\"}",
        "bad_shape",
        "может быть, `till`?",
    );
    buy("{\"lines\": []}", "bad_shape", "не указано");
    let several = buy(
        "{\"id\": \"a\", \"lines\": [{\"price\": \"-1\"}, {\"price\": \"ten\", \"quantity\": 0}]}",
        "invalid",
        "указано -1; цена должна быть не меньше нуля",
    );
    assert_eq!(several.body["errors"].as_array().unwrap().len(), 3);
    assert!(several.text.contains("; и ещё: 2"), "{}", several.text);
    let query = "{\"when\": {\"member.city\": {\"gte\": 1}}}";
    told(
        &server,
        ("POST", "/v1/segments/preview"),
        query,
        "bad_shape",
        "`",
    );
}

#[test]
fn a_wrong_address_is_told_in_russian() {
    let server = burgers();
    let get = |path: &str, kind: &str, says: &str| told(&server, ("GET", path), "", kind, says);
    get(NOBODY, "not_found", "нет участника `mem_0000000000000`");
    get("/v1/members/ann", "not_found", "не идентификатор участника");
    get("/v1/stores/moon", "not_found", "нет магазина `moon`");
    get("/v1/member", "no_such_call", "может быть, `/v1/members`?");
    get("/v1/members?limit=0", "bad_query", "на странице от 1 до");
    get("/v1/members?limt=1", "bad_query", "может быть, `limit`?");
    let limit = get("/v1/members?limit=many", "bad_query", "здесь `many`");
    assert_eq!(limit.body["errors"][0]["pointer"], "limit");
    get("/v1/audit?cursor=x", "invalid", "не курсор этого списка");
    told(
        &server,
        ("PUT", "/v1/members"),
        "",
        "method_not_allowed",
        "`Allow`",
    );
    let sent = refused_in_russian(&server, ("POST", "/v1/quotes"), "text/csv", b"a");
    check(&sent, 415, "unsupported_media_type");
}

#[test]
fn what_the_state_forbids_is_told_in_russian() {
    let server = burgers();
    let post = |path: &str, body: &serde_json::Value, kind: &str, says: &str| {
        told(&server, ("POST", path), &body.to_string(), kind, says)
    };
    let spend = json!({"points": "-5000", "reason": "Слишком много"});
    let path = "/v1/members/ext:ann/adjustments";
    post(path, &spend, "not_enough", "доступно меньше `points`");
    post(
        path,
        &json!({"points": "1", "reason": ""}),
        "invalid",
        "пусто",
    );
    let expect = json!({"id": "receipt-1", "expect": {"to_pay": "350.00"}});
    let dear = with(burger(), expect);
    post(
        "/v1/purchases",
        &dear,
        "price_changed",
        "к оплате теперь 400.00, а не 350.00",
    );
    let again = json!({"card": "2900000000018"});
    post(
        "/v1/members",
        &again,
        "taken",
        "эта карта принадлежит другому участнику",
    );
    let stranger = json!({"member": {"card": "2900000000025"}, "lines": [{"price": 1}]});
    post(
        "/v1/quotes",
        &stranger,
        "unknown_member",
        "такого участника нет",
    );

    let scopes = json!({"name": "till", "scopes": ["till"]});
    let key = server.post("/v1/keys", &scopes).body["secret"].clone();
    let bearer = format!("Bearer {}", key.as_str().unwrap());
    let with_key = [
        ("authorization", bearer.as_str()),
        ("accept-language", "ru"),
    ];
    let refused = server.send_bare("GET", "/v1/staff", JSON, b"", &with_key);
    check(&refused, 403, "forbidden");
    check_russian(&refused);
    let russian = [("accept-language", "ru")];
    let refused = server.send_bare("GET", "/v1/staff", JSON, b"", &russian);
    check(&refused, 401, "unauthorized");
    check_russian(&refused);
}

#[test]
fn a_wrong_file_is_told_in_russian_with_its_line() {
    let server = burgers();
    let file = "program: { id: p, name: P, currency: RUB, time_zone: Europe/Moscow }\nearn:\n  - { id: base, rte: 5% }\n";
    let call = ("POST", "/v1/programs/p/versions");
    let refused = refused_in_russian(&server, call, "application/yaml", file.as_bytes());
    check(&refused, 422, "bad_program");
    let error = &refused.body["errors"][0];
    assert_eq!(error["line"], 3, "{}", refused.text);
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("может быть, `rate`?"), "{}", refused.text);
    assert!(!message.contains("строка 3"), "{}", refused.text);

    let call = ("POST", "/v1/imports?kind=members&name=m.csv");
    let refused = refused_in_russian(&server, call, "text/csv", b"PK\x03\x04\x14");
    check(&refused, 422, "bad_import");
    let detail = refused.body["detail"].as_str().unwrap();
    assert!(
        detail.starts_with("файл не подходит: это книга `Excel`"),
        "{detail}"
    );
}

#[test]
fn who_calls_too_fast_is_told_in_russian() {
    let options = Options {
        rate_per_second: 1,
        rate_burst: 1,
        ..Options::default()
    };
    let server = TestServer::start_with(START, Some(BURGERS), options);
    check(&server.get("/v1/programs"), 200, "");
    told(
        &server,
        ("GET", "/v1/programs"),
        "",
        "too_many_requests",
        "не больше 1 запросов в секунду",
    );
}

#[test]
fn the_parameter_goes_before_the_header() {
    let server = burgers();
    let ask = |path: &str, accepted: &str| {
        let headers = [("accept-language", accepted)];
        let answer = server.send("GET", path, JSON, b"", &headers);
        answer.language.unwrap()
    };
    assert_eq!(ask(NOBODY, "de"), "en");
    assert_eq!(ask(NOBODY, "ru-RU,ru;q=0.9,en;q=0.8"), "ru");
    assert_eq!(ask(&format!("{NOBODY}?language=ru"), "en"), "ru");
    assert_eq!(ask(&format!("{NOBODY}?language=en"), "ru"), "en");
    // A language that nobody speaks is a wrong parameter; that is told as the header asks.
    assert_eq!(ask(&format!("{NOBODY}?language=de"), "ru"), "ru");
}
