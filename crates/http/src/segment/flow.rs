//! `GET /v1/segments/{id}/flow`

use axum::extract::State;
use regulars_app::segment::{self, FlowDay};
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::ID;
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::Listed;
use crate::parse::StatedDate;
use crate::problem::Kind;
use crate::server::Server;

/// Days told where nothing is said.
const DAYS: u16 = 30;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_flow",
    noun: Noun::Segments,
    summary: "Count who came and went by day",
    description: "How many entered a dynamic segment and how many left it on each of the last days of the program's calendar, today \
        the last.",
    address: &[ID],
    query: &[("days", "How many days, 366 at most. Absent: 30.")],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Day>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentFlowDay)]
pub struct Day {
    /// The day.
    #[schema(value_type = StatedDate)]
    day: LocalDate,
    /// Came.
    came: u64,
    /// Went.
    went: u64,
}

impl From<FlowDay> for Day {
    fn from(day: FlowDay) -> Self {
        Self {
            day: day.day,
            came: day.came,
            went: day.went,
        }
    }
}

/// Which days.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FlowParams {
    days: Option<u16>,
}

/// Counts them.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(params): Params<FlowParams>,
) -> Outcome<Listed<Day>> {
    let days = params.days.unwrap_or(DAYS);
    let days = segment::flow(&server.app, SegmentId::new(id), days).await?;
    Ok(Answer::ok(Listed::whole(
        days.into_iter().map(Day::from).collect(),
    )))
}
