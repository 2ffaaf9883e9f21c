//! Staff: the set-up, log-in, sessions, roles, and what the audit tells.

use std::collections::BTreeSet;

use regulars_engine::time::Instant;
use regulars_testkit::{Answer, SETUP_CODE, TestServer};
use serde_json::{Value, json};

use crate::caller::{BURGERS, START, burger, burgers, check};

const PASSWORD: &str = "correct horse";
const OTHER: &str = "staple battery";
const HOUR_MS: i64 = 3_600_000;

fn setup(login: &str, code: &str) -> Value {
    json!({"code": code, "name": "Anna Petrova", "login": login, "password": PASSWORD, "language": "ru"})
}

/// A call without a key, as a page makes it before anybody has logged in.
fn bare(server: &TestServer, method: &str, path: &str, body: &Value) -> Answer {
    server.send_bare(
        method,
        path,
        "application/json",
        body.to_string().as_bytes(),
        &[],
    )
}

fn log_in(server: &TestServer, login: &str, password: &str) -> Answer {
    let body = json!({"login": login, "password": password});
    bare(server, "POST", "/v1/session", &body)
}

/// A server with an administrator, Anna, and the cookie of her session.
fn with_admin() -> (TestServer, String) {
    let server = burgers();
    let made = bare(&server, "POST", "/v1/setup", &setup("anna", SETUP_CODE));
    check(&made, 201, "");
    let cookie = made.cookie();
    (server, cookie)
}

/// Adds somebody; gives their id and the cookie of their session.
fn add(server: &TestServer, admin: &str, login: &str, role: &str) -> (String, String) {
    let body = json!({"name": "Boris Ivanov", "login": login, "password": PASSWORD, "role": role});
    let added = server.call_as(admin, "POST", "/v1/staff", &body);
    check(&added, 201, "");
    let opened = log_in(server, login, PASSWORD);
    check(&opened, 200, "");
    (text(&added.body["id"]), opened.cookie())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Who a cookie lets in.
fn who(server: &TestServer, cookie: &str) -> Value {
    let read = server.call_as(cookie, "GET", "/v1/session", &Value::Null);
    check(&read, 200, "");
    read.body["staff"]["login"].clone()
}

fn audit(server: &TestServer, query: &str) -> Vec<Value> {
    let listed = server.get(&format!("/v1/audit{query}"));
    check(&listed, 200, "");
    listed.body["items"].as_array().unwrap().clone()
}

fn actions(lines: &[Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|line| line["action"].as_str().unwrap())
        .collect()
}

#[test]
fn the_first_administrator_is_made_once_by_who_has_the_code() {
    let server = TestServer::start(START, None);
    let nobody = bare(&server, "GET", "/v1/session", &Value::Null);
    assert_eq!(nobody.body["setup_needed"], true, "{}", nobody.text);
    assert_eq!(nobody.body["staff"], Value::Null);
    let wrong = bare(&server, "POST", "/v1/setup", &setup("anna", "guess"));
    check(&wrong, 403, "bad_code");
    let short = json!({"code": SETUP_CODE, "name": "A", "login": "a b", "password": "short"});
    let short = bare(&server, "POST", "/v1/setup", &short);
    check(&short, 422, "invalid");
    assert_eq!(
        short.body["errors"].as_array().unwrap().len(),
        2,
        "{}",
        short.text
    );

    let made = bare(&server, "POST", "/v1/setup", &setup("Anna", SETUP_CODE));
    check(&made, 201, "");
    let staff = &made.body["staff"];
    assert_eq!(
        (&staff["login"], &staff["role"]),
        (&json!("anna"), &json!("admin"))
    );
    assert_eq!(staff["language"], "ru");
    assert_eq!(who(&server, &made.cookie()), "anna");
    let again = bare(&server, "POST", "/v1/setup", &setup("eve", SETUP_CODE));
    check(&again, 409, "set_up_already");
    let told = audit(&server, "");
    assert_eq!(actions(&told)[0], "setup.make");
    assert!(
        !told.iter().any(|line| line.to_string().contains("correct")),
        "{told:?}"
    );
}

#[test]
fn of_ten_set_ups_at_once_one_is_made() {
    let server = TestServer::start(START, None);
    let set_up = |n: u32| {
        bare(
            &server,
            "POST",
            "/v1/setup",
            &setup(&format!("anna-{n}"), SETUP_CODE),
        )
        .status
    };
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let set_up = &set_up;
        let calls: Vec<_> = (0..10).map(|n| scope.spawn(move || set_up(n))).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [&[201][..], &[409; 9]].concat());
}

