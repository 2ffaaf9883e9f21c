//! `POST /v1/purchases`

use axum::extract::State;
use regulars_app::purchase::{self, ConfirmRequest, PriceChanged};
use regulars_app::{App, AppError, BasketRequest, CallKey};
use regulars_engine::language::Language;
use regulars_engine::said;
use serde_json::value::to_raw_value;

use super::PurchaseBody;
use super::answer::Purchase;
use crate::auth::By;
use crate::basket::{BasketBody, Decision, Manner, check_basket, check_payments};
use crate::body::{Answer, Body, Outcome, canonical};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong, caller_id};
use crate::problem::{Kind, Problem, in_body};
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "purchase_confirm",
    noun: Noun::Purchases,
    summary: "Confirm a purchase",
    description: "Posts a purchase, once and durably: it is on disk when the answer comes. The body is a whole basket with \
        an `id`, or the `id` and the `quote` it confirms.\n\n\
        - A live quote **with a hold** is a promise: what was quoted is posted.\n\
        - Otherwise the purchase is decided anew. If the buyer would see another price than the quote, or than `expect`, \
        the answer is 409 `price_changed` with the new `decision`, and nothing is posted.\n\
        - `\"priced\": \"till\"` tells what was sold already. It is never refused for price, limit, card or balance; \
        differences are kept as `discrepancies`.\n\n\
        Sent again with the same `id` and body, it answers the same, with `replayed: true`.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<PurchaseBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Purchase>()),
    also: &[],
    problems: &[
        Kind::PriceChanged,
        Kind::QuoteGone,
        Kind::Voided,
        Kind::UnknownMember,
        Kind::KeyReused,
    ],
};

/// Confirms a purchase.
pub async fn confirm(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Body(body): Body<PurchaseBody>,
) -> Outcome<Purchase> {
    let request = check(body)?;
    match purchase::confirm(&server.app, &caller, request).await {
        Ok(done) => Ok(Answer::created(Purchase::of(
            &server.app,
            done.purchase,
            done.replayed,
            language,
        ))),
        Err(AppError::PriceChanged(changed)) => Err(price_changed(&server.app, &changed, language)),
        Err(error) => Err(in_body("/member")(error)),
    }
}

fn check(body: PurchaseBody) -> Result<ConfirmRequest, Problem> {
    let canonical = canonical(&body);
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let (id, quote, payments, basket) = body.split();
    let id = caller_id(id, &root.field("id"), &mut wrong);
    let quoted = quote.is_some();
    let quote = quote.and_then(|quote| quote.take(&root.field("quote"), &mut wrong));
    let payments = check_payments(payments, &root.field("payments"), &mut wrong);
    let basket = match quoted && is_absent(&basket) {
        true => Some(None),
        false => check_basket(basket, &root, &mut wrong)
            .map(|basket| Some(BasketRequest { payments, ..basket })),
    };
    let request = id.zip(basket).map(|(id, basket)| ConfirmRequest {
        call: CallKey::new(id, &canonical),
        basket,
        quote,
    });
    wrong.finish(request)
}

/// Whether a purchase states no basket of its own.
fn is_absent(basket: &BasketBody) -> bool {
    canonical(basket) == b"{}"
}

/// The purchase as it would be now, so that the till can ask the buyer.
pub fn price_changed(app: &App, changed: &PriceChanged, language: Language) -> Problem {
    let program = &changed.live.program;
    let manner = Manner {
        program,
        offset: program.zone.offset_at(app.now()),
        language,
    };
    let decision = Decision::of(Some((&*changed.live).into()), &changed.priced, manner);
    let scales = manner.scales();
    let now = scales.money(changed.priced.totals.to_pay);
    let detail = match changed.expected_to_pay {
        Some(expected) => said!(
            "to pay is {now} now, not {}; nothing was posted",
            "к оплате теперь {now}, а не {}; ничего не проведено",
            scales.money(expected)
        ),
        None => said!(
            "to pay is {now} now; nothing was posted",
            "к оплате теперь {now}; ничего не проведено"
        ),
    };
    let problem = Problem::new(Kind::PriceChanged, detail);
    match to_raw_value(&decision) {
        Ok(decision) => problem.with_decision(decision),
        Err(_) => problem,
    }
}
