//! A Rust or SQL file has at most 700 lines; over 400 it is listed. Tests apart.

use super::{Finding, Rule, Tree};

const HARD_LIMIT: usize = 700;
const SOFT_LIMIT: usize = 400;

pub const RULE: Rule = Rule {
    name: "file length",
    reason: "a file tells one story; split it by noun or by verb",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let too_long = lengths(tree).filter(|(_, lines)| *lines > HARD_LIMIT);
    too_long
        .map(|(path, lines)| {
            Finding::whole(
                path,
                format!("{lines} lines without tests; the limit is {HARD_LIMIT}"),
            )
        })
        .collect()
}

/// The files over the soft limit, longest first.
pub fn long_files(tree: &Tree) -> Vec<(&str, usize)> {
    let mut long: Vec<_> = lengths(tree)
        .filter(|(_, lines)| *lines > SOFT_LIMIT)
        .collect();
    long.sort_by_key(|(path, lines)| (std::cmp::Reverse(*lines), *path));
    long
}

/// Each file with its lines, tests not counted.
fn lengths(tree: &Tree) -> impl Iterator<Item = (&str, usize)> {
    let rust = tree.rust().filter(|(file, _)| !file.is_test());
    let rust = rust.map(|(file, source)| (file.path.as_str(), source.production_lines()));
    let sql = tree.with_extension("sql");
    rust.chain(sql.map(|file| (file.path.as_str(), file.text.lines().count())))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    #[test]
    fn inline_tests_are_not_counted() {
        let code = "fn a() {}\n".repeat(700);
        let with_tests = format!("{code}#[cfg(test)]\nmod tests {{\n\n\n}}\n");
        check(&RULE, &[("crates/app/src/a.rs", &with_tests)], &[]);
        check(
            &RULE,
            &[("crates/app/src/a.rs", &format!("{code}\n"))],
            &["crates/app/src/a.rs: 701 lines without tests; the limit is 700"],
        );
    }

    #[test]
    fn files_over_the_soft_limit_are_listed_longest_first() {
        let lines = |count: usize| "\n".repeat(count);
        let (short, long, longer) = (lines(400), lines(401), lines(402));
        let tree = Tree::of(&[("a.rs", &short), ("b.rs", &long), ("c.sql", &longer)]);
        assert_eq!(long_files(&tree), [("c.sql", 402), ("b.rs", 401)]);
    }
}
