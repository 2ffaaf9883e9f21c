//! A Markdown file has one title.

use super::{Finding, Rule, Tree};
use crate::tidy::markdown;

pub const RULE: Rule = Rule {
    name: "titles",
    reason: "a document answers one question, and its title says which",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let documents = tree.with_extension("md").map(|file| {
        let titles = markdown::prose(&file.text).filter(|(_, line)| line.starts_with("# "));
        (file, titles.count())
    });
    let wrong = documents.filter(|(_, titles)| *titles != 1);
    wrong
        .map(|(file, titles)| {
            Finding::whole(
                &file.path,
                format!("{titles} lines begin with `# `; one must"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn one_title_outside_of_code() {
        check(&RULE, &[("a.md", "# A\n\n```sh\n# a comment\n```\n")], &[]);
        check(
            &RULE,
            &[("a.md", "## A\n"), ("b.md", "# B\n# B\n")],
            &[
                "a.md: 0 lines begin with `# `; one must",
                "b.md: 2 lines begin with `# `; one must",
            ],
        );
    }
}
