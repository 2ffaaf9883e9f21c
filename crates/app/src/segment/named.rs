//! Programs that name saved segments.

use std::sync::Arc;

use regulars_engine::language::Said;
use regulars_engine::name::SegmentId;
use regulars_engine::program::{Problem, Program};
use regulars_engine::said;
use regulars_store::{ProgramVersion, Reader};

use crate::app::App;
use crate::error::Result;
use crate::live::LiveProgram;
use crate::rollout::names_segment;

/// A version that names a saved segment and decides, or is to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBy {
    /// Which.
    pub version: ProgramVersion,
    /// Where: `earn[1].when.saved_segment`.
    pub paths: Vec<String>,
}

/// What would be left without a segment if it were dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Users {
    /// Saved segments that are made of it.
    pub segments: Vec<SegmentId>,
    /// Programs that name it.
    pub programs: Vec<NamedBy>,
}

impl Users {
    /// Whether nothing would.
    pub fn are_none(&self) -> bool {
        self.segments.is_empty() && self.programs.is_empty()
    }

    /// Each in its own words, and what would be right.
    pub(crate) fn told(&self) -> Said {
        let ids: Vec<&str> = self.segments.iter().map(SegmentId::as_str).collect();
        let segments = ids.join("`, `");
        let programs = self.programs.iter().flat_map(|named| {
            let ProgramVersion { program, version } = &named.version;
            named
                .paths
                .iter()
                .map(move |path| format!("{program} {version}: {path}"))
        });
        let programs = programs.collect::<Vec<_>>().join("`, `");
        let of_segments = said!(
            "other segments are made of it: `{segments}`; change or drop them first",
            "на нём построены другие сегменты: `{segments}`; сначала измените или удалите их"
        );
        let of_programs = said!(
            "a program names it: `{programs}`; publish a version without it first",
            "его называет программа: `{programs}`; сначала опубликуйте версию без него"
        );
        match (segments.is_empty(), programs.is_empty()) {
            (false, true) => of_segments,
            (true, _) => of_programs,
            (false, false) => said!(
                "{of_segments}; {of_programs}",
                "{of_segments:#}; {of_programs:#}"
            ),
        }
    }
}

/// Versions that decide now or later and name it, in the order in which they do: those that are stored, since another process
/// may have published one a moment ago.
///
/// # Errors
/// A store that cannot be read.
pub(super) fn by_programs(app: &App, reader: &Reader<'_>, id: &SegmentId) -> Result<Vec<NamedBy>> {
    let (now, stored) = (app.now(), app.programs().stored(reader)?);
    let is_over = |live: &&Arc<LiveProgram>| live.live_at <= now;
    let over = stored.iter().take_while(is_over).count();
    // Before the first the first one decides.
    let published = stored.into_iter().skip(over.saturating_sub(1));
    let rolled_out = app.programs().rolled_out(reader)?;
    let deciding = published.chain(rolled_out);
    let mut found: Vec<NamedBy> = Vec::new();
    for live in deciding {
        let paths = live.program.saved_at(id).into_iter();
        let paths: Vec<String> = paths.map(str::to_owned).collect();
        let is_told = found.iter().any(|known| known.version == live.version);
        if !paths.is_empty() && !is_told {
            let version = live.version.clone();
            found.push(NamedBy { version, paths });
        }
    }
    if let Some(row) = names_segment(reader, id)? {
        let (version, paths) = (row.step.version, vec!["rollout".to_owned()]);
        found.push(NamedBy { version, paths });
    }
    Ok(found)
}

/// Saved segments that a program names and that are not there, each where it stands in its text.
///
/// # Errors
/// A store that cannot be read.
pub(crate) fn unknown(reader: &Reader<'_>, program: &Program, text: &str) -> Result<Vec<Problem>> {
    if program.saved.is_empty() {
        return Ok(Vec::new());
    }
    let saved = reader.saved_segments()?.into_iter();
    let known: Vec<SegmentId> = saved.map(|row| row.id).collect();
    Ok(program.unknown_saved(text, &known))
}
