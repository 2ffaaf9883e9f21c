//! No notes to self are left behind.

use super::{Finding, Rule, Tree};
use crate::tidy::rust::names;

/// Written in halves, so that this file does not find itself. The bare `XXX` is not here: it is
/// the ISO 4217 code for no currency.
const MARKERS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("HA", "CK"),
    concat!("dbg", "!("),
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
];

pub const RULE: Rule = Rule {
    name: "markers",
    reason: "a note in the code is work nobody owns; do it or write it down where work is planned",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let written = tree.files().iter().filter(|file| file.path != "Cargo.lock");
    let lines = written.flat_map(|file| file.lines().map(move |(at, line)| (file, at, line)));
    let marked = lines.filter_map(|(file, at, line)| {
        let marker = MARKERS.iter().find(|marker| names(line, marker))?;
        Some(Finding::at(
            &file.path,
            at,
            format!("`{marker}` left behind"),
        ))
    });
    marked.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn a_marker_is_found_as_a_word() {
        let marked = format!("fn a() {{}} // {}: later\n", MARKERS[0]);
        let expected = format!("a.rs:1: `{}` left behind", MARKERS[0]);
        check(&RULE, &[("a.rs", &marked)], &[&expected]);
        check(
            &RULE,
            &[("a.rs", "const METHODOLOGY: &str = \"XXX\";\n")],
            &[],
        );
    }
}
