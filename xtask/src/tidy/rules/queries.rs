//! Every SQL statement has a name of its own.

use std::collections::BTreeMap;

use super::{Finding, Rule, Tree};
use crate::tidy::File;

const FOLDER: &str = "crates/store/queries/";

/// What PostgreSQL says in words of its own, under the names of other files: a test of the store holds that each has one.
const POSTGRES: &str = "crates/store/queries/postgres.sql";

pub const RULE: Rule = Rule {
    name: "queries",
    reason: "statements are asked for by name (`-- name: member_by_card`), and one test prepares \
             them all; an unnamed one is dead, a doubled one hides another",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeMap::new();
    let named = |file: &&File| file.extension() == "sql" && file.path != POSTGRES;
    for file in tree.under(FOLDER).filter(named) {
        findings.extend(unnamed(file));
        for (at, name) in statement_names(file) {
            if !is_snake_case(name) {
                let message = format!("`{name}` must be in lower case with underscores");
                findings.push(Finding::at(&file.path, at, message));
            }
            if let Some(first) = seen.insert(name, &file.path) {
                let message = format!("`{name}` is a name already used in {first}");
                findings.push(Finding::at(&file.path, at, message));
            }
        }
    }
    findings
}

/// The file's first line of SQL, if no name stands before it.
fn unnamed(file: &File) -> Option<Finding> {
    let mut before = file
        .lines()
        .take_while(|(_, line)| statement_name(line).is_none());
    let (at, _) = before.find(|(_, line)| !line.trim().is_empty() && !line.starts_with("--"))?;
    Some(Finding::at(
        &file.path,
        at,
        "a statement without a `-- name: …` line before it",
    ))
}

fn statement_names(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.lines()
        .filter_map(|(at, line)| Some((at, statement_name(line)?)))
}

fn statement_name(line: &str) -> Option<&str> {
    line.strip_prefix("-- name:").map(str::trim)
}

fn is_snake_case(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !name.is_empty() && name.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn names_are_unique_over_all_files() {
        let member = "-- Members.\n\n-- name: member_by_card\nSELECT 1;\n";
        check(&RULE, &[("crates/store/queries/member.sql", member)], &[]);
        let card = "-- name: member_by_card\nSELECT 1;\n-- name: Card\nSELECT 2;\n";
        let files = [
            ("crates/store/queries/member.sql", member),
            ("crates/store/queries/card.sql", card),
        ];
        check(
            &RULE,
            &files,
            &[
                "crates/store/queries/card.sql:1: `member_by_card` is a name already used in crates/store/queries/member.sql",
                "crates/store/queries/card.sql:3: `Card` must be in lower case with underscores",
            ],
        );
    }

    #[test]
    fn a_statement_without_a_name_is_found() {
        let lot = "-- Lots.\nSELECT 1;\n-- name: lot\nSELECT 2;\n";
        check(
            &RULE,
            &[("crates/store/queries/lot.sql", lot)],
            &["crates/store/queries/lot.sql:2: a statement without a `-- name: …` line before it"],
        );
    }
}