#[test]
fn the_codes_of_the_set_up_cannot_be_tried_out() {
    let server = TestServer::start(START, None);
    for _ in 0..10 {
        let wrong = bare(&server, "POST", "/v1/setup", &setup("anna", "guess"));
        check(&wrong, 403, "bad_code");
    }
    let refused = bare(&server, "POST", "/v1/setup", &setup("anna", SETUP_CODE));
    check(&refused, 429, "too_many_requests");
    server.clock.advance_ms(5 * 60_000);
    let made = bare(&server, "POST", "/v1/setup", &setup("anna", SETUP_CODE));
    check(&made, 201, "");
}

#[test]
fn a_log_in_tells_nothing_of_what_was_wrong() {
    let (server, admin) = with_admin();
    let (boris, _) = add(&server, &admin, "boris", "cashier");
    let body = json!({"blocked": true});
    let blocked = server.call_as(&admin, "PATCH", &format!("/v1/staff/{boris}"), &body);
    check(&blocked, 200, "");
    let wrong = log_in(&server, "anna", OTHER);
    check(&wrong, 401, "bad_login");
    assert_eq!(wrong.set_cookie, None);
    for (login, password) in [("nobody", PASSWORD), ("boris", PASSWORD), ("no login", "")] {
        let answer = log_in(&server, login, password);
        assert_eq!((answer.status, &answer.text), (401, &wrong.text), "{login}");
    }
    check(&log_in(&server, " ANNA ", PASSWORD), 200, "");
}

#[test]
fn wrong_passwords_are_counted_for_each_login() {
    let (server, admin) = with_admin();
    add(&server, &admin, "boris", "cashier");
    for _ in 0..5 {
        check(&log_in(&server, "anna", OTHER), 401, "bad_login");
    }
    check(&log_in(&server, "anna", PASSWORD), 429, "too_many_requests");
    check(&log_in(&server, "boris", PASSWORD), 200, "");
    server.clock.advance_ms(5 * 60_000);
    check(&log_in(&server, "anna", PASSWORD), 200, "");
}

#[test]
fn wrong_passwords_are_counted_for_each_address() {
    let server = TestServer::start(START, None);
    let guess = |n: u32, from: &str| {
        let body = json!({"login": format!("user-{n}"), "password": PASSWORD}).to_string();
        let from = [("x-forwarded-for", from)];
        let answer = server.send_bare(
            "POST",
            "/v1/session",
            "application/json",
            body.as_bytes(),
            &from,
        );
        answer.status
    };
    let statuses: BTreeSet<u16> = (0..30).map(|n| guess(n, "198.51.100.7")).collect();
    assert_eq!(statuses, BTreeSet::from([401]));
    assert_eq!(guess(30, "198.51.100.7"), 429);
    assert_eq!(guess(30, "198.51.100.8"), 401);
}

#[test]
fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let (server, _) = with_admin();
    let set = log_in(&server, "anna", PASSWORD).set_cookie.unwrap();
    for part in [
        "; Path=/",
        "; HttpOnly",
        "; SameSite=Strict",
        "; Max-Age=604800",
    ] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure"), "{set}");
    let body = json!({"login": "anna", "password": PASSWORD}).to_string();
    let https = [("x-forwarded-proto", "https")];
    let answer = server.send_bare(
        "POST",
        "/v1/session",
        "application/json",
        body.as_bytes(),
        &https,
    );
    assert!(answer.set_cookie.unwrap().ends_with("; Secure"));
}

