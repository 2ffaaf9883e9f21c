//! `GET /v1/experiments/{id}/assignments`, `GET` and `PUT …/{member}`, `GET /v1/members/{id}/experiments`

use axum::extract::State;
use regulars_app::experiment::{self, MemberIn, Placed};
use regulars_engine::id::MemberId;
use regulars_engine::name::ExperimentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::{ID, State as Stage};
use crate::body::{Address, Answer, Outcome, Params};
use crate::member;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::parse;
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// What `{member}` is.
const MEMBER: (&str, &str) = (
    "member",
    "Our id of the member, or `ext:` and the integrator's.",
);

/// Where a member is in an experiment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentAssignment)]
pub struct Assignment {
    /// The member.
    #[schema(value_type = String, example = "mem_07YBR3DG00000")]
    member: MemberId,
    /// The arm; `null`: in none, and nothing is to be done.
    #[schema(example = "offer")]
    arm: Option<String>,
    /// Whether it is the control: nothing is to be done.
    is_control: bool,
    /// Since when; what the member did before does not count.
    since: Option<Moment>,
}

impl From<Placed> for Assignment {
    fn from(placed: Placed) -> Self {
        let (arm, since) = placed.arm.unzip();
        Self {
            member: placed.member,
            arm,
            is_control: placed.is_control,
            since: since.map(Moment::utc),
        }
    }
}

/// The reference.
pub const LIST: Doc = Doc {
    id: "experiment_assignments",
    noun: Noun::Experiments,
    summary: "List who is in an experiment",
    description: "Members with their arms, in the order in which they joined. As a file: `GET /v1/exports/assignments`.",
    address: &[ID],
    query: PAGING,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Assignment>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Lists them.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<Assignment>> {
    let (cursor, limit) = paging.check()?;
    let id = ExperimentId::new(id);
    let page = experiment::assignments(&server.app, id, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, Assignment::from)))
}

/// The reference.
pub const DOC: Doc = Doc {
    id: "experiment_assignment",
    noun: Noun::Experiments,
    summary: "Ask in which arm a member is",
    description: "The arm a member was assigned to, for whoever is to treat them accordingly.",
    address: &[ID, MEMBER],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Assignment>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// Reads one.
pub async fn read(
    State(server): State<Server>,
    Address((id, whose)): Address<(String, String)>,
) -> Outcome<Assignment> {
    let whose = parse::member(&whose)?;
    let placed = experiment::assignment(&server.app, ExperimentId::new(id), whose).await?;
    Ok(Answer::ok(placed.into()))
}

/// The reference.
pub const ASSIGN: Doc = Doc {
    id: "experiment_assign",
    noun: Noun::Experiments,
    summary: "Draw a member at once",
    description: "Draws a member of the audience who is in no arm yet, if the experiment runs and takes newcomers; others stay where they \
        are. Newcomers are drawn within ten minutes also without it. The same call again answers the same.",
    address: &[ID, MEMBER],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Assignment>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// Draws one.
pub async fn assign(
    State(server): State<Server>,
    Address((id, whose)): Address<(String, String)>,
) -> Outcome<Assignment> {
    let whose = parse::member(&whose)?;
    let placed = experiment::assign_one(&server.app, ExperimentId::new(id), whose).await?;
    Ok(Answer::ok(placed.into()))
}

/// The reference.
pub const OF_MEMBER: Doc = Doc {
    id: "experiment_of_member",
    noun: Noun::Members,
    summary: "List the experiments a member is in",
    description: "Experiments the member is or was in, with the arm, those that began last first; and whether the universal control leaves \
        the member out of every experiment.",
    address: &[member::ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<OfMember>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A member's experiments.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentsOfMember)]
pub struct OfMember {
    /// Whether the universal control leaves the member out of every experiment.
    universal_control: bool,
    /// Those that began last first.
    items: Vec<In>,
}

/// An experiment the member is or was in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentOfMember)]
struct In {
    /// The experiment.
    #[schema(value_type = String, example = "spring-offer")]
    id: ExperimentId,
    /// Its name.
    #[schema(example = "Spring offer")]
    name: String,
    /// How far it is.
    state: Stage,
    /// The arm.
    #[schema(example = "offer")]
    arm: Option<String>,
    /// Whether it is the control.
    is_control: bool,
    /// Since when.
    since: Option<Moment>,
}

impl From<MemberIn> for In {
    fn from(found: MemberIn) -> Self {
        let (arm, since) = found.placed.arm.unzip();
        Self {
            id: found.id,
            name: found.name,
            state: found.state.into(),
            arm,
            is_control: found.placed.is_control,
            since: since.map(Moment::utc),
        }
    }
}

/// Lists them.
pub async fn of_member(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<OfMember> {
    let found = experiment::of_member(&server.app, parse::member(&id)?).await?;
    Ok(Answer::ok(OfMember {
        universal_control: found.left_out,
        items: found.experiments.into_iter().map(In::from).collect(),
    }))
}
