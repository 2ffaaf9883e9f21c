//! `GET /v1/segments` and `GET /v1/segments/{id}`

use axum::extract::State;
use regulars_app::FieldError;
use regulars_app::segment::{self, CountedSegment};
use regulars_engine::language::Language;
use regulars_engine::name::{ProgramId, SegmentId};
use regulars_engine::time::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::preview::Preview;
use super::shape::{ID, Saved};
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::Listed;
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const LIST: Doc = Doc {
    id: "segment_list",
    noun: Noun::Segments,
    summary: "List segments",
    description: "All saved segments, by id, on one page: there are at most 500. How many are in one is told when it is read.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Saved>>()),
    also: &[],
    problems: &[],
};

/// Lists them.
pub async fn list(State(server): State<Server>) -> Outcome<Listed<Saved>> {
    let all = segment::all(&server.app).await?;
    let all = all.into_iter().map(Saved::from).collect();
    Ok(Answer::ok(Listed::whole(all)))
}

/// The query that asks as of an instant.
pub const AS_OF: (&str, &str) = (
    "as_of",
    "As of when, as `2026-03-01T00:00:00+03:00`. Absent: now.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_read",
    noun: Noun::Segments,
    summary: "Read a segment",
    description: "A saved segment with how many are in it, their part of the base and of its money, and a few of them, as a preview \
        has them. Where its condition does not hold together any more, because the program or a segment it is made of has changed, \
        `count` is `null` and `wrong` says why.",
    address: &[ID],
    query: &[AS_OF, LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Counted>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A saved segment, counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentCounted)]
pub struct Counted {
    #[serde(flatten)]
    saved: Saved,
    /// Saved segments that are made of it, by id.
    #[schema(value_type = Vec<String>)]
    used_by: Vec<SegmentId>,
    /// Programs that name it, as they decide now or are to.
    programs: Vec<NamedBy>,
    /// Who is in it; `null` where the condition does not hold together any more.
    count: Option<Preview>,
    /// Why it does not.
    wrong: Vec<String>,
}

/// A program that names a saved segment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentNamedBy)]
struct NamedBy {
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    program: ProgramId,
    /// Its version.
    version: u32,
    /// Where in its file.
    #[schema(example = json!(["offers[2].when.saved_segment"]))]
    paths: Vec<String>,
}

impl From<segment::NamedBy> for NamedBy {
    fn from(named: segment::NamedBy) -> Self {
        Self {
            program: named.version.program,
            version: named.version.version,
            paths: named.paths,
        }
    }
}

/// As of when.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadParams {
    as_of: Option<String>,
}

/// Reads one.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Params(params): Params<ReadParams>,
) -> Outcome<Counted> {
    let as_of = params.as_of.as_deref().map(instant).transpose()?;
    let read = counted(&server, SegmentId::new(id), as_of, language).await?;
    Ok(Answer::ok(read))
}

/// A segment as it is answered.
pub async fn counted(
    server: &Server,
    id: SegmentId,
    as_of: Option<Instant>,
    language: Language,
) -> Result<Counted, Problem> {
    let CountedSegment {
        saved,
        users,
        counted,
    } = segment::read(&server.app, id, as_of).await?;
    let told = |FieldError { pointer, message }: FieldError| {
        let message = language.pick(format!("{message}"), format!("{message:#}"));
        format!("{pointer}: {message}")
    };
    let (count, wrong) = match counted {
        Ok(counted) => (Some(Preview::of(counted, language)), Vec::new()),
        Err(wrong) => (None, wrong.into_iter().map(told).collect()),
    };
    Ok(Counted {
        saved: saved.into(),
        used_by: users.segments,
        programs: users.programs.into_iter().map(NamedBy::from).collect(),
        count,
        wrong,
    })
}

/// An instant of a query.
///
/// # Errors
/// `bad_query`.
pub fn instant(text: &str) -> Result<Instant, Problem> {
    let parsed = text.parse::<Instant>();
    parsed.map_err(|error| Problem::at(Kind::BadQuery, "as_of", error))
}
