//! Live programs: which version decides at an instant.

use std::sync::Arc;

use parking_lot::RwLock;
use regulars_engine::program::Program;
use regulars_engine::rollout::{Audience, Buyer, Step, in_force, which};
use regulars_engine::time::Instant;
use regulars_store::{ProgramVersion, PublicationRow, Reader, RolloutRow, Store};

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

/// Versions published and rolled out, compiled, by instant.
#[derive(Debug)]
pub struct Programs {
    book: RwLock<Book>,
}

/// What was said of versions.
#[derive(Debug, Clone, Default)]
struct Book {
    /// Publications, oldest first.
    timeline: Vec<Arc<LiveProgram>>,
    /// Steps of roll-outs, in the order in which they were said.
    steps: Vec<Step<Arc<LiveProgram>>>,
}

impl Programs {
    /// Compiles what the store has published.
    ///
    /// # Errors
    /// A stored text that does not compile, or a store that cannot be read.
    pub fn load(store: &Store) -> Result<Self> {
        Ok(Self {
            book: RwLock::new(store.read(|reader| Ok(read(reader, &Book::default())))??),
        })
    }

    /// Reads publications and roll-outs again; versions already compiled are kept.
    ///
    /// # Errors
    /// As [`Programs::load`]; what was known stays as it was.
    pub(crate) fn refresh(&self, reader: &Reader<'_>) -> Result<()> {
        let known = self.book.read().clone();
        let fresh = read(reader, &known)?;
        *self.book.write() = fresh;
        Ok(())
    }

    /// Every publication as it is stored now, oldest first, also those that this process has not taken notice of yet.
    ///
    /// # Errors
    /// As [`Programs::load`].
    pub(crate) fn stored(&self, reader: &Reader<'_>) -> Result<Vec<Arc<LiveProgram>>> {
        let known = self.book.read().clone();
        Ok(read(reader, &known)?.timeline)
    }

    /// The version that is rolled out as it is stored now, or is to be.
    ///
    /// # Errors
    /// As [`Programs::load`].
    pub(crate) fn rolled_out(&self, reader: &Reader<'_>) -> Result<Option<Arc<LiveProgram>>> {
        let known = self.book.read().clone();
        let last = read(reader, &known)?.steps.pop();
        Ok(last
            .filter(|step| step.to.is_some())
            .map(|step| step.version))
    }

    /// The version that decides for a buyer at `at`: the one rolled out where the roll-out takes the buyer, else the
    /// [standing one](Programs::at).
    pub fn for_buyer(&self, buyer: &Buyer<'_>, at: Instant) -> Arc<LiveProgram> {
        let rolled_out = which(&self.book.read().steps, buyer, at).cloned();
        rolled_out.unwrap_or_else(|| self.at(at))
    }

    /// Whom a version is rolled out to at `at`; `None`: there is the standing one alone.
    pub(crate) fn audience(&self, at: Instant) -> Option<Audience> {
        let book = self.book.read();
        let (audience, _) = in_force(&book.steps, at)?.to.as_ref()?;
        Some(audience.clone())
    }

    /// Every version that decides for somebody at `at`: the standing one first, then the one rolled out.
    pub(crate) fn all_at(&self, at: Instant) -> Vec<Arc<LiveProgram>> {
        let rolled_out = in_force(&self.book.read().steps, at).map(|step| step.version.clone());
        std::iter::once(self.at(at)).chain(rolled_out).collect()
    }

    /// The same, and those that are to decide later.
    pub(crate) fn all_from(&self, at: Instant) -> Vec<Arc<LiveProgram>> {
        let mut all = self.all_at(at);
        let book = self.book.read();
        let later = book.timeline.iter().filter(|live| live.live_at > at);
        let rolled_out = book.steps.iter().filter(|step| step.from > at);
        all.extend(later.chain(rolled_out.map(|step| &step.version)).cloned());
        all
    }

    /// The standing version at `at`: what decides for everybody whom no roll-out takes, and what is nobody's. Before the first
    /// publication the first one does, so that history brought along earns by it; with none published, the built-in
    /// `no-program`.
    pub fn at(&self, at: Instant) -> Arc<LiveProgram> {
        let book = self.book.read();
        let timeline = &book.timeline;
        let published = timeline
            .iter()
            .rev()
            .find(|live| live.live_at <= at)
            .or_else(|| timeline.first());
        published.cloned().unwrap_or_else(no_program)
    }

    /// The version of that number, if it was ever published or rolled out.
    pub fn version(&self, version: &ProgramVersion) -> Option<Arc<LiveProgram>> {
        let book = self.book.read();
        book.versions()
            .find(|live| live.version == *version)
            .cloned()
    }

    /// Every publication, oldest first.
    pub fn timeline(&self) -> Vec<Arc<LiveProgram>> {
        self.book.read().timeline.clone()
    }
}

impl Book {
    /// Every version of it.
    fn versions(&self) -> impl Iterator<Item = &Arc<LiveProgram>> {
        let rolled_out = self.steps.iter().map(|step| &step.version);
        self.timeline.iter().chain(rolled_out)
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

fn read(reader: &Reader<'_>, known: &Book) -> Result<Book> {
    let mut publications = reader.publications()?;
    // One that was said early for a later instant still comes after those said meanwhile.
    publications.sort_by_key(|publication| publication.live_at);
    let mut book = Book::default();
    for publication in publications {
        let PublicationRow {
            version, live_at, ..
        } = publication;
        let same = |live: &&Arc<LiveProgram>| live.version == version && live.live_at == live_at;
        let live = match known.timeline.iter().find(same) {
            Some(live) => live.clone(),
            None => compiled(reader, version, live_at)?,
        };
        book.timeline.push(live);
    }
    for RolloutRow { step, .. } in reader.rollout_steps()? {
        let rolled_out = known.steps.iter().chain(&book.steps);
        let same = rolled_out
            .map(|step| &step.version)
            .find(|live| live.version == step.version);
        let version = match same {
            Some(live) => live.clone(),
            None => compiled(reader, step.version, step.live_at)?,
        };
        book.steps.push(Step {
            from: step.live_at,
            to: step.audience.map(|audience| (audience, step.salt)),
            version,
        });
    }
    Ok(book)
}

fn compiled(
    reader: &Reader<'_>,
    version: ProgramVersion,
    live_at: Instant,
) -> Result<Arc<LiveProgram>> {
    let text = reader.program_text(&version)?;
    let text = text.ok_or_else(|| AppError::Internal(format!("no text of {version:?}")))?;
    let program = Program::read(&text).map_err(AppError::BadFile)?;
    Ok(Arc::new(LiveProgram {
        version,
        program,
        live_at,
    }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_program_compiles() {
        assert_eq!(super::no_program().program.id.as_str(), "no-program");
    }
}
