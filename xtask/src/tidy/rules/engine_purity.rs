//! The engine does no I/O, reads no clock, starts no thread, uses no float and no hash order.

use super::{Finding, Rule, Tree};
use crate::tidy::rust::names;

/// What the engine's own code never names, and what to do instead.
const FORBIDDEN: &[(&str, &str)] = &[
    ("std::env", "take configuration as a parameter"),
    ("std::fs", "let the caller read and pass the text"),
    ("std::net", "let the caller fetch and pass the facts"),
    ("std::process", "return a value or an error"),
    ("std::thread", "leave threads to the caller"),
    ("std::time", "take the instant as a parameter"),
    ("async", "load before deciding, commit after"),
    ("f32", "count in integer minor units"),
    ("f64", "count in integer minor units"),
    (
        "HashMap",
        "use BTreeMap: a hash order would reach the decision sooner or later",
    ),
    (
        "HashSet",
        "use BTreeSet: a hash order would reach the decision sooner or later",
    ),
];

/// serde's macro lists the types it passes on, floats among them.
const PASSES_ON: &str = "forward_to_deserialize_any!";

pub const RULE: Rule = Rule {
    name: "engine purity",
    reason: "the same input must give the same decision on every machine and for ever: \
             replay, explanation and simulation stand on it",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let engine = tree
        .rust()
        .filter(|(file, _)| file.path.starts_with("crates/engine/src/"));
    let mut findings = Vec::new();
    for (file, source) in engine.filter(|(file, _)| !file.is_test()) {
        let lines = source.production_code();
        for (at, line) in lines.filter(|(_, line)| !line.contains(PASSES_ON)) {
            for (name, instead) in FORBIDDEN.iter().filter(|(name, _)| names(line, name)) {
                findings.push(Finding::at(&file.path, at, format!("`{name}`: {instead}")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    const CODE: &str = "use std::fs;\n// f64 in a comment\nfn a(x: f64) {}\n";

    #[test]
    fn the_engine_stays_pure() {
        check(
            &RULE,
            &[("crates/engine/src/a.rs", CODE)],
            &[
                "crates/engine/src/a.rs:1: `std::fs`: let the caller read and pass the text",
                "crates/engine/src/a.rs:3: `f64`: count in integer minor units",
            ],
        );
    }

    #[test]
    fn a_type_that_serde_passes_on_is_no_use_of_it() {
        let code = "forward_to_deserialize_any! { f64 bytes }\n";
        check(&RULE, &[("crates/engine/src/a.rs", code)], &[]);
    }

    #[test]
    fn tests_and_other_crates_are_free() {
        check(&RULE, &[("crates/store/src/a.rs", CODE)], &[]);
        check(&RULE, &[("crates/engine/tests/a.rs", CODE)], &[]);
        let inline = format!("#[cfg(test)]\nmod tests {{ {CODE} }}");
        check(&RULE, &[("crates/engine/src/a.rs", &inline)], &[]);
    }
}
