//! Who is in a segment, all of them.

use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;
use regulars_insight::segment::Asked;
use regulars_store::Reader;

use super::compile::{as_of, compiled};
use super::preview::PreviewRequest;
use super::saved::Saved;
use crate::app::App;
use crate::error::Result;
use crate::insight;

/// Members by id.
#[derive(Debug, Clone)]
pub struct Listed {
    /// As of when.
    pub as_of: Instant,
    /// Who.
    pub members: Vec<MemberId>,
}

/// Lists them.
///
/// # Errors
/// As a preview's.
pub async fn list(app: &App, request: PreviewRequest) -> Result<Listed> {
    app.read(move |app, reader| listed(app, reader, &request))
        .await
}

/// Lists them in a snapshot.
pub(super) fn listed(app: &App, reader: &Reader<'_>, request: &PreviewRequest) -> Result<Listed> {
    let at = as_of(app, request.as_of)?;
    let live = app.programs().at(app.now());
    let saved = Saved::of(reader, [&request.when])?;
    insight::ask(
        app,
        reader,
        &live.version,
        |columns| compiled(columns, &live.program, &saved, &request.when, "/when"),
        |columns, leaves, condition| {
            let asked = Asked::new(columns, &live.program, leaves, at).with_frozen(&saved.frozen);
            let members = asked.members(&asked.select(&condition));
            Ok(Listed { as_of: at, members })
        },
    )
}
