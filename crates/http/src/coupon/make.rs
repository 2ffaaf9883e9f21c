//! `POST /v1/coupons/series/{id}/codes`

use axum::extract::State;
use regulars_app::coupon;
use regulars_engine::name::RuleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "coupon_make",
    noun: Noun::Coupons,
    summary: "Make codes of a series",
    description: "Makes codes that nobody can guess, of a series of the live program that has no public code. They belong to nobody: \
        whoever has one can use it. The last symbol checks the others, so that a mistyped code is told from an unknown one. \
        Letters of any case, spaces and dashes are accepted at the till.",
    address: &[("id", "The series, as the program names it.")],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<CodesBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<CodesAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::KeyReused],
};

/// How many codes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CodesRequest)]
pub struct CodesBody {
    /// How many, 1 to 10,000.
    #[schema(example = 2)]
    count: u32,
}

/// Codes just made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Codes)]
pub struct CodesAnswer {
    /// Their series.
    #[schema(value_type = String, example = "welcome")]
    series: RuleId,
    /// The codes.
    #[schema(example = json!(["HB7K2M9QX4T0RWC"]))]
    codes: Vec<String>,
    /// Till when they are valid; `null`: as long as the series.
    expires_at: Option<Moment>,
    /// They were made before; this is the same answer.
    replayed: bool,
}

/// Makes codes.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<CodesBody>,
) -> Outcome<CodesAnswer> {
    let keyed = key.of(&caller, "codes", &(&id, &body));
    let count = usize::try_from(body.count).unwrap_or(usize::MAX);
    let series = RuleId::new(&id);
    let done = coupon::make(&server.app, caller.by, &series, count, keyed).await?;
    let expires_at = done.outcome.expires_at().map(Moment::utc);
    Ok(Answer::created(CodesAnswer {
        series: done.outcome.series,
        codes: done.outcome.codes,
        expires_at,
        replayed: done.replayed,
    }))
}
