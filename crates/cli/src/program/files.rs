//! Program files and their scenarios: `coffee.yaml` and `coffee.scenarios.yaml` beside it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use regulars_engine::program::{Problem, Program};

use crate::failure::Failure;

const SCENARIOS: &str = ".scenarios.yaml";

/// A program file, whether or not the file is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProgramPath(PathBuf);

impl ProgramPath {
    /// The program's file.
    pub fn program(&self) -> &Path {
        &self.0
    }

    /// The file of its scenarios; `None` if there is none.
    pub fn scenarios(&self) -> Option<PathBuf> {
        let stem = self.0.file_stem().map(OsStr::to_string_lossy)?;
        let path = self.0.with_file_name(format!("{stem}{SCENARIOS}"));
        path.exists().then_some(path)
    }

    /// Compiles the program.
    pub fn read(&self) -> Result<Result<Program, Vec<Problem>>, Failure> {
        Ok(Program::read(&text(&self.0)?))
    }
}

/// A file's text.
pub fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::of_file(path, &error))
}

/// Programs named by files and folders: of a folder every program in it, of scenarios their program.
pub fn programs(named: &[PathBuf]) -> Result<Vec<ProgramPath>, Failure> {
    let mut programs = Vec::new();
    for path in named {
        if path.is_dir() {
            let before = programs.len();
            programs.extend(in_folder(path)?);
            if programs.len() == before {
                return Err(Failure::Usage(format!(
                    "{} holds no program (no .yaml file)",
                    path.display()
                )));
            }
        } else if path.exists() {
            programs.push(of_file(path));
        } else {
            return Err(Failure::Usage(format!(
                "there is no file {}",
                path.display()
            )));
        }
    }
    programs.sort();
    programs.dedup();
    Ok(programs)
}

fn in_folder(folder: &Path) -> Result<Vec<ProgramPath>, Failure> {
    let fail = |error| Failure::of_file(folder, &error);
    let mut programs = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let extension = path.extension().and_then(OsStr::to_str);
        if path.is_file() && matches!(extension, Some("yaml" | "yml" | "json")) {
            programs.push(of_file(&path));
        }
    }
    Ok(programs)
}

fn of_file(path: &Path) -> ProgramPath {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    match name.strip_suffix(SCENARIOS) {
        Some(stem) => ProgramPath(path.with_file_name(format!("{stem}.yaml"))),
        None => ProgramPath(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_name_programs_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["b.yaml", "a.yaml", "a.scenarios.yaml", "notes.md"] {
            std::fs::write(path(name), "").unwrap();
        }
        let named = programs(&[folder.path().to_owned(), path("a.scenarios.yaml")]).unwrap();
        assert_eq!(
            named,
            [ProgramPath(path("a.yaml")), ProgramPath(path("b.yaml"))]
        );
        assert_eq!(named[0].scenarios(), Some(path("a.scenarios.yaml")));
        assert_eq!(named[1].scenarios(), None);
        assert!(
            programs(&[path("c.yaml")])
                .unwrap_err()
                .to_string()
                .contains("there is no file")
        );
    }
}
