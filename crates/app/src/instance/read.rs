//! What part of its life the installation is in.

use regulars_engine::time::Instant;
use regulars_store::Phase;

use crate::app::App;
use crate::error::Result;

/// An installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// What part of its life it is in.
    pub phase: Phase,
    /// When it was restored from a backup; `None`: never, as far as is known.
    pub restored_at: Option<Instant>,
}

/// Reads it.
///
/// # Errors
/// A store that cannot be read.
pub async fn read(app: &App) -> Result<Instance> {
    app.read(|_, reader| {
        Ok(Instance {
            phase: reader.phase()?,
            restored_at: reader.restored_at()?,
        })
    })
    .await
}
