//! `POST /v1/quotes`

use axum::extract::State;
use regulars_app::quote;
use regulars_engine::id::QuoteId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::basket::{BasketBody, Decision, Manner, ProgramRef, Variant, check_basket};
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, Wrong};
use crate::problem::{Kind, in_body};
use crate::render::{Moment, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "quote_make",
    noun: Noun::Quotes,
    summary: "Price a basket",
    description: "Prices a basket for an identified or unidentified buyer and changes nothing. One call answers it all: the \
        basket as asked, what it would be without points and with as many as allowed, what is earned in each case, what \
        became of every code, and which rules nearly applied.\n\n\
        With `\"hold\": true` the points it redeems are reserved until `expires_at`, and the quote is a promise: a \
        purchase that names it posts exactly this, whatever has changed since. One basket has one hold: a quote with the \
        same `basket` id replaces the earlier one and never sees its own hold.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<BasketBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Quote>()),
    also: &[],
    problems: &[Kind::UnknownMember],
};

/// A priced basket.
#[derive(Debug, Serialize, ToSchema)]
pub struct Quote {
    /// Its id; name it in the purchase.
    #[schema(value_type = String, example = "quo_01HZX3V8K0G04")]
    quote: QuoteId,
    /// How long it is remembered, and held if it holds.
    expires_at: Moment,
    /// Whether what it redeems is reserved.
    held: bool,
    #[serde(flatten)]
    decision: Decision,
    /// The same basket with no points redeemed.
    without_redemption: Variant,
    /// The same basket with as many points redeemed as the rules allow.
    with_max_redemption: Variant,
}

/// Prices a basket.
pub async fn make(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Body(body): Body<BasketBody>,
) -> Outcome<Quote> {
    let mut wrong = Wrong::default();
    let basket = check_basket(body, &Pointer::ROOT, &mut wrong);
    let basket = wrong.finish(basket)?;
    let quote = quote::make(&server.app, basket)
        .await
        .map_err(in_body("/member"))?;
    let manner = Manner {
        program: &quote.live.program,
        offset: quote.offset,
        language,
    };
    let program = (&*quote.live).into();
    let expires_at = Moment::local(quote.expires_at, quote.offset);
    let priced = &quote.priced;
    let mut answer = Quote::of(quote.quote, expires_at, program, priced, manner);
    answer.held = quote.held;
    Ok(Answer::ok(answer))
}

impl Quote {
    /// A priced basket that holds nothing.
    pub fn of(
        quote: QuoteId,
        expires_at: Moment,
        program: ProgramRef,
        priced: &regulars_engine::purchase::Quote,
        manner: Manner<'_>,
    ) -> Self {
        Self {
            quote,
            expires_at,
            held: false,
            decision: Decision::of(Some(program), &priced.asked, manner),
            without_redemption: Variant::of(&priced.without_redemption, manner.scales()),
            with_max_redemption: Variant::of(&priced.with_max_redemption, manner.scales()),
        }
    }
}
