//! `POST /v1/coupons/{code}/revoke`

use axum::extract::State;
use regulars_app::coupon;

use super::CouponAnswer;
use super::read::CODE;
use crate::auth::By;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "coupon_revoke",
    noun: Noun::Coupons,
    summary: "Call a code back",
    description: "Nobody can use the code from now on; a public code is called back for everybody. What it was used for stands, and a \
        quote that holds it keeps its promise. Calling back again changes nothing.",
    address: &[CODE],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<CouponAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Calls a code back.
pub async fn revoke(
    State(server): State<Server>,
    By(caller): By,
    Address(code): Address<String>,
) -> Outcome<CouponAnswer> {
    let view = coupon::revoke(&server.app, caller.by, code).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(CouponAnswer::whole(view, &live.program)))
}
