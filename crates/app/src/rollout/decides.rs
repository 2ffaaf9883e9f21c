//! The version that decides for somebody at an instant: every use case asks here.

use std::sync::Arc;

use regulars_engine::id::MemberId;
use regulars_engine::name::{SegmentId, StoreId};
use regulars_engine::rollout::{Audience, Buyer};
use regulars_engine::time::Instant;
use regulars_store::Reader;

use crate::app::App;
use crate::error::Result;
use crate::live::LiveProgram;

/// For a member, where nothing happens at a store.
pub(crate) fn for_member(
    app: &App,
    reader: &Reader<'_>,
    member: MemberId,
    at: Instant,
) -> Result<Arc<LiveProgram>> {
    for_buyer(app, reader, Some(member), None, at)
}

/// For a buyer at a store, identified or not.
pub(crate) fn for_buyer(
    app: &App,
    reader: &Reader<'_>,
    member: Option<MemberId>,
    store: Option<&StoreId>,
    at: Instant,
) -> Result<Arc<LiveProgram>> {
    let segments = match (member, app.programs().audience(at)) {
        (Some(member), Some(Audience::Segment(_))) => reader.memberships(member)?,
        _ => Vec::new(),
    };
    let segments: Vec<SegmentId> = segments.into_iter().map(|(segment, _)| segment).collect();
    let buyer = Buyer {
        member,
        segments: &segments,
        store,
    };
    Ok(app.programs().for_buyer(&buyer, at))
}
