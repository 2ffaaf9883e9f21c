//! Reports on histories of real shops against figures made with other tools.

use serde_json::{Value, json};

use crate::binary::{Folder, regulars, run};
use crate::real_data::{CDNOW, CDNOW_MAP, RETAIL, RETAIL_MAP, import, real};

fn report(folder: &Folder, arguments: &[&str]) -> Value {
    folder.json(&[&["report"], arguments, &["--json"]].concat())
}

fn number(value: &Value) -> f64 {
    let parsed = value.as_f64().or_else(|| value.as_str()?.parse().ok());
    assert!(parsed.is_some(), "{value} is no number");
    parsed.unwrap()
}

/// A figure within a share of what is expected.
fn check_near(found: &Value, expected: &Value, tolerance: f64) {
    let (found, expected) = (number(found), number(expected));
    let distance = (found - expected).abs();
    assert!(
        distance <= tolerance * expected.abs().max(1.0),
        "{found} for {expected}"
    );
}

/// Cells of recency 5 and the bounds of every score, money in so many parts of the reference's unit.
fn check_rfm(folder: &Folder, figures: &Value, parts: f64) {
    let expected = &figures["rfm"];
    let as_of = expected["as_of"].as_str().unwrap();
    let found = report(
        folder,
        &[
            "rfm", "--as-of", as_of, "--bins", "5", "--method", "ntile", "--each",
        ],
    );
    assert_eq!(found["members"], expected["customers"]);
    for (cell, members) in expected["cells_with_R5"].as_object().unwrap() {
        let digit = |place: usize| json!(cell[place..=place].parse::<u8>().unwrap());
        let row = found["cells"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| (&row["r"], &row["f"], &row["m"]) == (&digit(0), &digit(1), &digit(2)));
        let here = row.map_or(json!(0), |row| row["members"].clone());
        assert_eq!(&here, members, "cell {cell}");
    }
    for row in found["scores"].as_array().unwrap() {
        let axis = row["axis"].as_str().unwrap().to_uppercase();
        let bounds = &expected["score_bounds"][&axis][&row["score"].to_string()];
        assert_eq!(row["members"], bounds["customers"], "{row}");
        let scale = if axis == "M" { parts } else { 1.0 };
        for end in ["min", "max"] {
            // Prices in tenths of a penny are rounded once when they come in.
            let distance = number(&row[end]) * scale - number(&bounds[end]);
            assert!(distance.abs() <= 10.0, "{row} for {bounds}");
        }
    }
    for example in expected["examples"].as_array().unwrap() {
        let row = example_row(&found, example);
        assert_eq!(row["recency_days"], example["recency_days"], "{row}");
        assert_eq!(row["frequency"], example["frequency"], "{row}");
        let score = format!("{}{}{}", row["r"], row["f"], row["m"]);
        assert_eq!(example["score"], score, "{row}");
    }
}

fn example_row<'f>(found: &'f Value, example: &Value) -> &'f Value {
    let ids = [
        &example["master_id"],
        &example["customer_id"],
        &example["id"],
    ];
    let mut rows = found["each"].as_array().unwrap().iter();
    rows.find(|row| ids.contains(&&row["external_id"])).unwrap()
}

fn check_cohorts(folder: &Folder, expected: &Value, field: &str, tolerance: f64) {
    let found = report(folder, &["cohorts", "--by", "month"]);
    for (cohort, values) in expected.as_object().unwrap() {
        let mut rows = found["rows"].as_array().unwrap().iter();
        let row = rows.find(|row| row["cohort"] == cohort.as_str()).unwrap();
        let (found, expected) = (row[field].as_array().unwrap(), values.as_array().unwrap());
        assert_eq!(found.len(), expected.len(), "{cohort}");
        for (found, expected) in found.iter().zip(expected) {
            check_near(found, expected, tolerance);
        }
    }
}

#[test]
fn cdnow_is_scored_and_foretold_as_published() {
    let Some((file, figures)) = real(CDNOW) else {
        return;
    };
    let folder = Folder::new();
    folder.publish("beauty-insider.yaml");
    // Examples are known by the short id.
    import(
        &folder,
        &file,
        &CDNOW_MAP.replace("master_id", "sample_id"),
        &["--history"],
    );
    check_rfm(&folder, &figures, 100.0);
    check_cohorts(
        &folder,
        &figures["cohort_customers_by_month"],
        "active",
        0.0,
    );

    let arguments = ["clv", "--calibration-end", "1997-09-30", "--model", "bgnbd"];
    let found = report(
        &folder,
        &[&arguments[..], &["--discount", "0.15", "--each"]].concat(),
    );
    assert_eq!(found["customers"], figures["bgnbd"]["customers"]);
    assert_eq!(
        found["gamma_gamma"]["customers"],
        figures["gamma_gamma"]["customers"]
    );
    for (model, parameters) in [
        ("bgnbd", &["r", "alpha", "a", "b"][..]),
        ("gamma_gamma", &["p", "q", "v", "population_mean"]),
    ] {
        for parameter in parameters {
            check_near(&found[model][parameter], &figures[model][parameter], 0.005);
        }
        let log = "log_likelihood";
        let distance = number(&found[model][log]) - number(&figures[model][log]);
        assert!(distance.abs() < 0.01, "{model}: {distance}");
        assert_eq!(found[model]["settled"], true);
    }
    let held = &figures["holdout_totals"];
    assert_eq!(found["holdout"]["actual"], held["actual_repeat_purchases"]);
    check_near(
        &found["holdout"]["expected"],
        &held["expected_repeat_purchases"],
        0.001,
    );
    let plain = report(&folder, &[&arguments[..], &["--each"]].concat());
    for example in figures["customers_examples"].as_array().unwrap() {
        let row = example_row(&plain, example);
        check_near(&row["alive"], &example["p_alive"], 0.001);
        check_near(&row["purchases"], &example["expected_repeats_52w"], 0.002);
        check_near(&row["spend"], &example["expected_average_value"], 0.002);
        check_near(&row["value"], &example["clv_52w_undiscounted"], 0.003);
        let later = example_row(&found, example);
        check_near(&later["value"], &example["clv_52w_discounted"], 0.003);
    }
    // Published by the package lifetimes for the same members.
    let modified = &found["mbgnbd"];
    for (parameter, expected) in [("r", 0.525), ("alpha", 6.183), ("a", 0.891), ("b", 1.614)] {
        check_near(&modified[parameter], &json!(expected), 0.01);
    }
}

