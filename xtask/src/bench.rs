//! `cargo xtask bench`: benchmarks in a release build, where alone their figures mean something.

use std::process::ExitCode;

use anyhow::Result;

use crate::cargo;

/// Builds the server for release and starts `regulars bench` with the given arguments.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    cargo::become_regulars("bench", arguments)
}
