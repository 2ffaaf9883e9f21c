//! The files of the repository, read once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::rust::Source;

/// The files of the repository: what git tracks, and what is new and not ignored.
pub struct Tree {
    files: Vec<File>,
    folders: BTreeSet<String>,
}

/// One file.
pub struct File {
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// Its text; empty if the file is not UTF-8.
    pub text: String,
    source: Option<Source>,
}

impl Tree {
    /// Reads the repository at `root`.
    pub fn load(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for path in listed_by_git(root)? {
            let absolute = root.join(&path);
            // A file deleted but not yet committed is listed still.
            if !absolute.is_file() {
                continue;
            }
            let bytes = fs::read(&absolute).with_context(|| format!("cannot read {path}"))?;
            files.push(File::new(
                path,
                String::from_utf8(bytes).unwrap_or_default(),
            ));
        }
        Ok(Self::new(files))
    }

    /// A tree of the given paths and texts, for the tests of the rules.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File::new((*path).to_owned(), (*text).to_owned());
        Self::new(files.iter().map(file).collect())
    }

    fn new(files: Vec<File>) -> Self {
        let parents = files
            .iter()
            .flat_map(|file| Path::new(&file.path).ancestors().skip(1));
        let folders = parents
            .map(|folder| folder.to_string_lossy().into_owned())
            .collect();
        Self { files, folders }
    }

    /// Every file, by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files whose path begins with `prefix`.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = &File> {
        self.files
            .iter()
            .filter(move |file| file.path.starts_with(prefix))
    }

    /// The files whose name ends with `.extension`.
    pub fn with_extension(&self, extension: &str) -> impl Iterator<Item = &File> {
        self.files
            .iter()
            .filter(move |file| file.extension() == extension)
    }

    /// Every Rust file with its parsed source.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.source.as_ref()?)))
    }

    /// Whether a file or folder exists at a path; a closing `/` is allowed.
    pub fn exists(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.folders.contains(path) || self.file(path).is_some()
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        let source = path.ends_with(".rs").then(|| Source::read(&text));
        Self { path, text, source }
    }

    /// The lines of the file, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// The file's name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// What follows the last dot of the name, or nothing.
    pub fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    /// Whether the whole file is test code: it lies in a `tests` or `benches` folder or is named so.
    pub fn is_test(&self) -> bool {
        let path = self.path.trim_end_matches(".rs");
        path.split('/')
            .any(|part| matches!(part, "tests" | "benches"))
    }
}

fn listed_by_git(root: &Path) -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ])
    .current_dir(root);
    let answer = git.output().context("cannot start git")?;
    let complaint = String::from_utf8_lossy(&answer.stderr);
    ensure!(
        answer.status.success(),
        "git ls-files failed: {}",
        complaint.trim()
    );
    let listed = String::from_utf8(answer.stdout).context("a file name is not UTF-8")?;
    let paths: BTreeSet<_> = listed.split_terminator('\0').map(str::to_owned).collect();
    Ok(paths.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_exist_with_and_without_a_closing_slash() {
        let tree = Tree::of(&[("docs/decisions/README.md", "")]);
        for path in [
            "docs",
            "docs/",
            "docs/decisions",
            "docs/decisions/README.md",
        ] {
            assert!(tree.exists(path), "{path}");
        }
        assert!(!tree.exists("docs/decision"));
    }

    #[test]
    fn test_files_are_known_by_folder_or_name() {
        let is_test = |path: &str| Tree::of(&[(path, "")]).files()[0].is_test();
        assert!(is_test("crates/store/tests/till/parallel.rs"));
        assert!(is_test("crates/engine/src/money/tests.rs"));
        assert!(!is_test("xtask/src/test.rs"));
    }
}
