//! No test is switched off.

use super::{Finding, Rule, Tree};

pub const RULE: Rule = Rule {
    name: "ignored tests",
    reason: "a test that does not run tells nothing; fix it or delete it",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let lines = tree.rust().flat_map(|(file, source)| {
        source
            .code_lines()
            .map(|(at, line)| (file.path.as_str(), at, line))
    });
    let ignored = lines.filter(|(_, _, line)| line.contains("#[ignore"));
    ignored
        .map(|(path, at, _)| Finding::at(path, at, "an ignored test"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn an_ignored_test_is_found_but_not_in_text() {
        let code = "let text = \"#[ignore]\";\n#[test]\n#[ignore = \"slow\"]\nfn a() {}\n";
        check(
            &RULE,
            &[("crates/app/src/a.rs", code)],
            &["crates/app/src/a.rs:3: an ignored test"],
        );
    }
}
