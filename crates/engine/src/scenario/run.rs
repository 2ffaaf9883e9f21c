//! Plays scenarios on a back end and compares.

use std::collections::BTreeSet;

use crate::program::{Problem, Program};
use crate::scenario::coverage;
use crate::scenario::expect::{Afterwards, NONE};
use crate::scenario::{
    Action, Backend, EngineBackend, Failure, Fault, Mismatch, Outcome, Played, Scenario,
    ScenarioReport, Step, Subject, parse,
};

/// Reads a scenario file and plays it on the engine alone.
///
/// # Errors
/// What is wrong with the file.
pub fn test(program: &Program, text: &str) -> Result<ScenarioReport, Vec<Problem>> {
    let scenarios = parse(program, text)?;
    Ok(run(program, &scenarios, || Ok(EngineBackend::new(program))))
}

/// Plays each scenario on a back end of its own. A scenario ends at its first step that goes wrong.
pub fn run<B: Backend>(
    program: &Program,
    scenarios: &[Scenario],
    mut backend: impl FnMut() -> Result<B, Fault>,
) -> ScenarioReport {
    let mut report = ScenarioReport::default();
    let mut fired = BTreeSet::new();
    for scenario in scenarios {
        let failure = match backend() {
            Ok(mut backend) => {
                let failure = play(program, scenario, &mut backend);
                fired.append(&mut backend.fired());
                failure
            }
            Err(fault) => Some(not_started(scenario, &fault)),
        };
        report.played.push(Played {
            scenario: scenario.name.clone(),
            line: scenario.line,
            passed: failure.is_none(),
        });
        match failure {
            None => report.passed += 1,
            Some(failure) => {
                report.failed += 1;
                report.failures.push(failure);
            }
        }
    }
    let rules = coverage::rules(program).into_iter();
    report.uncovered = rules.filter(|rule| !fired.contains(rule)).collect();
    report
}

fn not_started(scenario: &Scenario, fault: &Fault) -> Failure {
    Failure {
        scenario: scenario.name.clone(),
        step: 0,
        line: None,
        action: "start".to_owned(),
        at: String::new(),
        mismatches: Vec::new(),
        explanation: vec![fault.0.clone()],
    }
}

/// Plays one scenario up to the first step that goes wrong, and answers that one.
fn play(program: &Program, scenario: &Scenario, backend: &mut impl Backend) -> Option<Failure> {
    for (index, step) in scenario.steps.iter().enumerate() {
        let (mismatches, explanation) = match take(program, step, backend) {
            Ok((mismatches, _)) if mismatches.is_empty() => continue,
            Ok((mismatches, outcome)) => (mismatches, outcome.explanation),
            Err(fault) => (Vec::new(), vec![fault.0.clone()]),
        };
        return Some(Failure {
            scenario: scenario.name.clone(),
            step: index + 1,
            line: step.line,
            action: step.action.word().to_owned(),
            at: step.at.format_at(program.zone.offset_at(step.at)),
            mismatches,
            explanation,
        });
    }
    None
}

/// Takes one step: what did not come true, and what came instead.
fn take(
    program: &Program,
    step: &Step,
    backend: &mut impl Backend,
) -> Result<(Vec<Mismatch>, Outcome), Fault> {
    let outcome = act(step, backend)?;
    let mismatches = compare(program, step, &outcome, backend)?;
    Ok((mismatches, outcome))
}

/// Lets time pass and does what the step says.
pub(super) fn act(step: &Step, backend: &mut impl Backend) -> Result<Outcome, Fault> {
    let at = step.at;
    backend.pass(at)?;
    backend.draw(step.draw);
    match &step.action {
        Action::Register(asked) => backend.register(at, asked),
        Action::Purchase(asked) => backend.purchase(at, asked),
        Action::Quote(asked) => backend.quote(at, asked),
        Action::Return(asked) => backend.give_back(at, asked),
        Action::UnlinkedReturn(asked) => backend.give_back_unlinked(at, asked),
        Action::Void(purchase) => backend.void(at, purchase),
        Action::Exchange(back, bought) => backend.exchange(at, back, bought),
        Action::Event(asked) => backend.event(at, asked),
        Action::Adjust(asked) => backend.adjust(at, asked),
        Action::Level(asked) => backend.level(at, asked),
        Action::GiftCard(asked) => backend.gift_card(at, asked),
        Action::Claim(asked) => backend.claim(at, asked),
        Action::Transfer(asked) => backend.transfer(at, asked),
        Action::Wait => Ok(Outcome::default()),
    }
}

/// What did not come true. A refusal nobody expected is a mismatch of its own.
fn compare(
    program: &Program,
    step: &Step,
    outcome: &Outcome,
    backend: &mut impl Backend,
) -> Result<Vec<Mismatch>, Fault> {
    let mut mismatches = Vec::new();
    let awaited = step
        .expect
        .iter()
        .any(|expected| expected.subject == Subject::Refused);
    if let Some(reason) = outcome.refused.as_ref().filter(|_| !awaited) {
        let (key, expected) = ("refused".to_owned(), NONE.to_owned());
        mismatches.push(Mismatch {
            key,
            expected,
            got: reason.clone(),
        });
    }
    for expected in &step.expect {
        let standing = match expected.member() {
            Some(member) => Some(backend.standing(member)?),
            None => None,
        };
        let balance = match expected.card() {
            Some(card) => backend.card_balance(card)?,
            None => None,
        };
        let claim = match expected.claim() {
            Some(claim) => backend.claim_state(claim)?,
            None => None,
        };
        let settlement = match expected.is_settled() {
            true => Some(backend.settlement()?),
            false => None,
        };
        let afterwards = Afterwards {
            standing: standing.as_ref(),
            balance,
            claim,
            settlement,
        };
        mismatches.extend(expected.check(program, outcome, afterwards));
    }
    Ok(mismatches)
}
