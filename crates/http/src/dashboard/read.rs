//! `GET /v1/dashboards` and `GET /v1/dashboards/{id}`

use axum::extract::State;
use regulars_app::dashboard;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::{Dashboard, ID};
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const LIST: Doc = Doc {
    id: "dashboard_list",
    noun: Noun::Reports,
    summary: "List dashboards",
    description: "Every dashboard with its tiles, by name. All staff see the same ones.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Dashboards>()),
    also: &[],
    problems: &[],
};

/// Every dashboard.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dashboards {
    /// By name.
    items: Vec<Dashboard>,
}

/// Lists them.
pub async fn list(State(server): State<Server>) -> Outcome<Dashboards> {
    let all = dashboard::list(&server.app).await?;
    let items = all.into_iter().map(Dashboard::from).collect();
    Ok(Answer::ok(Dashboards { items }))
}

/// The reference.
pub const DOC: Doc = Doc {
    id: "dashboard_read",
    noun: Noun::Reports,
    summary: "Read a dashboard",
    description: "A dashboard with its tiles. What they show is asked of the reports they name.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Dashboard>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads one.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<Dashboard> {
    let found = dashboard::read(&server.app, id).await?;
    Ok(Answer::ok(found.into()))
}
