//! What is seen of processes from outside: their metrics, and statements that take long.

use std::process::Command;

use crate::shop::{Server, Shop, metrics, purchase};

const GUIDE: &str = include_str!("../../../../docs/guides/operate.md");

/// A figure of the one lease of a process, as it is written.
fn count(server: &Server, name: &str) -> String {
    let lease = format!("{name}{{lease=\"maintenance\"}} ");
    let text = metrics(server);
    let line = text.lines().find_map(|line| line.strip_prefix(&lease));
    let line = line.unwrap_or_else(|| panic!("no {name}:\n{text}"));
    line.to_owned()
}

#[test]
fn every_metric_of_the_guide_is_told() {
    let shop = Shop::with("burger-heroes.yaml");
    let server = shop.serve("a");
    shop.register(&server);
    assert_eq!(shop.post(&server, "/v1/purchases", &purchase("p-1")).0, 201);
    let told = metrics(&server);
    let (_, table) = GUIDE.split_once("## Metrics").unwrap();
    let (table, _) = table.split_once("## Alerts").unwrap();
    let names = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let names: Vec<&str> = names.filter_map(|row| row.split('`').next()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(told.contains(&format!("# TYPE {name} ")), "{name}:\n{told}");
    }
}

#[test]
fn who_leads_is_seen_and_that_another_took_over() {
    let shop = Shop::new();
    let first = shop.serve("a");
    while count(&first, "lease_held_seconds") == "0" {}
    let left: f64 = count(&first, "lease_left_seconds").parse().unwrap();
    assert!(left > 0.0 && left <= 15.0, "{left}");
    assert_eq!(count(&first, "lease_takeovers_total"), "1");

    let second = shop.serve("b");
    assert_eq!(count(&second, "lease_held_seconds"), "0");
    assert_eq!(count(&second, "lease_takeovers_total"), "0");
    first.ask_to_stop();
    first.ended();
    while count(&second, "lease_held_seconds") == "0" {}
    assert_eq!(count(&second, "lease_takeovers_total"), "1");
}

#[test]
fn statements_that_take_long_are_logged_with_their_names() {
    let shop = Shop::new();
    let mut serve = Command::new(env!("CARGO_BIN_EXE_regulars"));
    // It reads what it serves, then finds that it cannot listen.
    serve.args(["serve", "--listen", "256.0.0.1:1", "--log-slow-ms", "0"]);
    serve.args(["--database", shop.database(), "--data"]);
    let output = serve.arg(shop.folder().join("a")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("a statement took long"), "{told}");
    assert!(told.contains(r#""statement":"META_GET""#), "{told}");
}
