//! `GET /v1/experiments` and `GET /v1/experiments/{id}`

use axum::extract::State;
use regulars_app::experiment;
use regulars_engine::name::ExperimentId;

use super::keep::found;
use super::shape::{Experiment, ID};
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::Listed;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const LIST: Doc = Doc {
    id: "experiment_list",
    noun: Noun::Experiments,
    summary: "List experiments",
    description: "Drafts, what runs and what has ended, the latest first, all on one page.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Experiment>>()),
    also: &[],
    problems: &[],
};

/// Lists them.
pub async fn list(
    State(server): State<Server>,
    Spoken(language): Spoken,
) -> Outcome<Listed<Experiment>> {
    let all = experiment::list(&server.app).await?.into_iter();
    let items = all.map(|found| Experiment::of(found, language));
    Ok(Answer::ok(Listed::whole(items.collect())))
}

/// The reference.
pub const DOC: Doc = Doc {
    id: "experiment_read",
    noun: Noun::Experiments,
    summary: "Read an experiment",
    description: "What it is, how far it is, and how many are in each arm.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Experiment>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads one.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<Experiment> {
    let read = found(&server, ExperimentId::new(id), language).await?;
    Ok(Answer::ok(read))
}
