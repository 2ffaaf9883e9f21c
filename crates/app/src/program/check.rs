//! Looks a program file over; stores nothing.

use regulars_engine::program::{Problem, Program};

use crate::app::App;
use crate::error::Result;

/// A file looked over: its program, or what is wrong with it.
pub type Checked = std::result::Result<Program, Vec<Problem>>;

/// Compiles a file.
///
/// # Errors
/// A store that cannot be read; what is wrong with the file is the answer.
pub async fn check(app: &App, text: String) -> Result<Checked> {
    app.read(move |_, _| Ok(Program::read(&text))).await
}
