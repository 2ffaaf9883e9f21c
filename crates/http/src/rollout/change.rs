//! `POST /v1/programs/{id}/rollout/widen` and `…/withdraw`

use axum::extract::State;
use regulars_app::rollout;
use regulars_engine::name::ProgramId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::shape::{Taken, ToBody};
use crate::auth::By;
use crate::body::{Address, Answer, Body, MaybeBody, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, Pointer, TEXT_MAX, Wrong};
use crate::problem::Kind;
use crate::program::list::ID;
use crate::server::Server;

/// The reference.
pub const WIDEN: Doc = Doc {
    id: "rollout_widen",
    noun: Noun::Programs,
    summary: "Widen a roll-out",
    description: "Lets the version that is rolled out decide for more, in two seconds: for a greater share, for the same stores and \
        others, or for everybody, which publishes it. Who was in it stays in it.",
    address: &[ID],
    query: &[],
    body: Takes::Json(Shape::of::<WidenBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Taken>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::BadProgram],
};

/// Whom it is widened to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RolloutWidening)]
pub struct WidenBody {
    /// To whom.
    to: ToBody,
    /// Why.
    #[serde(default)]
    note: Option<String>,
}

/// Widens it.
pub async fn widen(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    Body(body): Body<WidenBody>,
) -> Outcome<Taken> {
    let mut wrong = Wrong::default();
    let to = body.to.check(false, &mut wrong);
    let note = note(body.note, &mut wrong);
    let to = wrong.finish(to)?;
    let step = rollout::widen(&server.app, caller.by, ProgramId::new(id), to, note).await?;
    Ok(Answer::ok(step.into()))
}

/// The reference.
pub const WITHDRAW: Doc = Doc {
    id: "rollout_withdraw",
    noun: Noun::Programs,
    summary: "Withdraw a roll-out",
    description: "Lets the standing version decide for everybody again, in two seconds. Purchases keep the version that decided them, \
        and what becomes of them is decided by it.",
    address: &[ID],
    query: &[],
    body: Takes::MaybeJson(Shape::of::<WithdrawBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Taken>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Why it is withdrawn.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RolloutWithdrawal)]
pub struct WithdrawBody {
    /// Why.
    note: Option<String>,
}

/// Withdraws it.
pub async fn withdraw(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    MaybeBody(body): MaybeBody<WithdrawBody>,
) -> Outcome<Taken> {
    let mut wrong = Wrong::default();
    let note = note(body.note, &mut wrong);
    let note = wrong.finish(Some(note))?;
    let step = rollout::withdraw(&server.app, caller.by, ProgramId::new(id), note).await?;
    Ok(Answer::ok(step.into()))
}

fn note(note: Option<String>, wrong: &mut Wrong) -> Option<String> {
    note.and_then(|note| parse::text(note, TEXT_MAX, &Pointer::ROOT.field("note"), wrong))
}
