//! What waits for somebody: sales that went by other rules, jobs that failed; and who may see and settle them.

use regulars_store::{Changeset, Lane, NewJob, Options, Store};
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{burger, burgers, check, points_of, with};

/// What the server answers to a key with these scopes.
fn call_as(server: &TestServer, scopes: &[&str], call: &str, body: &Value) -> Answer {
    let made = server.post("/v1/keys", &json!({"name": "reviewer", "scopes": scopes}));
    let bearer = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    let (method, path) = call.split_once(' ').unwrap();
    let body = match body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    let headers = [("authorization", bearer.as_str())];
    server.send_bare(method, path, "application/json", body.as_bytes(), &headers)
}

/// A purchase a till made offline; of `sold_for` less than 400.00 it differs from the rules.
fn offline(server: &TestServer, id: &str, sold_for: &str) -> String {
    let line = json!({"line": 1, "sku": "burger", "price": "400.00", "sold_for": sold_for});
    let fields = json!({"id": id, "priced": "till", "lines": [line]});
    let sold = server.post("/v1/purchases", &with(burger(), fields));
    check(&sold, 201, "");
    sold.body["purchase"].as_str().unwrap().to_owned()
}

fn attention(server: &TestServer, kind: &str) -> Value {
    let overview = server.get("/v1/overview");
    let items = overview.body["attention"].as_array().unwrap().clone();
    let found = items.into_iter().find(|item| item["kind"] == kind);
    found.map_or(Value::Null, |item| item["count"].clone())
}

#[test]
fn a_difference_waits_until_somebody_has_looked() {
    let server = burgers();
    offline(&server, "r-1", "400.00");
    let cheap = offline(&server, "r-2", "350.00");
    assert_eq!(attention(&server, "discrepancies"), 1);
    let open = server.get("/v1/discrepancies");
    check(&open, 200, "");
    let items = open.body["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{}", open.text);
    assert_eq!(items[0]["purchase"], cheap);
    assert_eq!(
        items[0]["found"][0]["text"],
        "Line 1 was sold for 350\u{a0}₽; by the rules it would be 400\u{a0}₽."
    );
    assert_eq!(items[0]["reviewed"], Value::Null);

    let mark = format!("PATCH /v1/discrepancies/{cheap}");
    let looked = json!({"reviewed": true});
    let refused = call_as(&server, &["reports:read"], &mark, &looked);
    check(&refused, 403, "forbidden");
    assert_eq!(refused.body["needs"], "review:write");
    let marked = call_as(&server, &["review:write"], &mark, &looked);
    check(&marked, 200, "");
    assert_eq!(marked.body["reviewed"]["by"]["name"], "reviewer");
    assert_eq!(attention(&server, "discrepancies"), Value::Null);
    assert_eq!(server.get("/v1/discrepancies").body["items"], json!([]));
    let done = server.get("/v1/discrepancies?reviewed=true");
    assert_eq!(done.body["items"][0]["purchase"], cheap);

    check(
        &call_as(&server, &["review:write"], &mark, &looked),
        200,
        "",
    );
    let again = json!({"reviewed": false});
    check(&call_as(&server, &["all"], &mark, &again), 200, "");
    assert_eq!(attention(&server, "discrepancies"), 1);
    let told = server.get(&format!("/v1/audit?target={cheap}"));
    let told = told.body["items"].as_array().unwrap().clone();
    let told: Vec<_> = told.iter().map(|line| line["action"].as_str()).collect();
    let expected = ["discrepancy.reopen", "discrepancy.review"].map(Some);
    assert_eq!(told, expected, "newest first, and each change once");
    let none = format!("PATCH /v1/discrepancies/{}", "pur_0000000000001");
    check(
        &call_as(&server, &["all"], &none, &looked),
        404,
        "not_found",
    );
}