#[test]
fn a_change_by_cookie_needs_the_header_of_our_pages() {
    let (server, admin) = with_admin();
    let call = |method: &str, path: &str, headers: &[(&str, &str)]| {
        let headers = [&[("cookie", admin.as_str())], headers].concat();
        // A body nobody reads ends its connection, and with it the call after it.
        let body = match method {
            "GET" | "OPTIONS" => String::new(),
            _ => json!({"name": "Olga"}).to_string(),
        };
        server.send_bare(method, path, "application/json", body.as_bytes(), &headers)
    };
    check(&call("PATCH", "/v1/session", &[]), 403, "forbidden");
    check(&call("DELETE", "/v1/session", &[]), 403, "forbidden");
    let other = [("x-regulars", "other")];
    check(&call("POST", "/v1/members", &other), 403, "forbidden");
    assert_eq!(who(&server, &admin), "anna");
    check(&call("GET", "/v1/members/ext:ann", &[]), 200, "");
    check(
        &call("PATCH", "/v1/session", &[("x-regulars", "console")]),
        200,
        "",
    );
    // A preflight, without which a browser sends no such header from elsewhere, is not granted.
    let preflight = call(
        "OPTIONS",
        "/v1/session",
        &[("origin", "https://elsewhere.example")],
    );
    check(&preflight, 405, "method_not_allowed");
}

#[test]
fn a_session_is_over_when_it_is_not_used_and_after_a_week() {
    let (server, _) = with_admin();
    let cookie = log_in(&server, "anna", PASSWORD).cookie();
    let use_it = || server.call_as(&cookie, "GET", "/v1/members/ext:ann", &Value::Null);
    for _ in 0..15 {
        server.clock.advance_ms(11 * HOUR_MS);
        check(&use_it(), 200, "");
    }
    // 165 hours have passed; a week has 168.
    server.clock.advance_ms(3 * HOUR_MS - 1);
    check(&use_it(), 200, "");
    server.clock.advance_ms(1);
    check(&use_it(), 401, "unauthorized");
    assert_eq!(who(&server, &cookie), Value::Null);

    let cookie = log_in(&server, "anna", PASSWORD).cookie();
    server.clock.advance_ms(12 * HOUR_MS);
    let unused = server.call_as(&cookie, "GET", "/v1/members/ext:ann", &Value::Null);
    check(&unused, 401, "unauthorized");
}

#[test]
fn who_logs_out_is_out() {
    let (server, cookie) = with_admin();
    let other = log_in(&server, "anna", PASSWORD).cookie();
    let out = server.call_as(&cookie, "DELETE", "/v1/session", &Value::Null);
    check(&out, 204, "");
    assert!(out.set_cookie.unwrap().contains("Max-Age=0"));
    assert_eq!(who(&server, &cookie), Value::Null);
    assert_eq!(who(&server, &other), "anna");
    check(
        &server.call_as(&cookie, "DELETE", "/v1/session", &Value::Null),
        204,
        "",
    );
    check(
        &bare(&server, "DELETE", "/v1/session", &Value::Null),
        204,
        "",
    );
}

#[test]
fn another_password_ends_the_other_sessions() {
    let (server, cookie) = with_admin();
    let other = log_in(&server, "anna", PASSWORD).cookie();
    let change = |current: &str, new: &str| {
        let body = json!({"password": {"current": current, "new": new}});
        server.call_as(&cookie, "PATCH", "/v1/session", &body)
    };
    let wrong = change(OTHER, "long enough");
    check(&wrong, 422, "invalid");
    assert_eq!(wrong.body["errors"][0]["pointer"], "/password/current");
    check(&change(PASSWORD, "short"), 422, "invalid");
    check(&change(PASSWORD, OTHER), 200, "");
    assert_eq!(
        (who(&server, &cookie), who(&server, &other)),
        (json!("anna"), Value::Null)
    );
    check(&log_in(&server, "anna", PASSWORD), 401, "bad_login");
    check(&log_in(&server, "anna", OTHER), 200, "");
    let key = server.send("PATCH", "/v1/session", "application/json", b"{}", &[]);
    check(&key, 403, "forbidden");
}

