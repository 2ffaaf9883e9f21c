//! Plays the scenarios beside program files.

use std::path::{Path, PathBuf};

use regulars_engine::program::Program;
use regulars_engine::scenario::{self, ScenarioReport};

use crate::failure::{self, Done, Failure};
use crate::output;
use crate::program::files;

/// Plays every scenario; a failure is exit code 1. The last line counts.
///
/// # Errors
/// A file that cannot be read or is wrong, a scenario that fails.
pub fn run(paths: &[PathBuf], json: bool) -> Done {
    let (mut passed, mut failed) = (0, 0);
    for file in files::programs(paths)? {
        let report = play(&file)?;
        passed += report.passed;
        failed += report.failed;
        if json {
            output::json(&outcome(&file, &report));
        } else {
            tell(&file, &report);
        }
    }
    if !json {
        output::say(format_args!("{passed} passed, {failed} failed"));
    }
    if failed == 0 {
        Ok(())
    } else {
        Err(Failure::Check)
    }
}

fn play(file: &Path) -> Result<ScenarioReport, Failure> {
    let program = Program::read(&files::read(file)?)
        .map_err(|found| failure::problems(file.display(), &found))?;
    let scenarios = files::scenarios_of(file);
    let text = files::read(&scenarios)?;
    scenario::test(&program, &text).map_err(|found| failure::problems(scenarios.display(), &found))
}

fn tell(file: &Path, report: &ScenarioReport) {
    let (passed, failed) = (report.passed, report.failed);
    output::say(format_args!(
        "{}: {passed} scenarios passed, {failed} failed",
        file.display()
    ));
    for failure in &report.failures {
        output::say(failure);
    }
    if !report.uncovered.is_empty() {
        output::say(format_args!(
            "  no scenario exercises: {}",
            report.uncovered.join(", ")
        ));
    }
}

fn outcome(file: &Path, report: &ScenarioReport) -> serde_json::Value {
    let failures: Vec<_> = report.failures.iter().map(ToString::to_string).collect();
    serde_json::json!({
        "file": file.display().to_string(), "passed": report.passed, "failed": report.failed,
        "failures": failures, "uncovered": report.uncovered,
    })
}
