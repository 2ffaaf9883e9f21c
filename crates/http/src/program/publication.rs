//! A version made live, as callers read it.

use regulars_app::program::PublicationRow;
use regulars_engine::id::PublicationId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::audit::Doer;
use crate::render::Moment;

/// A version made live from an instant on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VersionPublication)]
pub struct PublicationAnswer {
    /// Our id, by which it is cancelled.
    #[schema(value_type = String, example = "pbl_01HZX3V8K0G04")]
    id: PublicationId,
    /// It decides from here on.
    live_at: Moment,
    /// When that was said.
    published_at: Moment,
    /// Who said it.
    published_by: Doer,
}

impl From<PublicationRow> for PublicationAnswer {
    fn from(row: PublicationRow) -> Self {
        Self {
            id: row.id,
            live_at: Moment::utc(row.live_at),
            published_at: Moment::utc(row.posted_at),
            published_by: Doer::of(row.by, row.name),
        }
    }
}