#[test]
fn a_block_or_another_role_ends_somebodys_sessions_at_once() {
    let (server, admin) = with_admin();
    let (boris, cookie) = add(&server, &admin, "boris", "agent");
    let patch = |body: Value| server.call_as(&admin, "PATCH", &format!("/v1/staff/{boris}"), &body);
    check(&patch(json!({"name": "Boris K", "store": null})), 200, "");
    assert_eq!(who(&server, &cookie), "boris");
    check(&patch(json!({"role": "cashier"})), 200, "");
    assert_eq!(who(&server, &cookie), Value::Null);
    let cookie = log_in(&server, "boris", PASSWORD).cookie();
    check(&patch(json!({"blocked": true})), 200, "");
    assert_eq!(who(&server, &cookie), Value::Null);
    check(
        &patch(json!({"blocked": false, "password": OTHER})),
        200,
        "",
    );
    check(&log_in(&server, "boris", OTHER), 200, "");
    check(&patch(json!({"store": "nowhere"})), 422, "invalid");
    check(&patch(json!({"login": "eve"})), 400, "bad_shape");
    let nobody = server.call_as(&admin, "PATCH", "/v1/staff/stf_0000000000001", &json!({}));
    check(&nobody, 404, "not_found");
    let taken = json!({"name": "B", "login": "Boris", "password": PASSWORD, "role": "agent"});
    let taken = server.call_as(&admin, "POST", "/v1/staff", &taken);
    check(&taken, 409, "login_taken");
}

#[test]
fn the_last_administrator_stays() {
    let (server, admin) = with_admin();
    let anna = text(
        &server
            .call_as(&admin, "GET", "/v1/staff", &Value::Null)
            .body["items"][0]["id"],
    );
    let patch = |body: Value| server.call_as(&admin, "PATCH", &format!("/v1/staff/{anna}"), &body);
    check(&patch(json!({"role": "marketer"})), 409, "last_admin");
    check(&patch(json!({"blocked": true})), 409, "last_admin");
    let (olga, _) = add(&server, &admin, "olga", "admin");
    check(&patch(json!({"role": "marketer"})), 200, "");
    // Her session goes on, with less.
    assert_eq!(who(&server, &admin), "anna");
    check(&patch(json!({"role": "admin"})), 403, "forbidden");
    let olgas = log_in(&server, "olga", PASSWORD).cookie();
    let own = json!({"blocked": true});
    let own = server.call_as(&olgas, "PATCH", &format!("/v1/staff/{olga}"), &own);
    check(&own, 409, "last_admin");
}

/// Calls and the roles that may make them: what is answered to anybody else is 403.
const CALLS: &[(&str, &str, &str)] = &[
    ("admin agent cashier", "POST", "/v1/quotes"),
    (
        "admin agent cashier marketer",
        "GET",
        "/v1/purchases/ext:none",
    ),
    (
        "admin agent cashier",
        "POST",
        "/v1/purchases/ext:none/returns/preview",
    ),
    ("admin agent cashier marketer", "GET", "/v1/members/ext:ann"),
    ("admin agent cashier", "PATCH", "/v1/members/ext:none"),
    ("admin agent", "POST", "/v1/members/ext:none/adjustments"),
    ("admin", "POST", "/v1/events"),
    ("admin agent cashier marketer", "GET", "/v1/products"),
    ("admin marketer", "PUT", "/v1/products"),
    ("admin agent cashier marketer", "GET", "/v1/programs"),
    (
        "admin marketer",
        "POST",
        "/v1/programs/none/versions/1/publish",
    ),
    ("admin", "GET", "/v1/keys"),
    ("admin", "GET", "/v1/staff"),
    ("admin", "GET", "/v1/audit"),
    ("admin agent marketer", "GET", "/v1/jobs?state=failed"),
    (
        "admin agent marketer",
        "POST",
        "/v1/jobs/job_0000000000009/retry",
    ),
    ("admin agent marketer", "GET", "/v1/discrepancies"),
    (
        "admin agent marketer",
        "PATCH",
        "/v1/discrepancies/pur_0000000000001",
    ),
];

#[test]
fn each_role_may_make_its_calls_and_no_other() {
    let (server, admin) = with_admin();
    let mut cookies = vec![("admin", admin.clone())];
    for role in ["marketer", "agent", "cashier"] {
        cookies.push((role, add(&server, &admin, role, role).1));
    }
    for (roles, method, path) in CALLS {
        for (role, cookie) in &cookies {
            let body = if *method == "GET" {
                Value::Null
            } else {
                json!({})
            };
            let answer = server.call_as(cookie, method, path, &body);
            let allowed = roles.split(' ').any(|may| may == *role);
            assert_eq!(
                answer.status != 403,
                allowed,
                "{role} {method} {path}: {}",
                answer.text
            );
            assert_ne!(answer.status, 401, "{role} {method} {path}");
        }
    }
}

