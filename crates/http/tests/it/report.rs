//! Reports over all members: the figures of the command, for any segment and period.

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{burgers, check, check_russian};

/// Ann buys twice in January and once in March, Bob once in January, and somebody unknown in March.
fn shop() -> TestServer {
    let server = burgers();
    let bob = json!({"external_id": "bob", "city": "Казань"});
    check(&server.post("/v1/members", &bob), 201, "");
    let sell = |id: &str, at: &str, member: Option<&str>, sku: &str, price: &str| {
        let mut sale = json!({"id": id, "at": at, "priced": "till",
            "lines": [{"line": 1, "sku": sku, "price": price}]});
        if let Some(member) = member {
            sale["member"] = json!({"external_id": member});
        }
        check(&server.post("/v1/purchases", &sale), 201, "");
    };
    sell(
        "a1",
        "2026-01-05T10:15:00+03:00",
        Some("ann"),
        "burger",
        "400",
    );
    sell(
        "a2",
        "2026-01-15T10:45:00+03:00",
        Some("ann"),
        "cola",
        "100",
    );
    sell(
        "b1",
        "2026-01-20T18:00:00+03:00",
        Some("bob"),
        "burger",
        "300",
    );
    sell(
        "a3",
        "2026-03-09T10:00:00+03:00",
        Some("ann"),
        "burger",
        "500",
    );
    sell("n1", "2026-03-09T12:00:00+03:00", None, "cola", "100");
    let kazan = json!({"id": "kazan", "name": {"en": "Kazan"}, "when": {"member.city": "Казань"}});
    check(&server.post("/v1/segments", &kazan), 201, "");
    let nobody =
        json!({"id": "nobody", "name": {"en": "Nobody"}, "when": {"member.city": "Пермь"}});
    check(&server.post("/v1/segments", &nobody), 201, "");
    server.clock.advance_ms(60_000);
    server
}

#[track_caller]
fn report(server: &TestServer, path: &str) -> Value {
    let answer = server.get(&format!("/v1/reports/{path}"));
    check(&answer, 200, "");
    answer.body
}

#[test]
fn figures_are_told_by_period_and_compared() {
    let server = shop();
    let kpi = report(&server, "kpi?from=2026-01-01&to=2026-03-10");
    let rows = kpi["rows"].as_array().unwrap();
    let periods: Vec<_> = rows.iter().map(|row| &row["period"]).collect();
    assert_eq!(periods, ["2026-01", "2026-02", "2026-03"]);
    let (january, march) = (&rows[0], &rows[2]);
    assert_eq!(
        (
            &january["buyers"],
            &january["repeat_rate"],
            &january["revenue"]
        ),
        (&json!(2), &json!(0.5), &json!("800.00"))
    );
    assert_eq!(
        (&march["identification"], &march["returning_share"]),
        (&json!(0.5), &json!(1.0))
    );
    assert_eq!(rows[1]["average_basket"], Value::Null);
    assert_eq!(kpi["all"]["days_to_next_purchase"]["n"], 2);
    assert_eq!(kpi["compared"], Value::Null);

    let beside = report(
        &server,
        "kpi?from=2026-02-04&to=2026-03-10&compare=previous",
    );
    let (now, before) = (&beside["all"], &beside["compared"]);
    assert_eq!(
        (&before["from"], &before["to"], &before["with"]),
        (
            &json!("2025-12-31"),
            &json!("2026-02-03"),
            &json!("previous")
        )
    );
    assert_eq!(
        (&now["revenue"], &before["all"]["revenue"]),
        (&json!("500.00"), &json!("800.00"))
    );
    assert_eq!(
        (
            &now["retained_buyers"],
            &now["retention_rate"],
            &now["churn_rate"]
        ),
        (&json!(1), &json!(0.5), &json!(0.5))
    );
    assert_eq!(
        now["negative_churn"],
        json!({"members": 0, "revenue": "0.00", "lost": "300.00", "rate": -0.375})
    );
}

