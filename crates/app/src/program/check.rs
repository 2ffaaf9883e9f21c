//! Looks a program file over; stores nothing.

use regulars_engine::program::{Problem, Program};

use crate::app::App;
use crate::error::Result;
use crate::segment;

/// A file looked over: its program, or what is wrong with it.
pub type Checked = std::result::Result<Program, Vec<Problem>>;

/// Compiles a file, and looks for the saved segments it names.
///
/// # Errors
/// A store that cannot be read; what is wrong with the file is the answer.
pub async fn check(app: &App, text: String) -> Result<Checked> {
    app.read(move |_, reader| {
        let program = match Program::read(&text) {
            Ok(program) => program,
            Err(problems) => return Ok(Err(problems)),
        };
        let unknown = segment::unknown(reader, &program, &text)?;
        Ok(match unknown.is_empty() {
            true => Ok(program),
            false => Err(unknown),
        })
    })
    .await
}
