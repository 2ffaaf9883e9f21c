//! `POST /v1/gift-cards`

use axum::extract::State;
use regulars_app::gift_card::{self, MakeRequest};
use regulars_engine::name::RuleId;
use regulars_engine::number::Quantity;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::basket::{AN_AMOUNT, at_least_zero, decimal};
use crate::body::{Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, StatedPrice, TEXT_MAX, Wrong, text};
use crate::problem::{Kind, Problem};
use crate::render::{Decimal, Moment, Scales};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "gift_card_make",
    noun: Noun::GiftCards,
    summary: "Make gift cards",
    description: "Makes cards of a kind of the live program, with money on each or without: cards without are sold at a till, by a line \
        that names one (`gift_card`). Nobody can guess a code, and its last symbol checks the others; whoever has it spends the money.",
    address: &[],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<CardsBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<CardsAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::KeyReused],
};

/// Which cards.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GiftCardsRequest)]
pub struct CardsBody {
    /// Their kind, as the program names it.
    #[schema(example = "gift")]
    kind: String,
    /// How many, 1 to 10,000. Absent: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 2)]
    count: Option<u32>,
    /// What is on each. Absent: nothing, until it is sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<StatedPrice>,
    /// Why, for the audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "for the staff, New Year")]
    note: Option<String>,
}

/// Cards just made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCards)]
pub struct CardsAnswer {
    /// Their kind.
    #[schema(value_type = String, example = "gift")]
    kind: RuleId,
    /// Their codes.
    #[schema(example = json!(["GC7K2M9QX4T0RWC"]))]
    codes: Vec<String>,
    /// What is on each; `null`: nothing yet.
    amount: Option<Decimal>,
    /// Till when their money is there; `null`: for ever, or nothing is on them.
    expires_at: Option<Moment>,
    /// They were made before; this is the same answer.
    replayed: bool,
}

/// Makes cards.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    key: IdempotencyKey,
    Body(body): Body<CardsBody>,
) -> Outcome<CardsAnswer> {
    let keyed = key.of(&caller, "gift-cards", &body);
    let (amount, note) = stated(body.amount, body.note)?;
    let request = MakeRequest {
        kind: RuleId::new(&body.kind),
        count: usize::try_from(body.count.unwrap_or(1)).unwrap_or(usize::MAX),
        amount,
        note,
    };
    let done = gift_card::make(&server.app, caller.by, &request, keyed).await?;
    let live = server.app.programs().at(server.app.now());
    let (made, scales) = (done.outcome, Scales(&live.program));
    Ok(Answer::created(CardsAnswer {
        amount: made.amount.map(|amount| scales.money(amount)),
        expires_at: made.expires_at().map(Moment::utc),
        kind: made.kind,
        codes: made.codes,
        replayed: done.replayed,
    }))
}

/// Money and a remark, as stated.
pub(super) fn stated(
    amount: Option<StatedPrice>,
    note: Option<String>,
) -> Result<(Option<Quantity>, Option<String>), Problem> {
    let mut wrong = Wrong::default();
    let root = Pointer::ROOT;
    let amount =
        amount.map(|amount| at_least_zero(amount, AN_AMOUNT, &root.field("amount"), &mut wrong));
    let note = note.map(|note| text(note, TEXT_MAX, &root.field("note"), &mut wrong));
    let amount = amount.flatten().map(decimal);
    wrong.finish(Some((amount, note.flatten())))
}
