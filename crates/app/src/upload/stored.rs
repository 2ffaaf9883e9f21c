//! The folder of an upload and the state in it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use regulars_engine::id::ImportId;
use regulars_engine::language::Said;
use regulars_engine::time::Instant;
use serde::{Deserialize, Serialize};

use super::file_error;
use super::run::Asked;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::import::{Kind, Report, Sums};

/// What has become of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Here, and not imported.
    Uploaded,
    /// Waits for those before it.
    Queued,
    /// Is being imported.
    Running,
    /// Imported, or tried.
    Done,
    /// Stopped by something wrong.
    Failed,
    /// Stopped by a person.
    Cancelled,
    /// Stopped with the server.
    Interrupted,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Nothing was written.
    pub dry_run: bool,
    /// Rows of the file; imported, unchanged and refused ones together.
    pub rows: u64,
    /// Rows taken.
    pub imported: u64,
    /// Rows known before with the same content.
    pub unchanged: u64,
    /// Rows not taken.
    pub refused: u64,
    /// Purchases made.
    pub purchases: u64,
    /// Returns made.
    pub returns: u64,
    /// Members registered.
    pub members: u64,
    /// Goods put into the catalogue.
    pub products: u64,
    /// Money of purchases.
    pub money: Option<Sums>,
    /// How often each rule for odd rows was used.
    pub rules: BTreeMap<String, u64>,
}

impl From<&Report> for Counts {
    fn from(report: &Report) -> Self {
        let used = report.rules.iter().filter(|(_, times)| **times > 0);
        Self {
            dry_run: report.dry_run,
            rows: report.rows,
            imported: report.imported,
            unchanged: report.unchanged,
            refused: report.refused,
            purchases: report.purchases,
            returns: report.returns,
            members: report.members,
            products: report.products,
            money: report.money.clone(),
            rules: used
                .map(|(rule, times)| ((*rule).to_owned(), *times))
                .collect(),
        }
    }
}

/// An upload, as its folder holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Our id.
    pub id: ImportId,
    /// What its rows are.
    pub kind: Kind,
    /// What it was called where it came from.
    pub name: String,
    /// Its length as it was sent.
    pub bytes: u64,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its first rows.
    pub sample: Vec<Vec<String>>,
    /// What has become of it.
    pub state: State,
    /// When it came, milliseconds.
    created_ms: i64,
    /// When something was last done with it, milliseconds.
    changed_ms: i64,
    /// How it was last asked to be imported.
    pub asked: Option<Asked>,
    /// What the last import did.
    pub counts: Option<Counts>,
    /// Why the last import failed.
    #[serde(with = "failure")]
    pub failure: Option<Said>,
}

impl Stored {
    /// An upload that has just come.
    pub(super) fn new(id: ImportId, kind: Kind, name: String, now: Instant) -> Self {
        Self {
            id,
            kind,
            name,
            bytes: 0,
            columns: Vec::new(),
            sample: Vec::new(),
            state: State::Uploaded,
            created_ms: now.ms(),
            changed_ms: now.ms(),
            asked: None,
            counts: None,
            failure: None,
        }
    }

    /// When it came.
    pub fn created_at(&self) -> Instant {
        Instant::from_ms(self.created_ms)
    }

    /// When something was last done with it.
    pub fn changed_at(&self) -> Instant {
        Instant::from_ms(self.changed_ms)
    }

    /// When it will be removed if nothing is done with it until then.
    pub fn removed_at(&self) -> Instant {
        self.changed_at().plus_ms(super::KEPT_MS)
    }

    /// The same in another state.
    pub(super) fn become_(&mut self, state: State, now: Instant) {
        self.state = state;
        self.changed_ms = now.ms();
    }
}

/// Why an import failed, as a state keeps it: in both languages, since its reader is not known yet.
mod failure {
    use regulars_engine::language::{Language, Said};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Kept {
        en: String,
        ru: String,
    }

    pub(super) fn serialize<S: Serializer>(
        failure: &Option<Said>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let kept = failure.as_ref().map(|said| Kept {
            en: said.describe(Language::En).to_owned(),
            ru: said.describe(Language::Ru).to_owned(),
        });
        kept.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Said>, D::Error> {
        let kept = Option::<Kept>::deserialize(deserializer)?;
        Ok(kept.map(|kept| Said::new(kept.en, kept.ru)))
    }
}

/// The folder of an upload.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn of(app: &App, id: ImportId) -> Self {
        Self(parent(app).join(id.to_string()))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The file that came.
    pub(super) fn file(&self) -> PathBuf {
        self.0.join("file")
    }

    /// Where the import lists what it refuses.
    pub(super) fn report(&self) -> PathBuf {
        self.0.join("report.csv")
    }

    /// The refused rows of the last import.
    pub(super) fn refused(&self) -> PathBuf {
        self.0.join("refused.csv")
    }

    fn state(&self) -> PathBuf {
        self.0.join("state.json")
    }

    /// The state; `None`: there is no such upload, or it is not whole.
    pub(super) fn load(&self) -> Result<Option<Stored>> {
        let path = self.state();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(file_error(&path, &error)),
        };
        let read = serde_json::from_slice(&text);
        read.map(Some)
            .map_err(|error| AppError::Internal(format!("{}: {error}", path.display())))
    }

    /// Puts a state in place: all of it or none.
    pub(super) fn save(&self, stored: &Stored) -> Result<()> {
        let new = self.0.join("state.new");
        let text = serde_json::to_vec_pretty(stored)
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(&text)?;
            file.sync_all()?;
            fs::rename(&new, self.state())?;
            sync(&self.0)
        });
        written.map_err(|error| file_error(&new, &error))
    }

    /// Removes everything. The state goes first: what is left of a removal that was cut off is no upload.
    pub(super) fn remove(&self) -> Result<()> {
        let gone = |done: std::io::Result<()>| match done {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done.map_err(|error| file_error(&self.0, &error)),
        };
        gone(fs::remove_file(self.state()))?;
        gone(fs::remove_dir_all(&self.0))
    }
}

/// The folder of all uploads.
pub(super) fn parent(app: &App) -> PathBuf {
    app.store().folder().join("imports")
}

/// The ids of all uploads, the newest first. Whatever else lies there is left alone.
pub(super) fn all(app: &App) -> Result<Vec<ImportId>> {
    let parent = parent(app);
    let entries = match fs::read_dir(&parent) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(file_error(&parent, &error)),
    };
    let mut ids: Vec<ImportId> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    ids.sort_unstable_by(|one, other| other.cmp(one));
    Ok(ids)
}

/// Makes what happened in a folder last.
#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be synced.
#[cfg(not(unix))]
fn sync(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
