//! The contract of the engine, sentence by sentence, from outside: programs and timelines with numbers worked out by
//! hand, and tables of what timelines cannot say.

#![expect(clippy::panic, reason = "a test that cannot read its files fails")]

mod numbers;
mod refused;

use std::fs;
use std::path::{Path, PathBuf};

use regulars_engine::program::{Problem, Program};
use regulars_engine::scenario;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn told(problems: &[Problem]) -> String {
    let lines = problems.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

/// The names of the programs beside this file.
fn programs() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap_or_else(|error| panic!("{error}"));
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let ids = names.filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned()));
    let mut ids: Vec<String> = ids.filter(|id| !id.ends_with(".scenarios")).collect();
    ids.sort();
    ids
}

#[test]
fn every_sentence_played_holds_and_leaves_no_rule_unplayed() {
    let programs = programs();
    assert!(!programs.is_empty());
    let mut failures = Vec::new();
    for id in programs {
        let program = Program::read(&read(&folder().join(format!("{id}.yaml"))));
        let program = program.unwrap_or_else(|problems| panic!("{id}: {}", told(&problems)));
        let scenarios = read(&folder().join(format!("{id}.scenarios.yaml")));
        let report = scenario::test(&program, &scenarios);
        let report = report.unwrap_or_else(|problems| panic!("{id}: {}", told(&problems)));
        if !report.is_good() || !report.uncovered.is_empty() {
            failures.push(format!("{id}\n\n{report}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
