//! `GET /v1/staff`

use axum::extract::State;
use regulars_app::staff;

use super::Person;
use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::Listed;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "staff_list",
    noun: Noun::Staff,
    summary: "List staff",
    description: "Everybody who may log in, in order of adding, blocked ones included.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Person>>()),
    also: &[],
    problems: &[],
};

/// Lists staff.
pub async fn list(State(server): State<Server>) -> Outcome<Listed<Person>> {
    let all = staff::list(&server.app).await?;
    let all = all.into_iter().map(Person::from).collect();
    Ok(Answer::ok(Listed::whole(all)))
}
