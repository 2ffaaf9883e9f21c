//! Files brought in over HTTP: received, mapped, imported beside the tills, kept and removed.

use std::fmt::Write as _;

use regulars_engine::language::is_russian;
use regulars_http::Options;
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{BURGERS, START, burger, burgers, check, with};

/// Brings in a file; answers its id.
#[track_caller]
fn upload(server: &TestServer, kind: &str, bytes: impl AsRef<[u8]>) -> String {
    let answer = send(server, kind, bytes);
    check(&answer, 201, "");
    answer.body["id"].as_str().unwrap().to_owned()
}

fn send(server: &TestServer, kind: &str, bytes: impl AsRef<[u8]>) -> Answer {
    let path = format!("/v1/imports?kind={kind}&name=rows.csv");
    server.send("POST", &path, "text/csv", bytes.as_ref(), &[])
}

/// Has a file imported.
fn run(server: &TestServer, id: &str, body: &Value) -> Answer {
    server.post(&format!("/v1/imports/{id}/run"), body)
}

/// The import once it is over.
#[track_caller]
fn end(server: &TestServer, id: &str) -> Value {
    for _ in 0..30 {
        let answer = server.get(&format!("/v1/imports/{id}?wait=20"));
        check(&answer, 200, "");
        if !["queued", "running"].contains(&answer.body["state"].as_str().unwrap()) {
            return answer.body;
        }
    }
    panic!("the import does not end")
}

/// Imports a file and answers what it did.
#[track_caller]
fn import(server: &TestServer, kind: &str, bytes: &str, body: &Value) -> Value {
    let id = upload(server, kind, bytes);
    check(&run(server, &id, body), 202, "");
    let ended = end(server, &id);
    assert_eq!(ended["state"], "done", "{ended}");
    ended["result"].clone()
}

#[track_caller]
fn has(value: &Value, expected: Value) {
    for (name, expected) in expected.as_object().unwrap() {
        assert_eq!(&value[name], expected, "{name} of {value}");
    }
}

/// How much there is.
fn size(server: &TestServer) -> impl PartialEq + std::fmt::Debug + use<> {
    let health = server.block_on(regulars_app::health::check(&server.app));
    let counts = health.unwrap().counts;
    (counts.members, counts.purchases)
}

const SALES: &str = "Номер чека;Дата;Код клиента;Артикул;Кол-во;Цена\n\
    1;2026-02-01 10:00;c-1;burger;1;400,00\n\
    2;2026-02-02 10:00;c-2;burger;2;400,00\n\
    2;2026-02-02 10:00;c-2;cola;1;100,50\n\
    3;2026-02-03 10:00;;burger;-1;400,00\n";

#[test]
fn purchases_come_in_by_a_suggested_map_once() {
    let server = burgers();
    let answer = send(&server, "purchases", SALES);
    check(&answer, 201, "");
    has(
        &answer.body,
        json!({"kind": "purchases", "name": "rows.csv", "bytes": SALES.len(), "state": "uploaded", "asked": null, "progress": null,
            "result": null, "columns": ["Номер чека", "Дата", "Код клиента", "Артикул", "Кол-во", "Цена"],
            "suggested": {"id": "Номер чека", "at": "Дата", "member": "Код клиента", "sku": "Артикул", "quantity": "Кол-во", "price": "Цена"},
            "created_at": "2026-03-10T09:00:00Z", "removed_at": "2026-04-09T09:00:00Z"}),
    );
    assert_eq!(
        answer.body["sample"][0],
        json!(["1", "2026-02-01 10:00", "c-1", "burger", "1", "400,00"])
    );
    let field = |name: &str| {
        let fields = answer.body["fields"].as_array().unwrap().iter();
        fields
            .clone()
            .find(|field| field["name"] == name)
            .unwrap()
            .clone()
    };
    has(&field("at"), json!({"required": true, "one_of": []}));
    has(
        &field("id"),
        json!({"required": false, "one_of": ["id", "member"]}),
    );
    has(
        &field("till"),
        json!({"required": false, "one_of": [], "about": "The till."}),
    );

    let id = answer.body["id"].as_str().unwrap();
    let before = size(&server);
    let tried = run(&server, id, &json!({"dry_run": true}));
    check(&tried, 202, "");
    assert_eq!(tried.body["state"], "queued");
    let counts = json!({"dry_run": true, "rows": 4, "imported": 3, "refused": 1, "purchases": 2, "members": 2, "unchanged": 0});
    has(&end(&server, id)["result"], counts);
    assert_eq!(size(&server), before);

    check(&run(&server, id, &json!({})), 202, "");
    let ended = end(&server, id);
    has(
        &ended,
        json!({"state": "done", "error": null, "progress": null}),
    );
    has(
        &ended["result"],
        json!({"dry_run": false, "imported": 3, "refused": 1, "purchases": 2, "members": 2}),
    );
    has(&ended["result"]["rules"], json!({"corrections": 1}));
    assert_eq!(ended["result"]["money"]["identified"], "1300.50");
    assert_ne!(crate::caller::points_of(&server, "ext:c-2"), "0");

    check(&run(&server, id, &json!({})), 202, "");
    has(
        &end(&server, id)["result"],
        json!({"imported": 0, "unchanged": 3, "purchases": 0, "members": 0, "refused": 1}),
    );
    let again = import(&server, "purchases", SALES, &json!({"history": true}));
    has(&again, json!({"imported": 0, "unchanged": 3}));

    let refused = server.get(&format!("/v1/imports/{id}/refused"));
    check(&refused, 200, "");
    assert_eq!(refused.body["items"].as_array().unwrap().len(), 1);
    has(
        &refused.body["items"][0],
        json!({"line": 5, "column": "Кол-во", "value": "-1", "row": ["3", "2026-02-03 10:00", "", "burger", "-1", "400,00"]}),
    );
    let file = server.get(&format!("/v1/imports/{id}/refused.csv"));
    assert!(
        file.text.starts_with(
            "\u{feff}refused_line,refused_column,refused_value,refused_reason,Номер чека,"
        ),
        "{}",
        file.text
    );
    assert!(file.text.contains("\n5,Кол-во,-1,"), "{}", file.text);
}

