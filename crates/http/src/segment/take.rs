//! `POST /v1/segments/rfm`

use axum::extract::State;
use regulars_app::segment;
use regulars_engine::name::SegmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::read::{Counted, counted};
use super::shape::{SegmentName, check_id};
use crate::auth::By;
use crate::body::{Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::Wrong;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::report::rfm::RfmParams;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_take_rfm",
    noun: Noun::Segments,
    summary: "Save members of the RFM map",
    description: "Freezes whom the report on RFM counts: those of a cell (`r`, `f`, `m`), of a name (`name`), or who moved to it from \
        another (`since`, `from`, `name`). The members are those of the report of the same parameters; `taken_from` tells which they are.\n\n\
        To follow a group instead, save the condition `{\"rfm\": {\"name\": \"at_risk\"}}`: it reads the scores of the last night. \
        The condition of this segment is that half which a condition can say; the members are taken anew by it only when it is changed.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::KeyedJson(Shape::of::<TakeBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Counted>()),
    also: &[],
    problems: &[Kind::SegmentTaken, Kind::KeyReused],
};

/// Members of the RFM map to save.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SegmentOfRfmRequest)]
pub struct TakeBody {
    /// The id that conditions will name, as of any segment. Absent: one made of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "fell-asleep")]
    id: Option<SegmentId>,
    /// Its name; one language is enough.
    name: SegmentName,
    /// The map, and whom of it to take: parameters of the report on RFM.
    of: RfmParams,
}

/// Saves them.
pub async fn take(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    key: IdempotencyKey,
    Body(body): Body<TakeBody>,
) -> Outcome<Counted> {
    let keyed = key.of(&caller, "segments/rfm", &body);
    let mut wrong = Wrong::default();
    check_id(body.id.as_ref(), &mut wrong);
    let name = body.name.check(&mut wrong);
    let name = wrong.finish(name)?;
    let request = body.of.request()?;
    let done = segment::take(&server.app, caller.by, body.id, name, request, keyed).await?;
    let made = counted(&server, done.outcome, None, language).await?;
    Ok(Answer::created(made))
}
