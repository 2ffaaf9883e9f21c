//! `cargo xtask openapi`: the checked-in descriptions of the API and of program files follow the code.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::cargo;
use crate::output::say;

/// A description made by the binary: its file, and the arguments of `regulars` that print it.
struct Described {
    file: &'static str,
    by: &'static [&'static str],
}

const DESCRIBED: &[Described] = &[
    Described {
        file: "docs/openapi.json",
        by: &["openapi"],
    },
    // The editor of the console completes by it.
    Described {
        file: "ui/src/console/program/editor/program.schema.json",
        by: &["program", "schema"],
    },
];

/// Writes the descriptions anew, or with `check` answers whether they are up to date.
pub fn run(check: bool) -> Result<bool> {
    let mut same = true;
    for described in DESCRIBED {
        let Described { file, by } = described;
        let path = cargo::root().join(file);
        let wanted = printed(by)?;
        if !check {
            fs::write(&path, wanted).with_context(|| format!("cannot write {file}"))?;
        } else if fs::read(&path).with_context(|| format!("cannot read {file}"))? != wanted {
            say(format_args!(
                "{file} differs from the code: run `cargo xtask openapi` and commit it"
            ));
            same = false;
        }
    }
    Ok(same)
}

fn printed(by: &[&str]) -> Result<Vec<u8>> {
    let mut arguments = vec!["run", "--quiet", "--package", "regulars-cli", "--"];
    arguments.extend(by);
    let mut command = cargo::command(&arguments);
    let answer = command.stderr(std::process::Stdio::inherit()).output();
    let answer = answer.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(
        answer.status.success(),
        "`regulars {}` ended with {}",
        by.join(" "),
        answer.status
    );
    Ok(answer.stdout)
}
