//! Says what is on disk.

use std::path::PathBuf;

use regulars_engine::time::Instant;
use serde::Serialize;

use super::folder::Folder;
use super::read::is_other;
use crate::app::App;
use crate::error::Result;

/// Columns on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Where.
    pub folder: PathBuf,
    /// Why a start would not take them; `None`: it would.
    pub not_taken: Option<String>,
    /// When they were written, milliseconds since 1970.
    pub written_ms: Option<i64>,
    /// Up to where the journal is in them.
    pub position: i64,
    /// Facts that came since.
    pub behind: i64,
    /// Ranges of members.
    pub parts: usize,
    /// Members.
    pub members: usize,
    /// Purchases.
    pub purchases: usize,
    /// Lines.
    pub lines: usize,
    /// Bytes.
    pub bytes: u64,
}

impl Status {
    /// When they were written.
    pub fn written_at(&self) -> Option<Instant> {
        self.written_ms.map(Instant::from_ms)
    }
}

/// What is on disk; `None` if columns are kept in memory alone. Files are not read, so damage in them is not seen.
///
/// # Errors
/// A store that cannot be read.
pub async fn status(app: &App) -> Result<Option<Status>> {
    app.read(|app, reader| {
        let Some(keeping) = &app.settings().columns else {
            return Ok(None);
        };
        let nothing = Status {
            folder: keeping.folder.clone(),
            not_taken: None,
            written_ms: None,
            position: 0,
            behind: reader.journal_end()?,
            parts: 0,
            members: 0,
            purchases: 0,
            lines: 0,
            bytes: 0,
        };
        let manifest = match Folder::at(&keeping.folder).manifest() {
            Ok(Some(manifest)) => manifest,
            Ok(None) => {
                let not_taken = Some("nothing is written yet".to_owned());
                return Ok(Some(Status {
                    not_taken,
                    ..nothing
                }));
            }
            Err(why) => {
                let not_taken = Some(why.to_string());
                return Ok(Some(Status {
                    not_taken,
                    ..nothing
                }));
            }
        };
        let position = manifest.origin.position;
        let parts = manifest.parts.iter();
        Ok(Some(Status {
            not_taken: is_other(app, reader, &manifest)?.map(str::to_owned),
            written_ms: Some(manifest.written_ms),
            position,
            behind: nothing.behind - position,
            parts: manifest.parts.len(),
            members: parts.clone().map(|part| part.members).sum(),
            purchases: parts.clone().map(|part| part.purchases).sum(),
            lines: parts.map(|part| part.lines).sum(),
            bytes: manifest.bytes(),
            ..nothing
        }))
    })
    .await
}
