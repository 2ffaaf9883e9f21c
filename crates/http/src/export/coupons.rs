//! `GET /v1/exports/coupons`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regulars_app::coupon::{self, CouponRow, Standing};
use regulars_app::{Cursor, Page, audit};
use regulars_engine::name::RuleId;
use regulars_engine::time::Instant;
use serde::Deserialize;

use super::stream::{self, Listing, PAGE};
use crate::auth::By;
use crate::body::Params;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::Problem;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_coupons",
    noun: Noun::Reports,
    summary: "Take codes of a series out as a file",
    description: "Every code of a series with where it stands, latest first, as CSV in the form of the file of members. Whoever has the \
        file can use the codes.",
    address: &[],
    query: &[("series", "The series, as the program names it.")],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[],
};

const COLUMNS: [&str; 8] = [
    "code",
    "series",
    "status",
    "member",
    "issued_at",
    "expires_at",
    "uses",
    "revoked_at",
];

/// Which series.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportParams {
    series: String,
}

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    headers: HeaderMap,
    Params(params): Params<ExportParams>,
) -> Result<Response, Problem> {
    let series = RuleId::new(&params.series);
    let target = Some(series.to_string());
    audit::exported(&server.app, caller.by, "coupons.export", target).await?;
    stream::send(server, headers, "coupons", Coupons(series)).await
}

struct Coupons(RuleId);

impl Listing for Coupons {
    type Row = (CouponRow, Standing);

    fn header(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(
        &self,
        server: &Server,
        after: Option<Cursor>,
    ) -> Result<Page<Self::Row>, Problem> {
        Ok(coupon::of_series(&server.app, self.0.clone(), after, PAGE).await?)
    }

    fn cells(&self, _server: &Server, (row, standing): Self::Row) -> Vec<String> {
        let moment = |at: Option<Instant>| at.map_or_else(String::new, |at| at.to_string());
        vec![
            row.code,
            row.series.to_string(),
            standing.word().to_owned(),
            row.member
                .map_or_else(String::new, |member| member.to_string()),
            row.issued_at.to_string(),
            moment(row.expires_at),
            row.uses.to_string(),
            moment(row.revoked_at),
        ]
    }
}
