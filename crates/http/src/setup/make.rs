//! `POST /v1/setup`

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use regulars_app::setup::{self, SetUp};
use regulars_engine::language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, TEXT_MAX, Wrong, text};
use crate::problem::{Kind, Problem};
use crate::server::Server;
use crate::session::{Carried, Session, carried};
use crate::staff::{login, password};

/// The reference.
pub const DOC: Doc = Doc {
    id: "setup_make",
    noun: Noun::Staff,
    summary: "Set up",
    description: "Makes the first administrator and logs them in. The code is what the server printed when it was started, behind \
        the address: `set up http://…#CODE`. Once there are staff, nobody is made this way. Needs neither key nor session.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<SetupBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Session>()),
    also: &[],
    problems: &[Kind::BadCode, Kind::SetUpAlready, Kind::TooManyRequests],
};

/// The first administrator.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetupRequest)]
pub struct SetupBody {
    /// The code the server printed.
    #[schema(example = "4f1c9a0be2d37765a8c0")]
    code: String,
    /// Their name.
    #[schema(example = "Anna Petrova")]
    name: String,
    /// What they log in by: a word of 2 to 64 characters, or an e-mail address.
    #[schema(example = "anna")]
    login: String,
    /// Their password, 8 to 200 characters.
    #[schema(example = "correct horse battery")]
    password: String,
    /// The language of their screens: `en` or `ru`. Absent: `en`.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "en")]
    language: Option<Language>,
}

/// Makes the first administrator.
pub async fn make(
    State(server): State<Server>,
    headers: HeaderMap,
    Body(body): Body<SetupBody>,
) -> Result<Carried, Problem> {
    let opened = setup::make(&server.app, body.check()?).await?;
    Ok(carried(&server, StatusCode::CREATED, opened, &headers))
}

impl SetupBody {
    fn check(self) -> Result<SetUp, Problem> {
        let root = Pointer::ROOT;
        let mut wrong = Wrong::default();
        let name = text(self.name, TEXT_MAX, &root.field("name"), &mut wrong);
        let login = login(&self.login, &root.field("login"), &mut wrong);
        let password = password(self.password, &root.field("password"), &mut wrong);
        let (name, (login, password)) = wrong.finish(name.zip(login.zip(password)))?;
        Ok(SetUp {
            code: self.code,
            name,
            login,
            password,
            language: self.language.unwrap_or_default(),
        })
    }
}
