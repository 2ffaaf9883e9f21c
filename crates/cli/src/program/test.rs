//! `regulars program test`: scenarios played on the engine.

use std::path::PathBuf;

use regulars_engine::program::Problem;
use regulars_engine::scenario::{self, ScenarioReport};

use super::files::{ProgramPath, programs, text};
use crate::failure::{Done, Failure};
use crate::output;

/// A program played.
struct Played {
    file: PathBuf,
    outcome: Result<ScenarioReport, Vec<Problem>>,
}

/// Plays every scenario; a failure, or a wrong file, is exit code 1. The last line counts.
///
/// # Errors
/// A file that cannot be read or is wrong, a scenario that fails, no scenarios at all.
pub fn run(named: &[PathBuf], json: bool) -> Done {
    let mut played = Vec::new();
    for path in programs(named)? {
        played.extend(play(&path)?);
    }
    if played.is_empty() {
        return Err(Failure::Usage(
            "no scenarios: coffee.yaml is tested by coffee.scenarios.yaml beside it".to_owned(),
        ));
    }
    let reports = || {
        played
            .iter()
            .filter_map(|played| played.outcome.as_ref().ok())
    };
    let passed: usize = reports().map(|report| report.passed).sum();
    let failed: usize = reports().map(|report| report.failed).sum();
    let good = failed == 0 && played.iter().all(|played| played.outcome.is_ok());
    if json {
        let files: Vec<_> = played.iter().map(outcome).collect();
        output::json(
            &serde_json::json!({"ok": good, "passed": passed, "failed": failed, "files": files}),
        );
    } else {
        played.iter().for_each(print);
        output::say(format_args!("{passed} passed, {failed} failed"));
    }
    if good { Ok(()) } else { Err(Failure::Check) }
}

/// Plays a program's scenarios; `None` if it has none.
fn play(path: &ProgramPath) -> Result<Option<Played>, Failure> {
    let Some(scenarios) = path.scenarios() else {
        return Ok(None);
    };
    let program = match path.read()? {
        Ok(program) => program,
        Err(problems) => {
            return Ok(Some(Played {
                file: path.program().to_owned(),
                outcome: Err(problems),
            }));
        }
    };
    let outcome = scenario::test(&program, &text(&scenarios)?);
    Ok(Some(Played {
        file: scenarios,
        outcome,
    }))
}

fn print(played: &Played) {
    let file = played.file.display();
    match &played.outcome {
        Err(problems) => problems
            .iter()
            .for_each(|problem| output::say(format_args!("{file}: {problem}"))),
        Ok(report) => {
            for failure in &report.failures {
                output::say(format_args!("{file}: {failure}"));
            }
            if !report.uncovered.is_empty() {
                output::say(format_args!(
                    "{file}: no scenario exercises: {}",
                    report.uncovered.join(", ")
                ));
            }
        }
    }
}

fn outcome(played: &Played) -> serde_json::Value {
    match &played.outcome {
        Err(problems) => serde_json::json!({"file": played.file, "problems": problems}),
        Ok(report) => {
            let failures: Vec<_> = report.failures.iter().map(failure_json).collect();
            serde_json::json!({
                "file": played.file, "passed": report.passed, "failed": report.failed,
                "failures": failures, "uncovered": report.uncovered,
            })
        }
    }
}

fn failure_json(failure: &scenario::Failure) -> serde_json::Value {
    let mismatches: Vec<_> = failure
        .mismatches
        .iter()
        .map(|it| serde_json::json!({"key": it.key, "expected": it.expected, "got": it.got}))
        .collect();
    serde_json::json!({
        "scenario": failure.scenario, "step": failure.step, "line": failure.line, "action": failure.action,
        "at": failure.at, "mismatches": mismatches, "explanation": failure.explanation,
    })
}
