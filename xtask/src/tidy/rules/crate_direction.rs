//! The crates of the workspace use one another in one direction only.

use super::{Finding, Rule, Tree};
use crate::tidy::manifest::dependencies;

/// What each crate may use of the others. What is not here may use nothing.
const MAY_USE: &[(&str, &[&str])] = &[
    ("regulars-engine", &[]),
    ("regulars-store", &["regulars-engine"]),
    ("regulars-insight", &["regulars-engine"]),
    (
        "regulars-app",
        &["regulars-store", "regulars-insight", "regulars-engine"],
    ),
    ("regulars-http", &["regulars-app", "regulars-engine"]),
    (
        "regulars-cli",
        // The engine and insight only to measure them by themselves.
        &[
            "regulars-http",
            "regulars-app",
            "regulars-insight",
            "regulars-engine",
        ],
    ),
    (
        "regulars-testkit",
        &[
            "regulars-http",
            "regulars-app",
            "regulars-store",
            "regulars-insight",
            "regulars-engine",
        ],
    ),
    // Only to start PostgreSQL: what it believes it was told over HTTP.
    ("regulars-faults", &["regulars-testkit"]),
];

pub const RULE: Rule = Rule {
    name: "crate direction",
    reason: "cli → http → app → { store, insight } → engine: http never reaches the store past app, \
             and the engine knows nobody (see ARCHITECTURE.md)",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree
        .under("crates/")
        .filter(|file| file.name() == "Cargo.toml");
    let mut findings = Vec::new();
    for manifest in manifests {
        let user = crate_name(&manifest.path);
        for used in dependencies(&manifest.text) {
            let ours = used.name.starts_with("regulars-");
            // Tests may reach deeper, save those of the engine.
            let bound = used.ships() || user == "regulars-engine";
            if ours && bound && !may_use(&user, used.name) {
                let message = format!("{user} may not use {}", used.name);
                findings.push(Finding::at(&manifest.path, used.line, message));
            }
        }
    }
    findings
}

/// `crates/engine/Cargo.toml` is the manifest of `regulars-engine`.
fn crate_name(manifest: &str) -> String {
    let folder = manifest.split('/').nth(1).unwrap_or_default();
    format!("regulars-{folder}")
}

fn may_use(user: &str, used: &str) -> bool {
    MAY_USE
        .iter()
        .any(|(name, allowed)| *name == user && allowed.contains(&used))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn down_is_allowed_up_and_past_are_not() {
        let manifest =
            "[dependencies]\nregulars-app.workspace = true\nregulars-store.workspace = true\n";
        check(
            &RULE,
            &[("crates/http/Cargo.toml", manifest)],
            &["crates/http/Cargo.toml:3: regulars-http may not use regulars-store"],
        );
        check(
            &RULE,
            &[("crates/store/Cargo.toml", manifest)],
            &[
                "crates/store/Cargo.toml:2: regulars-store may not use regulars-app",
                "crates/store/Cargo.toml:3: regulars-store may not use regulars-store",
            ],
        );
    }

    #[test]
    fn tests_may_reach_deeper_save_those_of_the_engine() {
        let manifest = "[dev-dependencies]\nregulars-store.workspace = true\n";
        check(&RULE, &[("crates/cli/Cargo.toml", manifest)], &[]);
        check(
            &RULE,
            &[("crates/engine/Cargo.toml", manifest)],
            &["crates/engine/Cargo.toml:2: regulars-engine may not use regulars-store"],
        );
    }
}
