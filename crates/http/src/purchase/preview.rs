//! `POST /v1/purchases/{id}/returns/preview` and `POST /v1/purchases/{id}/void/preview`

use axum::extract::State;
use regulars_app::purchase::{self, ReturnedGoods};
use regulars_engine::id::PurchaseId;

use super::back::BackPreview;
use super::read::ID;
use super::void::VoidBody;
use super::{ReturnPreviewBody, check_return_lines};
use crate::auth::By;
use crate::basket::stated_at;
use crate::body::{Address, Answer, MaybeBody, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong, document};
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const RETURN: Doc = Doc {
    id: "purchase_return_preview",
    noun: Noun::Purchases,
    summary: "See what a return would come to",
    description: "What returning these goods would give back and take back now, decided as the return itself. Nothing is \
        written and nothing is promised: the return is decided anew. Without a body: everything that is left.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::MaybeJson(Shape::of::<ReturnPreviewBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<BackPreview>()),
    also: &[],
    problems: &[
        Kind::NotFound,
        Kind::Voided,
        Kind::NothingLeft,
        Kind::WouldBreak,
        Kind::UnknownLine,
        Kind::TooMuchReturned,
    ],
};

/// Tells what a return would come to.
pub async fn return_(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    MaybeBody(body): MaybeBody<ReturnPreviewBody>,
) -> Outcome<BackPreview> {
    let named = document::<PurchaseId>(&id, &caller)?;
    let view = purchase::preview_return(&server.app, named, check(body)?).await?;
    Ok(Answer::ok(BackPreview::of_return(
        &server.app,
        view,
        language,
    )))
}

fn check(body: ReturnPreviewBody) -> Result<ReturnedGoods, Problem> {
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let at = stated_at(body.at, &root.field("at"), &mut wrong);
    let lines = check_return_lines(body.lines, &root.field("lines"), &mut wrong);
    wrong.finish(Some(ReturnedGoods {
        at,
        store: None,
        lines,
    }))
}

/// The reference.
pub const VOID: Doc = Doc {
    id: "purchase_void_preview",
    noun: Noun::Purchases,
    summary: "See what a void would come to",
    description: "What voiding the purchase would give back and take back now, decided as the void itself. Nothing is written \
        and nothing is promised. Of a purchase that is voided already: nothing.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::MaybeJson(Shape::of::<VoidBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<BackPreview>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ReturnedAlready, Kind::DayIsOver],
};

/// Tells what a void would come to.
pub async fn void(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    MaybeBody(VoidBody {}): MaybeBody<VoidBody>,
) -> Outcome<BackPreview> {
    let app = &server.app;
    let named = document::<PurchaseId>(&id, &caller)?;
    let (view, decision) = purchase::preview_void(app, named).await?;
    let preview = BackPreview::of_void(app, *view, &decision, language);
    Ok(Answer::ok(preview))
}
