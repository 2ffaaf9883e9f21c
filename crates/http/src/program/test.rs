//! `POST /v1/programs/{id}/versions/{version}/test`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::language::Language;
use regulars_engine::scenario;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::ID;
use super::read::VERSION;
use crate::body::{Address, Answer, FileText, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_test",
    noun: Noun::Programs,
    summary: "Test a version",
    description: "Plays scenarios on a stored version, in memory: nothing is posted. The body is a scenario file, YAML or JSON; without \
        one the program's stored file is played. \
        The answer has each failed scenario's first wrong step with what was expected, what came and why, and the rules no \
        scenario has exercised.",
    address: &[ID, VERSION],
    query: &[LANGUAGE],
    body: Takes::MaybeFile,
    status: 200,
    answer: Gives::Json(Shape::of::<Tested>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::BadProgram],
};

/// What came of scenarios.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TestReport)]
pub struct Tested {
    /// Scenarios in which everything came true.
    passed: usize,
    /// Scenarios in which something did not.
    failed: usize,
    /// Every scenario, in the file's order.
    scenarios: Vec<Played>,
    /// Where each failed scenario failed first.
    failures: Vec<Failure>,
    /// Rules no scenario has seen at work.
    uncovered: Vec<String>,
}

/// A scenario that was played.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TestedScenario)]
struct Played {
    /// The scenario.
    scenario: String,
    /// Its line in the file.
    line: Option<usize>,
    /// Whether everything came true.
    passed: bool,
}

/// The first step of a scenario that went wrong.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TestFailure)]
struct Failure {
    /// The scenario.
    scenario: String,
    /// The step, from 1.
    step: usize,
    /// Its line in the file.
    line: Option<usize>,
    /// What it does.
    action: String,
    /// When, by the program's clock.
    at: String,
    /// What did not come true.
    mismatches: Vec<Mismatch>,
    /// Why it came out so, line by line.
    explanation: Vec<String>,
}

/// Something that did not come true.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TestMismatch)]
struct Mismatch {
    /// What was expected of.
    key: String,
    /// What was expected.
    expected: String,
    /// What came.
    got: String,
}

/// Tests a version.
pub async fn test(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address((id, version)): Address<(String, String)>,
    FileText(text): FileText,
) -> Outcome<Tested> {
    let text = Some(text).filter(|text| !text.trim().is_empty());
    let report = program::test(&server.app, parse::version(&id, &version)?, text).await?;
    Ok(Answer::ok(Tested {
        passed: report.passed,
        failed: report.failed,
        scenarios: report.played.into_iter().map(Played::from).collect(),
        failures: report
            .failures
            .into_iter()
            .map(|failure| Failure::told(failure, language))
            .collect(),
        uncovered: report.uncovered,
    }))
}

impl From<scenario::Played> for Played {
    fn from(played: scenario::Played) -> Self {
        Self {
            scenario: played.scenario,
            line: played.line,
            passed: played.passed,
        }
    }
}

impl Failure {
    fn told(failure: scenario::Failure, language: Language) -> Self {
        let explanation = failure.explanation.iter();
        let mismatch = |found: scenario::Mismatch| Mismatch {
            key: found.key,
            expected: found.expected,
            got: found.got,
        };
        Self {
            scenario: failure.scenario,
            step: failure.step,
            line: failure.line,
            action: failure.action,
            at: failure.at,
            mismatches: failure.mismatches.into_iter().map(mismatch).collect(),
            explanation: explanation
                .map(|said| said.describe(language).to_owned())
                .collect(),
        }
    }
}
