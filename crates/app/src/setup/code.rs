//! The code of the set-up.

use crate::app::App;
use crate::error::Result;

/// The code to be printed while there are no staff. The same for as long as the process lives.
///
/// # Errors
/// A store that cannot be read; no randomness.
pub async fn code(app: &App) -> Result<Option<String>> {
    let needed = app.read(|_, reader| Ok(reader.staff_mark()? == 0)).await?;
    if needed {
        app.setup_code().map(|code| Some(code.to_owned()))
    } else {
        Ok(None)
    }
}
