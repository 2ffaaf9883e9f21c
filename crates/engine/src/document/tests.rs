//! Documents: exact scalars, precise problems, stated limits.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(
    deny_unknown_fields,
    expecting = "a rule, like { id: base, rate: 5% } ¦ правило, например `{ id: base, rate: 5% }`"
)]
struct Rule {
    id: String,
    rate: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    times: u32,
    #[serde(default)]
    stop: bool,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Life,
    Event(String),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Rules {
    rules: Vec<Rule>,
}

#[test]
fn scalars_keep_their_own_text() {
    let read = |text: &str| super::read::<BTreeMap<String, String>>(text).unwrap();
    let map = read(
        "a: 400.00\nb: 1e400\nc: 0.1000000000000000000001\nd: 05\ne: 2026-03-01\nf: true\ng: \"x\"\n",
    );
    let values: Vec<&str> = map.values().map(String::as_str).collect();
    assert_eq!(
        values,
        [
            "400.00",
            "1e400",
            "0.1000000000000000000001",
            "05",
            "2026-03-01",
            "true",
            "x"
        ]
    );
    assert_eq!(read(r#"{"a": 400.00, "b": "x\u0041"}"#)["a"], "400.00");
}

#[test]
fn types_that_ask_get_numbers_words_and_flags() {
    let rule = |text: &str| super::read::<Rule>(text).unwrap();
    assert_eq!(rule("{ id: a, times: 3, stop: true, kind: life }").times, 3);
    assert_eq!(
        rule("{ id: a, kind: { event: check_in } }").kind,
        Some(Kind::Event("check_in".into()))
    );
    assert_eq!(rule("id: a\nrate:\n").rate, None);
}

fn check(text: &str, expected: &[&str]) {
    let problems = super::read::<Rules>(text).unwrap_err();
    let said: Vec<String> = problems.iter().map(crate::program::told).collect();
    assert_eq!(said, expected, "in\n{text}");
}

#[test]
fn problems_name_line_path_and_remedy() {
    check(
        "rules:\n  - id: a\n    rat: 5%\n",
        &["line 3: rules[0].rat: there is no field `rat` here; did you mean `rate`?"],
    );
    check(
        "rules:\n  - rate: 5%\n",
        &["line 2: rules[0]: `id` is missing"],
    );
    check(
        "rules:\n  - base\n",
        &["line 2: rules[0]: `base` cannot stand here; write a rule, like { id: base, rate: 5% }"],
    );
    check(
        "rules: [{ id: a, times: many }]",
        &["line 1: rules[0].times: `many` cannot stand here; write a whole number"],
    );
    check(
        "rules: [{ id: a, stop: maybe }]",
        &["line 1: rules[0].stop: `maybe` cannot stand here; write true or false"],
    );
    check(
        "rules: [{ id: a, kind: live }]",
        &["line 1: rules[0].kind: `live` is not known here; did you mean `life`?"],
    );
    check(
        "rules: [{ id: a, kind: event }]",
        &["line 1: rules[0].kind: `event` needs something to go with it: { event: … }"],
    );
    check(
        "rules: 5",
        &["line 1: rules: `5` cannot stand here; write a list, like [a, b]"],
    );
    check(
        "rules:\n  - id: a\n    id: b\n    rate: 1%\n    rate: 2%\n",
        &[
            "line 3: rules[0].id: `id` is given twice; keep one of them",
            "line 5: rules[0].rate: `rate` is given twice; keep one of them",
        ],
    );
}

#[test]
fn what_is_no_plain_document_is_refused() {
    let first = |text: &str| crate::program::told(&Document::scan(text).unwrap_err()[0]);
    assert!(first("").contains("empty"));
    assert!(first("a: 1\n---\nb: 2\n").contains("second document"));
    assert!(first("a: &x 1\nb: *x\n").contains("anchors"));
    assert!(first("a: !!float 1\n").contains("tags"));
    assert!(first("a: [1, 2\n").contains("not readable"));
    assert!(first("? [a]\n: b\n").contains("key must be a word"));
    let deep = format!("{}{}", "[".repeat(DEPTH_MAX + 1), "]".repeat(DEPTH_MAX + 1));
    assert!(first(&deep).contains("within one another"));
    assert!(first(&format!("[{}]", "1,".repeat(VALUES_MAX))).contains("values"));
    assert!(first(&" ".repeat(TEXT_MAX + 1)).contains("bytes"));
}

#[test]
fn paths_lead_to_lines() {
    let text = "a:\n  - b.c:\n      d: 1\n    b: 2\n";
    let document = Document::scan(text).unwrap();
    let line = |path: &str| locate::line(&document.root, path);
    assert_eq!(line("a[0].b.c.d"), Some(3));
    assert_eq!(line("a[0].b"), Some(4));
    assert_eq!(line("a[0].b.x"), Some(4));
    assert_eq!(line("nowhere"), Some(1));
    assert_eq!(line(""), None);
}

proptest! {
    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,200}") {
        let _ = super::read::<Rules>(&text);
    }

    #[test]
    fn no_near_document_brings_it_down(text in "[\\[\\]{}:,\\-? \n\"'|>&*!%@#a-c0-9]{0,120}") {
        let _ = super::read::<Rules>(&text);
    }
}
