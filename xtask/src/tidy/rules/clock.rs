//! The clock is read in one file.

use super::{Finding, Rule, Tree};
use crate::tidy::rust::names;

const CALLS: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
];

/// The product's clock; the store, the chores and the fault suite, which measure how long things take.
const HOMES: &[&str] = &[
    "crates/app/src/clock.rs",
    "crates/faults/src/time.rs",
    "crates/store/src/measure.rs",
    "xtask/src/",
];

pub const RULE: Rule = Rule {
    name: "clock",
    reason: "a program that asks for the time anywhere cannot be tested at any time; \
             take an instant, or the clock of crates/app/src/clock.rs",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.rust().filter(|(file, _)| !file.is_test());
    let bound = sources.filter(|(file, _)| HOMES.iter().all(|home| !file.path.starts_with(home)));
    let mut findings = Vec::new();
    for (file, source) in bound {
        for (at, line) in source.production_code() {
            for call in CALLS.iter().filter(|call| names(line, call)) {
                findings.push(Finding::at(
                    &file.path,
                    at,
                    format!("`{call}` outside the clock"),
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn the_clock_is_read_at_home_only() {
        let code = "//! Never call Instant::now.\nlet at = jiff::Timestamp::now();\n";
        check(&RULE, &[("crates/app/src/clock.rs", code)], &[]);
        check(
            &RULE,
            &[("crates/app/src/quote/make.rs", code)],
            &["crates/app/src/quote/make.rs:2: `Timestamp::now` outside the clock"],
        );
    }
}
