//! Scenario files: what is read, what is refused, and how a failure is told.

use crate::program::Program;
use crate::scenario::{parse, test};

const PROGRAM: &str = "
program: { id: shop, name: Shop, currency: EUR, time_zone: Europe/Berlin }
units:
  points: { value: { points: 1, money: 0.01 } }
  stars: {}
tiers:
  status: { metric: spend, period: calendar_year, levels: [{ id: silver, from: 100.00 }] }
earn:
  - { id: base, unit: points, rate: 1% }
  - { id: visit, unit: stars, points: 1 }
redeem:
  points: { max_share: 50% }
";

fn program() -> Program {
    Program::read(PROGRAM).unwrap()
}

/// Problems of a file, one per line.
fn problems(steps: &str) -> String {
    let text = format!("scenario: s\nsteps:\n{steps}");
    let problems = parse(&program(), &text).err().unwrap_or_default();
    problems
        .iter()
        .map(crate::program::told)
        .collect::<Vec<_>>()
        .join("\n")
}

fn check_refused(steps: &str, expected: &[&str]) {
    let told = problems(steps);
    for part in expected {
        assert!(told.contains(part), "{part:?} is not in:\n{told}");
    }
}

#[test]
fn misspelt_fields_are_told_with_line_and_suggestion() {
    check_refused(
        "  - { at: 2026-03-01, register: ann }\n  - { at: 2026-03-02, purchas: { by: ann } }\n",
        &["line 4", "steps[1]", "purchas", "did you mean `purchase`?"],
    );
}

#[test]
fn unknown_names_are_refused() {
    let ann = "  - { at: 2026-03-01, register: ann }\n";
    let step = |rest: &str| format!("{ann}  - {{ at: 2026-03-02, {rest} }}\n");
    let cases = [
        (
            "purchase: { by: anna, lines: [{ price: 1 }] }",
            "there is no member `anna`; did you mean `ann`?",
        ),
        (
            "adjust: { by: ann, unit: pints, points: 1 }",
            "there is no unit `pints`; did you mean `points`?",
        ),
        ("return: { of: lunch }", "there is no purchase `lunch`"),
        ("purchase: { quote: q }", "there is no quote `q`"),
        (
            "wait: x, expect: { ann.tier: gold }",
            "there is no level `gold`",
        ),
        (
            "wait: x, expect: { earnd: 1 }",
            "there is no expectation `earnd`; did you mean `earned`?",
        ),
        (
            "wait: x, expect: { ann.miles: 1 }",
            "there is no unit `miles`",
        ),
        ("purchase: { lines: [bread] }", "the line has no price"),
        (
            "purchase: { lines: [{ price: 1, flags: no_discunt }] }",
            "did you mean `no_discount`?",
        ),
    ];
    for (rest, expected) in cases {
        check_refused(&step(rest), &[expected, "line 4"]);
    }
}

#[test]
fn malformed_values_are_refused() {
    let cases = [
        (
            "{ at: tomorrow, register: ann }",
            "`tomorrow` is not a local date and time",
        ),
        (
            "{ at: 2026-03-01, purchase: { lines: [{ price: 1,00 }] } }",
            "there is no field `00`",
        ),
        (
            "{ at: 2026-03-01, purchase: { lines: [{ price: -1 }] } }",
            "a price cannot be below zero",
        ),
        (
            "{ at: 2026-03-01, purchase: { lines: [{ price: 1, quantity: 0 }] } }",
            "above zero",
        ),
        (
            "{ at: 2026-03-01, purchase: { lines: [] } }",
            "there are no lines",
        ),
        (
            "{ at: 2026-03-01, purchase: { lines: [{ price: 1 }], redeem: all } }",
            "write max, none",
        ),
        (
            "{ at: 2026-03-01, wait: x, expect: { paid: 1.001 } }",
            "at most 2 decimals",
        ),
        (
            "{ at: 2026-03-01, register: ann, wait: x }",
            "one step does one thing",
        ),
        (
            "{ at: 2026-03-01, register: paid }",
            "cannot be called `paid`",
        ),
    ];
    for (step, expected) in cases {
        check_refused(&format!("  - {step}\n"), &[expected, "line 3"]);
    }
}

#[test]
fn time_does_not_run_backwards() {
    check_refused(
        "  - { at: 2026-03-02, register: ann }\n  - { at: 2026-03-01, wait: x }\n",
        &["line 4: steps[1].at: is earlier than the step before"],
    );
    check_refused(
        "  - { at: 2026-03-02, register: ann }\n  - { at: 2056-03-01, wait: x }\n",
        &["more than 20 years"],
    );
}

