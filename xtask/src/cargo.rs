//! Commands run through Cargo, from the root of the repository.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use anyhow::{Context, Result};

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A `cargo` command with these arguments.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root());
    command
}

/// Where a binary of the last debug build lies.
///
/// # Errors
/// A `cargo` that does not tell where it builds.
pub fn built(name: &str) -> Result<PathBuf> {
    Ok(target()?.join("debug").join(name))
}

/// Where Cargo builds.
///
/// # Errors
/// A `cargo` that does not tell.
pub fn target() -> Result<PathBuf> {
    let output = command(&["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .context("cannot start cargo metadata")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let (_, after) = text
        .split_once("\"target_directory\":\"")
        .context("cargo metadata names no target directory")?;
    let folder = after.split('"').next().unwrap_or_default();
    Ok(PathBuf::from(folder))
}

/// Whether `cargo <subcommand>` exists on this machine.
pub fn has(subcommand: &str) -> bool {
    command(&[subcommand, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a command to its end, its output going where ours goes.
pub fn finish(command: &mut Command) -> Result<ExitStatus> {
    command
        .status()
        .with_context(|| format!("cannot start {command:?}"))
}

/// Builds the `regulars` binary for release and becomes it, so that signals reach it directly.
pub fn become_regulars(subcommand: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut run = command(&[
        "run",
        "--release",
        "--package",
        "regulars-cli",
        "--bin",
        "regulars",
        "--",
        subcommand,
    ]);
    replace_process(run.args(arguments))
}

/// Becomes another program where the system can, so that signals reach it directly.
#[cfg(unix)]
pub fn replace_process(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;

    let error = command.exec();
    Err(error).with_context(|| format!("cannot start {command:?}"))
}

/// Runs another program to its end.
#[cfg(not(unix))]
pub fn replace_process(command: &mut Command) -> Result<ExitCode> {
    let status = finish(command)?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
