//! Live programs: which version decides at an instant.

use std::sync::Arc;

use parking_lot::RwLock;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::{ProgramVersion, Reader, Store};

use crate::error::{AppError, Result};

/// The program of a new installation: identified customers, nothing issued.
pub const NO_PROGRAM: &str = include_str!("../../../programs/no-program.yaml");

/// A compiled version and since when it decides.
#[derive(Debug)]
pub struct LiveProgram {
    /// Which.
    pub version: ProgramVersion,
    /// Its rules.
    pub program: Program,
    /// Since when.
    pub live_at: Instant,
}

/// Published versions, compiled, by instant.
#[derive(Debug)]
pub struct Programs {
    timeline: RwLock<Vec<Arc<LiveProgram>>>,
}

impl Programs {
    /// Compiles what the store has published.
    ///
    /// # Errors
    /// A stored text that does not compile, or a store that cannot be read.
    pub fn load(store: &Store) -> Result<Self> {
        Ok(Self {
            timeline: RwLock::new(store.read(|reader| Ok(read(reader, &[])))??),
        })
    }

    /// Reads publications again; versions already compiled are kept.
    ///
    /// # Errors
    /// As [`Programs::load`]; the timeline stays as it was.
    pub(crate) fn refresh(&self, reader: &Reader<'_>) -> Result<()> {
        let fresh = self.stored(reader)?;
        *self.timeline.write() = fresh;
        Ok(())
    }

    /// Every publication as it is stored now, oldest first, also those that this process has not taken notice of yet.
    ///
    /// # Errors
    /// As [`Programs::load`].
    pub(crate) fn stored(&self, reader: &Reader<'_>) -> Result<Vec<Arc<LiveProgram>>> {
        let known = self.timeline.read().clone();
        read(reader, &known)
    }

    /// The version that decides at `at`. Before the first publication the first one does, so that history
    /// brought along earns by it; with none published, the built-in `no-program`.
    pub fn at(&self, at: Instant) -> Arc<LiveProgram> {
        let timeline = self.timeline.read();
        let published = timeline
            .iter()
            .rev()
            .find(|live| live.live_at <= at)
            .or_else(|| timeline.first());
        published.cloned().unwrap_or_else(no_program)
    }

    /// The version of that number, if it was ever published.
    pub fn version(&self, version: &ProgramVersion) -> Option<Arc<LiveProgram>> {
        self.timeline
            .read()
            .iter()
            .find(|live| live.version == *version)
            .cloned()
    }

    /// Every publication, oldest first.
    pub fn timeline(&self) -> Vec<Arc<LiveProgram>> {
        self.timeline.read().clone()
    }
}

fn no_program() -> Arc<LiveProgram> {
    static NONE: std::sync::OnceLock<Arc<LiveProgram>> = std::sync::OnceLock::new();
    NONE.get_or_init(|| {
        let program = match Program::read(NO_PROGRAM) {
            Ok(program) => program,
            Err(problems) => {
                unreachable!("the built-in program is checked by a test: {problems:?}")
            }
        };
        let version = ProgramVersion {
            program: program.id.clone(),
            version: 0,
        };
        Arc::new(LiveProgram {
            version,
            program,
            live_at: Instant::from_ms(0),
        })
    })
    .clone()
}

fn read(reader: &Reader<'_>, known: &[Arc<LiveProgram>]) -> Result<Vec<Arc<LiveProgram>>> {
    let mut publications = reader.publications()?;
    // One that was said early for a later instant still comes after those said meanwhile.
    publications.sort_by_key(|publication| publication.live_at);
    publications
        .into_iter()
        .map(|publication| {
            let same = |live: &&Arc<LiveProgram>| {
                live.version == publication.version && live.live_at == publication.live_at
            };
            if let Some(live) = known.iter().find(same) {
                return Ok(live.clone());
            }
            let text = reader.program_text(&publication.version)?;
            let text = text.ok_or_else(|| {
                AppError::Internal(format!("no text of {:?}", publication.version))
            })?;
            let program = Program::read(&text).map_err(AppError::BadFile)?;
            Ok(Arc::new(LiveProgram {
                version: publication.version,
                program,
                live_at: publication.live_at,
            }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_program_compiles() {
        assert_eq!(super::no_program().program.id.as_str(), "no-program");
    }
}