#[test]
fn a_cashier_sells_by_session() {
    let (server, admin) = with_admin();
    let (_, cookie) = add(&server, &admin, "boris", "cashier");
    let joined = json!({"card": "2900000000025", "first_name": "Olga"});
    let joined = server.call_as(&cookie, "POST", "/v1/members", &joined);
    check(&joined, 201, "");
    let mut sale = burger();
    sale["id"] = json!("till-1/1");
    let sold = server.call_as(&cookie, "POST", "/v1/purchases", &sale);
    check(&sold, 201, "");
    let again = server.call_as(&admin, "POST", "/v1/purchases", &sale);
    assert_eq!((again.status, &again.body["replayed"]), (201, &json!(true)));
    let path = format!("/v1/purchases/{}", text(&sold.body["purchase"]));
    check(&server.get(&path), 200, "");
}

#[test]
fn the_audit_tells_who_changed_what_and_no_names() {
    let (server, admin) = with_admin();
    let (boris, cookie) = add(&server, &admin, "boris", "agent");
    let ann = text(&server.get("/v1/members/ext:ann").body["id"]);
    let change = json!({"first_name": "Ann", "phone": "+79000000001", "city": null});
    check(
        &server.call_as(&cookie, "PATCH", &format!("/v1/members/{ann}"), &change),
        200,
        "",
    );
    let points = json!({"points": "-50", "reason": "A mistake of Ann"});
    let path = format!("/v1/members/{ann}/adjustments");
    check(&server.call_as(&cookie, "POST", &path, &points), 201, "");
    let refused = json!({"points": "-5000", "reason": "Too much"});
    check(
        &server.call_as(&cookie, "POST", &path, &refused),
        409,
        "not_enough",
    );
    check(&server.post("/v1/purchases", &burger_sale()), 201, "");

    let of_ann = audit(&server, &format!("?target={ann}"));
    assert_eq!(
        actions(&of_ann),
        ["account.adjust", "member.change", "member.register"]
    );
    assert_eq!(of_ann[1]["fields"], json!(["first_name", "phone"]));
    let by = json!({"kind": "staff", "id": boris, "name": "Boris Ivanov"});
    assert_eq!((&of_ann[0]["by"], &of_ann[1]["by"]), (&by, &by));
    assert_eq!(
        (&of_ann[2]["by"]["kind"], &of_ann[2]["by"]["name"]),
        (&json!("key"), &json!("tests"))
    );
    assert!(
        text(&of_ann[0]["note"]).starts_with("-50 points adj_"),
        "{}",
        of_ann[0]
    );
    let by_boris = audit(&server, &format!("?staff={boris}"));
    assert_eq!(
        actions(&by_boris),
        ["account.adjust", "member.change", "session.open"]
    );
    let both = audit(&server, &format!("?staff={boris}&target={ann}"));
    assert_eq!(actions(&both), ["account.adjust", "member.change"]);
    let all = audit(&server, "?limit=200");
    let told = Value::from(all).to_string();
    for name in ["+7900", "\"Ann\"", "mistake", "purchase."] {
        assert!(!told.contains(name), "{name}: {told}");
    }
}

fn burger_sale() -> Value {
    let mut sale = burger();
    sale["id"] = json!("receipt-1");
    sale
}

