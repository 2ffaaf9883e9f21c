//! The rules. Each file is one rule; adding one is a file and a line in the list below.

mod changelog;
mod clock;
mod crate_direction;
mod crate_homes;
mod decisions;
mod dependencies;
mod engine_purity;
mod file_length;
mod function_length;
mod ignored_tests;
mod links;
mod machine_paths;
mod manifests;
mod markers;
mod migrations;
mod queries;
mod titles;

pub use file_length::long_files;

use super::{Finding, Tree};

/// One rule of the house.
pub struct Rule {
    /// Its name, as printed.
    pub name: &'static str,
    /// Why it is there, printed with its findings.
    pub reason: &'static str,
    /// Finds every place that breaks it.
    check: fn(&Tree) -> Vec<Finding>,
}

impl Rule {
    /// Every place that breaks the rule, by path and line.
    pub fn findings(&self, tree: &Tree) -> Vec<Finding> {
        let mut findings = (self.check)(tree);
        findings.sort();
        findings
    }
}

/// Every rule, in the order they are printed.
pub fn all() -> &'static [Rule] {
    &[
        function_length::RULE,
        file_length::RULE,
        crate_direction::RULE,
        crate_homes::RULE,
        manifests::RULE,
        dependencies::RULE,
        engine_purity::RULE,
        clock::RULE,
        ignored_tests::RULE,
        queries::RULE,
        migrations::RULE,
        decisions::RULE,
        titles::RULE,
        links::RULE,
        changelog::RULE,
        markers::RULE,
        machine_paths::RULE,
    ]
}

/// Helpers for the tests of the rules.
#[cfg(test)]
mod testing {
    use super::super::Tree;
    use super::Rule;

    /// Checks that a rule finds exactly `expected` (as `path:line: message`) in the given files.
    #[track_caller]
    pub fn check(rule: &Rule, files: &[(&str, &str)], expected: &[&str]) {
        let findings = rule.findings(&Tree::of(files));
        let found: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }
}