#[test]
fn time_is_played_within_a_stated_limit() {
    let mut steps = String::new();
    for member in 0..40 {
        steps.push_str(&format!("  - {{ at: 2026-03-01, register: m{member} }}\n"));
    }
    steps.push_str("  - { at: 2046-02-01, wait: for ever }\n");
    // 40 × 7277 days
    let told = "all members together live through 291080 days; the most is 200000";
    check_refused(&steps, &[told]);
}

#[test]
fn a_file_holds_one_scenario_or_several() {
    let one = "program: shop\nscenario: a\nsteps: [{ at: 2026-03-01, register: ann }]";
    let two = "scenarios:\n  - { scenario: a, steps: [] }\n  - { scenario: b, steps: [] }";
    assert_eq!(parse(&program(), one).unwrap().len(), 1);
    assert_eq!(parse(&program(), two).unwrap().len(), 2);
    let neither = parse(&program(), "scenario: a").unwrap_err();
    assert!(
        neither[0]
            .message
            .to_string()
            .contains("not a scenario file")
    );
    let other = parse(&program(), "program: sop\nscenario: a\nsteps: []").unwrap_err();
    assert_eq!(other[0].line, Some(1));
}

#[test]
fn a_failure_shows_what_was_expected_what_came_and_why() {
    let text = "
scenario: two wrong numbers
steps:
  - { at: 2026-03-01T10:00, register: ann }
  - { at: 2026-03-02T12:00, purchase: { by: ann, lines: [{ price: 10.00 }] }, expect: { paid: 9.00, ann.points: 10, earned.stars: 2 } }
  - { at: 2026-03-03T12:00, wait: never played, expect: { ann.points: 77 } }
";
    let report = test(&program(), text).unwrap();
    assert_eq!((report.passed, report.failed), (0, 1));
    let expected = "\
two wrong numbers
  step 2 (line 5): purchase at 2026-03-02T12:00:00+01:00
    earned.stars: expected 2, got 1
    paid: expected 9.00, got 10.00
    | line 1: 10.00 = 10.00
    | base earns 10 points
    | visit earns 1 stars
";
    let told = report.to_string();
    assert!(told.starts_with(expected), "{told}");
    assert!(
        told.ends_with(
            "no scenario exercises: tier status.silver, redeem points\n0 passed, 1 failed"
        ),
        "{told}"
    );
}

#[test]
fn a_refusal_nobody_expected_fails_the_step() {
    let steps = |expect: &str| {
        format!(
            "scenario: s\nsteps:\n  - {{ at: 2026-03-01, register: ann }}\n  - {{ at: 2026-03-01, adjust: {{ by: ann, points: -1 }}{expect} }}\n"
        )
    };
    let report = test(&program(), &steps("")).unwrap();
    assert!(
        report
            .to_string()
            .contains("refused: expected none, got not_enough"),
        "{report}"
    );
    assert!(
        test(&program(), &steps(", expect: { refused: not_enough }"))
            .unwrap()
            .is_good()
    );
    assert!(
        !test(&program(), &steps(", expect: { refused: too_late }"))
            .unwrap()
            .is_good()
    );
}

#[test]
fn a_step_without_a_basket_has_nothing_of_the_kind() {
    let text = "scenario: s\nsteps: [{ at: 2026-03-01, register: ann, expect: { paid: 0.00 } }]";
    let report = test(&program(), text).unwrap();
    assert!(
        report
            .to_string()
            .contains("paid: expected 0.00, got nothing of the kind"),
        "{report}"
    );
}

#[test]
fn a_day_without_midnight_begins_at_its_first_instant() {
    let program = Program::read(
        "
program: { id: shop, name: Shop, currency: EGP, time_zone: Africa/Cairo }
units: { points: { expire: { after: 1d } } }
activities:
  - { id: birthday, on: { date: birthday }, award: { points: 10 } }
",
    );
    // In Cairo 23 April 2026 ends at midnight, when clocks show 01:00 of the 24th.
    let text = "
scenario: midnight is left out
steps:
  - { at: 2026-04-22T12:00, register: { as: ann, birth_date: 1990-04-24 } }
  - { at: 2026-04-22T12:00, adjust: { by: ann, points: 7 } }
  - { at: 2026-04-23T23:59:59, wait: the last second, expect: { ann.points: 7 } }
  - { at: 2026-04-24T01:00, wait: the first of the next day, expect: { ann.points: 10 } }
  - { at: 2026-04-25T23:59:59, wait: the last second, expect: { ann.points: 10 } }
  - { at: 2026-04-26, wait: midnight, expect: { ann.points: 0 } }
";
    let report = test(&program.unwrap(), text).unwrap();
    assert!(report.is_good(), "{report}");
}
