//! The programs and their scenarios, played through a running server: the numbers of the engine alone.

use std::path::Path;

use regulars_engine::program::Program;
use regulars_engine::scenario;
use regulars_testkit::HttpBackend;

#[test]
fn every_program_of_the_gallery_gives_the_same_numbers_over_http() {
    check("../../programs", |_| true, 60);
}

#[test]
fn levels_over_the_years_are_the_same_over_http() {
    check("../engine/tests/spec", |stem| stem == "tiers", 10);
}

/// Plays the scenarios of a folder's programs; `least` of them at least are there.
fn check(folder: &str, is_played: impl Fn(&str) -> bool, least: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (mut passed, mut failures) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let stem = name.strip_suffix(".scenarios.yaml");
        let Some(stem) = stem.filter(|stem| is_played(stem)) else {
            continue;
        };
        let text = std::fs::read_to_string(file.with_file_name(format!("{stem}.yaml"))).unwrap();
        let program = Program::read(&text).unwrap();
        let scenarios =
            scenario::parse(&program, &std::fs::read_to_string(&file).unwrap()).unwrap();
        let report = scenario::run(&program, &scenarios, || {
            Ok(HttpBackend::new(&program, &text))
        });
        passed += report.passed;
        failures.extend(
            report
                .failures
                .iter()
                .map(|failure| format!("{stem}: {failure}")),
        );
    }
    assert!(
        failures.is_empty(),
        "{passed} passed, {} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(passed > least, "only {passed} scenarios were found");
}