#[test]
fn members_and_goods_come_in_too() {
    let server = burgers();
    let members =
        "Customer ID,First name,Mobile,Birthday\nc-1,Ann,89000000001,1990-03-01\nc-2,Bob,12,\n";
    let map = json!({"map": {"external_id": "Customer ID", "first_name": "First name", "phone": "Mobile", "birth_date": null}});
    has(
        &import(&server, "members", members, &map),
        json!({"rows": 2, "imported": 1, "members": 1, "refused": 1, "money": null}),
    );
    let found = server.get("/v1/members?external_id=c-1");
    has(
        &found.body["items"][0],
        json!({"phone": "+79000000001", "birth_date": null}),
    );
    has(
        &import(&server, "members", members, &json!({"history": true})),
        json!({"imported": 1, "members": 0, "unchanged": 0}),
    );
    has(
        &import(&server, "members", members, &json!({"history": true})),
        json!({"imported": 0, "unchanged": 1}),
    );

    let goods =
        "sku\ttitle\tprice\tflags\ncola\tCola\t100\t\nbeer\tBeer\t300\tno_earn\nx\tX\t-1\t\n";
    has(
        &import(&server, "products", goods, &json!({})),
        json!({"rows": 3, "imported": 2, "products": 2, "refused": 1}),
    );
    assert_eq!(
        server.get("/v1/products/beer").body["flags"],
        json!(["no_earn"])
    );
}

#[test]
fn a_packed_file_is_read_as_it_is() {
    use std::io::Write as _;

    let server = burgers();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(SALES.as_bytes()).unwrap();
    let id = upload(&server, "purchases", packed.finish().unwrap());
    check(&run(&server, &id, &json!({})), 202, "");
    has(
        &end(&server, &id)["result"],
        json!({"purchases": 2, "refused": 1}),
    );
}

#[test]
fn what_is_no_table_is_refused_and_not_kept() {
    let server = burgers();
    let refuse = |bytes: &[u8], says: &str| {
        let answer = send(&server, "members", bytes);
        check(&answer, 422, "bad_import");
        assert!(
            answer.body["detail"].as_str().unwrap().contains(says),
            "{}",
            answer.text
        );
    };
    refuse(b"", "no header line");
    refuse(b"PK\x03\x04\x14\0\x06\0", "Excel workbook");
    refuse(
        "Код;Имя\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
            .as_slice(),
        "no text",
    );
    refuse(b"\xca\xee\xe4;\xc8\xec\xff\n1;2\n", "not UTF-8");
    refuse(b"\x1f\x8bno gzip stream", "damaged");
    refuse(b"id,id\n1,2\n", "twice");
    check(&send(&server, "customers", "id\n1\n"), 400, "bad_query");
    let wrapped = server.send(
        "POST",
        "/v1/imports?kind=members",
        "multipart/form-data; boundary=x",
        b"--x",
        &[],
    );
    check(&wrapped, 415, "unsupported_media_type");
    check(
        &server.get("/v1/imports/imp_0000000000000"),
        404,
        "not_found",
    );
    check(
        &server.get("/v1/imports/mem_0000000000000"),
        404,
        "not_found",
    );
    assert_eq!(server.get("/v1/imports").body["items"], json!([]));
    let left = std::fs::read_dir(server.folder().join("imports"))
        .unwrap()
        .count();
    assert_eq!(left, 0, "folders are left");
}

