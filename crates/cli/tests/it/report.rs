//! `regulars report` on a base made by hand.

use serde_json::{Value, json};

use crate::binary::Folder;

/// Three members and somebody unknown: bread every week, jam with it, and a cake once.
fn base() -> Folder {
    let folder = Folder::new();
    folder.publish("beauty-insider.yaml");
    let mut text = "id,at,member,sku,price\n".to_owned();
    let mut row = |id: &str, at: &str, member: &str, sku: &str, price: &str| {
        text += &format!("{id},{at},{member},{sku},{price}\n");
    };
    for (id, day) in [
        ("a1", "2025-01-06"),
        ("a2", "2025-01-13"),
        ("a3", "2025-02-03"),
    ] {
        row(id, day, "anna", "bread", "2.00");
        row(id, day, "anna", "jam", "3.00");
    }
    for (id, day) in [("b1", "2025-01-20"), ("b2", "2025-03-10")] {
        row(id, day, "boris", "bread", "2.00");
        row(id, day, "boris", "jam", "3.50");
    }
    row("c1", "2025-03-11", "clara", "cake", "40.00");
    row("n1", "2025-03-12", "", "bread", "2.00");
    let file = folder.file("sales.csv", text);
    folder.json(&[
        "import",
        "purchases",
        file.to_str().unwrap(),
        "--history",
        "--json",
    ]);
    folder
}

fn report(folder: &Folder, arguments: &[&str]) -> Value {
    folder.json(&[&["report"], arguments, &["--json"]].concat())
}

