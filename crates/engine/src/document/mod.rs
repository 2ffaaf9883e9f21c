//! Documents that people write: program and scenario files in YAML or JSON, read without losing a digit.
//!
//! `scan` makes a tree of the text in which every scalar keeps its own spelling and every value its line; `read`
//! is the serde deserializer over that tree. So a number never passes through a float, whatever serde does in
//! between, and every problem names its path and line. JSON is YAML: both go through the same door.

mod fault;
mod locate;
mod node;
mod read;
mod scan;

use std::cell::RefCell;

use serde::de::DeserializeOwned;

use crate::program::Problem;
pub use fault::{expected_in_words, found_in_words};
use node::{Kind, Node};

/// The most bytes of a document.
pub const TEXT_MAX: usize = 1_048_576;

/// The most lists and maps within one another.
pub const DEPTH_MAX: usize = 64;

/// The most values of a document, lists and maps included.
pub const VALUES_MAX: usize = 200_000;

/// The most problems told about one document.
pub const PROBLEMS_MAX: usize = 100;

/// A document whose values can be looked up by path.
#[derive(Debug)]
pub struct Document {
    root: Node,
}

impl Document {
    /// Scans the text.
    ///
    /// # Errors
    /// Not YAML, beyond a stated limit, an anchor, alias or tag, a key given twice.
    pub fn scan(text: &str) -> Result<Self, Vec<Problem>> {
        scan::scan(text).map(|root| Self { root })
    }

    /// Reads the whole document as a `T`.
    ///
    /// # Errors
    /// Every problem that can be found without guessing: what is wrong in one entry of a list or in one section does
    /// not hide what is wrong in the next.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Vec<Problem>> {
        let mut found: Vec<Problem> = Vec::new();
        let mut left_out: Vec<&str> = Vec::new();
        loop {
            let problems = match self.read_without::<T>(&left_out) {
                Ok(value) if found.is_empty() => return Ok(value),
                Ok(_) => return Err(self.in_order(found)),
                Err(problems) => problems,
            };
            // A section that is missed only because it has been left out is not missing.
            let section = problems.last().and_then(|problem| self.section_of(problem));
            let news = problems
                .into_iter()
                .filter(|problem| left_out.is_empty() || !problem.path.is_empty());
            found.extend(news);
            match section.filter(|section| !left_out.contains(section)) {
                Some(section) if found.len() < PROBLEMS_MAX => left_out.push(section),
                _ => return Err(self.in_order(found)),
            }
        }
    }

    /// Reads the document as if it had not these sections.
    fn read_without<T: DeserializeOwned>(&self, left_out: &[&str]) -> Result<T, Vec<Problem>> {
        let problems = RefCell::new(Vec::new());
        let read = T::deserialize(read::Reader::new(&self.root, left_out, &problems));
        let mut problems = problems.into_inner();
        match read {
            Ok(value) if problems.is_empty() => Ok(value),
            Ok(_) => Err(problems),
            Err(fault) => {
                problems.extend(fault.into_problem());
                Err(problems)
            }
        }
    }

    /// The section a problem is in.
    fn section_of(&self, problem: &Problem) -> Option<&str> {
        let Kind::Map(entries) = &self.root.kind else {
            return None;
        };
        let path = problem.path.as_str();
        let begins = |key: &str| {
            path.strip_prefix(key)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        entries
            .iter()
            .map(|(key, _)| key.text.as_str())
            .find(|key| begins(key))
    }

    /// The line of the value at the path, or of the deepest part of it that is written.
    pub fn line(&self, path: &str) -> Option<usize> {
        locate::line(&self.root, path)
    }

    /// The line of an entry of a section: of a map by its key, of a list by the `id` of its items. An empty name means
    /// the sections themselves.
    pub fn line_of_entry(&self, section: &str, id: &str) -> Option<usize> {
        locate::entry(&self.root, section, id)
    }

    /// Gives problems found later their lines, and puts them in the order of the text.
    pub fn in_order(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        for problem in &mut problems {
            problem.line = problem
                .line
                .or_else(|| locate::line(&self.root, &problem.path));
        }
        problems.sort_by_key(|problem| problem.line);
        problems.truncate(PROBLEMS_MAX);
        problems
    }
}

/// Reads a text as a `T`. See [`Document`].
///
/// # Errors
/// As [`Document::scan`] and [`Document::read`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Problem>> {
    Document::scan(text)?.read()
}

#[cfg(test)]
mod tests;
