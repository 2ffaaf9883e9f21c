//! What came of playing scenarios, for people.

use std::fmt;

use crate::language::Said;
use crate::scenario::Mismatch;

/// The outcome of a set of scenarios.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScenarioReport {
    /// Scenarios in which everything came true.
    pub passed: usize,
    /// Scenarios in which something did not.
    pub failed: usize,
    /// Every scenario, in the file's order.
    pub played: Vec<Played>,
    /// Where each failed scenario failed first.
    pub failures: Vec<Failure>,
    /// Rules no scenario has seen at work.
    pub uncovered: Vec<String>,
}

/// A scenario that was played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// The scenario.
    pub scenario: String,
    /// Its line in the file.
    pub line: Option<usize>,
    /// Whether everything came true.
    pub passed: bool,
}

/// The first step of a scenario that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The scenario.
    pub scenario: String,
    /// The step, from 1.
    pub step: usize,
    /// Its line in the file.
    pub line: Option<usize>,
    /// What it does: `purchase`.
    pub action: String,
    /// When, by the program's clock: `2026-03-10T12:00:00+03:00`.
    pub at: String,
    /// What did not come true; empty when the back end failed.
    pub mismatches: Vec<Mismatch>,
    /// Why it came out so: effects and reasons, line by line.
    pub explanation: Vec<Said>,
}

impl ScenarioReport {
    /// Whether every scenario passed.
    pub fn is_good(&self) -> bool {
        self.failed == 0
    }
}

/// The count line, what failed and why, and what no scenario exercised.
impl fmt::Display for ScenarioReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(out, "{failure}")?;
        }
        if !self.uncovered.is_empty() {
            writeln!(out, "no scenario exercises: {}", self.uncovered.join(", "))?;
        }
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.scenario)?;
        write!(out, "  step {}", self.step)?;
        if let Some(line) = self.line {
            write!(out, " (line {line})")?;
        }
        writeln!(out, ": {} at {}", self.action, self.at)?;
        for Mismatch { key, expected, got } in &self.mismatches {
            writeln!(out, "    {key}: expected {expected}, got {got}")?;
        }
        for line in &self.explanation {
            writeln!(out, "    | {line}")?;
        }
        Ok(())
    }
}
