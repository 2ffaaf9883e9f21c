//! `cargo xtask test`: every check of the repository, cheapest first, each named and timed.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::output::say;
use crate::{cargo, faults, postgres, tidy, ui};

/// The checks in the order they run. A failure does not stop the ones after it.
const STEPS: &[Step] = &[
    Step("format", Work::Component("fmt --all --check")),
    Step("tidy", Work::Tidy),
    // Before anything compiles: the binary embeds what this builds.
    Step("screens", Work::Chore(ui::check)),
    Step(
        "dependencies",
        Work::Extra("deny --workspace check bans licenses sources"),
    ),
    Step(
        "clippy",
        Work::Component("clippy --workspace --all-targets -- -D warnings"),
    ),
    Step("tests", Work::Cargo("test --workspace --no-fail-fast")),
    Step(
        "programs",
        Work::Cargo("run --quiet --package regulars-cli -- program test programs/"),
    ),
    Step("postgres", Work::Check(postgres::check)),
    Step("faults", Work::Chore(faults::check)),
    Step("browser", Work::Chore(ui::walk)),
    Step("openapi", Work::Cargo("xtask openapi --check")),
    Step("docs", Work::Cargo("doc --workspace --no-deps")),
];

/// A check by its name.
struct Step(&'static str, Work);

enum Work {
    /// The tidy rules, in this process.
    Tidy,
    /// Another chore.
    Chore(fn() -> Result<()>),
    /// One that knows by itself whether it can run here.
    Check(fn() -> Outcome),
    /// A subcommand that every Cargo has, with its arguments.
    Cargo(&'static str),
    /// A subcommand that some distributions package apart from Cargo; CI must have it.
    Component(&'static str),
    /// A subcommand that is slow to install. The summary says when it is missing; tidy holds the
    /// rules that matter most without it.
    Extra(&'static str),
}

/// What became of a step.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// All is well.
    Passed,
    /// It is not, for this reason.
    Failed(String),
    /// The machine lacks what the step needs; a `required` one then fails under `CI=true`.
    NotRun {
        /// What it lacks.
        reason: String,
        /// Whether CI must have it.
        required: bool,
    },
}

struct Done {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// Runs the named steps, or all; prints a summary and answers whether they passed.
pub fn run(names: &[String]) -> Result<bool> {
    let mut done = Vec::new();
    for step in chosen(names)? {
        done.push(perform(step));
    }
    let in_ci = in_continuous_integration();
    say("\n== summary");
    for step in &done {
        say(step);
    }
    let passed = done.iter().all(|step| step.outcome.is_good(in_ci));
    say(if passed { "passed" } else { "FAILED" });
    Ok(passed)
}

fn chosen(names: &[String]) -> Result<Vec<&'static Step>> {
    let known: Vec<_> = STEPS.iter().map(|step| step.0).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!(
            "no step is called `{unknown}`; the steps are {}",
            known.join(", ")
        );
    }
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.0);
    Ok(STEPS.iter().filter(wanted).collect())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a chore times itself; no rule depends on it"
)]
fn perform(Step(name, work): &Step) -> Done {
    say(format_args!("\n== {name}"));
    let started = Instant::now();
    let outcome = match work {
        Work::Tidy => judge(tidy::report(cargo::root())),
        Work::Chore(chore) => judge(chore().map(|()| true)),
        Work::Check(check) => check(),
        Work::Cargo(line) => run_cargo(line),
        Work::Component(line) => run_if_installed(line, true),
        Work::Extra(line) => run_if_installed(line, false),
    };
    Done {
        name,
        outcome,
        took: started.elapsed(),
    }
}

fn judge(answer: Result<bool>) -> Outcome {
    match answer {
        Ok(true) => Outcome::Passed,
        Ok(false) => Outcome::Failed("see above".to_owned()),
        Err(error) => Outcome::Failed(format!("{error:#}")),
    }
}

fn run_if_installed(line: &str, required: bool) -> Outcome {
    let subcommand = line.split_whitespace().next().unwrap_or_default();
    if cargo::has(subcommand) {
        return run_cargo(line);
    }
    let reason = format!("`cargo {subcommand}` is not installed");
    Outcome::NotRun { reason, required }
}

/// Runs a line of Cargo.
pub(crate) fn run_cargo(line: &str) -> Outcome {
    say(format_args!("cargo {line}"));
    let arguments: Vec<_> = line.split_whitespace().collect();
    let mut command = cargo::command(&arguments);
    match cargo::finish(command.env("RUSTDOCFLAGS", "-D warnings")) {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(status) => Outcome::Failed(status.to_string()),
        Err(error) => Outcome::Failed(format!("{error:#}")),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "CI=true is the convention of CI servers"
)]
fn in_continuous_integration() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

impl Outcome {
    fn is_good(&self, in_ci: bool) -> bool {
        match self {
            Self::Passed => true,
            Self::Failed(_) => false,
            Self::NotRun { required, .. } => !(in_ci && *required),
        }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, remark) = match &self.outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(why) => ("FAILED", why.as_str()),
            Outcome::NotRun { reason, .. } => ("not run", reason.as_str()),
        };
        let line = format!(
            "{word:<8} {:<14} {:>7.1} s  {remark}",
            self.name,
            self.took.as_secs_f64()
        );
        f.write_str(line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_cannot_run_fails_in_ci_only_when_required() {
        let not_run = |required| Outcome::NotRun {
            reason: String::new(),
            required,
        };
        assert!(not_run(true).is_good(false));
        assert!(!not_run(true).is_good(true));
        assert!(not_run(false).is_good(true));
        assert!(!Outcome::Failed(String::new()).is_good(false));
    }

    #[test]
    fn steps_are_chosen_by_name_in_their_own_order() {
        let names = ["docs".to_owned(), "format".to_owned()];
        let chosen = chosen(&names).unwrap();
        let chosen: Vec<_> = chosen.iter().map(|step| step.0).collect();
        assert_eq!(chosen, ["format", "docs"]);
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_known_ones() {
        let error = chosen(&["fromat".to_owned()]).err().unwrap().to_string();
        assert!(error.starts_with("no step is called `fromat`; the steps are format, tidy"));
    }

    #[test]
    fn a_tool_that_is_missing_is_reported_as_not_run() {
        let outcome = run_if_installed("no-such-subcommand --check", true);
        let reason = "`cargo no-such-subcommand` is not installed".to_owned();
        assert_eq!(
            outcome,
            Outcome::NotRun {
                reason,
                required: true
            }
        );
    }
}
