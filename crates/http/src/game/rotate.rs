//! `POST /v1/games/{name}/rotate`

use axum::extract::State;
use regulars_app::game;
use regulars_engine::name::RuleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::FairnessAnswer;
use super::fairness::NAME;
use crate::auth::By;
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{MISSING, Pointer, Wrong};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "game_rotate",
    noun: Noun::Games,
    summary: "Tell the seed of a draw",
    description: "Tells the seed of this commitment at once and begins another, whose commitment is answered. From then on no number is made \
        of the one that was told. A commitment whose seed was told before changes nothing.",
    address: &[NAME],
    query: &[],
    body: Takes::Json(Shape::of::<RotateBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<FairnessAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Which seed is to be told.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RotateRequest)]
pub struct RotateBody {
    /// Its commitment, as `fairness` tells it.
    #[schema(example = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")]
    commitment: Option<String>,
}

/// Rotates.
pub async fn rotate(
    State(server): State<Server>,
    By(caller): By,
    Address(name): Address<String>,
    Body(body): Body<RotateBody>,
) -> Outcome<FairnessAnswer> {
    let mut wrong = Wrong::default();
    let at = Pointer::ROOT.field("commitment");
    let commitment = body.commitment.or_else(|| wrong.none(&at, MISSING));
    let commitment = wrong.finish(commitment)?;
    let told = game::rotate(&server.app, caller.by, RuleId::new(&name), commitment).await?;
    Ok(Answer::ok(told.into()))
}
