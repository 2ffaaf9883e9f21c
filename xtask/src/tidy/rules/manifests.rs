//! Every crate inherits lints, licence and versions from the workspace.

use super::{Finding, Rule, Tree};
use crate::tidy::manifest::{dependencies, says};

pub const RULE: Rule = Rule {
    name: "manifests",
    reason: "a crate that does not inherit from the workspace drops its lints in silence, \
             and a version stated twice drifts",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree
        .files()
        .iter()
        .filter(|file| file.name() == "Cargo.toml");
    let mut findings = Vec::new();
    for manifest in manifests.filter(|file| file.path != "Cargo.toml") {
        let path = manifest.path.as_str();
        if !says(&manifest.text, "lints", "workspace = true") {
            findings.push(Finding::whole(
                path,
                "add `[lints]` with `workspace = true`",
            ));
        }
        if !says(&manifest.text, "package", "license.workspace = true") {
            findings.push(Finding::whole(
                path,
                "add `license.workspace = true` to `[package]`",
            ));
        }
        let own = dependencies(&manifest.text);
        for used in own.iter().filter(|used| !inherits(used.text)) {
            let message = format!("`{}` must be `{0}.workspace = true`", used.name);
            findings.push(Finding::at(path, used.line, message));
        }
    }
    findings
}

fn inherits(line: &str) -> bool {
    line.contains("workspace = true")
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    const GOOD: &str = "\
[package]
license.workspace = true

[lints]
workspace = true

[dependencies]
clap.workspace = true
tokio = { workspace = true, features = [\"fs\"] }
";

    #[test]
    fn everything_is_inherited() {
        check(&RULE, &[("xtask/Cargo.toml", GOOD)], &[]);
        check(
            &RULE,
            &[("xtask/Cargo.toml", "[dependencies]\nclap = \"4\"\n")],
            &[
                "xtask/Cargo.toml: add `[lints]` with `workspace = true`",
                "xtask/Cargo.toml: add `license.workspace = true` to `[package]`",
                "xtask/Cargo.toml:2: `clap` must be `clap.workspace = true`",
            ],
        );
    }
}
