//! `GET /v1/overview`

use axum::extract::State;
use regulars_app::overview::{self, OverviewRequest};
use regulars_engine::name::StoreId;
use regulars_engine::time::LocalDate;
use serde::Deserialize;

use super::answer::Overview;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::day;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "overview_read",
    noun: Noun::Reports,
    summary: "Read the overview",
    description: "What a period brought, beside the period of the same length before it and today. The sums are kept by the \
        transaction that posts a purchase, so that they are exact at any moment and quick at any size.\n\n\
        - Sales are what was paid by money and kept: a return is taken off the day of its sale, a voided purchase was never \
        sold, and money given back without a purchase is taken off the day it was given.\n\
        - Purchases are those of which something was kept.\n\
        - Days of sales are those of the place. Points and new members are counted by the program's days.\n\
        - Points issued are less those that returns took back; points redeemed less those that returns gave back.\n\n\
        With `store`, sales, purchases and their points are of that store, and members those who call it their home store; \
        tiers and liability stay those of all.",
    address: &[],
    query: &[
        (
            "from",
            "The first day, as `2026-03-01`. Absent: 30 days up to the last.",
        ),
        ("to", "The last day. Absent: today."),
        (
            "store",
            "One store. Absent: all, and purchases without one.",
        ),
        LANGUAGE,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Overview>()),
    also: &[],
    problems: &[],
};

/// Which days, of which store.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OverviewParams {
    from: Option<String>,
    to: Option<String>,
    store: Option<StoreId>,
}

/// Reads the overview.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Params(params): Params<OverviewParams>,
) -> Outcome<Overview> {
    let date = |name, text: Option<String>| -> Result<Option<LocalDate>, _> {
        text.map(|text| day(name, &text)).transpose()
    };
    let request = OverviewRequest {
        from: date("from", params.from)?,
        to: date("to", params.to)?,
        store: params.store.filter(|store| !store.as_str().is_empty()),
    };
    let read = overview::read(&server.app, request).await?;
    Ok(Answer::ok(Overview::of(&read, language)))
}
