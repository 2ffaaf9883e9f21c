//! `cargo xtask faults`: a machine that dies at any instant, and nothing acknowledged lost or doubled.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::cargo;

/// A short round of each engine, for every check of the repository.
const SHORT: &[&str] = &["--rounds", "5"];

/// Builds the server and the suite, and plays as the arguments say.
///
/// # Errors
/// What cannot be built or started.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let passed = cargo::finish(suite()?.args(arguments))?.success();
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Plays a few rounds.
///
/// # Errors
/// What cannot be built or started; something lost or doubled.
pub fn check() -> Result<()> {
    let status = cargo::finish(suite()?.args(SHORT))?;
    if status.success() {
        return Ok(());
    }
    bail!("{status}");
}

fn suite() -> Result<Command> {
    let mut build = cargo::command(&[
        "build",
        "--quiet",
        "-p",
        "regulars-cli",
        "-p",
        "regulars-faults",
    ]);
    let built = cargo::finish(&mut build)?;
    if !built.success() {
        bail!("the server and the suite cannot be built ({built})");
    }
    let mut suite = Command::new(cargo::built("regulars-faults")?);
    suite.arg("--regulars").arg(cargo::built("regulars")?);
    Ok(suite)
}
