//! Experiments over HTTP: files read and kept nowhere, plans.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use regulars_app::experiment::{Asked, Kind, analyse};
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{START, check, refused_in_russian};

const BOUGHT: &str = "arm=arm&control=control&metric=bought&kind=proportion";

fn server() -> TestServer {
    TestServer::start(START, None)
}

fn send(server: &TestServer, query: &str, file: &[u8]) -> Answer {
    let path = format!("/v1/experiments/analyse?{query}");
    server.send("POST", &path, "text/csv", file, &[])
}

/// Two arms of two hundred units; the offer is bought and paid for somewhat more.
fn units() -> String {
    let mut text = "arm,bought,spend,before,receipts,city\n".to_owned();
    for unit in 0..400 {
        let offer = unit % 2 == 1;
        let bought = unit % 5 == 0 || (offer && unit % 7 == 0);
        let before = unit % 11 * 10;
        let spend = if bought { before + 30 + unit % 13 } else { 0 };
        writeln!(
            text,
            "{},{},{spend}.5,{before},{},{}",
            if offer { "offer" } else { "control" },
            u8::from(bought),
            1 + unit % 3,
            if unit % 3 == 0 { "Kazan" } else { "Samara" },
        )
        .unwrap();
    }
    text
}

/// What was not asked for is `null` or `[]` over HTTP and not there in the command's answer.
fn asked_for(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let there = fields.iter().filter(|(name, value)| {
                let of_a_question = ["always_valid_ci", "p_adjusted", "cuped", "by"];
                let nothing = value.is_null() || **value == json!([]);
                !(nothing && of_a_question.contains(&name.as_str()))
            });
            there
                .map(|(name, value)| (name.clone(), asked_for(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(asked_for).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_figures_are_those_of_the_command() {
    let server = server();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("units.csv");
    std::fs::write(&file, units()).unwrap();
    let asked = |metric: &str, kind| Asked {
        arm: "arm".to_owned(),
        control: "control".to_owned(),
        metric: metric.to_owned(),
        kind,
        before: None,
        by: None,
        alpha: 0.05,
        cap: None,
        planned: None,
        shares: Vec::new(),
    };
    let whole = Asked {
        before: Some("before".to_owned()),
        by: Some("city".to_owned()),
        alpha: 0.1,
        cap: Some(0.99),
        planned: Some(5_000),
        shares: vec![("control".to_owned(), 1.0), ("offer".to_owned(), 3.0)],
        ..asked("spend", Kind::Mean)
    };
    for (query, asked) in [
        (BOUGHT, asked("bought", Kind::Proportion)),
        (
            "arm=arm&control=control&metric=spend/receipts&kind=ratio",
            asked("spend/receipts", Kind::Ratio),
        ),
        (
            "arm=arm&control=control&metric=spend&kind=mean&cuped=before&by=city&alpha=0.1&cap=99&planned=5000\
             &split=control%3D1,offer%3D3",
            whole,
        ),
    ] {
        let told = serde_json::to_value(analyse(&file, &asked).unwrap()).unwrap();
        let answer = send(&server, query, units().as_bytes());
        check(&answer, 200, "");
        assert_eq!(asked_for(&answer.body), asked_for(&told), "{query}");
    }
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_packed_file_is_read_and_one_that_unpacks_to_too_much_is_not() {
    let server = server();
    let plain = send(&server, BOUGHT, units().as_bytes());
    let answer = send(&server, BOUGHT, &packed(units().as_bytes()));
    check(&answer, 200, "");
    assert_eq!(answer.body, plain.body);

    let mut torn = packed(units().as_bytes());
    torn.truncate(torn.len() / 2);
    let answer = send(&server, BOUGHT, &torn);
    check(&answer, 422, "bad_import");
    assert!(answer.text.contains("damaged"), "{}", answer.text);

    let bomb = [
        packed(b"arm,bought\ncontrol,"),
        packed(&vec![b'1'; 1 << 20]).repeat(300),
    ]
    .concat();
    let answer = send(&server, BOUGHT, &bomb);
    check(&answer, 422, "bad_import");
    assert!(answer.text.contains("256 MiB"), "{}", answer.text);
}

/// A question that does not fit the file is told with its part and what would be right.
#[track_caller]
fn refused(query: &str, file: &str, status: u16, pointer: &str, says: &str) {
    let server = server();
    let answer = send(&server, query, file.as_bytes());
    let kind = if status == 400 {
        "bad_query"
    } else {
        "invalid"
    };
    check(&answer, status, kind);
    assert_eq!(
        answer.body["errors"][0]["pointer"], pointer,
        "{}",
        answer.text
    );
    assert!(answer.text.contains(says), "{}", answer.text);
    let path = format!("/v1/experiments/analyse?{query}");
    refused_in_russian(&server, ("POST", &path), "text/csv", file.as_bytes());
}

#[test]
fn what_does_not_fit_the_file_is_told_with_what_was_meant() {
    let file = &units();
    let of = |arm, control, metric, kind| {
        format!("arm={arm}&control={control}&metric={metric}&kind={kind}")
    };
    for (query, pointer, says) in [
        (
            of("amr", "control", "bought", "mean"),
            "arm",
            "did you mean `arm`?",
        ),
        (
            of("arm", "controll", "bought", "mean"),
            "control",
            "did you mean `control`?",
        ),
        (
            of("arm", "control", "bougth", "mean"),
            "metric",
            "did you mean `bought`?",
        ),
        (
            of("arm", "control", "spend", "ratio"),
            "metric",
            "write `spend/COLUMN`",
        ),
        (
            of("arm", "control", "spend", "proportion"),
            "metric",
            "line 2: `30.5` in the column `spend`",
        ),
        (
            of("arm", "control", "city", "mean"),
            "metric",
            "is no number",
        ),
        (format!("{BOUGHT}&by=town"), "by", "no column `town`"),
        (
            format!("{BOUGHT}&cuped=befor"),
            "cuped",
            "did you mean `before`?",
        ),
        (
            format!("{BOUGHT}&split=offr%3D3"),
            "split",
            "did you mean `offer`?",
        ),
    ] {
        refused(&query, file, 422, pointer, says);
    }
    refused(
        BOUGHT,
        "arm,bought\ncontrol,1\n",
        422,
        "arm",
        "nobody to compare",
    );
    for (more, says) in [
        ("alpha=5", "between 0 and 1"),
        ("cap=20", "between 50 and 100"),
        ("planned=0", "number of units"),
        ("split=control", "ARM=SHARE"),
        ("kinds=mean", "kind"),
    ] {
        let pointer = more.split('=').next().unwrap();
        refused(&format!("{BOUGHT}&{more}"), file, 400, pointer, says);
    }
}

#[test]
fn what_is_no_table_is_told_for_what_it_is() {
    let server = server();
    for (file, says) in [
        (&b"PK\x03\x04\x14\0"[..], "Excel workbook"),
        (b"", "no header line"),
        (b"arm,arm\n", "twice"),
    ] {
        let answer = send(&server, BOUGHT, file);
        check(&answer, 422, "bad_import");
        assert!(answer.text.contains(says), "{}", answer.text);
    }
    let path = format!("/v1/experiments/analyse?{BOUGHT}");
    let form = server.send("POST", &path, "multipart/form-data; boundary=x", b"x", &[]);
    check(&form, 415, "unsupported_media_type");
}

#[test]
fn who_may_not_read_reports_may_read_no_experiment() {
    let server = server();
    let key = server.post("/v1/keys", &json!({"name": "tills", "scopes": ["till"]}));
    check(&key, 201, "");
    let bearer = format!("Bearer {}", key.body["secret"].as_str().unwrap());
    let path = format!("/v1/experiments/analyse?{BOUGHT}");
    let answer = server.send_bare(
        "POST",
        &path,
        "text/csv",
        units().as_bytes(),
        &[("authorization", &bearer)],
    );
    check(&answer, 403, "forbidden");
    assert_eq!(answer.body["needs"], "reports:read");
}

#[test]
fn a_plan_says_how_many_it_takes() {
    let server = server();
    let plan = |body: Value| server.post("/v1/experiments/plan", &body);
    let answer = plan(json!({"baseline": 0.05, "lift": 0.1}));
    check(&answer, 200, "");
    assert_eq!(answer.body["control_needed"], 17_596.0);
    assert_eq!(answer.body["detectable_lift"], Value::Null);
    let answer = plan(json!({"baseline": 900, "deviation": 2_700, "units": 50_000}));
    let lift = answer.body["detectable_lift"].as_f64().unwrap();
    assert!((0.12..0.13).contains(&lift), "{}", answer.text);
    let seen = plan(json!({"baseline": 0.5, "units": 4}));
    assert_eq!(seen.body["detectable_lift"], Value::Null, "{}", seen.text);

    for (body, pointer) in [
        (json!({"baseline": 5, "units": 10}), "/baseline"),
        (json!({"baseline": 0.05}), "/lift"),
        (json!({"baseline": 0.05, "lift": 40}), "/lift"),
        (
            json!({"baseline": 0.05, "lift": 0.1, "control": 1}),
            "/control",
        ),
        (json!({"baseline": 0.05, "lift": 0.1, "power": 1}), "/power"),
        (json!({"baseline": 0.05, "units": 1}), "/units"),
    ] {
        let answer = plan(body.clone());
        check(&answer, 422, "invalid");
        assert_eq!(
            answer.body["errors"][0]["pointer"], pointer,
            "{}",
            answer.text
        );
        let body = body.to_string();
        let path = ("POST", "/v1/experiments/plan");
        refused_in_russian(&server, path, "application/json", body.as_bytes());
    }
}