#[test]
fn a_report_is_of_who_is_in_the_segment() {
    let server = shop();
    let kpi = report(
        &server,
        "kpi?from=2026-01-01&to=2026-01-31&segment=kazan&compare=segment:nobody",
    );
    let (all, none) = (&kpi["all"], &kpi["compared"]["all"]);
    assert_eq!(
        (&all["buyers"], &all["revenue"], &all["program_share"]),
        (&json!(1), &json!("300.00"), &json!(0.375))
    );
    assert_eq!(all["return_rate"], json!(0.0));
    assert_eq!(
        (
            &none["buyers"],
            &none["repeat_rate"],
            &none["program_share"]
        ),
        (&json!(0), &Value::Null, &json!(0.0))
    );
    let back = json!({"id": "ret-1", "lines": [{"line": 1, "quantity": "1"}]});
    check(&server.post("/v1/purchases/ext:b1/returns", &back), 201, "");
    let kpi = report(&server, "kpi?segment=kazan");
    assert_eq!(kpi["all"]["return_rate"], json!(1.0));
    assert_eq!(kpi["all"]["purchases"], 0);

    let hours =
        |query: &str| report(&server, &format!("hours?to=2026-01-31{query}"))["rows"].clone();
    assert_eq!(
        hours(""),
        json!([{"weekday": 1, "hour": 10, "purchases": 1}, {"weekday": 4, "hour": 10, "purchases": 1}])
    );
    assert_eq!(hours("&segment=kazan"), json!([]));
    let abc = report(&server, "abc?of=products&segment=kazan&top=5");
    assert_eq!(
        (&abc["segment"], &abc["each"]),
        (&json!("kazan"), &json!([]))
    );
}

#[test]
fn cohorts_scores_and_weights_come_out() {
    let server = shop();
    let cohorts = report(&server, "cohorts");
    assert_eq!(cohorts["rows"][0]["active"], json!([2, 0, 1]));
    assert_eq!(
        cohorts["rows"][0]["value"],
        json!(["400.00", "400.00", "650.00"])
    );
    let rfm = report(&server, "rfm?as_of=2026-03-10&since=2026-01-10&top=1");
    assert_eq!(
        (&rfm["members"], &rfm["no_purchase"]),
        (&json!(2), &json!(0))
    );
    let moved: u64 = rfm["moves"]
        .as_array()
        .unwrap()
        .iter()
        .map(|moved| moved["members"].as_u64().unwrap())
        .sum();
    assert_eq!(moved, 2);
    let best = &rfm["each"][0];
    assert_eq!(
        (
            &best["external_id"],
            &best["monetary"],
            &best["recency_days"]
        ),
        (&json!("ann"), &json!("1000.00"), &json!(1))
    );
    let name = best["name"].as_str().unwrap();
    let of_name = report(&server, &format!("rfm?top=5&name={name}"));
    assert!(of_name["each"].as_array().unwrap().contains(best) || name == "others");
    let abc = report(&server, "abc?of=products&top=1");
    assert_eq!(
        abc["each"],
        json!([{"id": "burger", "name": null, "revenue": "1200.00", "class": "A", "regularity": "Z"}])
    );
    assert_eq!(
        abc["curve"],
        json!([
            {"items": 0, "revenue": "0.00"},
            {"items": 1, "revenue": "1200.00"},
            {"items": 2, "revenue": "1300.00"},
        ])
    );
}

#[test]
fn scored_members_are_taken_out_as_a_file() {
    let server = shop();
    let file = server.get("/v1/exports/rfm?as_of=2026-03-10");
    check(&file, 200, "");
    let lines: Vec<&str> = file.text.lines().collect();
    assert!(
        lines[0].ends_with("member,external_id,last,recency_days,frequency,monetary,r,f,m,name")
    );
    assert!(
        lines[1].contains(",ann,2026-03-09,1,3,1000.00,"),
        "{}",
        lines[1]
    );
    assert_eq!(lines.len(), 3);
    let none = server.get("/v1/exports/rfm?as_of=2026-03-10&name=cannot_lose");
    assert_eq!(none.text.lines().count(), 1);
    check(&server.get("/v1/exports/rfm?name=best"), 422, "invalid");
    let audit = server.get("/v1/audit").body;
    assert_eq!(audit["items"][0]["action"], "rfm.export");
    assert_eq!(audit["items"][0]["target"], "cannot_lose");
}

#[test]
fn too_little_to_foretell_is_said_and_ungated_is_fitted() {
    let server = shop();
    let clv = report(&server, "clv");
    assert_eq!(clv["customers"], 2);
    assert_eq!(clv["gates"][0]["passed"], false);
    assert_eq!((&clv["totals"], &clv["alive"]), (&Value::Null, &json!([])));
    let clv = report(
        &server,
        "clv?ungated=true&calibration_end=2026-01-31&top=2&model=bgnbd",
    );
    assert!(clv["bgnbd"]["r"].is_number(), "{clv}");
    assert_eq!(clv["holdout"]["actual"], 1);
}