#[test]
fn every_change_of_the_set_up_of_a_shop_is_told() {
    let (server, admin) = with_admin();
    let call = |method: &str, path: &str, body: Value, status: u16| {
        let answer = server.call_as(&admin, method, path, &body);
        check(&answer, status, "");
        answer.body
    };
    call("PUT", "/v1/products/cola", json!({"price": "90.00"}), 200);
    call(
        "PUT",
        "/v1/stores",
        json!({"items": [{"id": "a"}, {"id": "b"}]}),
        200,
    );
    let key = call(
        "POST",
        "/v1/keys",
        json!({"name": "tills", "scopes": ["till"]}),
        201,
    );
    assert_eq!(key["integration"], "tills");
    call(
        "DELETE",
        &format!("/v1/keys/{}", text(&key["key"])),
        Value::Null,
        204,
    );
    let headers = [("cookie", admin.as_str()), ("x-regulars", "console")];
    let file = BURGERS.replace("rate: 5%", "rate: 6%");
    let path = "/v1/programs/burger-heroes/versions";
    let stored = server.send_bare("POST", path, "application/yaml", file.as_bytes(), &headers);
    check(&stored, 201, "");
    call("POST", &format!("{path}/2/publish"), json!({}), 200);
    call("DELETE", "/v1/session", Value::Null, 204);
    check(&log_in(&server, "anna", OTHER), 401, "bad_login");
    check(&log_in(&server, "eve", OTHER), 401, "bad_login");

    let told = audit(&server, "?limit=9");
    let short: Vec<_> = told
        .iter()
        .map(|line| (line["action"].as_str().unwrap(), line["note"].as_str()))
        .collect();
    assert_eq!(
        short,
        [
            ("session.refuse", None),
            ("session.refuse", None),
            ("session.close", None),
            ("program.publish", Some("2 2026-03-10T09:00:02Z")),
            ("program.put", Some("2")),
            ("key.revoke", None),
            ("key.create", Some("till")),
            ("store.put", Some("2")),
            ("product.put", None),
        ]
    );
    assert_eq!(told[0]["target"], Value::Null, "nobody has the login eve");
    assert!(text(&told[1]["target"]).starts_with("stf_"), "{}", told[1]);
    assert_eq!(told[8]["target"], "cola");
    assert!(
        told[2..]
            .iter()
            .all(|line| line["by"]["name"] == "Anna Petrova"),
        "{told:?}"
    );
}

#[test]
fn the_audit_comes_in_pages() {
    let (server, _) = with_admin();
    let whole = audit(&server, "");
    let first = server.get("/v1/audit?limit=2").body;
    let next = text(&first["next"]);
    let rest = audit(&server, &format!("?cursor={next}"));
    let pages = [first["items"].as_array().unwrap().clone(), rest].concat();
    assert_eq!(pages, whole);
    check(
        &server.get("/v1/audit?staff=mem_0000000000001"),
        400,
        "bad_query",
    );
    check(&server.get("/v1/audit?who=anna"), 400, "bad_query");
}

#[test]
fn a_session_outlives_a_restart() {
    let (server, cookie) = with_admin();
    let server = server.restart();
    assert_eq!(who(&server, &cookie), "anna");
    let (later, _) = Instant::parse_with_offset("2026-03-20T12:00:00+03:00").unwrap();
    server.clock.set(later);
    assert_eq!(who(&server, &cookie), Value::Null);
}

#[test]
fn a_key_makes_and_takes_over_nobody_who_may_do_more() {
    let (server, _) = with_admin();
    let scopes = [
        "staff:write",
        "till",
        "members:read",
        "members:write",
        "catalogue:read",
        "programs:read",
    ];
    let made = server.post("/v1/keys", &json!({"name": "one", "scopes": scopes}));
    let bearer = format!("Bearer {}", text(&made.body["secret"]));
    let call = |method: &str, path: &str, body: Value| {
        let headers = [("authorization", bearer.as_str())];
        server.send_bare(
            method,
            path,
            "application/json",
            body.to_string().as_bytes(),
            &headers,
        )
    };
    let new = |role: &str| json!({"name": "B", "login": role, "password": PASSWORD, "role": role});
    check(&call("POST", "/v1/staff", new("admin")), 403, "forbidden");
    check(&call("POST", "/v1/staff", new("agent")), 403, "forbidden");
    let cashier = call("POST", "/v1/staff", new("cashier"));
    check(&cashier, 201, "");
    let cashier = format!("/v1/staff/{}", text(&cashier.body["id"]));
    check(
        &call("PATCH", &cashier, json!({"role": "admin"})),
        403,
        "forbidden",
    );
    check(
        &call("PATCH", &cashier, json!({"password": OTHER})),
        200,
        "",
    );
    let anna = text(&server.get("/v1/staff").body["items"][0]["id"]);
    let taken_over = call(
        "PATCH",
        &format!("/v1/staff/{anna}"),
        json!({"password": OTHER}),
    );
    check(&taken_over, 403, "forbidden");
}
