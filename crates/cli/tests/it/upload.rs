use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::binary::{Folder, Server};

/// Purchases of a hundred members.
const COUNT: usize = 8_000;

fn rows() -> String {
    let mut rows = "id,at,member,sku,price\n".to_owned();
    for number in 0..COUNT {
        let (day, minute, member) = (1 + number / 1_000, number % 1_000, number % 100);
        let (hour, minute) = (minute / 60, minute % 60);
        writeln!(
            rows,
            "r-{number},2026-02-{day:02} {hour:02}:{minute:02}:00,m-{member},burger,400"
        )
        .unwrap();
    }
    rows
}

/// The import once nothing is done with it any more.
fn end(server: &Server, path: &str, key: &str) -> Value {
    loop {
        let (status, now) = server.call("GET", &format!("{path}?wait=20"), key, &json!(null));
        assert_eq!(status, 200, "{now}");
        if now["state"] != "running" && now["state"] != "queued" {
            return now;
        }
    }
}

#[test]
fn an_upload_whose_server_was_killed_is_run_again_and_gives_nothing_twice() {
    let folder = Folder::new();
    folder.publish("burger-heroes.yaml");
    let key = folder
        .run(&["key", "create", "--name", "office", "--scope", "all"])
        .stdout;
    let key = key.trim();
    let server = folder.serve();
    let mut uploaded = ureq::post(format!("{}/v1/imports?kind=purchases", server.address))
        .header("Authorization", format!("Bearer {key}"))
        .header("Content-Type", "text/csv")
        .send(rows())
        .unwrap();
    let uploaded: Value = uploaded.body_mut().read_json().unwrap();
    let path = format!("/v1/imports/{}", uploaded["id"].as_str().unwrap());
    let run = format!("{path}/run");
    assert_eq!(server.call("POST", &run, key, &json!({})).0, 202);
    loop {
        let now = server.call("GET", &path, key, &json!(null)).1;
        if now["progress"]["written"].as_u64().unwrap_or_default() > 0 || now["state"] == "done" {
            break;
        }
    }
    drop(server); // kills it
    folder.check();

    let server = folder.serve();
    let cut_off = end(&server, &path, key);
    assert_eq!(
        (&cut_off["state"], &cut_off["result"]),
        (&json!("interrupted"), &json!(null))
    );
    assert_eq!(server.call("POST", &run, key, &json!({})).0, 202);
    let done = end(&server, &path, key);
    let count = |name: &str| done["result"][name].as_u64().unwrap();
    assert_eq!(
        (count("imported") + count("unchanged"), count("refused")),
        (8_000, 0),
        "{done}"
    );
    drop(server);
    let verified = folder.check();
    assert_eq!(
        (&verified["purchases"], &verified["members"]),
        (&json!(COUNT), &json!(100))
    );
}
