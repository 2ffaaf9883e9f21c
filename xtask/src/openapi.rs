//! `cargo xtask openapi`: the checked-in description of the API follows the routes.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::cargo;
use crate::output::say;

const FILE: &str = "docs/openapi.json";

/// Writes `docs/openapi.json` from the routes, or with `check` answers whether it is up to date.
pub fn run(check: bool) -> Result<bool> {
    let path = cargo::root().join(FILE);
    let wanted = described_by_routes()?;
    if !check {
        fs::write(&path, wanted).with_context(|| format!("cannot write {FILE}"))?;
        return Ok(true);
    }
    let current = fs::read(&path).with_context(|| format!("cannot read {FILE}"))?;
    let same = current == wanted;
    if !same {
        say(format_args!(
            "{FILE} differs from the routes: run `cargo xtask openapi` and commit it"
        ));
    }
    Ok(same)
}

fn described_by_routes() -> Result<Vec<u8>> {
    let mut command = cargo::command(&[
        "run",
        "--quiet",
        "--package",
        "regulars-cli",
        "--",
        "openapi",
    ]);
    let answer = command.stderr(std::process::Stdio::inherit()).output();
    let answer = answer.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(
        answer.status.success(),
        "`regulars openapi` ended with {}",
        answer.status
    );
    Ok(answer.stdout)
}
