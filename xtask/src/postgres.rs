//! The step `postgres`: suites that need a server of PostgreSQL, which they start for themselves.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::output::say;
use crate::test::{Outcome, run_cargo};

/// Targets of this name, in whichever crate, are left out of `cargo test` and run here.
const SUITES: &str = "test --workspace --no-fail-fast --test postgres";

/// Runs the suites, where PostgreSQL is or can be installed.
pub(crate) fn check() -> Outcome {
    if is_installed() || install() {
        return run_cargo(SUITES);
    }
    let reason = "there is no PostgreSQL: install the package `postgresql`, 15 or newer".to_owned();
    Outcome::NotRun {
        reason,
        required: true,
    }
}

/// Whether the suites will find a server's programs, or are given a server.
pub(crate) fn is_installed() -> bool {
    let is_named = "command -v initdb || test -n \"$REGULARS_POSTGRES\"";
    let named = Command::new("sh").args(["-c", is_named]).output();
    let versions = fs::read_dir(Path::new("/usr/lib/postgresql"));
    let mut versions = versions.into_iter().flatten().flatten();
    versions.any(|version| version.path().join("bin/initdb").is_file())
        || named.is_ok_and(|answer| answer.status.success())
}

/// Installs Debian's; answers whether it is there now.
fn install() -> bool {
    say("no PostgreSQL on this machine: installing Debian's");
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        apt.status().is_ok_and(|status| status.success())
    };
    apt(&["update"])
        && apt(&["install", "--yes", "--no-install-recommends", "postgresql"])
        && is_installed()
}
