//! `POST /v1/segments` and `PUT /v1/segments/{id}`

use axum::extract::State;
use regulars_app::segment;
use regulars_engine::both;
use regulars_engine::name::SegmentId;

use super::read::{Counted, counted};
use super::shape::{ID, SegmentBody};
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong};
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const MAKE: Doc = Doc {
    id: "segment_make",
    noun: Noun::Segments,
    summary: "Save a segment",
    description: "Keeps a condition under a name. Other conditions asked of members name it by its id: `{\"segment\": \"lost\"}`. A \
        segment may be made of others, but not of itself by way of others.\n\n\
        - A `dynamic` one is decided whenever it is asked.\n\
        - A `frozen` one keeps whoever is in it now, or was `as_of` an instant.\n\n\
        Program files name the segments that they declare, and not these.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::KeyedJson(Shape::of::<SegmentBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Counted>()),
    also: &[],
    problems: &[Kind::SegmentTaken, Kind::KeyReused],
};

/// Makes one.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    key: IdempotencyKey,
    Body(body): Body<SegmentBody>,
) -> Outcome<Counted> {
    let keyed = key.of(&caller, "segments", &body);
    let mut wrong = Wrong::default();
    let id = body.id.clone();
    let state = body.check(&mut wrong);
    let state = wrong.finish(state)?;
    let done = segment::make(&server.app, caller.by, id, state, keyed).await?;
    let made = counted(&server, done.outcome, None, language).await?;
    Ok(Answer::created(made))
}

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_put",
    noun: Noun::Segments,
    summary: "Change a segment",
    description: "Puts another state of a saved segment, whole. The members of a frozen one are taken anew where its condition is \
        another one or `as_of` is said, and stay otherwise.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<SegmentBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Counted>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Changes one.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Body(body): Body<SegmentBody>,
) -> Outcome<Counted> {
    let id = SegmentId::new(id);
    let mut wrong = Wrong::default();
    if body.id.as_ref().is_some_and(|stated| *stated != id) {
        wrong.say(
            &Pointer::ROOT.field("id"),
            both!(
                "is another one than in the address; leave it out",
                "не совпадает с адресом; поле можно не указывать"
            ),
        );
    }
    let state = body.check(&mut wrong);
    let state = wrong.finish(state)?;
    segment::put(&server.app, caller.by, id.clone(), state).await?;
    Ok(Answer::ok(counted(&server, id, None, language).await?))
}
