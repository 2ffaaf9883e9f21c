//! Says everything that is wrong with program files.

use std::path::PathBuf;

use regulars_engine::program::{Problem, Program};

use crate::failure::{self, Done, Failure};
use crate::output;
use crate::program::files;

/// Checks files; any problem is exit code 1.
///
/// # Errors
/// A file that cannot be read, or is wrong.
pub fn run(paths: &[PathBuf], json: bool) -> Done {
    let mut good = true;
    for file in files::programs(paths)? {
        let found = Program::read(&files::read(&file)?)
            .err()
            .unwrap_or_default();
        good &= found.is_empty();
        if json {
            output::json(&outcome(&file, &found));
        } else if found.is_empty() {
            output::say(format_args!("{}: good", file.display()));
        } else {
            failure::problems(file.display(), &found);
        }
    }
    if good { Ok(()) } else { Err(Failure::Check) }
}

fn outcome(file: &std::path::Path, problems: &[Problem]) -> serde_json::Value {
    serde_json::json!({"file": file.display().to_string(), "ok": problems.is_empty(), "problems": problems})
}
