//! Program files and their scenarios on disk.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The ending of a scenario file.
const SCENARIOS: &str = ".scenarios.yaml";

/// Program files among these files and folders, sorted.
///
/// # Errors
/// A path that does not exist, or a folder without programs.
pub fn programs(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let before = found.len();
        for entry in std::fs::read_dir(path)? {
            let file = entry?.path();
            if is_program(&file) {
                found.push(file);
            }
        }
        if found.len() == before {
            return Err(Failure::Other(format!(
                "{}: no program files (*.yaml, *.json) here",
                path.display()
            )));
        }
    }
    found.sort();
    Ok(found)
}

fn is_program(file: &Path) -> bool {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    !name.ends_with(SCENARIOS)
        && (name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json"))
}

/// The scenario file beside a program file.
pub fn scenarios_of(program: &Path) -> PathBuf {
    let stem = program
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    program.with_file_name(format!("{stem}{SCENARIOS}"))
}

/// A file as text.
///
/// # Errors
/// A file that cannot be read or is not UTF-8.
pub fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::Other(format!("{}: {error}", file.display())))
}
