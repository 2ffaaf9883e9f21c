//! `GET /v1/audit`

use axum::extract::State;
use regulars_app::Actor;
use regulars_app::audit::{self, AuditFilter, AuditRow};
use regulars_engine::id::{AuditId, IdError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, Paging};
use crate::problem::{Kind, Problem};
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "audit_list",
    noun: Noun::Staff,
    summary: "See who changed what",
    description: "Every change by a person, a key or a command, newest first: members, corrections, catalogue, programs, keys, \
        staff, log-ins, imports. Quotes, purchases, returns, voids and events are not here: the ledger is their record.",
    address: &[],
    query: &[
        (
            "target",
            "Only what was done to this id: `mem_…`, `stf_…`, a SKU.",
        ),
        ("staff", "Only what this person did: `stf_…`."),
        ("limit", "Items of a page, 1 to 200. Absent: 50."),
        ("cursor", "The `next` of the page before, unchanged."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Line>>()),
    also: &[],
    problems: &[],
};

/// The query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    target: Option<String>,
    staff: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Something that was changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditLine)]
pub struct Line {
    /// Our id.
    #[schema(value_type = String, example = "aud_01HZX3V8K0G04")]
    id: AuditId,
    /// When.
    at: Moment,
    /// Who.
    by: Doer,
    /// What was done: the thing and the verb.
    #[schema(example = "member.change")]
    action: String,
    /// The id of what it was done to; `null`: of nothing in particular.
    #[schema(example = "mem_01HZX3V8K0G04")]
    target: Option<String>,
    /// Names of the fields that changed.
    #[schema(example = json!(["phone"]))]
    fields: Vec<String>,
    /// Amounts and ids that belong to it.
    note: Option<String>,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditDoer)]
pub struct Doer {
    /// `staff`, `key`, or `machine` for jobs and commands.
    #[schema(example = "staff")]
    kind: &'static str,
    /// `stf_…` or `key_…`; `null` for the machine.
    #[schema(example = "stf_01HZX3V8K0G04")]
    id: Option<String>,
    /// Their present name.
    #[schema(example = "Anna Petrova")]
    name: Option<String>,
}

/// Lists the audit.
pub async fn list(
    State(server): State<Server>,
    Params(query): Params<Query>,
) -> Outcome<Listed<Line>> {
    let staff = query.staff.as_deref().map(str::parse).transpose();
    let staff = staff.map_err(|error: IdError| Problem::at(Kind::BadQuery, "staff", error))?;
    let filter = AuditFilter {
        target: query.target,
        staff,
    };
    let paging = Paging {
        limit: query.limit,
        cursor: query.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let page = audit::list(&server.app, filter, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, Line::from)))
}

impl Doer {
    /// Who did it, by their present name.
    pub fn of(by: Actor, name: Option<String>) -> Self {
        let (kind, id) = match by {
            Actor::Staff(id) => ("staff", Some(id.to_string())),
            Actor::Key(id) => ("key", Some(id.to_string())),
            Actor::Machine => ("machine", None),
        };
        Self { kind, id, name }
    }
}

impl From<AuditRow> for Line {
    fn from(row: AuditRow) -> Self {
        Self {
            id: row.id,
            at: Moment::utc(row.at),
            by: Doer::of(row.by, row.name),
            action: row.action,
            target: row.target,
            fields: row.fields,
            note: row.note,
        }
    }
}
