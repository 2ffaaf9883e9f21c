//! Receives a file into a folder of its own.

use std::fs::{self, File};
use std::io::Write;

use regulars_engine::id::ImportId;
use regulars_store::Actor;

use super::read::Upload;
use super::stored::{Folder, Stored};
use super::{SAMPLE, file_error, note, off, room, told};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::import::{self, Kind};

/// Bytes that are written at a time.
const PART: usize = 1 << 20;

/// A file on its way in. Dropped before it is whole, it is gone.
pub struct Incoming {
    app: App,
    stored: Stored,
    folder: Folder,
    file: Option<File>,
    part: Vec<u8>,
    whole: bool,
}

/// Makes a folder for a file of `announced` bytes, if the sender says how many.
///
/// # Errors
/// No room on the disk.
pub async fn receive(
    app: &App,
    kind: Kind,
    name: String,
    announced: Option<u64>,
) -> Result<Incoming> {
    off(app, move |app| {
        let id = ImportId::from_raw(app.next_id());
        let folder = Folder::of(app, id);
        app.desk().lock().receiving.insert(id);
        let mut incoming = Incoming {
            app: app.clone(),
            stored: Stored::new(id, kind, name, app.now()),
            folder,
            file: None,
            part: Vec::new(),
            whole: false,
        };
        let path = incoming.folder.path();
        fs::create_dir_all(path).map_err(|error| file_error(path, &error))?;
        room::check(
            path,
            announced.unwrap_or(0),
            app.settings().upload_keep_free_bytes,
        )?;
        let path = incoming.folder.file();
        incoming.file = Some(File::create(&path).map_err(|error| file_error(&path, &error))?);
        Ok(incoming)
    })
    .await
}

impl Incoming {
    /// Takes some bytes more.
    ///
    /// # Errors
    /// No room on the disk.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.stored.bytes = self
            .stored
            .bytes
            .saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.part.extend_from_slice(bytes);
        if self.part.len() < PART {
            Ok(())
        } else {
            self.flush().await
        }
    }

    async fn flush(&mut self) -> Result<()> {
        let Some(mut file) = self.file.take() else {
            return Err(AppError::Internal("a file takes no more bytes".to_owned()));
        };
        let mut part = std::mem::take(&mut self.part);
        let folder = self.folder.clone();
        let (file, part) = off(&self.app, move |app| {
            room::check(folder.path(), 0, app.settings().upload_keep_free_bytes)?;
            file.write_all(&part)
                .map_err(|error| file_error(&folder.file(), &error))?;
            part.clear();
            Ok((file, part))
        })
        .await?;
        (self.file, self.part) = (Some(file), part);
        Ok(())
    }

    /// Looks at what came and keeps it.
    ///
    /// # Errors
    /// No table in CSV; no room on the disk.
    pub async fn finish(mut self, by: Actor) -> Result<Upload> {
        self.flush().await?;
        off(&self.app.clone(), move |app| {
            let path = self.folder.file();
            if let Some(file) = self.file.take() {
                file.sync_all().map_err(|error| file_error(&path, &error))?;
            }
            let seen = import::peek(&path, SAMPLE).map_err(told)?;
            (self.stored.columns, self.stored.sample) = (seen.columns, seen.sample);
            let busy = app.desk().lock();
            note(
                app,
                by,
                "import.upload",
                self.stored.id,
                Some(self.stored.kind.to_string()),
            )?;
            self.folder.save(&self.stored)?;
            self.whole = true;
            Ok(Upload::of(self.stored.clone(), &busy))
        })
        .await
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        self.file = None;
        if !self.whole
            && let Err(error) = self.folder.remove()
        {
            tracing::warn!(%error, "what is left of an upload is removed later");
        }
        self.app.desk().lock().receiving.remove(&self.stored.id);
    }
}
