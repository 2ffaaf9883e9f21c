//! Figures: a number with its name and unit, perhaps with a target, for people and as JSON.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use crate::output;

/// What a benchmark has found.
#[derive(Debug, Serialize)]
pub struct Findings {
    bench: &'static str,
    /// Under which conditions, for people.
    conditions: Vec<String>,
    figures: Vec<Figure>,
}

/// A number with its name and unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    target: Option<Target>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
}

/// What a figure should be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Findings {
    /// Nothing found yet.
    pub fn of(bench: &'static str) -> Self {
        Self {
            bench,
            conditions: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// Says a condition the figures were taken under.
    pub fn under(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// Takes down a figure.
    pub fn add(&mut self, name: impl Into<String>, value: f64, unit: &'static str) {
        self.push(name.into(), value, unit, None);
    }

    /// Takes down a figure that has a target.
    pub fn aim(&mut self, name: impl Into<String>, value: f64, unit: &'static str, target: Target) {
        self.push(name.into(), value, unit, Some(target));
    }

    fn push(&mut self, name: String, value: f64, unit: &'static str, target: Option<Target>) {
        self.figures.push(Figure {
            name,
            value,
            unit,
            target,
            met: target.map(|target| target.is_met_by(value)),
        });
    }

    /// Prints them: a table, or one line of JSON.
    pub fn print(&self, json: bool) {
        if json {
            output::json(self);
        } else {
            output::say(self);
        }
    }
}

impl Target {
    fn is_met_by(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.bench)?;
        for condition in &self.conditions {
            write!(f, "\n  {condition}")?;
        }
        let width = |figure: &Figure| figure.name.chars().count();
        let width = self.figures.iter().map(width).max().unwrap_or(0);
        for figure in &self.figures {
            write!(f, "\n  {:width$}  {figure}", figure.name)?;
        }
        Ok(())
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>12} {:<12}", rounded(self.value), self.unit)?;
        let Some(target) = self.target else {
            return Ok(());
        };
        let (sign, bound) = match target {
            Target::AtMost(most) => ("≤", most),
            Target::AtLeast(least) => ("≥", least),
        };
        let verdict = if self.met == Some(true) {
            "met"
        } else {
            "MISSED"
        };
        write!(f, "target {sign} {}: {verdict}", rounded(bound))
    }
}

/// Three digits that say something, or the whole number.
fn rounded(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// A duration in microseconds.
pub fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// A duration in milliseconds.
pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// So many in that time, per second; zero in no time.
pub fn per_second(count: u64, time: Duration) -> f64 {
    ratio(float(count), time.as_secs_f64())
}

/// One number in terms of another; zero without the other.
pub fn ratio(one: f64, other: f64) -> f64 {
    if other > 0.0 { one / other } else { 0.0 }
}

/// A count as a number to divide; exact up to 2⁵³.
#[expect(
    clippy::as_conversions,
    reason = "there is no other way to a float, and counts are far below 2⁵³"
)]
pub fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_a_table_and_as_json() {
        let mut findings = Findings::of("engine");
        findings.under("2 cores");
        findings.aim("ratio", 0.5, "×", Target::AtLeast(0.6));
        findings.add("decisions", 12_345.6, "per second");
        let text = findings.to_string();
        assert_eq!(
            text,
            "engine\n  2 cores\n  ratio              0.50 ×           target ≥ 0.60: MISSED\n  decisions         12346 per second  "
        );
        let json = serde_json::to_string(&findings).unwrap();
        assert_eq!(
            json,
            r#"{"bench":"engine","conditions":["2 cores"],"figures":[{"name":"ratio","value":0.5,"unit":"×","at_least":0.6,"met":false},{"name":"decisions","value":12345.6,"unit":"per second"}]}"#
        );
    }
}
