//! `GET /v1/members/{id}`

use axum::extract::State;
use regulars_app::member;
use serde::Deserialize;

use super::answer::Member;
use super::listed::{self, MemberListed};
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// What `{id}` of a member is.
pub const ID: (&str, &str) = (
    "id",
    "The member: our id `mem_…`, or `ext:` and your own, as in `ext:crm-17`.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_read",
    noun: Noun::Members,
    summary: "Read a member",
    description: "What is known of a member, and with `summary` where they stand.",
    address: &[ID],
    query: &[listed::SUMMARY, LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<MemberListed>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// How much of a member is read.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadParams {
    summary: bool,
}

/// Reads a member.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Params(params): Params<ReadParams>,
) -> Outcome<MemberListed> {
    let view = member::read(&server.app, parse::member(&id)?).await?;
    let summary = match params.summary {
        true => {
            let read = member::summaries(&server.app, vec![view.id]).await?;
            listed::summaries(read, language).pop()
        }
        false => None,
    };
    Ok(Answer::ok(MemberListed {
        member: Member::from(view),
        summary,
    }))
}
