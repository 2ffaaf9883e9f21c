//! `POST /v1/segments/overlap`

use axum::extract::State;
use regulars_app::segment::{self, OverlapRequest};
use regulars_engine::condition::ConditionFile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Count, moment};
use crate::basket::stated_at;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, StatedInstant, Wrong};
use crate::problem::Problem;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_overlap",
    noun: Noun::Segments,
    summary: "Lay conditions over one another",
    description: "How many members two or three conditions share, and how many each has to itself. Counted as a preview is.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<OverlapBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Overlap>()),
    also: &[],
    problems: &[],
};

/// Conditions to lay over one another.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SegmentOverlapRequest)]
pub struct OverlapBody {
    /// Two or three conditions, as a program file has them.
    #[schema(value_type = Vec<Object>, example = json!([{"member.city": "Kazan"}, {"member.gender": "female"}]))]
    of: Vec<ConditionFile>,
    /// As of when. Absent: now.
    #[serde(default)]
    as_of: Option<StatedInstant>,
}

/// Conditions laid over one another.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentOverlap)]
pub struct Overlap {
    /// As of when.
    as_of: Moment,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Each condition by itself, in the order asked.
    each: Vec<Count>,
    /// Every way of being in some and not in the others.
    regions: Vec<Region>,
}

/// Members who are in exactly these.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentRegion)]
struct Region {
    /// For each condition, whether it is true of them.
    #[schema(example = json!([true, false]))]
    inside: Vec<bool>,
    /// How many they are.
    count: Count,
}

/// Lays conditions over one another.
pub async fn overlap(
    State(server): State<Server>,
    Body(body): Body<OverlapBody>,
) -> Outcome<Overlap> {
    let laid = segment::overlap(&server.app, body.request()?).await?;
    let live = &laid.live;
    let regions = laid.regions.iter().map(|region| Region {
        inside: region.inside.clone(),
        count: Count::of(&region.sum, live),
    });
    Ok(Answer::ok(Overlap {
        as_of: moment(laid.as_of, live),
        currency: live.program.currency.to_string(),
        each: laid.each.iter().map(|sum| Count::of(sum, live)).collect(),
        regions: regions.collect(),
    }))
}

impl OverlapBody {
    fn request(self) -> Result<OverlapRequest, Problem> {
        let mut wrong = Wrong::default();
        let as_of = stated_at(self.as_of, &Pointer::ROOT.field("as_of"), &mut wrong);
        wrong.finish(Some(OverlapRequest {
            of: self.of,
            as_of: as_of.map(|stated| stated.at),
        }))
    }
}
