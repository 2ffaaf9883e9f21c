//! `GET /v1/claims`, `GET /v1/members/{id}/claims`

use axum::extract::State;
use regulars_app::claim::{self, ClaimState, Which};
use regulars_engine::both;
use serde::Deserialize;

use super::ClaimAnswer;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::parse::member;
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference of a member's.
pub const OF_MEMBER: Doc = Doc {
    id: "claim_list_of_member",
    noun: Noun::Rewards,
    summary: "List a member's claims",
    description: "Rewards that a member claimed, latest first, also those that were given or have ended.",
    address: &[ID],
    query: &[PAGING[0], PAGING[1]],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<ClaimAnswer>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The reference of all.
pub const DOC: Doc = Doc {
    id: "claim_list",
    noun: Noun::Rewards,
    summary: "List claims",
    description: "Rewards that were claimed, latest first.",
    address: &[],
    query: &[
        (
            "state",
            "Those that stand so: `open`, `given`, `cancelled` or `expired`. Absent: all.",
        ),
        PAGING[0],
        PAGING[1],
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<ClaimAnswer>>()),
    also: &[],
    problems: &[Kind::Invalid],
};

/// Which claims, which page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimsParams {
    state: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Lists a member's claims.
pub async fn of_member(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<ClaimAnswer>> {
    listed(&server, Which::Member(member(&id)?), paging).await
}

/// Lists claims.
pub async fn list(
    State(server): State<Server>,
    Params(params): Params<ClaimsParams>,
) -> Outcome<Listed<ClaimAnswer>> {
    let which = match params.state {
        Some(word) => Which::State(state(&word)?),
        None => Which::Everybody,
    };
    let paging = Paging {
        limit: params.limit,
        cursor: params.cursor,
    };
    listed(&server, which, paging).await
}

async fn listed(server: &Server, which: Which, paging: Paging) -> Outcome<Listed<ClaimAnswer>> {
    let (cursor, limit) = paging.check()?;
    let page = claim::list(&server.app, which, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, ClaimAnswer::from)))
}

fn state(word: &str) -> Result<ClaimState, Problem> {
    match word {
        "open" => Ok(ClaimState::Open),
        "given" => Ok(ClaimState::Given),
        "cancelled" => Ok(ClaimState::Cancelled),
        "expired" => Ok(ClaimState::Expired),
        _ => Err(Problem::at(
            Kind::Invalid,
            "state",
            both!(
                "is no state of a claim; write open, given, cancelled or expired",
                "такого состояния нет; напишите `open`, `given`, `cancelled` или `expired`"
            ),
        )),
    }
}
