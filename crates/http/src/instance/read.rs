//! `GET /v1/instance`

use axum::extract::State;
use regulars_app::instance::{self, Phase};
use serde::Serialize;
use utoipa::ToSchema;

use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "instance_read",
    noun: Noun::Server,
    summary: "Read whether the installation works",
    description: "A copy that was restored from a backup answers and takes writes, but runs no jobs, burns no points and sends nothing until \
        it is let work: by `POST /v1/instance/resume`, or by `regulars resume`.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Instance>()),
    also: &[],
    problems: &[],
};

/// An installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Instance {
    /// Whether it works.
    state: Life,
    /// When it was restored from a backup; `null`: never, as far as is known.
    restored_at: Option<Moment>,
}

/// Whether an installation works.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InstanceState)]
enum Life {
    /// It does.
    Working,
    /// A restored copy, which does nothing by itself.
    Restored,
    /// It is being moved to another database, or has been: it takes no writes.
    Moved,
}

impl From<instance::Instance> for Instance {
    fn from(read: instance::Instance) -> Self {
        Self {
            state: match read.phase {
                Phase::Working => Life::Working,
                Phase::Restored => Life::Restored,
                Phase::Receiving { .. } | Phase::Moving { .. } | Phase::Moved { .. } => Life::Moved,
            },
            restored_at: read.restored_at.map(Moment::utc),
        }
    }
}

/// Reads it.
pub async fn read(State(server): State<Server>) -> Outcome<Instance> {
    Ok(Answer::ok(instance::read(&server.app).await?.into()))
}
