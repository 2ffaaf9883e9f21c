//! `POST /v1/keys`

use axum::extract::State;
use regulars_app::{Caller, key};
use regulars_engine::id::KeyId;
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, TEXT_MAX, Wrong, name, text};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "key_create",
    noun: Noun::Keys,
    summary: "Make a key",
    description: "Makes a key for an integration. The secret is shown in this answer and never again; only its hash is kept. A key \
        can give no scope it has not.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<KeyBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<NewKey>()),
    also: &[],
    problems: &[Kind::Forbidden],
};

/// A key to make.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeyRequest)]
pub struct KeyBody {
    /// Its name, for people.
    #[schema(example = "Tills in Kazan")]
    name: String,
    /// Whose it is: callers' ids of documents are unique within an integration, and its keys share them. Absent: that of
    /// the key it is made with; made by a person: its name.
    #[serde(default)]
    #[schema(example = "tills")]
    integration: Option<String>,
    /// What it may do: `till`, `members:read`, …; `all` is everything.
    #[schema(example = json!(["till", "members:read"]))]
    scopes: Vec<String>,
}

/// A key just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewKey {
    /// Our id.
    #[schema(value_type = String, example = "key_01HZX3V8K0G04")]
    key: KeyId,
    /// Its name.
    name: String,
    /// Whose it is.
    integration: String,
    /// What it may do.
    scopes: Vec<String>,
    /// What to send as `Authorization: Bearer <secret>`. Shown once.
    #[schema(example = "rgl_…")]
    secret: String,
}

/// Makes a key.
pub async fn create(
    State(server): State<Server>,
    By(caller): By,
    Body(body): Body<KeyBody>,
) -> Outcome<NewKey> {
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let given = text(body.name, TEXT_MAX, &root.field("name"), &mut wrong);
    let integration = name(body.integration, &root.field("integration"), &mut wrong);
    let given = wrong.finish(given)?;
    let integration = integration.unwrap_or_else(|| match caller.key() {
        Some(_) => caller.integration.clone(),
        None => given.clone(),
    });
    gives_no_more(&caller, &body.scopes)?;
    let made = key::create(
        &server.app,
        caller.by,
        &given,
        &integration,
        body.scopes.clone(),
    )
    .await?;
    Ok(Answer::created(NewKey {
        key: made.id,
        name: given,
        integration,
        scopes: body.scopes,
        secret: made.secret,
    }))
}

fn gives_no_more(caller: &Caller, scopes: &[String]) -> Result<(), Problem> {
    let known = |scope: &&String| key::SCOPES.contains(&scope.as_str());
    match scopes.iter().filter(known).find(|scope| !caller.may(scope)) {
        Some(scope) => Err(Problem::lacking(
            scope,
            said!(
                "a key without the scope `{scope}` cannot give it",
                "нельзя выдать право `{scope}`, которого нет у себя"
            ),
        )),
        None => Ok(()),
    }
}
