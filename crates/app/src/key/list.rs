//! All keys, without their secrets.

use regulars_store::KeyRow;

use crate::app::App;
use crate::error::Result;

/// Keys in order of creation, revoked ones included.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App) -> Result<Vec<KeyRow>> {
    app.read(|_, reader| Ok(reader.keys()?)).await
}
