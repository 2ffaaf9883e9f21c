//! What a document links to or names as a path of the repository exists.

use super::{Finding, Rule, Tree};
use crate::tidy::{File, markdown};

/// A code span that begins with one of these speaks of a path of the repository.
const FOLDERS: &[&str] = &[".ci/", "bench/", "crates/", "docs/", "programs/", "xtask/"];

pub const RULE: Rule = Rule {
    name: "links",
    reason: "a document that points at nothing is no longer true",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    tree.with_extension("md")
        .flat_map(|file| dead(tree, file))
        .collect()
}

fn dead(tree: &Tree, file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in markdown::prose(&file.text) {
        let links = markdown::link_targets(line).filter_map(|target| resolve(&file.path, target));
        let named = markdown::code_spans(line)
            .filter(|span| is_path(span))
            .map(str::to_owned);
        for path in links.chain(named).filter(|path| !tree.exists(path)) {
            findings.push(Finding::at(
                &file.path,
                at,
                format!("{path} does not exist"),
            ));
        }
    }
    findings
}

/// The path of the repository that a link leads to; `None` for addresses and anchors.
fn resolve(document: &str, target: &str) -> Option<String> {
    let path = target.split('#').next().filter(|path| !path.is_empty())?;
    if path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let mut parts: Vec<_> = document.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether a code span names one path, without a placeholder.
fn is_path(span: &str) -> bool {
    let placeholder = |c: char| c.is_whitespace() || "<>*{}…".contains(c);
    FOLDERS.iter().any(|folder| span.starts_with(folder)) && !span.contains(placeholder)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn links_lead_from_the_document() {
        let text = "[r](../README.md#a) [d](b.md) [w](https://example.org/x) [a](#here)\n";
        let files = [("docs/a.md", text), ("docs/b.md", ""), ("README.md", "")];
        check(&RULE, &files, &[]);
        check(
            &RULE,
            &files[..2],
            &["docs/a.md:1: README.md does not exist"],
        );
    }

    #[test]
    fn named_paths_exist() {
        let text = "`crates/a/b.rs`, `crates/<noun>/x.rs`, `docs/`, `cargo xtask`\n\n`xtask/x`\n";
        check(
            &RULE,
            &[("docs/a.md", text), ("crates/a/b.rs", "")],
            &["docs/a.md:3: xtask/x does not exist"],
        );
    }
}
