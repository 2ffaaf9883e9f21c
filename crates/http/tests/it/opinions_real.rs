//! The report on opinions, on real answers kept beside the checkout, against figures made with other tools.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::caller::{burgers, check};

/// A file kept beside the checkout; `None`, said aloud, on a machine without it.
#[expect(
    clippy::print_stderr,
    reason = "a check that did not run is told, not hidden"
)]
fn real(name: &str) -> Option<std::path::PathBuf> {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = folders.find_map(|folder| {
        let file = folder.join("shared/data").join(name);
        file.exists().then_some(file)
    });
    if found.is_none() {
        eprintln!("NOT RUN: there is no shared/data/{name} beside the checkout");
    }
    found
}

#[test]
fn answers_told_as_events_come_to_the_score_of_the_file() {
    let Some(file) = real("sfo_nps_2017/sfo_nps_2017.csv.gz") else {
        return;
    };
    let figures = std::fs::read_to_string(file.with_file_name("reference.json")).unwrap();
    let figures: Value = serde_json::from_str(&figures).unwrap();
    let mut text = String::new();
    let packed = std::fs::File::open(&file).unwrap();
    flate2::read::MultiGzDecoder::new(packed)
        .read_to_string(&mut text)
        .unwrap();
    let mut lines = text.lines();
    let mut header = lines.next().unwrap().split(',');
    let place = header.position(|column| column == "NETPRO").unwrap();
    let server = burgers();
    for (number, line) in lines.enumerate() {
        let answer = line.split(',').nth(place).unwrap().trim();
        // 11, and nothing, are no answers: the report has to leave them out, not we.
        let event = json!({"id": format!("a{number}"), "type": "nps", "member": {"external_id": "ann"},
            "properties": {"score": answer}});
        check(&server.post("/v1/events", &event), 201, "");
    }
    let report = server.get("/v1/reports/opinions?of=nps").body;
    let all = &report["all"];
    let near = |found: &Value, expected: &Value| {
        let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
        assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
    };
    near(&all["nps"], &figures["nps"]);
    near(&all["mean"], &figures["mean_score"]);
    near(&all["nps_low"], &figures["ci95"][0]);
    near(&all["nps_high"], &figures["ci95"][1]);
    assert_eq!(all["answers"], figures["answered"], "{all}");
}
