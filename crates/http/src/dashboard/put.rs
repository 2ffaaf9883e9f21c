//! `PUT /v1/dashboards/{id}`

use axum::extract::State;
use regulars_app::dashboard;

use super::shape::{Dashboard, DashboardBody, ID};
use crate::auth::By;
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::Wrong;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "dashboard_put",
    noun: Noun::Reports,
    summary: "Put a dashboard",
    description: "Puts a dashboard, whole: a new one, or in place of a known one.",
    address: &[ID],
    query: &[],
    body: Takes::Json(Shape::of::<DashboardBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Dashboard>()),
    also: &[],
    problems: &[],
};

/// Puts one.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    Body(body): Body<DashboardBody>,
) -> Outcome<Dashboard> {
    let mut wrong = Wrong::default();
    let state = body.check(id, &mut wrong);
    let state = wrong.finish(state)?;
    let kept = dashboard::put(&server.app, caller.by, state).await?;
    Ok(Answer::ok(kept.into()))
}
