//! Decisions are numbered densely and listed in their README.

use super::{Finding, Rule, Tree};
use crate::tidy::numbered::{self, Named};

const FOLDER: &str = "docs/decisions/";
const LIST: &str = "docs/decisions/README.md";

pub const RULE: Rule = Rule {
    name: "decisions",
    reason: "a decision is found by its number and by the list; one that is not listed is not read",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let files: Vec<_> = tree
        .under(FOLDER)
        .filter(|file| file.path != LIST)
        .collect();
    let named: Vec<_> = files
        .iter()
        .map(|file| Named {
            path: &file.path,
            name: file.name(),
        })
        .collect();
    let mut findings = numbered::check(&named);
    let list = tree.file(LIST).map_or("", |file| file.text.as_str());
    for file in files
        .iter()
        .filter(|file| !list.contains(&format!("({})", file.name())))
    {
        findings.push(Finding::whole(
            &file.path,
            format!("add a link to it in {LIST}"),
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn a_decision_is_numbered_and_listed() {
        let list = ("docs/decisions/README.md", "[one](0001-one.md)");
        check(&RULE, &[list, ("docs/decisions/0001-one.md", "")], &[]);
        check(
            &RULE,
            &[list, ("docs/decisions/0002-two.md", "")],
            &[
                "docs/decisions/0002-two.md: add a link to it in docs/decisions/README.md",
                "docs/decisions/0002-two.md: number 0002 where 0001 is due",
            ],
        );
    }
}
