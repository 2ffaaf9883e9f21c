//! `POST /v1/returns`

use axum::extract::State;
use regulars_app::CallKey;
use regulars_app::purchase::{self, UnlinkedRequest};

use super::UnlinkedBody;
use super::back::Return;
use crate::auth::By;
use crate::basket::check_basket;
use crate::body::{Answer, Body, Outcome, canonical};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong, caller_id};
use crate::problem::{Kind, Problem, in_body};
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "return_unlinked",
    noun: Noun::Purchases,
    summary: "Return goods without their purchase",
    description: "A document of its own: goods come back and nobody knows of which purchase. Prices are what is given back. It \
        takes points back only if the program says by which rule (`returns.unlinked`).",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<UnlinkedBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Return>()),
    also: &[],
    problems: &[Kind::UnknownMember, Kind::KeyReused],
};

/// Takes goods back.
pub async fn unlinked(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Body(body): Body<UnlinkedBody>,
) -> Outcome<Return> {
    let request = check(body)?;
    let done = purchase::return_unlinked(&server.app, &caller, request)
        .await
        .map_err(in_body("/member"))?;
    Ok(Answer::created(Return::of(
        &server.app,
        done.return_,
        done.replayed,
        language,
    )))
}

fn check(body: UnlinkedBody) -> Result<UnlinkedRequest, Problem> {
    let canonical = canonical(&body);
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let (id, basket) = body.split();
    let id = caller_id(id, &root.field("id"), &mut wrong);
    let basket = check_basket(basket, &root, &mut wrong);
    let request = id.zip(basket).map(|(id, basket)| UnlinkedRequest {
        call: CallKey::new(id, &canonical),
        basket,
    });
    wrong.finish(request)
}
