//! `GET` and `PUT /v1/universal-control`

use axum::extract::State;
use regulars_app::experiment::{self, BASE_PARTS};
use regulars_engine::both;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong};
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "universal_control_read",
    noun: Noun::Experiments,
    summary: "Read the universal control",
    description: "The part of the base that is left out of every experiment, so that what all of them bring together can be told. Whether a \
        member is in it: `GET /v1/members/{id}/experiments`.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<UniversalControl>()),
    also: &[],
    problems: &[],
};

/// The reference.
pub const PUT: Doc = Doc {
    id: "universal_control_put",
    noun: Noun::Experiments,
    summary: "Set the universal control",
    description: "Sets its share of the base. Who is in it stays in it while the share grows. `renew` draws everybody anew: do so once or \
        twice a year, so that nobody is left out for ever. Experiments that run keep their members.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<ControlBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<UniversalControl>()),
    also: &[],
    problems: &[],
};

/// What is to be left out.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UniversalControlRequest)]
pub struct ControlBody {
    /// Percent of the base, 0 to 50, with two digits after the point; 0: nobody.
    #[schema(example = 5.0)]
    percent: f64,
    /// Draw everybody anew. Absent: no.
    #[serde(default)]
    renew: bool,
}

/// The universal control.
#[derive(Debug, Serialize, ToSchema)]
pub struct UniversalControl {
    /// Percent of the base; 0: nobody is left out.
    #[schema(example = 5.0)]
    percent: f64,
    /// Since when it is as it is; `null`: it was never said.
    since: Option<Moment>,
    /// Members in it now.
    members: u64,
}

impl From<experiment::UniversalControl> for UniversalControl {
    fn from(found: experiment::UniversalControl) -> Self {
        Self {
            percent: f64::from(found.parts) * 100.0 / f64::from(BASE_PARTS),
            since: found.since.map(Moment::utc),
            members: found.members,
        }
    }
}

/// Reads it.
pub async fn read(State(server): State<Server>) -> Outcome<UniversalControl> {
    let found = experiment::universal_control(&server.app).await?;
    Ok(Answer::ok(found.into()))
}

/// Sets it.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Body(body): Body<ControlBody>,
) -> Outcome<UniversalControl> {
    let mut wrong = Wrong::default();
    let parts = experiment::parts_of(body.percent);
    let parts = parts.or_else(|| {
        wrong.none(
            &Pointer::ROOT.field("percent"),
            both!(
                "is a share of the base in percent, such as 5 or 7.5",
                "укажите долю базы в процентах, например 5 или 7.5"
            ),
        )
    });
    let parts = wrong.finish(parts)?;
    let found =
        experiment::put_universal_control(&server.app, caller.by, parts, body.renew).await?;
    Ok(Answer::ok(found.into()))
}