#[test]
fn an_empty_base_has_answers_too() {
    let server = burgers();
    let kpi = report(&server, "kpi?from=2026-03-01&compare=previous");
    assert_eq!(
        (
            &kpi["rows"],
            &kpi["all"]["buyers"],
            &kpi["all"]["repeat_rate"]
        ),
        (&json!([]), &json!(0), &Value::Null)
    );
    assert_eq!(kpi["all"]["negative_churn"]["rate"], Value::Null);
    let cohorts = report(&server, "cohorts?by=week");
    assert_eq!(
        (&cohorts["rows"], &cohorts["to"]),
        (&json!([]), &Value::Null)
    );
    let rfm = report(&server, "rfm?top=10&since=2026-01-01");
    assert_eq!(
        (
            &rfm["members"],
            &rfm["no_purchase"],
            &rfm["moves"],
            &rfm["each"]
        ),
        (&json!(0), &json!(1), &json!([]), &json!([]))
    );
    assert_eq!(report(&server, "hours")["rows"], json!([]));
    let abc = report(&server, "abc?top=1");
    assert_eq!(abc["classes"][0]["revenue"], "0.00");
    assert_eq!(abc["curve"], json!([{"items": 0, "revenue": "0.00"}]));
    let clv = report(&server, "clv?ungated=true");
    assert_eq!(
        (&clv["customers"], &clv["totals"]),
        (&json!(0), &Value::Null)
    );
}

#[test]
fn a_wrong_parameter_is_told_with_what_would_be_right() {
    let server = burgers();
    let refused = |path: &str, status: u16, kind: &str, pointer: &str, right: &str| {
        let path = format!("/v1/reports/{path}");
        let answer = server.get(&path);
        check(&answer, status, kind);
        let error = &answer.body["errors"][0];
        assert_eq!(error["pointer"], pointer, "{}", answer.text);
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(right), "{message}");
        let mark = if path.contains('?') { '&' } else { '?' };
        check_russian(&server.get(&format!("{path}{mark}language=ru")));
    };
    let query = |path, pointer, right| refused(path, 400, "bad_query", pointer, right);
    query("kpi?from=yesterday", "from", "2026-03-01");
    query("kpi?by=decade", "by", "quarter");
    query("kpi?compare=last", "compare", "previous");
    query("rfm?method=best", "method", "ntile");
    query(
        "rfm?method=thresholds&frequency=2,many",
        "frequency",
        "2,3,5",
    );
    query("rfm?top=1001", "top", "1000");
    query("abc?of=shops", "of", "products");
    query("clv?model=best", "model", "mbgnbd");
    query("clv?discount=ten", "discount", "0.15");
    query("hours?form=2026-03-01", "form", "from");
    let value = |path, pointer, right| refused(path, 422, "invalid", pointer, right);
    value("kpi?from=2026-03-02&to=2026-03-01", "from", "last day");
    value("kpi?compare=previous", "from", "needed");
    value("kpi?compare=segment:gone", "segment", "GET /v1/segments");
    value("hours?segment=gone", "segment", "GET /v1/segments");
    value("rfm?bins=1", "bins", "2 to 10");
    value("rfm?window=0", "window", "a day");
    value("rfm?top=5&name=at_rusk", "name", "at_risk");
    value("abc?a=90&b=80", "a", "percent");
    value("clv?horizon=0", "horizon", "1040");
    value("clv?discount=NaN", "discount", "shares");
}

#[test]
fn reports_need_their_scope() {
    let server = burgers();
    let key = json!({"name": "till", "scopes": ["till"]});
    let made = server.post("/v1/keys", &key);
    check(&made, 201, "");
    let bearer = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    for name in [
        "kpi",
        "program",
        "economics",
        "identification",
        "funnel",
        "cohorts",
        "rfm",
        "hours",
        "clv",
        "abc",
        "next",
        "opinions",
    ] {
        let path = format!("/v1/reports/{name}");
        let headers = [("authorization", bearer.as_str())];
        let refused = server.send_bare("GET", &path, "application/json", b"", &headers);
        check(&refused, 403, "forbidden");
        assert_eq!(refused.body["needs"], "reports:read");
    }
}

