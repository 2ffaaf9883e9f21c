//! `DELETE /v1/quotes/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::quote;
use regulars_engine::id::{IdError, QuoteId};

use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "quote_release",
    noun: Noun::Quotes,
    summary: "Release a hold",
    description: "Ends the hold of a quote before its time, so that its points can be spent elsewhere. Releasing a hold that \
        is over changes nothing. A quote without a hold needs no release.",
    address: &[("id", "The quote: `quo_…`.")],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound],
};

/// Releases a quote.
pub async fn release(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Result<StatusCode, Problem> {
    let id: QuoteId = id
        .parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    quote::release(&server.app, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
