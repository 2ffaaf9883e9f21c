//! `regulars openapi`: the description of the HTTP API, for the chore that keeps it in the repository.

use crate::failure::Done;
use crate::output;

/// Prints the OpenAPI document.
///
/// # Errors
/// None.
pub fn run() -> Done {
    output::say(regulars_http::openapi_json().trim_end());
    Ok(())
}
