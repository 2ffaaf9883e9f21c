//! `regulars program check`: every problem of program files at once.

use std::path::{Path, PathBuf};

use regulars_engine::program::Problem;
use regulars_engine::scenario;
use serde::Serialize;

use super::files::{ProgramPath, programs, text};
use crate::failure::{Done, Failure};
use crate::output;

#[derive(Serialize)]
struct Checked {
    file: PathBuf,
    ok: bool,
    problems: Vec<Problem>,
}

/// Checks files and the scenarios beside them; any problem is exit code 1.
///
/// # Errors
/// A file that cannot be read, or is wrong.
pub fn run(named: &[PathBuf], json: bool) -> Done {
    let mut checked = Vec::new();
    for program in programs(named)? {
        checked.extend(check(&program)?);
    }
    let ok = checked.iter().all(|file| file.ok);
    if json {
        output::json(&serde_json::json!({"ok": ok, "files": checked}));
    } else {
        checked.iter().for_each(print);
    }
    if ok { Ok(()) } else { Err(Failure::Check) }
}

/// A program and its scenarios; those of a program that does not compile cannot be read.
fn check(path: &ProgramPath) -> Result<Vec<Checked>, Failure> {
    let program = match path.read()? {
        Ok(program) => program,
        Err(problems) => return Ok(vec![of(path.program(), problems)]),
    };
    let mut checked = vec![of(path.program(), Vec::new())];
    if let Some(scenarios) = path.scenarios() {
        let problems = scenario::parse(&program, &text(&scenarios)?)
            .err()
            .unwrap_or_default();
        checked.push(of(&scenarios, problems));
    }
    Ok(checked)
}

fn of(file: &Path, problems: Vec<Problem>) -> Checked {
    Checked {
        file: file.to_owned(),
        ok: problems.is_empty(),
        problems,
    }
}

fn print(checked: &Checked) {
    if checked.ok {
        output::say(format_args!("{}: ok", checked.file.display()));
    }
    for problem in &checked.problems {
        output::say(format_args!("{}: {problem}", checked.file.display()));
    }
}
