//! `cargo xtask guards`: each guard of the store is taken away in a copy of the sources, and the tests named beside it must
//! fail, on every engine it stands on. A guard whose absence no test sees would be a promise that nobody keeps.

mod table;
mod tree;

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::output::say;
use table::{Engines, GUARDS, Guard};
use tree::Tree;

/// The suite of an engine, as a test target of the store.
const SUITES: &[(&str, Engines)] = &[("it", Engines::Sqlite), ("postgres", Engines::Postgres)];

/// Tries every guard whose name holds one of the words; all, when none is given.
///
/// # Errors
/// Sources that cannot be copied or built; a test that fails with every guard in its place.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let chosen = |guard: &&Guard| {
        words.is_empty() || words.iter().any(|word| guard.what.contains(word.as_str()))
    };
    let guards: Vec<&Guard> = GUARDS.iter().filter(chosen).collect();
    let tree = Tree::copy()?;
    for (suite, _) in SUITES {
        build(&tree, suite)?;
        let all: Vec<&str> = guards
            .iter()
            .flat_map(|guard| guard.seen_by)
            .copied()
            .collect();
        if !passes(&tree, suite, &all)? {
            bail!("tests of `{suite}` fail with every guard in its place");
        }
    }
    let mut unseen = 0;
    for guard in &guards {
        unseen += unseen_without(&tree, guard)?;
    }
    say(format_args!(
        "{} guards, {unseen} times unseen",
        guards.len()
    ));
    Ok(ExitCode::from(u8::from(unseen > 0)))
}

/// Takes the guard away, looks whether its tests see it, puts it back; on how many engines they did not.
fn unseen_without(tree: &Tree, guard: &Guard) -> Result<usize> {
    tree.cut(guard)?;
    let mut unseen = 0;
    for (suite, engine) in SUITES {
        if !guard.engines.hold(*engine) {
            continue;
        }
        build(tree, suite)?;
        let seen = !passes(tree, suite, guard.seen_by)?;
        unseen += usize::from(!seen);
        let verdict = if seen { "seen" } else { "UNSEEN" };
        say(format_args!("{verdict:7} {suite:9} {}", guard.what));
    }
    tree.mend(guard)?;
    Ok(unseen)
}

fn build(tree: &Tree, suite: &str) -> Result<()> {
    let output = test(tree, suite).arg("--no-run").output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

fn passes(tree: &Tree, suite: &str, tests: &[&str]) -> Result<bool> {
    let output = test(tree, suite).arg("--").args(tests).output()?;
    Ok(output.status.success())
}

fn test(tree: &Tree, suite: &str) -> Command {
    tree.cargo(&["test", "--quiet", "-p", "regulars-store", "--test", suite])
}
