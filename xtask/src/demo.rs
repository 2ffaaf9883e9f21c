//! `cargo xtask demo`: a working installation with generated members and purchases.

use std::process::ExitCode;

use anyhow::Result;

use crate::{cargo, ui};

/// Builds the screens, then the server for release, and starts `regulars demo` with the given arguments.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    ui::build()?;
    cargo::become_regulars("demo", arguments)
}
