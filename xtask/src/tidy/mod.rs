//! The rules of the house that neither the compiler nor clippy can hold, as an ordinary test.
//!
//! Each rule is one file in `rules/`: what it looks for, why, and the cases that prove it.

mod manifest;
mod markdown;
mod numbered;
mod rules;
mod rust;
mod tree;

use std::fmt;
use std::path::Path;

use anyhow::Result;

pub use rules::{Rule, all};
pub use tree::{File, Tree};

use crate::output::say;

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path from the root of the repository.
    pub path: String,
    /// Line, counted from 1; 0 speaks of the whole file.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Finding {
    /// A finding at a line of a file.
    pub fn at(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }

    /// A finding about a file as a whole.
    pub fn whole(path: &str, message: impl Into<String>) -> Self {
        Self::at(path, 0, message)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// What every broken rule found, with the rule, in the order of the rules.
pub fn check(tree: &Tree) -> Vec<(&'static Rule, Vec<Finding>)> {
    let broken = all().iter().map(|rule| (rule, rule.findings(tree)));
    broken
        .filter(|(_, findings)| !findings.is_empty())
        .collect()
}

/// Checks the repository at `root`, prints what it found and answers whether it is tidy.
pub fn report(root: &Path) -> Result<bool> {
    let tree = Tree::load(root)?;
    let broken = check(&tree);
    for (rule, findings) in &broken {
        say(format_args!("\n{}: {}", rule.name, rule.reason));
        for finding in findings {
            say(format_args!("  {finding}"));
        }
    }
    let long = rules::long_files(&tree);
    if !long.is_empty() {
        say("\nfiles to split when next touched (over 400 lines):");
        for (path, lines) in long {
            say(format_args!("  {lines:>4} {path}"));
        }
    }
    let count: usize = broken.iter().map(|(_, findings)| findings.len()).sum();
    say(format_args!(
        "{} rules over {} files: {count} findings",
        all().len(),
        tree.files().len()
    ));
    Ok(broken.is_empty())
}
