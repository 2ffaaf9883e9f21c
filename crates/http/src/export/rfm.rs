//! `GET /v1/exports/rfm`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regulars_app::report::{self, MemberRow};
use regulars_app::{Cursor, Page, audit};

use super::stream::{self, Listing, PAGE};
use crate::auth::By;
use crate::body::Params;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::Problem;
use crate::report::rfm::{self, RfmParams};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_rfm",
    noun: Noun::Reports,
    summary: "Take members with their scores out as a file",
    description: "Every member with a purchase, or those with one name, with their scores: who paid most first. As CSV in the form of \
        the file of members, scored as the report of the same parameters.",
    address: &[],
    query: rfm::DOC.query,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[],
};

const COLUMNS: [&str; 10] = [
    "member",
    "external_id",
    "last",
    "recency_days",
    "frequency",
    "monetary",
    "r",
    "f",
    "m",
    "name",
];

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    headers: HeaderMap,
    Params(params): Params<RfmParams>,
) -> Result<Response, Problem> {
    let mut request = params.request()?;
    request.each = request.each.or(Some(usize::MAX));
    let name = request.who.name.clone();
    let scored = report::rfm(&server.app, request).await?;
    audit::exported(&server.app, caller.by, "rfm.export", name).await?;
    let rows = scored.each.unwrap_or_default();
    stream::send(server, headers, "rfm", Scored(rows)).await
}

/// Rows of one moment: the scores of a member hang on those of all others.
struct Scored(Vec<MemberRow>);

impl Listing for Scored {
    type Row = MemberRow;

    fn header(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(
        &self,
        _server: &Server,
        after: Option<Cursor>,
    ) -> Result<Page<MemberRow>, Problem> {
        let place = after.and_then(|cursor| cursor.as_str().parse().ok());
        let start: usize = place.unwrap_or(0);
        let rest = self.0.get(start..).unwrap_or_default();
        let end = start + PAGE;
        Ok(Page {
            items: rest.iter().take(PAGE).cloned().collect(),
            next: (end < self.0.len()).then(|| Cursor::new(end.to_string())),
        })
    }

    fn cells(&self, _server: &Server, row: MemberRow) -> Vec<String> {
        let [r, f, m] = [row.cell.r, row.cell.f, row.cell.m].map(|score| score.to_string());
        vec![
            row.member,
            row.external_id.unwrap_or_default(),
            row.last.to_string(),
            row.recency_days.to_string(),
            row.frequency.to_string(),
            row.monetary,
            r,
            f,
            m,
            row.name,
        ]
    }
}