#[test]
fn a_wrong_map_is_told_place_by_place_and_nothing_runs() {
    let server = burgers();
    let id = upload(&server, "purchases", "number,date,total\n1,2026-02-01,5\n");
    let refuse = |map: Value, pointers: &[&str]| {
        let answer = run(&server, &id, &json!({"map": map}));
        check(&answer, 422, "invalid");
        let errors = answer.body["errors"].as_array().unwrap().iter();
        let told: Vec<_> = errors
            .map(|error| error["pointer"].as_str().unwrap())
            .collect();
        assert_eq!(told, pointers, "{}", answer.text);
    };
    refuse(json!({}), &["/map/at", "/map/id", "/map/price"]);
    refuse(
        json!({"id": "nubmer", "at": "date", "amount": "total"}),
        &["/map/id"],
    );
    refuse(
        json!({"id": "number", "at": "date", "amount": "total", "colour": "date"}),
        &["/map/colour"],
    );
    check(
        &run(&server, &id, &json!({"cancellations": ""})),
        422,
        "invalid",
    );
    check(&run(&server, &id, &json!({"mapp": {}})), 400, "bad_shape");
    has(
        &server.get(&format!("/v1/imports/{id}")).body,
        json!({"state": "uploaded", "asked": null}),
    );
    // Another column for a field is no matter of the map: every row tells what is wrong.
    let swapped =
        json!({"map": {"id": "number", "at": "total", "amount": "date"}, "dry_run": true});
    check(&run(&server, &id, &swapped), 202, "");
    has(
        &end(&server, &id)["result"],
        json!({"rows": 1, "refused": 1}),
    );
}

#[test]
fn rows_that_are_not_utf_8_are_refused_one_by_one() {
    let server = burgers();
    let id = upload(
        &server,
        "members",
        b"id,name\n1,Ann\n2,\xc8\xec\xff\n3,Bob\n",
    );
    check(&run(&server, &id, &json!({})), 202, "");
    has(
        &end(&server, &id)["result"],
        json!({"members": 2, "refused": 1}),
    );
    let refused = server.get(&format!("/v1/imports/{id}/refused"));
    has(
        &refused.body["items"][0],
        json!({"line": 3, "column": "name", "row": ["2", "\u{fffd}\u{fffd}\u{fffd}"]}),
    );
}

#[test]
fn refused_rows_are_told_in_the_language_of_who_reads_them() {
    let server = burgers();
    let rows = "id,at,member,price,quantity\n1,soon,ann,5,1\n2,2026-02-01,ann,-5,1\n3,2026-02-01,ann,ten,1\n4,2026-02-01\n";
    let id = upload(&server, "purchases", rows);
    check(&run(&server, &id, &json!({})), 202, "");
    has(&end(&server, &id)["result"], json!({"refused": 4}));
    let reasons = |language: &str| -> Vec<String> {
        let page = server.get(&format!("/v1/imports/{id}/refused?language={language}"));
        let items = page.body["items"].as_array().unwrap().iter();
        let reasons = items.map(|row| row["reason"].as_str().unwrap().to_owned());
        reasons.collect()
    };
    let (english, russian) = (reasons("en"), reasons("ru"));
    assert_eq!(english[1], "is below zero: no sale");
    assert_eq!(russian[1], "меньше нуля: это не продажа");
    assert_eq!(russian[3], "полей в строке: 2, а столбцов в заголовке: 5");
    for (english, russian) in english.iter().zip(&russian) {
        assert!(english.is_ascii(), "{english}");
        assert!(is_russian(russian), "{russian}");
    }
    for (language, reason) in [("en", &english[1]), ("ru", &russian[1])] {
        let headers = [("accept-language", language)];
        let path = format!("/v1/imports/{id}/refused.csv");
        let file = server.send("GET", &path, "text/csv", b"", &headers).text;
        let mut lines = file.lines();
        assert_eq!(
            lines.next(),
            Some(
                "\u{feff}refused_line,refused_column,refused_value,refused_reason,id,at,member,price,quantity"
            )
        );
        let row = format!("3,price,-5,{reason},2,2026-02-01,ann,-5,1");
        assert!(lines.any(|line| line == row), "{file}");
    }
}

