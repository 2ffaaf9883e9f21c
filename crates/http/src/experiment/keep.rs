//! `POST /v1/experiments`, `PUT` and `DELETE /v1/experiments/{id}`, `POST …/launch` and `…/end`, `POST /v1/experiments/forecast`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::experiment;
use regulars_engine::language::Language;
use regulars_engine::name::ExperimentId;

use super::shape::{DesignBody, Experiment, Forecast, ID};
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::Wrong;
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const FORECAST: Doc = Doc {
    id: "experiment_forecast",
    noun: Noun::Experiments,
    summary: "Foresee an experiment",
    description: "Before it begins: who would be in it now, what the metric of these members was in as many days before, how many \
        members show the lift wished for, and what lift those there are show. In words, too. Stores nothing.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<DesignBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Forecast>()),
    also: &[],
    problems: &[],
};

/// Foresees one.
pub async fn forecast(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Body(body): Body<DesignBody>,
) -> Outcome<Forecast> {
    let mut wrong = Wrong::default();
    let design = body.check(&mut wrong);
    let design = wrong.finish(design)?;
    let found = experiment::forecast(&server.app, design.clone()).await?;
    Ok(Answer::ok(Forecast::of(&design, found, language)))
}

/// The reference.
pub const MAKE: Doc = Doc {
    id: "experiment_make",
    noun: Noun::Experiments,
    summary: "Make an experiment",
    description: "A draft: its salt is made and never changes, nobody is in it yet, and all of it can still be changed.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::KeyedJson(Shape::of::<DesignBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Experiment>()),
    also: &[],
    problems: &[Kind::ExperimentTaken, Kind::KeyReused],
};

/// Makes one.
pub async fn make(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    key: IdempotencyKey,
    Body(body): Body<DesignBody>,
) -> Outcome<Experiment> {
    let keyed = key.of(&caller, "experiments", &body);
    let id = body.id.clone();
    let mut wrong = Wrong::default();
    let design = body.check(&mut wrong);
    let design = wrong.finish(design)?;
    let done = experiment::make(&server.app, caller.by, id, design, keyed).await?;
    Ok(Answer::created(
        found(&server, done.outcome, language).await?,
    ))
}

/// The reference.
pub const CHANGE: Doc = Doc {
    id: "experiment_change",
    noun: Noun::Experiments,
    summary: "Change a draft",
    description: "Puts another design of a draft, whole. What runs is not changed: end it and make another one.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<DesignBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Experiment>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// Changes one.
pub async fn change(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Body(body): Body<DesignBody>,
) -> Outcome<Experiment> {
    let id = ExperimentId::new(id);
    let mut wrong = Wrong::default();
    let design = body.check(&mut wrong);
    let design = wrong.finish(design)?;
    experiment::change(&server.app, caller.by, id.clone(), design).await?;
    Ok(Answer::ok(found(&server, id, language).await?))
}

/// The reference.
pub const REMOVE: Doc = Doc {
    id: "experiment_remove",
    noun: Noun::Experiments,
    summary: "Drop a draft",
    description: "Drops a draft. What has run is kept.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// Drops one.
pub async fn remove(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
) -> Result<StatusCode, Problem> {
    experiment::remove(&server.app, caller.by, ExperimentId::new(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The reference.
pub const LAUNCH: Doc = Doc {
    id: "experiment_launch",
    noun: Noun::Experiments,
    summary: "Launch an experiment",
    description: "Draws everybody who is in the audience now, but for the universal control, into the arms, and begins. Each stratum is \
        divided to less than one member. Nobody changes arm from then on.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Experiment>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// Launches one.
pub async fn launch(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<Experiment> {
    let id = ExperimentId::new(id);
    experiment::launch(&server.app, caller.by, id.clone()).await?;
    Ok(Answer::ok(found(&server, id, language).await?))
}

/// The reference.
pub const END: Doc = Doc {
    id: "experiment_end",
    noun: Noun::Experiments,
    summary: "End an experiment",
    description: "What its members do from now on does not count, and nobody comes into it any more. It can still be read.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Experiment>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// Ends one.
pub async fn end(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<Experiment> {
    let id = ExperimentId::new(id);
    experiment::end(&server.app, caller.by, id.clone()).await?;
    Ok(Answer::ok(found(&server, id, language).await?))
}

/// An experiment as it is answered.
pub(super) async fn found(
    server: &Server,
    id: ExperimentId,
    language: Language,
) -> Result<Experiment, Problem> {
    let found = experiment::read(&server.app, id).await?;
    Ok(Experiment::of(found, language))
}
