//! Histories of real shops, kept beside the checkout and never inside it, against figures made with other tools.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::binary::{Folder, regulars, run};

pub const CDNOW: &str = "cdnow_sample/cdnow_sample.csv.gz";
pub const CDNOW_MAP: &str = "member=master_id,at=date,amount=amount";
pub const RETAIL: &str = "online_retail_2009_2010/online_retail_2009_2010.csv.gz";
pub const RETAIL_MAP: &str = "id=invoice,at=invoice_date,member=customer_id,sku=stock_code,name=description,\
    quantity=quantity,price=unit_price,store=country";

/// A program in pounds, by which the shop could have given points.
const POUNDS: &str = "\
program: { id: gifts, name: { en: Gifts, ru: Подарки }, currency: GBP, time_zone: Europe/London }
units:
  points: { name: { en: points, ru: баллы }, value: { points: 100, money: 1.00 }, expire: { after: 365d } }
activities:
  - { id: welcome, on: registered, award: { points: 50 } }
earn:
  - { id: base, rate: 1 per 1.00 }
";

/// A file and the figures to reach; `None`, said aloud, on a machine without them.
#[expect(
    clippy::print_stderr,
    reason = "a check that did not run is told, not hidden"
)]
pub fn real(name: &str) -> Option<(PathBuf, Value)> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let Some(file) = folders
        .map(|folder| folder.join("shared/data").join(name))
        .find(|file| file.exists())
    else {
        eprintln!("NOT RUN: there is no shared/data/{name} beside the checkout");
        return None;
    };
    let figures = std::fs::read_to_string(file.with_file_name("reference.json")).unwrap();
    Some((file, serde_json::from_str(&figures).unwrap()))
}

pub fn import(folder: &Folder, file: &Path, map: &str, more: &[&str]) -> Value {
    let arguments = [
        "import",
        "purchases",
        file.to_str().unwrap(),
        "--map",
        map,
        "--json",
    ];
    folder.json(&[&arguments[..], more].concat())
}

#[test]
fn cdnow_comes_out_as_published() {
    let Some((file, figures)) = real(CDNOW) else {
        return;
    };
    let totals = &figures["import_totals"];
    for more in [&["--history"][..], &[]] {
        let folder = Folder::new();
        folder.publish("beauty-insider.yaml");
        let report = import(&folder, &file, CDNOW_MAP, more);
        assert_eq!(report["rows"], totals["rows"]);
        assert_eq!(report["members"], totals["customers"]);
        assert_eq!(report["purchases"], totals["distinct_customer_dates"]);
        assert_eq!(report["money"]["identified"], totals["sum_amount"]);
        assert_eq!(report["refused"], 0);
        let before = folder.check();
        let again = import(&folder, &file, CDNOW_MAP, more);
        assert_eq!(
            (&again["imported"], &again["unchanged"]),
            (&json!(0), &totals["rows"])
        );
        assert_eq!(folder.check(), before);
    }
}

/// What reading Online Retail must give, with effects or without.
fn check_retail(report: &Value, figures: &Value) {
    let (totals, valid) = (&figures["import_totals"], &figures["valid_sales"]);
    let (money, rules) = (&report["money"], &report["rules"]);
    assert_eq!(report["rows"], totals["rows"]);
    assert_eq!(report["members"], totals["distinct_customers"]);
    assert_eq!(
        (&money["buyers"], &money["identified_purchases"]),
        (&valid["customers"], &valid["invoices"])
    );
    // 14 lines of members have prices in tenths of a penny; each is rounded once.
    let exact = valid["revenue"].as_str().unwrap();
    assert_eq!(
        (exact, &money["identified"], &money["rounding"]),
        ("8832003.274", &json!("8832003.26"), &json!("-0.014"))
    );
    assert_eq!(rules["duplicate_rows"], totals["exact_duplicate_rows"]);
    let count = |rule: &str| rules[rule].as_u64().unwrap();
    let total = |name: &str| totals[name].as_u64().unwrap();
    // One row of a cancellation has a quantity above zero.
    assert_eq!(
        count("unlinked_returns") + count("positive_in_cancellation"),
        total("cancellation_rows")
    );
    assert_eq!(
        report["returns"].as_u64().unwrap() + 1,
        total("cancellation_invoices")
    );
    assert_eq!(
        count("unlinked_returns") + count("corrections"),
        total("rows_negative_quantity")
    );
    assert_eq!(
        count("corrections") + count("nothing_sold") + count("gifts"),
        total("rows_zero_price")
    );
    assert_eq!(
        count("bad_debts") + count("negative_prices"),
        total("rows_negative_price")
    );
    assert_eq!(count("spread_over_times"), 41);
    let refused = [
        "corrections",
        "nothing_sold",
        "bad_debts",
        "negative_prices",
        "positive_in_cancellation",
    ];
    assert_eq!(
        report["refused"].as_u64().unwrap(),
        refused.map(count).iter().sum::<u64>()
    );
}

