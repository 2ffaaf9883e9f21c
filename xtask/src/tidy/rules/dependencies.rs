//! Every direct dependency is explained and used; the whole tree stays within a budget.

use std::collections::BTreeSet;

use super::super::manifest;
use super::{Finding, Rule, Tree};

const MANIFEST: &str = "Cargo.toml";
const REASONS: &str = "docs/dependencies.md";
const LOCK: &str = "Cargo.lock";
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages in `Cargo.lock`, ours and those of other platforms included.
const PACKAGE_BUDGET: usize = 350;

pub const RULE: Rule = Rule {
    name: "dependencies",
    reason: "each dependency is code we answer for and everyone compiles; it needs a reason \
             written down, a user and room in the budget",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = explained(tree);
    findings.extend(used(tree));
    findings.extend(locked(tree));
    findings
}

/// Both ways: each dependency has its row in the document, each row its dependency.
fn explained(tree: &Tree) -> Vec<Finding> {
    let names: BTreeSet<_> = direct(tree).map(|dependency| dependency.name).collect();
    let rows: Vec<_> = tree
        .file(REASONS)
        .into_iter()
        .flat_map(|file| file.lines())
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(at, row)| Some((at, row_name(row)?)))
        .collect();

    let missing = names
        .iter()
        .filter(|name| rows.iter().all(|(_, row)| row != *name));
    let missing = missing.map(|name| {
        Finding::whole(
            REASONS,
            format!("add a row: | `{name}` | who uses it | why it is here |"),
        )
    });
    let stale = rows.iter().filter(|(_, name)| !names.contains(name));
    let stale = stale.map(|(at, name)| {
        Finding::at(
            REASONS,
            *at,
            format!("`{name}` is not in {MANIFEST}: drop the row"),
        )
    });
    missing.chain(stale).collect()
}

fn used(tree: &Tree) -> Vec<Finding> {
    let members = tree.files().iter().filter(|file| file.name() == MANIFEST);
    let members = members.filter(|file| file.path != MANIFEST);
    let used = members.flat_map(|file| manifest::dependencies(&file.text));
    let used: BTreeSet<_> = used.map(|dependency| dependency.name).collect();
    let idle = direct(tree).filter(|dependency| !used.contains(dependency.name));
    idle.map(|dependency| {
        Finding::at(
            MANIFEST,
            dependency.line,
            format!("no crate uses `{}`", dependency.name),
        )
    })
    .collect()
}

fn locked(tree: &Tree) -> Vec<Finding> {
    let Some(lock) = tree.file(LOCK) else {
        return vec![Finding::whole(
            LOCK,
            "commit it, so that everyone builds the same",
        )];
    };
    let mut findings = Vec::new();
    let packages = lock
        .text
        .lines()
        .filter(|line| *line == "[[package]]")
        .count();
    if packages > PACKAGE_BUDGET {
        let message = format!("{packages} packages; the budget is {PACKAGE_BUDGET}");
        findings.push(Finding::whole(LOCK, message));
    }
    for (at, line) in lock.lines() {
        if let Some(source) = line.strip_prefix("source = ")
            && source.trim_matches('"') != CRATES_IO
        {
            findings.push(Finding::at(
                LOCK,
                at,
                format!("only crates.io is a source, not {source}"),
            ));
        }
    }
    findings
}

/// The dependencies of the workspace that are not its own crates.
fn direct(tree: &Tree) -> impl Iterator<Item = manifest::Dependency<'_>> {
    let text = tree.file(MANIFEST).map_or("", |file| file.text.as_str());
    let all = manifest::dependencies(text).into_iter();
    all.filter(|dependency| dependency.table == "workspace.dependencies")
        .filter(|dependency| !dependency.name.starts_with("regulars-"))
}

/// The crate a table row begins with: | `name` | …
fn row_name(row: &str) -> Option<&str> {
    let (name, _) = row.strip_prefix("| `")?.split_once('`')?;
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    const ROOT: (&str, &str) = ("Cargo.toml", "[workspace.dependencies]\nclap = \"4\"\n");
    const USER: (&str, &str) = (
        "xtask/Cargo.toml",
        "[dependencies]\nclap.workspace = true\n",
    );
    const DOC: (&str, &str) = ("docs/dependencies.md", "| `clap` | cli | arguments |\n");
    const EMPTY_LOCK: (&str, &str) = ("Cargo.lock", "");

    #[test]
    fn explained_and_used_both_ways() {
        check(&RULE, &[ROOT, USER, DOC, EMPTY_LOCK], &[]);
        check(
            &RULE,
            &[ROOT, EMPTY_LOCK],
            &[
                "Cargo.toml:2: no crate uses `clap`",
                "docs/dependencies.md: add a row: | `clap` | who uses it | why it is here |",
            ],
        );
        check(
            &RULE,
            &[DOC, EMPTY_LOCK],
            &["docs/dependencies.md:1: `clap` is not in Cargo.toml: drop the row"],
        );
    }

    #[test]
    fn the_lock_file_has_a_budget_and_one_source() {
        let many = "[[package]]\n".repeat(PACKAGE_BUDGET + 1);
        check(
            &RULE,
            &[("Cargo.lock", &many)],
            &["Cargo.lock: 351 packages; the budget is 350"],
        );
        let good = format!("source = \"{CRATES_IO}\"\n");
        check(&RULE, &[("Cargo.lock", &good)], &[]);
        check(
            &RULE,
            &[("Cargo.lock", "source = \"git+https://example.org/a\"\n")],
            &["Cargo.lock:1: only crates.io is a source, not \"git+https://example.org/a\""],
        );
        check(
            &RULE,
            &[],
            &["Cargo.lock: commit it, so that everyone builds the same"],
        );
    }
}
