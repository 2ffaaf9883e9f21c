//! `POST /v1/imports/{id}/run`

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::upload::{self, Ask};
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::Import;
use super::{ID, id};
use crate::auth::By;
use crate::body::{Address, Answer, MaybeBody, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::NAME_MAX;
use crate::problem::{Kind, Problem};
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_run",
    noun: Noun::Imports,
    summary: "Import a file",
    description: "Checks the map and imports the file in the background, after those that wait before it; ask `GET \
        /v1/imports/{id}` how far it is. With `dry_run` everything is read and checked, nothing is written, and the result says \
        what would be. The same file may be run again: what is known with the same content stays as it is, so a run that \
        was cancelled or interrupted goes on where it was.",
    address: &[ID],
    query: &[],
    body: Takes::MaybeJson(Shape::of::<RunBody>()),
    status: 202,
    answer: Gives::Json(Shape::of::<Import>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ImportRunning],
};

/// How to import a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportRun)]
pub struct RunBody {
    /// The column of each field to be read; a field that is not named is not read. Absent: as suggested.
    #[serde(default)]
    #[schema(value_type = Option<BTreeMap<String, String>>, example = json!({"id": "invoice", "at": "date"}))]
    map: Option<BTreeMap<String, Option<String>>>,
    /// Write nothing.
    #[serde(default)]
    dry_run: Option<bool>,
    /// Bring in what was without giving anything for it: no points, nothing for joining. Not for products and spend.
    #[serde(default)]
    history: Option<bool>,
    /// Of purchases: ids that begin with this, followed by digits, are cancellations. Absent: `C`; `none`: there are none.
    #[serde(default)]
    cancellations: Option<String>,
}

/// Imports a file.
pub async fn run(
    State(server): State<Server>,
    By(caller): By,
    Address(address): Address<String>,
    Spoken(language): Spoken,
    MaybeBody(body): MaybeBody<RunBody>,
) -> Outcome<Import> {
    let map = body.map.map(|map| {
        let named = map
            .into_iter()
            .filter_map(|(field, column)| Some((field, column?)));
        named.collect()
    });
    let ask = Ask {
        map,
        dry_run: body.dry_run.unwrap_or(false),
        history: body.history.unwrap_or(false),
        cancellations: cancellations(body.cancellations)?,
    };
    let upload = upload::run(&server.app, id(&address)?, ask, caller.by).await?;
    Ok(Answer(StatusCode::ACCEPTED, Import::of(upload, language)))
}

fn cancellations(given: Option<String>) -> Result<Option<String>, Problem> {
    match given {
        None => Ok(Some("C".to_owned())),
        Some(none) if none == "none" => Ok(None),
        Some(prefix) if (1..=NAME_MAX).contains(&prefix.len()) => Ok(Some(prefix)),
        Some(_) => {
            let message = said!(
                "has 1 to {NAME_MAX} characters; `none`: there are no cancellations",
                "должно быть от 1 до {NAME_MAX} знаков; `none` — отмен нет"
            );
            Err(Problem::at(Kind::Invalid, "/cancellations", message))
        }
    }
}
