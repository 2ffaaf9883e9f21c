//! The one place where the suite prints.

use std::fmt::Display;
use std::io::Write;

/// Prints one line to standard output. A closed pipe is the reader's choice and no error.
pub fn say(line: impl Display) {
    let mut stdout = std::io::stdout().lock();
    drop(writeln!(stdout, "{line}"));
}