#[test]
fn online_retail_comes_out_as_published_as_history() {
    let Some((file, figures)) = real(RETAIL) else {
        return;
    };
    let folder = Folder::new();
    let report = import(&folder, &file, RETAIL_MAP, &["--history"]);
    check_retail(&report, &figures);
    let verified = folder.check();
    assert_eq!(
        (&verified["purchases"], &verified["postings"]),
        (&report["purchases"], &json!(0))
    );
    let again = import(&folder, &file, RETAIL_MAP, &["--history"]);
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&json!(0), &report["imported"])
    );
    assert_eq!(folder.check(), verified);
}

#[test]
fn online_retail_comes_out_as_published_with_effects() {
    let Some((file, figures)) = real(RETAIL) else {
        return;
    };
    let folder = Folder::new();
    let program = folder.file("gifts.yaml", POUNDS);
    assert_eq!(
        folder
            .run(&["program", "publish", program.to_str().unwrap()])
            .code,
        0
    );
    let report = import(&folder, &file, RETAIL_MAP, &[]);
    check_retail(&report, &figures);
    let verified = folder.check();
    assert!(
        verified["postings"].as_u64().unwrap() > 19_213,
        "{verified}"
    );
    let again = import(&folder, &file, RETAIL_MAP, &[]);
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&json!(0), &report["imported"])
    );
    assert_eq!(folder.check(), verified);
}

const CATS: &str = "cookie_cats/cookie_cats.csv.gz";

/// Compares the arms of the game, each file told in its own words.
fn cats(file: &Path, metric: &str, kind: &str) -> Value {
    let arguments = ["experiment", "analyse", "--json", "--file"];
    let told = ["--arm", "version", "--control", "gate_30"];
    let asked = ["--metric", metric, "--kind", kind];
    let ran = run(regulars().args(arguments).arg(file).args(told).args(asked));
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.json()
}

/// A figure to nine digits.
fn check_near(found: &Value, expected: &Value) {
    let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
    let distance = (found - expected).abs();
    assert!(distance <= 1e-9 * expected.abs(), "{found} for {expected}");
}

#[test]
fn cookie_cats_comes_out_as_published() {
    let Some((file, figures)) = real(CATS) else {
        return;
    };
    for (metric, kind, rate, p, interval) in [
        (
            "retention_1",
            "proportion",
            "rate",
            "p_value_two_sided",
            "ci95_newcombe",
        ),
        (
            "sum_gamerounds",
            "mean",
            "mean",
            "p_value_two_sided",
            "ci95",
        ),
    ] {
        let (found, expected) = (cats(&file, metric, kind), &figures[metric]);
        let arm = &found["arms"][0];
        assert_eq!(arm["arm"], figures["treated"]);
        assert_eq!(found["control"]["n"], expected["control"]["n"]);
        assert_eq!(arm["n"], expected["treated"]["n"]);
        check_near(&found["control"]["mean"], &expected["control"][rate]);
        check_near(&arm["mean"], &expected["treated"][rate]);
        check_near(&arm["diff"], &expected["absolute_lift"]);
        check_near(&arm["lift"], &expected["relative_lift"]);
        check_near(&arm["p"], &expected[p]);
        check_near(&arm["ci"][0], &expected[interval][0]);
        check_near(&arm["ci"][1], &expected[interval][1]);
        check_near(&found["srm_p"], &figures["srm"]["p_value"]);
    }
}
