//! `cargo xtask ui`: the screens, by npm. Cargo itself never runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::output::say;

/// The oldest Node that the tools of the screens run on.
const NODE_MIN: (u32, u32) = (20, 19);
/// Checks of the screens' sources, cheapest first: scripts of `ui/package.json`.
const CHECKS: &[&str] = &["api:check", "format:check", "lint", "types", "unit"];
/// Names Chromium goes by.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Builds `ui/dist`, which the next build of the binary embeds.
pub fn build() -> Result<()> {
    prepare()?;
    npm(&["run", "build"])
}

/// Checks the sources, then builds: the packed sizes have budgets.
pub fn check() -> Result<()> {
    prepare()?;
    for script in CHECKS {
        npm(&["run", script])?;
    }
    npm(&["run", "build"])
}

/// Walks through the screens of a freshly built server in a real browser.
pub fn walk() -> Result<()> {
    let browser = browser()?;
    prepare()?;
    let mut build = cargo::command(&["build", "--package", "regulars-cli"]);
    if !cargo::finish(&mut build)?.success() {
        bail!("the server does not build");
    }
    let mut walk = npm_command(&["run", "browser"]);
    walk.env("CHROMIUM", browser)
        .env("REGULARS", cargo::built("regulars")?);
    succeed(&mut walk)
}

/// Installs what package-lock.json names, unless that was done.
fn prepare() -> Result<()> {
    check_node()?;
    let lock = fs::read(folder().join("package-lock.json")).context("ui/package-lock.json")?;
    let stamp = folder().join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"])?;
    fs::write(&stamp, lock).with_context(|| stamp.display().to_string())
}

fn check_node() -> Result<()> {
    let (major, minor) = NODE_MIN;
    let remedy =
        format!("install Node {major}.{minor} or newer, from nodejs.org or your distribution");
    let output = Command::new("node").arg("--version").output();
    let output = output.with_context(|| format!("node is not on this machine: {remedy}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = parse_version(&text).with_context(|| format!("node says `{text}`"))?;
    if version < NODE_MIN {
        bail!("node is {}: {remedy}", text.trim());
    }
    Ok(())
}

/// `v20.19.4` as major and minor.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// A browser of this machine; on Debian as root it is installed.
fn browser() -> Result<PathBuf> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    say("no Chromium on this machine: installing Debian's");
    let update = Command::new("apt-get").arg("update").status();
    if update.is_ok_and(|status| status.success()) {
        let mut install = Command::new("apt-get");
        install.args(["install", "--yes", "--no-install-recommends", "chromium"]);
        succeed(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    find_browser().context("there is no Chromium: install the package `chromium`")
}

fn find_browser() -> Option<PathBuf> {
    let path = Command::new("sh")
        .args(["-c", "echo \"$PATH\""])
        .output()
        .ok()?;
    let path = String::from_utf8_lossy(&path.stdout).trim().to_owned();
    let folders: Vec<_> = path.split(':').map(Path::new).collect();
    let candidates = BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

fn npm(arguments: &[&str]) -> Result<()> {
    succeed(&mut npm_command(arguments))
}

fn npm_command(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command
        .args(arguments)
        .current_dir(folder())
        .stdin(Stdio::null());
    command
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = cargo::finish(command)?;
    if !status.success() {
        bail!("{command:?}: {status}");
    }
    Ok(())
}

fn folder() -> PathBuf {
    cargo::root().join("ui")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_their_numbers() {
        assert_eq!(parse_version("v20.19.4\n"), Some((20, 19)));
        assert!(parse_version("v18.20.0") < Some(NODE_MIN));
        assert!(parse_version("v22.1.0") > Some(NODE_MIN));
        assert_eq!(parse_version("nonsense"), None);
    }
}
