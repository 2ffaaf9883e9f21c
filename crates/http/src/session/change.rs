//! `PATCH /v1/session`

use axum::extract::State;
use regulars_app::session::{self, SessionPatch, SessionView};
use regulars_app::staff::Password;
use regulars_engine::language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Session;
use crate::auth::By;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, TEXT_MAX, Wrong, text};
use crate::problem::{Kind, Problem};
use crate::server::Server;
use crate::staff::password;

/// The reference.
pub const DOC: Doc = Doc {
    id: "session_change",
    noun: Noun::Staff,
    summary: "Change yourself",
    description: "Changes the name, the language or the password of who is logged in. Another password ends their other sessions.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<SelfBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Session>()),
    also: &[],
    problems: &[],
};

/// Changes to yourself. What is left out is left alone.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = SessionChange)]
pub struct SelfBody {
    /// Your name.
    #[schema(example = "Anna Petrova")]
    name: Option<String>,
    /// The language of your screens: `en` or `ru`.
    #[schema(value_type = Option<String>, example = "ru")]
    language: Option<Language>,
    /// Another password.
    password: Option<PasswordBody>,
}

/// Your present password and another.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasswordChange)]
pub struct PasswordBody {
    /// The present one.
    #[schema(example = "correct horse battery")]
    current: String,
    /// The one from now on, 8 to 200 characters.
    #[schema(example = "staple horse battery")]
    new: String,
}

/// Changes who is logged in.
pub async fn change(
    State(server): State<Server>,
    By(caller): By,
    Body(body): Body<SelfBody>,
) -> Outcome<Session> {
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let name = body
        .name
        .map(|name| text(name, TEXT_MAX, &root.field("name"), &mut wrong));
    let new = body
        .password
        .map(|both| both.check(&root.field("password"), &mut wrong));
    let (name, new) = wrong.finish(Some((name.flatten(), new.flatten())))?;
    let staff = caller
        .staff()
        .ok_or_else(|| Problem::plain(Kind::Unauthorized))?;
    let patch = SessionPatch {
        name,
        language: body.language,
        password: new,
    };
    let staff = session::change(&server.app, staff, caller.session, patch).await?;
    let view = SessionView {
        setup_needed: false,
        staff: Some(staff),
    };
    Ok(Answer::ok(Session::of(&server, view)))
}

impl PasswordBody {
    fn check(self, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<(String, Password)> {
        let new = password(self.new, &at.field("new"), wrong);
        new.map(|new| (self.current, new))
    }
}
