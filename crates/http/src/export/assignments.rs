//! `GET /v1/exports/assignments`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regulars_app::experiment::{self, Placed};
use regulars_app::{Cursor, Page, audit};
use regulars_engine::name::ExperimentId;
use serde::Deserialize;

use super::stream::{self, Listing, PAGE};
use crate::auth::By;
use crate::body::Params;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_assignments",
    noun: Noun::Experiments,
    summary: "Take who is in an experiment out as a file",
    description: "Every member of an experiment with the arm, as CSV in the form of the file of members.",
    address: &[],
    query: &[("experiment", "The experiment's id.")],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[Kind::NotFound],
};

const COLUMNS: [&str; 4] = ["member", "arm", "is_control", "since"];

/// Which experiment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportParams {
    experiment: String,
}

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    headers: HeaderMap,
    Params(params): Params<ExportParams>,
) -> Result<Response, Problem> {
    let id = ExperimentId::new(&params.experiment);
    experiment::read(&server.app, id.clone()).await?;
    let target = Some(id.to_string());
    audit::exported(&server.app, caller.by, "assignments.export", target).await?;
    stream::send(server, headers, "assignments", Assigned(id)).await
}

struct Assigned(ExperimentId);

impl Listing for Assigned {
    type Row = Placed;

    fn header(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(
        &self,
        server: &Server,
        after: Option<Cursor>,
    ) -> Result<Page<Self::Row>, Problem> {
        Ok(experiment::assignments(&server.app, self.0.clone(), after, PAGE).await?)
    }

    fn cells(&self, _server: &Server, placed: Self::Row) -> Vec<String> {
        let (arm, since) = placed.arm.unzip();
        vec![
            placed.member.to_string(),
            arm.unwrap_or_default(),
            placed.is_control.to_string(),
            since.map_or_else(String::new, |at| at.to_string()),
        ]
    }
}
