//! `GET /v1/games`

use axum::extract::State;
use regulars_app::game;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::FairnessAnswer;
use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "game_list",
    noun: Noun::Games,
    summary: "List draws with their seeds",
    description: "Every draw of the programs that decide now or will, each as `fairness` tells it.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Games>()),
    also: &[],
    problems: &[],
};

/// Draws that are played.
#[derive(Debug, Serialize, ToSchema)]
pub struct Games {
    /// Each with its seeds.
    items: Vec<FairnessAnswer>,
}

/// Lists them.
pub async fn list(State(server): State<Server>) -> Outcome<Games> {
    let games = game::games(&server.app).await?.into_iter();
    let items = games.map(FairnessAnswer::from).collect();
    Ok(Answer::ok(Games { items }))
}