#[test]
fn members_are_scored_named_and_followed() {
    let folder = base();
    let found = report(&folder, &["rfm", "--as-of", "2025-03-31", "--each"]);
    assert_eq!(
        (&found["members"], &found["no_purchase"]),
        (&json!(3), &json!(0))
    );
    let cells: u64 = found["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| cell["members"].as_u64().unwrap())
        .sum();
    assert_eq!(cells, 3);
    let clara = found["each"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["external_id"] == "clara")
        .unwrap();
    assert_eq!(
        (&clara["recency_days"], &clara["monetary"]),
        (&json!(20), &json!("40.00"))
    );
    let window = report(
        &folder,
        &["rfm", "--as-of", "2025-03-31", "--window", "30", "--each"],
    );
    let anna = window["each"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["external_id"] == "anna")
        .unwrap();
    assert_eq!(
        (&anna["frequency"], &anna["monetary"]),
        (&json!(0), &json!("0.00"))
    );
    let moves = report(
        &folder,
        &["rfm", "--as-of", "2025-03-31", "--since", "2025-01-31"],
    );
    let came: u64 = moves["moves"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|moved| moved["from"].is_null())
        .map(|moved| moved["members"].as_u64().unwrap())
        .sum();
    assert_eq!(came, 1);
    let nobody = report(&folder, &["rfm", "--as-of", "2024-12-31"]);
    assert_eq!(
        (&nobody["cells"], &nobody["no_purchase"]),
        (&json!([]), &json!(3))
    );
}

#[test]
fn members_of_the_map_are_saved_as_a_segment() {
    let folder = base();
    let rfm = ["rfm", "--as-of", "2025-03-31"];
    let whole = report(&folder, &rfm);
    let cell = &whole["cells"][0];
    let score = |axis: &str| cell[axis].to_string();
    let (r, f, m) = (score("r"), score("f"), score("m"));
    let of_cell = ["--r", &r, "--f", &f, "--m", &m];
    let told = report(&folder, &[&rfm[..], &of_cell, &["--each"]].concat());
    let save = ["--save-segment", "best", "--title", "Best of March"];
    let saved = report(&folder, &[&rfm[..], &of_cell, &save].concat());
    assert_eq!(
        (&saved["id"], &saved["members"]),
        (&json!("best"), &cell["members"])
    );
    let origin = saved["taken_from"].as_str().unwrap();
    assert!(origin.contains("2025-03-31"), "{origin}");
    assert_eq!(
        told["each"].as_array().unwrap().len(),
        usize::try_from(cell["members"].as_u64().unwrap()).unwrap()
    );
    let inside = report(&folder, &["kpi", "--segment", "best"]);
    assert_eq!(inside["all"]["revenue"], cell["revenue"]);
    let moved = ["--since", "2025-01-31", "--from", "none"];
    let came = ["--save-segment", "came"];
    let came = report(&folder, &[&rfm[..], &moved, &came].concat());
    assert_eq!(came["members"], 1, "Clara alone had not bought by then");
    for (wrong, what) in [
        (&["--save-segment", "best"][..], "best"),
        (&["--save-segment", "all", "--csv", "x.csv"], "--csv"),
        (&["--from", "loyal"], "--since"),
        (&["--r", "9", "--save-segment", "nine"], "r"),
    ] {
        let ran = folder.run(&[&["report"], &rfm[..], wrong].concat());
        assert_ne!(ran.code, 0, "{ran:?}");
        assert!(ran.stderr.contains(what), "{ran:?}");
    }
}

#[test]
fn figures_and_cohorts_come_out() {
    let folder = base();
    let found = report(&folder, &["kpi", "--by", "month"]);
    let rows = found["rows"].as_array().unwrap();
    let february = &rows[1];
    assert_eq!(
        (&february["period"], &february["buyers"]),
        (&json!("2025-02"), &json!(1))
    );
    assert_eq!(
        (&february["retention_rate"], &february["average_basket"]),
        (&json!(0.5), &json!("5.00"))
    );
    assert_eq!(rows[2]["identification"], json!(2.0 / 3.0));
    assert_eq!(found["all"]["revenue"], "66.00");
    assert_eq!(found["all"]["days_to_next_purchase"]["n"], 3);
    let found = report(&folder, &["cohorts", "--by", "month"]);
    assert_eq!(found["rows"][0]["active"], json!([2, 1, 1]));
    assert_eq!(
        found["rows"][0]["revenue"],
        json!(["15.50", "5.00", "5.50"])
    );
    let empty = report(&folder, &["kpi", "--from", "2030-01-01"]);
    assert_eq!(
        (&empty["rows"], &empty["all"]["average_basket"]),
        (&json!([]), &Value::Null)
    );
}

#[test]
fn figures_are_laid_beside_the_days_before() {
    let folder = base();
    let of_february = ["kpi", "--from", "2025-02-01", "--to", "2025-02-28"];
    let beside = [&of_february[..], &["--compare", "previous"]].concat();
    let compared = report(&folder, &beside)["compared"].clone();
    assert_eq!(
        (
            &compared["from"],
            &compared["to"],
            &compared["all"]["buyers"]
        ),
        (&json!("2025-01-04"), &json!("2025-01-31"), &json!(2))
    );
    let refused = |more: &[&str], right: &str| {
        let ran = folder.run(&[&["report"], &of_february[..], more].concat());
        assert!(ran.stderr.contains(right), "{ran:?}");
    };
    refused(&["--compare", "last"], "segment:ID");
    refused(&["--segment", "gone"], "no saved segment");
}

#[test]
fn weights_hours_and_what_comes_next_come_out() {
    let folder = base();
    let found = report(&folder, &["abc", "--of", "products", "--each"]);
    assert_eq!(
        found["each"][0],
        json!({"id": "cake", "name": null, "revenue": "40.00", "class": "A", "regularity": "Z"})
    );
    let found = report(&folder, &["hours"]);
    let purchases: i64 = found["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["purchases"].as_i64().unwrap())
        .sum();
    assert_eq!(purchases, 7);
    let found = report(&folder, &["next", "--basket", "jam", "--top", "1"]);
    assert_eq!(found["suggestions"][0]["sku"], "bread");
    assert_eq!(found["hit_rate"]["members"], 2);
    let ran = folder.run(&["report", "next", "--basket", "ham"]);
    assert!(
        ran.stderr.contains("`ham`, which no member has bought"),
        "{ran:?}"
    );
}

#[test]
fn too_little_is_told_instead_of_foretold() {
    let folder = base();
    let found = report(&folder, &["clv", "--calibration-end", "2025-03-31"]);
    assert_eq!(
        (&found["customers"], &found["bgnbd"]),
        (&json!(3), &Value::Null)
    );
    let shut = found["gates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|gate| gate["passed"] == false)
        .count();
    assert_eq!(shut, 3);
    let forced = report(
        &folder,
        &["clv", "--calibration-end", "2025-03-31", "--ungated"],
    );
    assert!(forced["bgnbd"]["log_likelihood"].as_f64().unwrap() < 0.0);
    for wrong in [
        &["rfm", "--bins", "1"][..],
        &["kpi", "--by", "decade"],
        &["clv", "--horizon", "0"],
    ] {
        let ran = folder.run(&[&["report"], wrong].concat());
        assert_ne!(ran.code, 0, "{ran:?}");
    }
}

#[test]
fn a_shop_may_set_its_own_bounds() {
    let folder = base();
    let bounds = |recency: &'static str| {
        let own = [
            "--method",
            "thresholds",
            "--recency",
            recency,
            "--frequency",
            "2,3",
            "--monetary",
            "10,30",
        ];
        [&["rfm", "--as-of", "2025-03-31"][..], &own].concat()
    };
    let found = report(&folder, &bounds("60,21"));
    assert_eq!(
        (&found["bins"], &found["method"]),
        (&json!(3), &json!("thresholds"))
    );
    // Clara: 20 days ago, once, 40.00; Boris: 21 days ago, twice, 11.00; Anna: 56 days ago, three times, 15.00.
    // Names are of five bins.
    let cell = |r, f, m, revenue: &str| json!({"r": r, "f": f, "m": m, "members": 1, "revenue": revenue, "name": null});
    assert_eq!(
        found["cells"],
        json!([
            cell(3, 2, 2, "11.00"),
            cell(3, 1, 3, "40.00"),
            cell(2, 3, 2, "15.00")
        ])
    );
    for wrong in ["21,60", "60"] {
        let ran = folder.run(&[&["report"], &bounds(wrong)[..]].concat());
        assert!(ran.stderr.contains("recency"), "{ran:?}");
    }
}

#[test]
fn what_members_say_comes_out_also_where_nobody_said_anything() {
    let folder = base();
    let found = report(&folder, &["opinions", "--of", "csat"]);
    assert_eq!(
        (&found["of"], &found["event"], &found["rows"]),
        (&json!("csat"), &json!("csat"), &json!([]))
    );
    assert_eq!(found["all"]["answers"], 0);
    let table = folder.run(&["report", "opinions"]);
    assert!(table.stdout.contains("NPS"), "{table:?}");
    let wrong = folder.run(&["report", "opinions", "--of", "love"]);
    assert!(wrong.stderr.contains("nps, csat or ces"), "{wrong:?}");
}

#[test]
fn what_the_program_did_comes_out() {
    let folder = base();
    let found = report(
        &folder,
        &["program", "--from", "2025-01-01", "--to", "2025-03-31"],
    );
    let (february, all) = (&found["rows"][1], &found["all"]);
    assert_eq!(
        (&february["period"], &february["engaged"], &all["engaged"]),
        (&json!("2025-02"), &json!(1), &json!(3))
    );
    assert_eq!(
        (&all["units"][0]["issued"], &all["units"][0]["breakage"]),
        (&json!("0"), &Value::Null)
    );
    assert_eq!(all["units"][0]["liability"], Value::Null);
    let told = folder.run(&["report", "program", "--by", "quarter"]).stdout;
    assert!(told.contains("2025-Q1"), "{told}");
}

#[test]
fn identified_receipts_and_the_way_to_the_second_purchase_come_out() {
    let folder = base();
    let found = report(&folder, &["identification", "--by", "day"]);
    assert_eq!(
        (&found["all"]["receipts"], &found["all"]["identified"]),
        (&json!(7), &json!(6))
    );
    let last = found["rows"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["day"], &last["identification"]),
        (&json!("2025-03-12"), &json!(0.0))
    );
    let funnel = report(&folder, &["funnel"]);
    let import = &funnel["rows"][0];
    assert_eq!(
        (
            &import["name"],
            &import["joined"],
            &import["first"],
            &import["second"]
        ),
        (&json!("import"), &json!(3), &json!(3), &json!(2))
    );
    let told = folder.run(&["report", "identification"]).stdout;
    assert!(told.contains("85.7%"), "{told}");
    let told = folder.run(&["report", "funnel", "--by", "store"]).stdout;
    assert!(told.contains("66.7%"), "{told}");
}

#[test]
fn a_report_is_written_as_csv_and_as_a_workbook() {
    let folder = base();
    let (csv, xlsx) = (folder.path("kpi.csv"), folder.path("kpi.xlsx"));
    let (csv, xlsx) = (csv.to_str().unwrap(), xlsx.to_str().unwrap());
    let told = folder.run(&[
        "report",
        "kpi",
        "--csv",
        csv,
        "--xlsx",
        xlsx,
        "--language",
        "ru",
    ]);
    assert_eq!((told.code, told.stdout), (0, format!("{csv}\n{xlsx}\n")));
    let text = std::fs::read_to_string(csv).unwrap();
    assert!(text.contains("Период,Покупатели"), "{text}");
    assert!(text.contains("\r\n2025-02,1,"), "{text}");
    let book = String::from_utf8_lossy(&std::fs::read(xlsx).unwrap()).into_owned();
    assert!(book.starts_with("PK") && book.contains("<v>66.00</v>"));
    let lost = folder.run(&["report", "kpi", "--csv", "/nowhere/at/all.csv"]);
    assert_eq!(lost.code, 4, "{}", lost.stderr);
}