#[test]
fn what_members_say_is_counted_by_period_for_whoever_is_asked() {
    let server = burgers();
    let bob = json!({"external_id": "bob", "city": "Казань"});
    check(&server.post("/v1/members", &bob), 201, "");
    let say = |id: &str, kind: &str, member: &str, at: &str, score: Value| {
        let event = json!({"id": id, "type": kind, "member": {"external_id": member}, "at": at,
            "properties": {"score": score, "place": "kazan-1"}});
        check(&server.post("/v1/events", &event), 201, "");
    };
    say("1", "nps", "ann", "2026-02-20T12:00:00+03:00", json!(10));
    say("2", "nps", "ann", "2026-03-02T12:00:00+03:00", json!(9));
    say("3", "nps", "bob", "2026-03-02T12:00:00+03:00", json!(6));
    say("4", "nps", "bob", "2026-03-03T12:00:00+03:00", json!("8"));
    say("5", "nps", "bob", "2026-03-03T13:00:00+03:00", json!(11));
    say(
        "6",
        "nps",
        "bob",
        "2026-03-03T14:00:00+03:00",
        json!("no idea"),
    );
    say("7", "csat", "bob", "2026-03-03T15:00:00+03:00", json!(4));
    let segment =
        json!({"id": "kazan", "name": {"en": "Kazan"}, "when": {"member.city": "Казань"}});
    check(&server.post("/v1/segments", &segment), 201, "");
    let report = |query: &str| {
        let answer = server.get(&format!("/v1/reports/opinions?{query}"));
        check(&answer, 200, "");
        answer.body
    };
    let of_all = report("by=week");
    let rows: Vec<_> = of_all["rows"].as_array().unwrap().iter().collect();
    let told = |row: &Value| {
        (
            row["period"].clone(),
            row["answers"].clone(),
            row["nps"].clone(),
        )
    };
    assert_eq!(rows.len(), 3, "a week without answers is told too");
    assert_eq!(told(rows[0]), (json!("2026-02-16"), json!(1), json!(100.0)));
    assert_eq!(told(rows[1]), (json!("2026-02-23"), json!(0), Value::Null));
    assert_eq!(told(rows[2]), (json!("2026-03-02"), json!(3), json!(0.0)));
    let all = &of_all["all"];
    assert_eq!(
        (&all["members"], &all["promoters"], &all["detractors"]),
        (&json!(2), &json!(0.5), &json!(0.25))
    );
    assert_eq!((&all["mean"], &all["csat"]), (&json!(8.25), &Value::Null));
    let query = "segment=kazan&from=2026-03-01&to=2026-03-10&compare=previous";
    let of_kazan = report(query);
    assert_eq!(
        (&of_kazan["all"]["answers"], &of_kazan["all"]["nps"]),
        (&json!(2), &json!(-50.0))
    );
    assert_eq!(of_kazan["compared"]["all"]["nps"], Value::Null);
    let csat = report("of=csat");
    assert_eq!(
        (&csat["all"]["csat"], &csat["all"]["nps"]),
        (&json!(1.0), &Value::Null)
    );
    let effort = report("of=ces&event=csat");
    assert_eq!(
        (&effort["event"], &effort["all"]["mean"]),
        (&json!("csat"), &json!(4.0))
    );
    let none = report("event=gone");
    assert_eq!(
        (&none["rows"], &none["all"]["mean"]),
        (&json!([]), &Value::Null)
    );
    let wrong = server.get("/v1/reports/opinions?of=love");
    check(&wrong, 400, "bad_query");
    check_russian(&server.get("/v1/reports/opinions?of=love&language=ru"));
}

#[test]
fn every_report_is_taken_out_as_a_file() {
    let server = shop();
    let file = |path: &str| {
        let answer = server.get(&format!("/v1/exports/reports/{path}"));
        check(&answer, 200, "");
        answer.text
    };
    let kpi = file("kpi?from=2026-01-01&to=2026-03-10");
    let lines: Vec<&str> = kpi.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Period,Buyers,New buyers"), "{kpi}");
    assert!(lines[1].starts_with("2026-01,2,2,"), "{kpi}");
    assert!(lines[4].starts_with("all,2,"), "{kpi}");
    let abc = file("abc?of=products&top=1&language=ru");
    assert!(
        abc.contains("Id,Название,Класс,Ровность,Выручка\r\nburger,,A,Z,1200.00"),
        "{abc}"
    );
    let next = file("next?basket=burger&language=ru");
    assert!(next.contains("Артикул,Название,Балл,Почему\r\n"), "{next}");
    for name in [
        "kpi",
        "program",
        "economics",
        "identification",
        "funnel",
        "cohorts",
        "rfm",
        "hours",
        "clv",
        "abc",
        "next",
        "opinions",
    ] {
        let csv = file(&format!("{name}?language=ru"));
        let head = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
        assert!(!head.contains('_') && head.contains(','), "{name}: {head}");
    }
    let audit = server.get("/v1/audit").body;
    assert_eq!(audit["items"][0]["action"], "report.export");
    for (path, status, kind) in [
        ("kpi?format=pdf", 400, "bad_query"),
        ("kpi?by=decade", 400, "bad_query"),
        ("kpi?segment=gone", 422, "invalid"),
        ("sales", 404, "not_found"),
    ] {
        let path = format!("/v1/exports/reports/{path}");
        check(&server.get(&path), status, kind);
        let mark = if path.contains('?') { '&' } else { '?' };
        check_russian(&server.get(&format!("{path}{mark}language=ru")));
    }
}
