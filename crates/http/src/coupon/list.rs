//! `GET /v1/members/{id}/coupons`

use axum::extract::State;
use regulars_app::coupon;

use super::CouponAnswer;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::parse::member;
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "coupon_list",
    noun: Noun::Coupons,
    summary: "List a member's coupons",
    description: "Coupons that were given to a member, latest first, also those that are used or have expired.",
    address: &[ID],
    query: &[PAGING[0], PAGING[1]],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<CouponAnswer>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Lists a member's coupons.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<CouponAnswer>> {
    let (cursor, limit) = paging.check()?;
    let page = coupon::of_member(&server.app, member(&id)?, cursor, limit).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Listed::of(page, |listed| {
        CouponAnswer::listed(listed, &live.program)
    })))
}
