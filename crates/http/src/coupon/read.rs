//! `GET /v1/coupons/{code}`

use axum::extract::State;
use regulars_app::coupon;

use super::CouponAnswer;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The code in the address.
pub(super) const CODE: (&str, &str) = (
    "code",
    "The code as it is typed: the case of letters, spaces and dashes make no difference.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "coupon_read",
    noun: Noun::Coupons,
    summary: "Look at a code",
    description: "A code of the live program: whose it is, where it stands, and what it was used for. Whether it applies to a basket is \
        said by a quote.",
    address: &[CODE],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<CouponAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a code.
pub async fn read(
    State(server): State<Server>,
    Address(code): Address<String>,
) -> Outcome<CouponAnswer> {
    let view = coupon::read(&server.app, code).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(CouponAnswer::whole(view, &live.program)))
}
