//! `PATCH /v1/staff/{id}`

use axum::extract::State;
use regulars_app::staff::{self, StaffPatch};
use regulars_engine::id::{IdError, StaffId};
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ID, Person, Role, password};
use crate::auth::By;
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, TEXT_MAX, Wrong, name, text, there};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "staff_change",
    noun: Noun::Staff,
    summary: "Change somebody",
    description: "Changes somebody who may log in. Another password or role, or a block, ends their sessions at once. One \
        administrator who can log in always remains. Nobody changes who has scopes that they have not.",
    address: &[ID],
    query: &[],
    body: Takes::Json(Shape::of::<PersonBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Person>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::LastAdmin],
};

/// Changes to somebody. What is left out is left alone.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = StaffChange)]
pub struct PersonBody {
    /// Their name.
    name: Option<String>,
    /// What they are for.
    role: Option<Role>,
    /// Where they work; `null`: not at one place.
    #[serde(deserialize_with = "there")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<Option<StoreId>>,
    /// Another password, 8 to 200 characters.
    password: Option<String>,
    /// A blocked one cannot log in.
    #[schema(example = true)]
    blocked: Option<bool>,
}

/// Changes somebody.
pub async fn change(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    Body(body): Body<PersonBody>,
) -> Outcome<Person> {
    let id: StaffId = id
        .parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    let patch = body.check()?;
    let changed = staff::change(&server.app, &caller, id, patch).await?;
    Ok(Answer::ok(changed.into()))
}

impl PersonBody {
    fn check(self) -> Result<StaffPatch, Problem> {
        let root = Pointer::ROOT;
        let mut wrong = Wrong::default();
        let given = self
            .name
            .and_then(|given| text(given, TEXT_MAX, &root.field("name"), &mut wrong));
        let password = self
            .password
            .and_then(|given| password(given, &root.field("password"), &mut wrong));
        let store = self
            .store
            .map(|store| name(store, &root.field("store"), &mut wrong));
        wrong.finish(Some(StaffPatch {
            name: given,
            role: self.role.map(Role::into),
            store,
            password,
            blocked: self.blocked,
        }))
    }
}
