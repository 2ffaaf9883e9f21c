//! A function has at most 70 lines, from its `fn` to its closing brace. Tests apart.

use super::{Finding, Rule, Tree};

const LIMIT: usize = 70;

pub const RULE: Rule = Rule {
    name: "function length",
    reason: "a function is read on one screen; name its steps and let it read as a recipe",
    check,
};

fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.rust().filter(|(file, _)| !file.is_test());
    let functions = sources.flat_map(|(file, source)| {
        source
            .functions()
            .into_iter()
            .map(|function| (file.path.as_str(), function))
    });
    let long = functions.filter(|(_, function)| function.lines > LIMIT);
    long.map(|(path, function)| {
        let message = format!(
            "`{}` has {} lines; the limit is {LIMIT}",
            function.name, function.lines
        );
        Finding::at(path, function.line, message)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;

    fn function_of(lines: usize) -> String {
        format!("//! Doc.\n\nfn price() {{{}}}\n", "\n".repeat(lines - 1))
    }

    #[test]
    fn seventy_lines_are_allowed_and_one_more_is_not() {
        check(
            &RULE,
            &[("crates/engine/src/price.rs", &function_of(70))],
            &[],
        );
        check(
            &RULE,
            &[("crates/engine/src/price.rs", &function_of(71))],
            &["crates/engine/src/price.rs:3: `price` has 71 lines; the limit is 70"],
        );
    }

    #[test]
    fn tests_may_be_long_tables() {
        let inline = format!("#[cfg(test)]\nmod tests {{ {} }}", function_of(90));
        check(&RULE, &[("crates/engine/src/price.rs", &inline)], &[]);
        check(
            &RULE,
            &[("crates/engine/tests/price.rs", &function_of(90))],
            &[],
        );
    }
}
