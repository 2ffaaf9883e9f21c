//! `POST /v1/purchases/{id}/returns` and `GET /v1/returns/{id}`

use axum::extract::State;
use regulars_app::CallKey;
use regulars_app::purchase::{self, ReturnRequest, ReturnedGoods};
use regulars_engine::id::{PurchaseId, ReturnId};

use super::back::Return;
use super::read::ID;
use super::{ReturnBody, check_return_lines};
use crate::auth::By;
use crate::basket::stated_at;
use crate::body::{Address, Answer, Body, Outcome, canonical};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong, caller_id, document, name};
use crate::problem::{Kind, Problem};
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "purchase_return",
    noun: Noun::Purchases,
    summary: "Return goods",
    description: "Some or all lines or quantities of a purchase come back, once or many times. In this order: spent points go \
        back to the lots they left, debts are settled, earned points are taken back. Refunds of many parts add up exactly \
        to what was paid.",
    address: &[ID],
    query: &[],
    body: Takes::Json(Shape::of::<ReturnBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Return>()),
    also: &[],
    problems: &[
        Kind::NotFound,
        Kind::Voided,
        Kind::NothingLeft,
        Kind::WouldBreak,
        Kind::UnknownLine,
        Kind::TooMuchReturned,
        Kind::KeyReused,
    ],
};

/// Takes goods back.
pub async fn return_(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Body(body): Body<ReturnBody>,
) -> Outcome<Return> {
    let request = check(body, document::<PurchaseId>(&id, &caller)?)?;
    let done = purchase::return_goods(&server.app, &caller, request).await?;
    Ok(Answer::created(Return::of(
        &server.app,
        done.return_,
        done.replayed,
        language,
    )))
}

fn check(body: ReturnBody, purchase: purchase::DocumentRef) -> Result<ReturnRequest, Problem> {
    let mut canonical = canonical(&body);
    // The same id for another purchase is another call.
    canonical.extend_from_slice(purchase.to_string().as_bytes());
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let at = stated_at(body.at, &root.field("at"), &mut wrong);
    let store = name(body.store, &root.field("store"), &mut wrong);
    let lines = check_return_lines(body.lines, &root.field("lines"), &mut wrong);
    let id = caller_id(body.id, &root.field("id"), &mut wrong);
    wrong.finish(id.map(|id| ReturnRequest {
        call: CallKey::new(id, &canonical),
        purchase,
        goods: ReturnedGoods { at, store, lines },
    }))
}

/// The reference.
pub const READ: Doc = Doc {
    id: "return_read",
    noun: Noun::Purchases,
    summary: "Read a return",
    description: "A return as it was decided.",
    address: &[(
        "id",
        "The return: our id `ret_…`, or `ext:` and your own, as in `ext:ret-1`.",
    )],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Return>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a return.
pub async fn read(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<Return> {
    let view = purchase::read_return(&server.app, document::<ReturnId>(&id, &caller)?).await?;
    Ok(Answer::ok(Return::of(&server.app, view, false, language)))
}