#[test]
fn ten_thousand_refused_rows_are_read_in_pages() {
    let server = burgers();
    let mut rows = "id,at,amount\n".to_owned();
    for number in 0..10_000 {
        writeln!(rows, "r-{number},soon,{number}").unwrap();
    }
    let id = upload(&server, "purchases", &rows);
    check(&run(&server, &id, &json!({})), 202, "");
    has(
        &end(&server, &id)["result"],
        json!({"rows": 10_000, "refused": 10_000, "imported": 0}),
    );
    let (mut path, mut lines) = (format!("/v1/imports/{id}/refused?limit=200"), 2_u64..);
    loop {
        let page = server.get(&path);
        check(&page, 200, "");
        for row in page.body["items"].as_array().unwrap() {
            let line = lines.next().unwrap();
            has(
                row,
                json!({"line": line, "column": "at", "value": "soon", "row": [format!("r-{}", line - 2), "soon", (line - 2).to_string()]}),
            );
        }
        let Some(next) = page.body["next"].as_str() else {
            break;
        };
        path = format!("/v1/imports/{id}/refused?limit=200&cursor={next}");
    }
    assert_eq!(lines.start, 10_002);
    check(
        &server.get(&format!("/v1/imports/{id}/refused?cursor=7")),
        422,
        "invalid",
    );
    check(
        &server.get(&format!("/v1/imports/{id}/refused?cursor=x")),
        422,
        "invalid",
    );
    let file = server.get(&format!("/v1/imports/{id}/refused.csv"));
    assert_eq!(file.text.lines().count(), 10_001);
}

