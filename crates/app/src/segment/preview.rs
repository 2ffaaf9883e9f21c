//! Counts a condition before anybody saves it.

use std::sync::Arc;

use regulars_engine::condition::{Condition, ConditionFile, describe};
use regulars_engine::id::MemberId;
use regulars_engine::language::Language;
use regulars_engine::program::Text;
use regulars_engine::time::Instant;
use regulars_insight::segment::{Asked, Sum};
use regulars_store::Reader;

use super::compile::{as_of, compiled, lacks_stamp};
use super::saved::Saved;
use crate::app::App;
use crate::error::Result;
use crate::insight;
use crate::live::LiveProgram;

/// Members shown as a sample.
const SAMPLE: usize = 10;

/// What to count.
#[derive(Debug, Clone)]
pub struct PreviewRequest {
    /// Who is in it.
    pub when: ConditionFile,
    /// As of when; absent: now. Purchases and events up to then count; profiles, points and returns are as they are now.
    pub as_of: Option<Instant>,
}

/// A condition counted.
#[derive(Debug, Clone)]
pub struct Preview {
    /// As of when.
    pub as_of: Instant,
    /// Up to where the journal was read.
    pub position: i64,
    /// The program whose currency, units and levels it was read by.
    pub live: Arc<LiveProgram>,
    /// Who is in it.
    pub found: Sum,
    /// All who had joined by then and are not blocked.
    pub base: Sum,
    /// A few of them, spread evenly over it.
    pub sample: Vec<MemberId>,
    /// The condition in words.
    pub sentence: Text,
    /// Leaves that read a figure which nobody has yet, and so hold for nobody.
    pub without_figure: Vec<String>,
}

/// Counts.
///
/// # Errors
/// A condition that is wrong, each problem where it stands; an instant still to come; analytics that are being read in.
pub async fn preview(app: &App, request: PreviewRequest) -> Result<Preview> {
    app.read(move |app, reader| count(app, reader, &request))
        .await
}

/// Counts in a snapshot.
pub(super) fn count(app: &App, reader: &Reader<'_>, request: &PreviewRequest) -> Result<Preview> {
    let at = as_of(app, request.as_of)?;
    let live = app.programs().at(app.now());
    let saved = Saved::of(reader, [&request.when])?;
    let there = reader.stamps_there()?;
    insight::ask(
        app,
        reader,
        &live.version,
        |columns| compiled(columns, &live.program, &saved, &request.when, "/when"),
        |columns, leaves, condition| {
            let asked = Asked::new(columns, &live.program, leaves, at).with_frozen(&saved.frozen);
            let selection = asked.select(&condition);
            let lacking = condition.leaves().into_iter();
            let lacking = lacking.filter(|leaf| lacks_stamp(leaf.written(), there));
            Ok(Preview {
                as_of: at,
                position: asked.position(),
                found: asked.sum(&selection),
                base: asked.sum(&asked.everybody()),
                sample: asked.sample(&selection, SAMPLE),
                sentence: told(&condition),
                without_figure: lacking.map(|leaf| leaf.path().to_owned()).collect(),
                live: live.clone(),
            })
        },
    )
}

/// A condition in words.
pub(super) fn told(condition: &Condition) -> Text {
    Text {
        en: describe(condition, Language::En),
        ru: describe(condition, Language::Ru),
    }
}
