//! Some libraries are used by one crate only.

use super::{Finding, Rule, Tree};
use crate::tidy::manifest::dependencies;

/// Each library and the folders that may use it.
const HOMES: &[(&str, &[&str])] = &[
    ("axum", &["crates/http"]),
    ("tower", &["crates/http"]),
    ("tower-http", &["crates/http"]),
    ("utoipa", &["crates/http"]),
    ("utoipa-axum", &["crates/http"]),
    ("rusqlite", &["crates/store"]),
    ("serde-saphyr", &["crates/engine"]),
    ("anyhow", &["crates/cli", "crates/faults", "xtask"]),
    ("clap", &["crates/cli", "crates/faults", "xtask"]),
    ("indicatif", &["crates/cli"]),
];

pub const RULE: Rule = Rule {
    name: "crate homes",
    reason: "HTTP stays in http, SQL in store, YAML in the engine, untyped errors in the binaries: \
             a library used in one place can be replaced in one place",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree
        .files()
        .iter()
        .filter(|file| file.name() == "Cargo.toml");
    let mut findings = Vec::new();
    for manifest in manifests.filter(|file| file.path != "Cargo.toml") {
        let folder = manifest.path.trim_end_matches("/Cargo.toml");
        for used in dependencies(&manifest.text)
            .iter()
            .filter(|used| used.ships())
        {
            let home = HOMES.iter().find(|(library, _)| *library == used.name);
            if let Some((library, homes)) = home
                && !homes.contains(&folder)
            {
                let message = format!("`{library}` is for {} only", homes.join(" and "));
                findings.push(Finding::at(&manifest.path, used.line, message));
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
    fn a_library_stays_in_its_home() {
        let manifest = "[dependencies]\nrusqlite.workspace = true\naxum.workspace = true\n";
        check(
            &RULE,
            &[("crates/store/Cargo.toml", manifest)],
            &["crates/store/Cargo.toml:3: `axum` is for crates/http only"],
        );
        check(&RULE, &[("Cargo.toml", manifest)], &[]);
    }

    #[test]
    fn tests_may_use_any() {
        let manifest = "[dev-dependencies]\nrusqlite.workspace = true\n";
        check(&RULE, &[("crates/cli/Cargo.toml", manifest)], &[]);
    }
}