#[test]
fn a_job_that_failed_for_good_is_tried_again() {
    let server = burgers();
    let store = Store::open(server.folder(), Options::default()).unwrap();
    let now = server.app.now();
    let look = NewJob {
        kind: "recheck",
        lane: Lane::Maintenance,
        key: "again".to_owned(),
        due_at: now,
        payload: json!({"at": now.ms()}).to_string(),
    };
    let changeset = Changeset {
        posted_at: now,
        jobs: vec![look],
        ..Changeset::default()
    };
    store.commit_blocking(changeset).unwrap();
    let lanes = [Lane::Maintenance];
    let leased = store.lease_jobs(&lanes, now, now.plus_ms(1), 9).unwrap();
    let job = leased[0].id;
    let lease = leased[0].leased();
    store.fail_job(lease, "the disk was full", None).unwrap();

    assert_eq!(attention(&server, "jobs_dead"), 1);
    let failed = server.get("/v1/jobs?state=failed");
    check(&failed, 200, "");
    assert_eq!(failed.body["items"][0]["id"], job.to_string());
    assert_eq!(failed.body["items"][0]["state"], "failed");
    assert_eq!(failed.body["items"][0]["reason"], "the disk was full");

    let retry = format!("POST /v1/jobs/{job}/retry");
    let refused = call_as(&server, &["reports:read"], &retry, &Value::Null);
    check(&refused, 403, "forbidden");
    for _ in 0..2 {
        let retried = call_as(&server, &["review:write"], &retry, &Value::Null);
        check(&retried, 200, "");
        assert_eq!(retried.body["state"], "waiting");
        assert_eq!(retried.body["attempts"], 0);
    }
    let told = server.get(&format!("/v1/audit?target={job}"));
    assert_eq!(told.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(attention(&server, "jobs_dead"), Value::Null);
    server.run_due();
    let waiting = server.get("/v1/jobs?state=waiting");
    check(&waiting, 200, "");
    let waiting = waiting.body["items"].as_array().unwrap().clone();
    assert!(waiting.iter().all(|left| left["id"] != job.to_string()));
    check(&server.get("/v1/jobs?state=lost"), 400, "bad_query");
    let unknown = "POST /v1/jobs/job_00000000000ZZ/retry";
    check(
        &call_as(&server, &["all"], unknown, &Value::Null),
        404,
        "not_found",
    );
}

#[test]
fn a_purchase_is_read_by_who_sees_it_in_lists_and_by_the_till() {
    let server = burgers();
    let sold = server.post("/v1/purchases", &with(burger(), json!({"id": "r-1"})));
    let purchase = sold.body["purchase"].as_str().unwrap();
    let read = format!("GET /v1/purchases/{purchase}");
    for scope in ["till", "members:read"] {
        let seen = call_as(&server, &[scope], &read, &Value::Null);
        check(&seen, 200, "");
    }
    let refused = call_as(&server, &["reports:read"], &read, &Value::Null);
    check(&refused, 403, "forbidden");
    assert_eq!(refused.body["needs"], "members:read");
    let preview = format!("POST /v1/purchases/{purchase}/returns/preview");
    let refused = call_as(&server, &["members:read"], &preview, &json!({}));
    check(&refused, 403, "forbidden");
}

#[test]
fn what_a_return_and_a_void_would_come_to_is_told_and_changes_nothing() {
    let server = burgers();
    let asked = json!({"id": "r-1", "redeem": {"points": "200"}});
    let sold = server.post("/v1/purchases", &with(burger(), asked));
    check(&sold, 201, "");
    let before = points_of(&server, "ext:ann");
    let path = "/v1/purchases/ext:r-1";
    let nothing = json!({});
    let foreseen = server.post(&format!("{path}/returns/preview"), &nothing);
    check(&foreseen, 200, "");
    let void = server.post(&format!("{path}/void/preview"), &nothing);
    check(&void, 200, "");
    assert_eq!(void.body["refund"], foreseen.body["refund"]);
    assert_eq!(points_of(&server, "ext:ann"), before);
    assert_eq!(server.get(path).body["returns"], json!([]));

    let back = server.post(&format!("{path}/returns"), &json!({"id": "ret-1"}));
    check(&back, 201, "");
    for field in [
        "refund", "withheld", "restored", "reversed", "debt", "lines",
    ] {
        assert_eq!(back.body[field], foreseen.body[field], "{field}");
    }
    let read = server.get(path);
    let returns = read.body["returns"].as_array().unwrap();
    assert_eq!(returns.len(), 1);
    assert_eq!(returns[0]["return"], back.body["return"]);
    assert_eq!(returns[0]["id"], "ret-1");
    assert_eq!(returns[0]["refund"], "200.00");
    assert_eq!(
        returns[0]["lines"],
        json!([{"line": 1, "quantity": "1", "refund": "200.00"}])
    );
    for (call, kind) in [("returns", "nothing_left"), ("void", "returned_already")] {
        let refused = server.post(&format!("{path}/{call}/preview"), &nothing);
        check(&refused, 409, kind);
    }
    let none = server.post("/v1/purchases/ext:r-9/void/preview", &nothing);
    check(&none, 404, "not_found");
}

#[test]
fn one_member_is_read_with_where_they_stand() {
    let server = burgers();
    let sold = server.post("/v1/purchases", &with(burger(), json!({"id": "r-1"})));
    check(&sold, 201, "");
    let plain = server.get("/v1/members/ext:ann");
    assert_eq!(plain.body["summary"], Value::Null);
    let whole = server.get("/v1/members/ext:ann?summary=true");
    assert_eq!(whole.body["summary"]["purchases"], 1);
    assert_eq!(whole.body["summary"]["spent"], "400.00");
    assert_eq!(whole.body["id"], plain.body["id"]);
}
