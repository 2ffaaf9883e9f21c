//! `cargo xtask bench`: benchmarks in a release build, where alone their figures mean something.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::{cargo, postgres};

/// What is measured on PostgreSQL, too.
const ON_POSTGRES: &[&str] = &["till", "move", "peer"];

/// Builds the server for release and starts `regulars bench` with the given arguments; beside a server of PostgreSQL of its own
/// where that is measured, one is installed, and the arguments name no other.
///
/// # Errors
/// What cannot be built or started.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let is = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let first = arguments.first().map_or("", String::as_str);
    let is_settled = is("--postgres") || is("--help") || is("sqlite");
    if is_settled || !ON_POSTGRES.contains(&first) || !postgres::is_installed() {
        return cargo::become_regulars("bench", arguments);
    }
    let mut build = cargo::command(&[
        "build",
        "--release",
        "-p",
        "regulars-cli",
        "-p",
        "regulars-testkit",
        "--bins",
    ]);
    let built = cargo::finish(&mut build)?;
    if !built.success() {
        bail!("the server cannot be built ({built})");
    }
    let released = cargo::target()?.join("release");
    let mut beside = Command::new(released.join("with-postgres"));
    beside.arg(released.join("regulars")).arg("bench");
    cargo::replace_process(beside.args(arguments))
}
