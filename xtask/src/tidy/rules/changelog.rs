//! The changelog has room for what comes next.

use super::{Finding, Rule, Tree};

const FILE: &str = "CHANGELOG.md";
const SECTION: &str = "## [Unreleased]";

pub const RULE: Rule = Rule {
    name: "changelog",
    reason: "what users can see is written down with the change that makes it",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let has_section = tree
        .file(FILE)
        .is_some_and(|file| file.text.lines().any(|l| l == SECTION));
    let missing =
        (!has_section).then(|| Finding::whole(FILE, format!("add a `{SECTION}` section")));
    missing.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn the_section_is_there() {
        check(
            &RULE,
            &[("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n")],
            &[],
        );
        check(
            &RULE,
            &[],
            &["CHANGELOG.md: add a `## [Unreleased]` section"],
        );
    }
}
