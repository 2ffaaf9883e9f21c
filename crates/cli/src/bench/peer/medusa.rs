//! The same put to Medusa's promotion module, in a process of Node beside ours.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::json;

use super::workload::Workload;
use crate::failure::Failure;
use crate::output;

/// What asks it, in its folder.
const SCRIPT: &str = "medusa.cjs";

/// What Medusa has answered.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// Of the module.
    pub version: String,
    /// Of Node.
    pub node: String,
    /// In the order of the workloads.
    pub workloads: Vec<Asked>,
}

/// How long a workload took it.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// As a cart asks: its promotions are in the database.
    pub asked: Times,
    /// With the promotions held in memory.
    pub held: Times,
}

/// Runs of one question.
#[derive(Debug, Deserialize)]
pub struct Times {
    /// Microseconds of each.
    times: Vec<f64>,
    /// What was taken off the order, in kopecks.
    pub discount: i64,
}

impl Times {
    /// The middle one, in microseconds.
    pub fn median(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or_default()
    }
}

/// Asks so many times about each workload, over a database that is empty.
///
/// # Errors
/// No Node, no network to install from, a script that fails.
pub fn ask(
    folder: &Path,
    database: &str,
    runs: u32,
    workloads: &[Workload],
) -> Result<Told, Failure> {
    install(folder)?;
    let asked = json!({ "database": database, "runs": runs, "workloads": workloads });
    let mut node = Command::new("node")
        .arg(SCRIPT)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::Other(format!("node: {error}")))?;
    if let Some(mut input) = node.stdin.take() {
        input.write_all(asked.to_string().as_bytes())?;
    }
    let told = node.wait_with_output()?;
    if !told.status.success() {
        return Err(Failure::Other("Medusa's module fails".to_owned()));
    }
    // Its migrations speak before.
    let text = String::from_utf8_lossy(&told.stdout);
    let last = text.trim_end().lines().last().unwrap_or_default();
    serde_json::from_str(last).map_err(|error| Failure::Other(format!("Medusa: {error}")))
}

/// Installs what package-lock.json names, unless that was done.
fn install(folder: &Path) -> Result<(), Failure> {
    if folder.join("node_modules").exists() {
        return Ok(());
    }
    output::complain(format_args!(
        "installing Medusa's promotion module into {}",
        folder.display()
    ));
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    let installed = npm.current_dir(folder).stdout(Stdio::null()).status();
    match installed {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::Other(format!(
            "`npm ci` in {} fails; it needs the npm registry",
            folder.display()
        ))),
    }
}
