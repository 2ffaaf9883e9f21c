//! The one place that prints.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;

/// A line on standard output. A closed pipe is the reader's wish, not a fault.
pub fn say(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// A line of JSON on standard output.
pub fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => say(text),
        Err(error) => complain(format_args!("the answer has no JSON form: {error}")),
    }
}

/// A line on standard error.
pub fn complain(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
