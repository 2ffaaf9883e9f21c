//! `cargo xtask bench`: benchmarks in a release build, where alone their figures mean something.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::{cargo, postgres};

/// What is measured on PostgreSQL, too.
const ON_POSTGRES: &[&str] = &["till", "move"];

/// Builds the server for release and starts `regulars bench` with the given arguments; beside a server of PostgreSQL of its own
/// where that is measured, one is installed, and the arguments name no other.
///
/// # Errors
/// What cannot be built or started.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let is = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let first = arguments.first().map_or("", String::as_str);
    let needs_server = ON_POSTGRES.contains(&first)
        && !is("--postgres")
        && !is("--help")
        && !(is("--engine") && is("sqlite"));
    if !needs_server || !postgres::is_installed() {
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
    let mut beside = Command::new(cargo::built("release", "with-postgres")?);
    beside
        .arg(cargo::built("release", "regulars")?)
        .arg("bench");
    cargo::replace_process(beside.args(arguments))
}
