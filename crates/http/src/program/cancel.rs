//! `DELETE /v1/programs/{id}/publications/{publication}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::program;
use regulars_engine::id::{IdError, PublicationId};
use regulars_engine::name::ProgramId;

use super::list::ID;
use crate::auth::By;
use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_cancel",
    noun: Noun::Programs,
    summary: "Cancel a publication",
    description: "Takes a publication back that has not begun to decide, at least two seconds before it would. One that decides \
        already is not undone: publish the version of before again.",
    address: &[ID, ("publication", "The publication: `pbl_…`.")],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound, Kind::LiveAlready],
};

/// Cancels a publication.
pub async fn cancel(
    State(server): State<Server>,
    By(caller): By,
    Address((id, publication)): Address<(String, String)>,
) -> Result<StatusCode, Problem> {
    let publication: PublicationId = publication
        .parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    program::cancel(&server.app, caller.by, ProgramId::new(id), publication).await?;
    Ok(StatusCode::NO_CONTENT)
}
