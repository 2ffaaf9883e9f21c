//! Reads the columns in from their files, if these are of this store.

use std::sync::atomic::Ordering;

use regulars_engine::time::Instant;
use regulars_insight::column::Columns;
use regulars_insight::column::file::{self, FORMAT, File, FileError};
use regulars_store::Reader;

use super::folder::Folder;
use super::manifest::{Known, Manifest, Origin};
use super::{BYTES, Trouble, WRITTEN_AT};
use crate::app::App;
use crate::error::Result;

/// The columns as they were when the files were written, with their position; `None` if there are no files, or they are not
/// to be believed, which the log tells.
pub(in crate::insight) fn read_in(app: &App, reader: &Reader<'_>) -> Result<Option<Columns>> {
    let Some(keeping) = &app.settings().columns else {
        return Ok(None);
    };
    let folder = Folder::at(&keeping.folder);
    let manifest = match folder.manifest() {
        Ok(Some(manifest)) => manifest,
        Ok(None) => return Ok(None),
        Err(why) => return not_taken(&why),
    };
    if let Some(why) = is_other(app, reader, &manifest)? {
        tracing::info!(folder = %keeping.folder.display(), why, "columns are made from the store");
        return Ok(None);
    }
    let mut columns = match read(&folder, &manifest) {
        Ok(columns) => columns,
        Err(why) => return not_taken(&why),
    };
    reader.names(|member, first, last| columns.put_name(member, first, last))?;
    columns.set_position(manifest.origin.position);
    tell(&manifest);
    tracing::info!(folder = %keeping.folder.display(), "columns are read in from their files");
    let mut files = app.insight().files.lock();
    files.tried_at = Some(Instant::from_ms(manifest.written_ms));
    let numbers = columns.base().iter().map(|base| base.number);
    files.known = Known {
        parts: numbers.zip(manifest.parts.iter().cloned()).collect(),
        manifest: Some(manifest),
        generation: app.insight().generation.load(Ordering::Acquire),
    };
    Ok(Some(columns))
}

fn not_taken(why: &Trouble) -> Result<Option<Columns>> {
    tracing::warn!(%why, "columns are made from the store");
    Ok(None)
}

/// Why files are not of this store as it is; `None`: they are.
pub(super) fn is_other(
    app: &App,
    reader: &Reader<'_>,
    manifest: &Manifest,
) -> Result<Option<&'static str>> {
    let said = &manifest.origin;
    if said.format != FORMAT {
        return Ok(Some("the files are of another version"));
    }
    let Some(here) = Origin::at(app, reader, said.position)? else {
        return Ok(Some(
            "the journal does not reach back or forth to the files",
        ));
    };
    Ok(match () {
        () if here.instance != said.instance => Some("the files are of another store"),
        () if here.migration != said.migration => Some("the store has been brought further"),
        () if here.fact != said.fact => {
            Some("the store has gone back since the files were written")
        }
        () => None,
    })
}

/// Reads the files that a manifest names.
pub(super) fn read(folder: &Folder, manifest: &Manifest) -> std::result::Result<Columns, Trouble> {
    let fetch = |file: File| {
        let entry = manifest.entry(file);
        folder.read(entry.ok_or(FileError::Unfit("a file is not named"))?)
    };
    file::read(manifest.parts.len(), fetch)
}

/// Tells the figures of the files.
pub(super) fn tell(manifest: &Manifest) {
    let bytes = u32::try_from(manifest.bytes() >> 10).unwrap_or(u32::MAX);
    metrics::gauge!(BYTES).set(f64::from(bytes) * 1_024.0);
    let seconds = u32::try_from(manifest.written_ms / 1_000).unwrap_or_default();
    metrics::gauge!(WRITTEN_AT).set(f64::from(seconds));
}