#[test]
fn a_file_that_is_too_large_is_refused_and_not_kept() {
    let options = Options {
        upload_bytes: 1_000,
        ..Options::default()
    };
    let server = TestServer::start_with(START, Some(BURGERS), options);
    upload(&server, "members", format!("id\n{}", "1\n".repeat(498)));
    let refused = send(&server, "members", format!("id\n{}", "1\n".repeat(499)));
    check(&refused, 413, "too_large");
    assert!(
        refused.text.contains("larger than 1000 bytes"),
        "{}",
        refused.text
    );
    assert_eq!(
        server.get("/v1/imports").body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

/// Purchases of a hundred members.
fn many(count: usize) -> String {
    let mut rows = "id,at,member,sku,price\n".to_owned();
    for number in 0..count {
        let (day, minute) = (1 + number / 1_000, number % 1_000);
        writeln!(
            rows,
            "r-{number},2026-02-{day:02} {:02}:{:02}:00,m-{},burger,400",
            minute / 60,
            minute % 60,
            number % 100
        )
        .unwrap();
    }
    rows
}

#[test]
fn one_is_imported_at_a_time_while_the_tills_sell() {
    let server = burgers();
    let first = upload(&server, "purchases", many(6_000));
    let second = upload(&server, "purchases", many(10));
    let third = upload(&server, "members", "id\n1\n");
    for id in [&first, &second, &third] {
        check(&run(&server, id, &json!({})), 202, "");
    }
    check(&run(&server, &second, &json!({})), 409, "import_running");
    check(
        &server.delete(&format!("/v1/imports/{second}")),
        409,
        "import_running",
    );
    let listed = server.get("/v1/imports?limit=2");
    let ids: Vec<_> = listed.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [&third, &second]);
    let cancelled = server.post(&format!("/v1/imports/{third}/cancel"), &json!(null));
    check(&cancelled, 202, "");
    assert_eq!(cancelled.body["state"], "cancelled");
    let mut sold = 0;
    loop {
        let sale = server.post(
            "/v1/purchases",
            &with(burger(), json!({"id": format!("till-{sold}")})),
        );
        check(&sale, 201, "");
        sold += 1;
        if server.get(&format!("/v1/imports/{first}")).body["state"] == "done" {
            break;
        }
    }
    has(
        &end(&server, &first)["result"],
        json!({"imported": 6_000, "purchases": 6_000, "members": 100}),
    );
    has(
        &end(&server, &second)["result"],
        json!({"unchanged": 10, "purchases": 0}),
    );
    assert_eq!(end(&server, &third)["state"], "cancelled");
    assert!(sold > 1, "no till sold beside it");
    check(&server.delete(&format!("/v1/imports/{second}")), 204, "");
    check(
        &server.get(&format!("/v1/imports/{second}")),
        404,
        "not_found",
    );
    assert!(!server.folder().join("imports").join(&second).exists());
}

/// Waits until some of the purchases are written and not all.
fn in_the_middle(server: &TestServer, id: &str) -> Value {
    loop {
        let now = server.get(&format!("/v1/imports/{id}")).body;
        let written = now["progress"]["written"].as_u64().unwrap_or_default();
        if written > 0 || now["state"] == "done" {
            return now;
        }
    }
}

#[test]
fn a_cancelled_import_stops_in_the_middle_and_goes_on_when_run_again() {
    let server = burgers();
    let id = upload(&server, "purchases", many(8_000));
    check(&run(&server, &id, &json!({})), 202, "");
    let now = in_the_middle(&server, &id);
    has(&now, json!({"state": "running", "result": null}));
    has(
        &now["progress"],
        json!({"step": "writing", "rows": 8_000, "write_total": 8_000}),
    );
    check(
        &server.post(&format!("/v1/imports/{id}/cancel"), &json!(null)),
        202,
        "",
    );
    has(
        &end(&server, &id),
        json!({"state": "cancelled", "result": null, "progress": null}),
    );
    check(&run(&server, &id, &json!({})), 202, "");
    let ended = end(&server, &id);
    let count = |name: &str| ended["result"][name].as_u64().unwrap();
    assert_eq!(count("imported") + count("unchanged"), 8_000);
    assert!(count("unchanged") > 0 && count("imported") > 0, "{ended}");
}

#[test]
fn a_restart_interrupts_and_running_again_gives_nothing_twice() {
    let server = burgers();
    let id = upload(&server, "purchases", many(8_000));
    let waiting = upload(&server, "members", "id\n1\n");
    check(&run(&server, &id, &json!({})), 202, "");
    check(&run(&server, &waiting, &json!({})), 202, "");
    assert_eq!(in_the_middle(&server, &id)["state"], "running");
    let server = server.restart();
    for id in [&id, &waiting] {
        has(
            &end(&server, id),
            json!({"state": "interrupted", "result": null, "progress": null}),
        );
    }
    check(&run(&server, &id, &json!({})), 202, "");
    let ended = end(&server, &id);
    let count = |name: &str| ended["result"][name].as_u64().unwrap();
    assert_eq!(
        (count("imported") + count("unchanged"), count("refused")),
        (8_000, 0)
    );
    assert!(count("unchanged") > 0, "{ended}");

    let whole = burgers();
    import(&whole, "purchases", &many(8_000), &json!({}));
    for member in ["ext:m-0", "ext:m-57", "ext:m-99"] {
        let points = |server| crate::caller::points_of(server, member);
        assert_eq!(points(&server), points(&whole), "{member}");
    }
    assert_eq!(size(&server), size(&whole));
}

#[test]
fn a_file_goes_thirty_days_after_it_was_last_touched() {
    const DAY_MS: i64 = 86_400_000;

    let server = burgers();
    let old = upload(&server, "members", "id\n1\n");
    let touched = upload(&server, "members", "id\n1\n");
    std::fs::write(
        server.folder().join("imports/clients.csv.refused.csv"),
        "line\n",
    )
    .unwrap();
    std::fs::create_dir(server.folder().join("imports/imp_0000000000000")).unwrap();
    server.clock.advance_ms(20 * DAY_MS);
    check(&run(&server, &touched, &json!({})), 202, "");
    end(&server, &touched);
    server.clock.advance_ms(10 * DAY_MS + 1);
    server.run_due();
    check(&server.get(&format!("/v1/imports/{old}")), 404, "not_found");
    check(&server.get(&format!("/v1/imports/{touched}")), 200, "");
    let imports = server.folder().join("imports");
    assert!(!imports.join(&old).exists() && !imports.join("imp_0000000000000").exists());
    // What commands leave there is theirs.
    assert!(imports.join("clients.csv.refused.csv").exists());
}

#[test]
fn whoever_may_not_import_is_refused_and_who_does_is_told_of() {
    let server = burgers();
    let made = server.post(
        "/v1/keys",
        &json!({"name": "one", "scopes": ["members:write"]}),
    );
    let bearer = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    let refused = ureq::post(format!("{}/v1/imports?kind=members", server.url))
        .header("authorization", bearer)
        .send("id\n1\n");
    assert!(
        matches!(refused, Err(ureq::Error::StatusCode(403))),
        "{refused:?}"
    );
    let id = upload(&server, "members", "id\n1\n");
    check(&run(&server, &id, &json!({"history": true})), 202, "");
    end(&server, &id);
    check(&server.delete(&format!("/v1/imports/{id}")), 204, "");
    let audit = server.get(&format!("/v1/audit?target={id}"));
    let told: Vec<_> = audit.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["action"].as_str().unwrap(), line["note"].as_str()))
        .collect();
    let expected = [
        ("import.remove", None),
        ("import.run", Some("history")),
        ("import.upload", Some("members")),
    ];
    assert_eq!(told, expected);
}
