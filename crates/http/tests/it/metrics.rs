//! What the server counts, and the dashboard and the guide that show it.

use std::collections::BTreeSet;

use crate::caller::{burger, burgers, with};
use serde_json::{Value, json};

const DASHBOARD: &str = include_str!("../../../../docs/operate/grafana.json");
const GUIDE: &str = include_str!("../../../../docs/guides/operate.md");

/// The names that `/metrics` tells, with the kind of each.
fn told() -> BTreeSet<String> {
    let server = burgers();
    let purchase = with(burger(), json!({"id": "receipt-1"}));
    let answer = server.post("/v1/purchases", &purchase);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let text = server.get("/metrics").text;
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let names = types.filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

/// Every name of ours in a query, without what a histogram adds to it.
fn named(query: &str) -> BTreeSet<String> {
    let words = query.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let ours = ["http_", "store_", "jobs_", "journal_", "lease_", "columns_"];
    let ours = words.filter(|word| ours.iter().any(|start| word.starts_with(start)));
    let bare = ours.map(|word| {
        let ends = ["_bucket", "_sum", "_count"];
        let end = ends.iter().find_map(|end| word.strip_suffix(end));
        end.unwrap_or(word).to_owned()
    });
    bare.collect()
}

#[test]
fn the_dashboard_and_the_guide_show_what_the_server_counts_and_nothing_else() {
    let told = told();
    let dashboard: Value = serde_json::from_str(DASHBOARD).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let targets = panels
        .iter()
        .flat_map(|panel| panel["targets"].as_array().unwrap());
    let shown: BTreeSet<_> = targets
        .flat_map(|target| named(target["expr"].as_str().unwrap()))
        .collect();
    assert_eq!(shown, told, "the dashboard");
    let rows = GUIDE.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows = rows.flat_map(|row| named(row.split('`').next().unwrap()));
    assert_eq!(rows.collect::<BTreeSet<_>>(), told, "the guide");
}
