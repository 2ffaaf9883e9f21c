//! The refused rows of the last import of an upload.

use std::path::PathBuf;

use regulars_engine::id::ImportId;
use regulars_engine::language::Language;
use regulars_store::{Cursor, Page};

use super::read::{bad_cursor, load};
use super::stored::Folder;
use super::{off, told};
use crate::app::App;
use crate::error::Result;
use crate::import::{self, CsvText, RefusedRow};

/// Refused rows in the order of the file; none before it was imported.
///
/// # Errors
/// `NotFound`; a cursor that no list gave; a folder that cannot be read.
pub async fn refused(
    app: &App,
    id: ImportId,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<RefusedRow>> {
    let from = cursor.map_or(Ok(0), |cursor| {
        cursor.as_str().parse().map_err(|_| bad_cursor())
    })?;
    off(app, move |app| {
        let Some(path) = kept(app, id)? else {
            return Ok(Page {
                items: Vec::new(),
                next: None,
            });
        };
        let (items, next) = import::page(&path, from, limit)
            .map_err(told)?
            .ok_or_else(bad_cursor)?;
        let next = next.map(|next| Cursor::new(next.to_string()));
        Ok(Page { items, next })
    })
    .await
}

/// The same as a file for people, with the reasons in a language, a part at a time; `None` when there are none.
///
/// # Errors
/// `NotFound`; a folder that cannot be read.
pub async fn refused_csv(app: &App, id: ImportId, language: Language) -> Result<Option<CsvText>> {
    off(app, move |app| match kept(app, id)? {
        Some(path) => CsvText::open(&path, language).map(Some).map_err(told),
        None => Ok(None),
    })
    .await
}

/// Where they are, if the last import refused any.
fn kept(app: &App, id: ImportId) -> Result<Option<PathBuf>> {
    let upload = load(app, id, &app.desk().lock())?;
    let refused = upload.stored.counts.map_or(0, |counts| counts.refused);
    Ok((refused > 0).then(|| Folder::of(app, id).refused()))
}
