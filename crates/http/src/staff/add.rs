//! `POST /v1/staff`

use axum::extract::State;
use regulars_app::staff::{self, NewStaff};
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Person, Role, login, password};
use crate::auth::By;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, TEXT_MAX, Wrong, name, text};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "staff_add",
    noun: Noun::Staff,
    summary: "Add somebody",
    description: "Adds somebody who may log in. Tell them the password; they can change it themselves. Nobody gives a role with scopes \
        they have not.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<StaffBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Person>()),
    also: &[],
    problems: &[Kind::LoginTaken],
};

/// Somebody to add.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffRequest)]
pub struct StaffBody {
    /// Their name.
    #[schema(example = "Boris Ivanov")]
    name: String,
    /// What they log in by: a word of 2 to 64 characters, or an e-mail address. Nobody else has it.
    #[schema(example = "boris")]
    login: String,
    /// Their first password, 8 to 200 characters.
    #[schema(example = "correct horse battery")]
    password: String,
    /// What they are for.
    role: Role,
    /// Where they work. Absent: not at one place.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// The language of their screens: `en` or `ru`. Absent: `en`.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "ru")]
    language: Option<Language>,
}

/// Adds somebody.
pub async fn add(
    State(server): State<Server>,
    By(caller): By,
    Body(body): Body<StaffBody>,
) -> Outcome<Person> {
    let new = body.check()?;
    let added = staff::add(&server.app, &caller, new).await?;
    Ok(Answer::created(added.into()))
}

impl StaffBody {
    fn check(self) -> Result<NewStaff, Problem> {
        let root = Pointer::ROOT;
        let mut wrong = Wrong::default();
        let given = text(self.name, TEXT_MAX, &root.field("name"), &mut wrong);
        let login = login(&self.login, &root.field("login"), &mut wrong);
        let password = password(self.password, &root.field("password"), &mut wrong);
        let store = name(self.store, &root.field("store"), &mut wrong);
        let (given, (login, password)) = wrong.finish(given.zip(login.zip(password)))?;
        Ok(NewStaff {
            login,
            name: given,
            role: self.role.into(),
            store,
            language: self.language.unwrap_or_default(),
            password,
        })
    }
}
