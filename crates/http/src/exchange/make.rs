//! `POST /v1/exchanges`

use axum::extract::State;
use regulars_app::exchange::{self, ExchangeRequest};
use regulars_app::{AppError, CallKey, FieldError};
use regulars_engine::id::PurchaseId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::basket::{BasketBody, check_basket};
use crate::body::{Answer, Body, Outcome, canonical};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong, caller_id, document, or_default};
use crate::problem::{Kind, Problem, in_body};
use crate::purchase::answer::{Purchase, program_of};
use crate::purchase::back::Return;
use crate::purchase::confirm::price_changed;
use crate::purchase::{ReturnLineBody, check_return_lines};
use crate::render::{Decimal, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "exchange_make",
    noun: Noun::Purchases,
    summary: "Exchange goods",
    description: "Takes goods of a purchase back and sells others, both or neither, and nets the money. Buyer and store are the \
        purchase's unless the basket names the store.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<ExchangeBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Exchange>()),
    also: &[],
    problems: &[
        Kind::NotFound,
        Kind::Voided,
        Kind::NothingLeft,
        Kind::WouldBreak,
        Kind::UnknownLine,
        Kind::TooMuchReturned,
        Kind::PriceChanged,
        Kind::KeyReused,
    ],
};

/// Goods that come back and others that are sold.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExchangeRequest)]
pub struct ExchangeBody {
    /// Your own id of the exchange, unique for ever among those of your integration.
    #[schema(example = "ex-1")]
    pub id: String,
    /// The purchase goods come back from: our id `pur_…`, or `ext:` and your own.
    #[schema(example = "ext:receipt-1001")]
    pub purchase: String,
    /// What comes back. Empty: everything that is left.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub lines: Vec<ReturnLineBody>,
    /// What is sold instead.
    pub basket: BasketBody,
}

/// An exchange done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Exchange {
    /// Your own id of it.
    #[schema(example = "ex-1")]
    id: String,
    /// It was done before; this is the same answer.
    replayed: bool,
    /// What came back.
    #[serde(rename = "return")]
    return_: Return,
    /// What was sold.
    purchase: Purchase,
    /// Paid by the buyer; below zero: given back.
    net: Decimal,
}

/// Exchanges goods.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Body(body): Body<ExchangeBody>,
) -> Outcome<Exchange> {
    let purchase = document::<PurchaseId>(&body.purchase, &caller);
    let purchase = purchase
        .map_err(|problem| Problem::at(Kind::Invalid, "/purchase", problem.detail().clone()))?;
    let (id, request) = check(body, purchase)?;
    let done = exchange::make(&server.app, &caller, request)
        .await
        .map_err(|error| match error {
            AppError::PriceChanged(changed) => price_changed(&server.app, &changed, language),
            AppError::Invalid(fields) => Problem::fields(Kind::Invalid, of_basket(fields)),
            other => in_body("/basket/member")(other),
        })?;
    let app = &server.app;
    let live = program_of(app, done.purchase.version.as_ref(), done.purchase.at);
    Ok(Answer::created(Exchange {
        id,
        replayed: done.replayed,
        net: Scales(&live.program).money(done.net),
        return_: Return::of(app, done.return_, done.replayed, language),
        purchase: Purchase::of(app, done.purchase, done.replayed, language),
    }))
}

/// What is wrong with the basket stands under `/basket` here.
fn of_basket(fields: Vec<FieldError>) -> Vec<FieldError> {
    let below = |field: FieldError| FieldError {
        pointer: format!("/basket{}", field.pointer),
        ..field
    };
    fields.into_iter().map(below).collect()
}

fn check(
    body: ExchangeBody,
    purchase: regulars_app::purchase::DocumentRef,
) -> Result<(String, ExchangeRequest), Problem> {
    let canonical = canonical(&body);
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let lines = check_return_lines(body.lines, &root.field("lines"), &mut wrong);
    let basket = check_basket(body.basket, &root.field("basket"), &mut wrong);
    let id = caller_id(body.id, &root.field("id"), &mut wrong);
    let request = id.zip(basket).map(|(id, basket)| {
        let call = CallKey::new(id.clone(), &canonical);
        (
            id,
            ExchangeRequest {
                call,
                purchase,
                lines,
                basket,
            },
        )
    });
    wrong.finish(request)
}