#[test]
fn online_retail_has_the_figures_published() {
    let Some((file, figures)) = real(RETAIL) else {
        return;
    };
    let folder = Folder::new();
    folder.publish("beauty-insider.yaml");
    import(&folder, &file, RETAIL_MAP, &["--history"]);
    check_rfm(&folder, &figures, 1_000.0);
    check_cohorts(&folder, &figures["cohort_customers"], "active", 0.0);
    check_cohorts(&folder, &figures["cohort_revenue"], "revenue", 1e-6);
    let found = report(&folder, &["kpi", "--by", "month"]);
    for (row, month) in found["rows"]
        .as_array()
        .unwrap()
        .iter()
        .zip(figures["monthly"].as_array().unwrap())
    {
        check_month(row, month);
    }
    let (all, valid) = (&found["all"], &figures["valid_sales"]);
    for (ours, theirs) in [
        ("buyers", "customers"),
        ("purchases", "invoices"),
        ("repeat_buyers", "customers_with_2plus_invoices"),
    ] {
        assert_eq!(all[ours], valid[theirs], "{ours}");
    }
    check_near(&all["revenue"], &valid["revenue"], 1e-8);
    check_near(&all["repeat_rate"], &valid["repeat_purchase_rate"], 1e-9);
    check_near(
        &all["purchase_frequency"],
        &valid["mean_invoices_per_customer"],
        1e-9,
    );
    check_gaps(
        &all["days_to_next_purchase"],
        &figures["days_between_purchases_all"],
    );
}

#[test]
fn the_airport_is_recommended_as_computed() {
    let Some((file, figures)) = real("sfo_nps_2017/sfo_nps_2017.csv.gz") else {
        return;
    };
    let asked = ["--answer", "NETPRO", "--by", "AGE", "--json"];
    let ran = run(regulars()
        .args(["report", "nps", "--file"])
        .arg(file)
        .args(asked));
    let found = ran.json();
    for (ours, theirs) in [
        ("rows", "respondents"),
        ("answers", "answered"),
        ("promoters", "promoters"),
        ("passives", "passives"),
        ("detractors", "detractors"),
    ] {
        assert_eq!(found[ours], figures[theirs], "{ours}");
    }
    check_near(&found["nps"], &figures["nps"], 1e-9);
    check_near(&found["standard_error"], &figures["standard_error"], 1e-9);
    check_near(&found["ci"][0], &figures["ci95"][0], 1e-9);
    check_near(&found["ci"][1], &figures["ci95"][1], 1e-9);
    check_near(&found["mean"], &figures["mean_score"], 1e-9);
    for (age, expected) in figures["by_age_code"].as_object().unwrap() {
        let mut parts = found["by"].as_array().unwrap().iter();
        let part = parts.find(|part| part["value"] == age.as_str()).unwrap();
        assert_eq!(part["answers"], expected["answered"], "{age}");
        check_near(&part["nps"], &expected["nps"], 1e-9);
    }
}

fn check_month(row: &Value, month: &Value) {
    assert_eq!(row["period"], month["month"]);
    for (ours, theirs) in [
        ("buyers", "active_customers"),
        ("new_buyers", "new_customers"),
        ("returning_buyers", "returning_customers"),
        ("purchases", "invoices"),
        ("repeat_buyers", "customers_with_2plus_invoices_in_month"),
    ] {
        assert_eq!(row[ours], month[theirs], "{ours} of {}", row["period"]);
    }
    for (ours, theirs, tolerance) in [
        ("revenue", "revenue", 1e-7),
        ("average_basket", "average_cheque", 2e-5),
        ("revenue_per_buyer", "revenue_per_active_customer", 2e-5),
        ("repeat_rate", "repeat_rate_in_month", 1e-9),
        ("returning_share", "returning_share", 1e-9),
        ("retained_buyers", "retained_from_previous_month", 0.0),
        ("retention_rate", "retention_rate", 1e-9),
        ("churn_rate", "churn_rate", 1e-9),
    ] {
        match month.get(theirs) {
            Some(expected) => check_near(&row[ours], expected, tolerance),
            None => assert!(row[ours].is_null(), "{ours} of {}", row["period"]),
        }
    }
    check_gaps(
        &row["days_to_next_purchase"],
        &month["days_between_purchases"],
    );
}

fn check_gaps(found: &Value, expected: &Value) {
    for (name, value) in expected.as_object().unwrap() {
        check_near(&found[name], value, 1e-9);
    }
}
