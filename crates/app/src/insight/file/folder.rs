//! The folder of the files: written beside what is there, taken over in one step.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use flate2::Crc;

use super::Trouble;
use super::manifest::{Entry, Manifest};

const MANIFEST: &str = "manifest.json";
const LOCK: &str = "lock";
/// Behind the name of a file that is to take the place of another.
const NEW: &str = ".new";

/// A folder of files of columns.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// After so many changes the disk fails, where a test says so.
    pub lasts: Option<AtomicUsize>,
}

impl Folder {
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            lasts: None,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the folder if there is none, for nobody else to read.
    pub fn make(&self) -> Result<(), Trouble> {
        self.change(&self.path, || make(&self.path))
    }

    /// Takes the folder for writing. Freed when the file is dropped, by the system also at `kill -9`.
    pub fn lock(&self) -> Result<File, Trouble> {
        let path = self.path.join(LOCK);
        let open = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let file = open.map_err(|error| trouble(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Trouble::Busy(self.path.clone())),
            Err(TryLockError::Error(error)) => Err(trouble(&path, error)),
        }
    }

    /// What the folder says is in it; `None` if it says nothing.
    pub fn manifest(&self) -> Result<Option<Manifest>, Trouble> {
        let path = self.path.join(MANIFEST);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(trouble(&path, error)),
        };
        let read = serde_json::from_slice(&text);
        read.map(Some)
            .map_err(|error| Trouble::Manifest { path, error })
    }

    /// The bytes of a file that are what they must be; those of the file that is to take its place, if it has not yet.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, Trouble> {
        let path = self.path.join(&entry.name);
        let is_it = |bytes: &Vec<u8>| self::entry(&entry.name, bytes) == *entry;
        let found = fs::read(&path).ok().filter(is_it);
        let found = found.or_else(|| fs::read(self.new_path(&entry.name)).ok().filter(is_it));
        let why = "is missing, or not what was written";
        found.ok_or(Trouble::Broken { path, why })
    }

    /// Writes a file beside the one it is to replace, to the disk.
    pub fn write(&self, name: String, bytes: &[u8]) -> Result<Entry, Trouble> {
        let path = self.new_path(&name);
        self.change(&path, || write(&path, bytes))?;
        Ok(entry(&name, bytes))
    }

    /// Says what is in the folder from now on, and has files take their places.
    pub fn take_over(&self, manifest: &Manifest) -> Result<(), Trouble> {
        let (path, new) = (self.path.join(MANIFEST), self.new_path(MANIFEST));
        let text = serde_json::to_vec_pretty(manifest);
        let text = text.map_err(|error| Trouble::Manifest {
            path: path.clone(),
            error,
        })?;
        self.change(&new, || write(&new, &text))?;
        self.change(&self.path, || sync(&self.path))?;
        self.change(&path, || fs::rename(&new, &path))?;
        self.change(&self.path, || sync(&self.path))?;
        self.settle(manifest)
    }

    /// Has files take their places that have not yet, and takes away what the manifest does not name.
    pub fn settle(&self, manifest: &Manifest) -> Result<(), Trouble> {
        for entry in manifest.entries() {
            let (path, new) = (self.path.join(&entry.name), self.new_path(&entry.name));
            if fs::metadata(&new).is_ok_and(|found| found.len() == entry.bytes)
                && fs::read(&new).is_ok_and(|bytes| self::entry(&entry.name, &bytes) == *entry)
            {
                self.change(&path, || fs::rename(&new, &path))?;
            }
        }
        let named: BTreeSet<&str> = manifest
            .entries()
            .map(|entry| entry.name.as_str())
            .collect();
        let files = fs::read_dir(&self.path).map_err(|error| trouble(&self.path, error))?;
        for file in files.flatten() {
            let name = file.file_name();
            let name = name.to_string_lossy();
            let ours = name.ends_with(".parquet") || name.ends_with(NEW);
            if ours && !named.contains(&*name) {
                let path = file.path();
                self.change(&path, || fs::remove_file(&path))?;
            }
        }
        self.change(&self.path, || sync(&self.path))
    }

    /// Whether there is nothing in it but what was written by us.
    pub fn is_free(&self) -> bool {
        let nothing = |mut files: fs::ReadDir| files.next().is_none();
        self.path.join(MANIFEST).exists() || fs::read_dir(&self.path).map_or(true, nothing)
    }

    fn new_path(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}{NEW}"))
    }

    /// Does something to the disk.
    fn change(&self, path: &Path, work: impl FnOnce() -> io::Result<()>) -> Result<(), Trouble> {
        let less = |left: usize| left.checked_sub(1);
        if let Some(lasts) = &self.lasts
            && lasts.fetch_update(Relaxed, Relaxed, less).is_err()
        {
            return Err(trouble(path, io::ErrorKind::StorageFull.into()));
        }
        work().map_err(|error| trouble(path, error))
    }
}

fn trouble(path: &Path, error: io::Error) -> Trouble {
    Trouble::File {
        path: path.to_owned(),
        error,
    }
}

fn entry(name: &str, bytes: &[u8]) -> Entry {
    let mut crc = Crc::new();
    crc.update(bytes);
    Entry {
        name: name.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        crc32: crc.sum(),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn make(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Brings the names in a folder to the disk.
#[cfg(unix)]
fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// The system does it by itself.
#[cfg(not(unix))]
fn sync(_path: &Path) -> io::Result<()> {
    Ok(())
}
