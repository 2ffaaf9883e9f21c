//! Every program of the gallery does what its scenarios say, and they leave no rule of it unplayed.

#![expect(clippy::panic, reason = "a test that cannot read its files fails")]

use std::fs;
use std::path::{Path, PathBuf};

use regulars_engine::basket::price;
use regulars_engine::condition::{MemberColumns, holds};
use regulars_engine::decide;
use regulars_engine::decision::When;
use regulars_engine::event::{Adjustment, Event, Purchase};
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::language::Language;
use regulars_engine::member::{Profile, Value};
use regulars_engine::number::Money;
use regulars_engine::program::{Problem, Program};
use regulars_engine::scenario::{self, Action};
use regulars_engine::situation::{Member, PastPurchase, Situation, TierState};
use regulars_engine::time::Instant;
use regulars_engine::words::{Buyer, Words};

/// Programs that must be there.
const GALLERY: [&str; 53] = [
    "actions",
    "b2b-class",
    "bahncard",
    "beauty-insider",
    "body-club",
    "boloco",
    "burger-heroes",
    "check-ins",
    "circle",
    "clubs",
    "co-op",
    "coalition",
    "coffee-atlas",
    "companion",
    "crane",
    "discount-card",
    "executive-club",
    "flying-club",
    "gift-table",
    "hyatt",
    "hybrid",
    "inclusive",
    "jewellery-chain",
    "lamp-wholesale",
    "loyalty-plus",
    "mileage-plus",
    "nectar",
    "no-program",
    "owners-club",
    "plant-a-tree",
    "price-promise",
    "prime",
    "quarter-gift",
    "refer",
    "runner",
    "shoe-vip",
    "sneakers-club",
    "stamp-card",
    "stars",
    "stickers",
    "surprise",
    "sweetgreen",
    "tenure-club",
    "thank-you",
    "toms",
    "treats",
    "two-prices",
    "umbrella",
    "vip-box",
    "win-back",
    "wind-down",
    "xplr",
    "yummy-rummy",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programs")
}

fn read(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn told(file: &str, problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| format!("{file}: {problem}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn check(id: &str) {
    let (file, scenarios) = (format!("{id}.yaml"), format!("{id}.scenarios.yaml"));
    let program = Program::read(&read(&file)).unwrap_or_else(|p| panic!("{}", told(&file, &p)));
    assert_eq!(program.id.as_str(), id, "a program is named like its file");
    let report = scenario::test(&program, &read(&scenarios));
    let report = report.unwrap_or_else(|p| panic!("{}", told(&scenarios, &p)));
    assert!(
        report.is_good() && report.uncovered.is_empty(),
        "{scenarios}\n\n{report}"
    );
}

#[test]
fn every_program_does_what_its_scenarios_say() {
    for id in GALLERY {
        check(id);
    }
}

/// Keys of our enums, which no sentence for people may have in it.
const KEYS: [&str; 18] = [
    "unidentified",
    "not_allowed",
    "nothing_eligible",
    "below_minimum",
    "unknown_unit",
    "conditions_not_met",
    "better_offer",
    "near_miss",
    "club_price",
    "before_discounts",
    "before_redemption",
    "add_after",
    "negative_balance",
    "base_rate",
    "segment_entered",
    "settle_debt",
    "Some(",
    "::",
];

fn check_sentence(text: &str) {
    assert!(text.chars().count() > 10 && text.ends_with('.'), "{text:?}");
    let key = KEYS.iter().find(|key| text.contains(**key));
    assert_eq!(key, None, "{text:?}");
}

/// What a member with plenty of points, and a stranger, would be told of every basket of the scenarios.
fn explanations(program: &Program, scenarios: &str, words: Words<'_>) -> Vec<String> {
    let baskets = scenario::parse(program, scenarios)
        .unwrap_or_else(|problems| panic!("{}", told("scenarios", &problems)));
    let steps = baskets.iter().flat_map(|scenario| &scenario.steps);
    let mut said = Vec::new();
    for step in steps {
        let (Action::Purchase(asked) | Action::Quote(asked)) = &step.action else {
            continue;
        };
        for (buyer, situation) in [
            (Buyer::Member, member(program, step.at)),
            (Buyer::Stranger, Situation::default()),
        ] {
            let purchase = Purchase {
                id: PurchaseId::from_raw(1),
                basket: asked.basket.clone(),
                own_hold: None,
                promised: None,
            };
            let priced = price(program, &situation, &purchase, When::now(step.at));
            let explanation = words.basket(&priced, buyer);
            let lines = explanation
                .lines
                .into_iter()
                .flat_map(|line| line.sentences);
            let told = explanation.purchase.into_iter().chain(lines);
            said.extend(told.map(|one| one.text));
        }
    }
    said
}

fn member(program: &Program, at: Instant) -> Situation {
    // A customer of class A of those programs that class theirs, and a friend of the house.
    let class = ("class".to_owned(), Value::Text("A".to_owned()));
    let member = Member {
        id: MemberId::from_raw(1),
        registered_at: at,
        blocked: false,
        profile: Profile {
            attributes: [class].into(),
            tags: vec!["circle".to_owned()],
            ..Profile::default()
        },
    };
    let mut situation = Situation {
        member: Some(member),
        ..Situation::default()
    };
    for unit in &program.units {
        let gift = Event::Adjustment(Adjustment {
            unit: unit.id.clone(),
            points: unit.scale.whole(10_000),
            expires_at: None,
            opening: true,
        });
        let decision = decide(program, &situation, &gift, When::now(at));
        situation.apply(program, &gift, &decision, When::now(at));
    }
    situation
}

#[test]
fn every_program_and_its_decisions_can_be_told() {
    for id in GALLERY {
        let program = Program::read(&read(&format!("{id}.yaml"))).unwrap();
        let scenarios = read(&format!("{id}.scenarios.yaml"));
        for language in Language::ALL {
            let sentences = program.in_words(language);
            sentences.iter().for_each(|part| check_sentence(&part.text));
            let program = &program;
            let told = explanations(program, &scenarios, Words { program, language });
            told.iter().for_each(|text| check_sentence(text));
            // In the one nothing is issued; in the other nothing is, but to those who have paid the fee.
            let is_silent = ["no-program", "prime"].contains(&id);
            let says_something = is_silent || !(sentences.is_empty() || told.is_empty());
            assert!(says_something, "{id}");
        }
    }
}

/// A member at the top of every scheme who bought three times, with a name that must not be told.
fn regular(program: &Program, at: Instant) -> Situation {
    let mut situation = member(program, at.plus_ms(-40 * DAY_MS));
    if let Some(member) = &mut situation.member {
        member.profile.last_name = Some("Secretova".to_owned());
        member.profile.phone = Some("+79001234567".to_owned());
        member.profile.city = Some("Нижний: Новгород #1".to_owned());
    }
    for scheme in &program.schemes {
        let level = scheme.levels.last().map(|level| level.id.clone());
        let state = TierState::earned(level, at.plus_ms(-30 * DAY_MS), None);
        situation.tiers.insert(scheme.id.clone(), state);
    }
    situation.history = (1..=3)
        .map(|number| PastPurchase {
            id: PurchaseId::from_raw(number),
            at: at.plus_ms(-7 * number * DAY_MS),
            store: None,
            channel: None,
            amount: Money::from_minor(33_333),
            lines: Vec::new(),
        })
        .collect();
    situation.history.reverse();
    situation.last_purchase_at = situation.history.last().map(|last| last.at);
    let columns = MemberColumns::of(program, &situation, When::now(at));
    let mut stages = program.stages.iter();
    let stage = stages.find(|stage| holds(&stage.when, &columns.view()));
    situation.stamps.stage = stage.map(|stage| stage.id);
    situation
}

const DAY_MS: i64 = 86_400_000;

#[test]
fn what_somebody_asked_about_becomes_a_scenario_that_passes() {
    for id in GALLERY {
        let program = Program::read(&read(&format!("{id}.yaml"))).unwrap();
        let scenarios = scenario::parse(&program, &read(&format!("{id}.scenarios.yaml")));
        let scenarios = scenarios.unwrap_or_else(|problems| panic!("{}", told(id, &problems)));
        let steps = scenarios.iter().flat_map(|scenario| &scenario.steps);
        let mut recorded = 0;
        for step in steps {
            let (Action::Purchase(asked) | Action::Quote(asked)) = &step.action else {
                continue;
            };
            // A code that a scenario was given is nobody's outside of it.
            let mut codes = asked.basket.coupons.iter();
            if asked.quote.is_some() || codes.any(|code| code.starts_with('@')) {
                continue;
            }
            for buyer in [
                Situation::default(),
                member(&program, step.at),
                regular(&program, step.at),
            ] {
                let when = When::now(step.at);
                let text =
                    scenario::record(&program, &buyer, &asked.basket, when, "asked: \"why?\"");
                let report = scenario::test(&program, &text);
                let report = report.unwrap_or_else(|p| panic!("{text}\n{}", told(id, &p)));
                assert!(report.passed == 1 && report.is_good(), "{text}\n{report}");
                // What a made-up past has used of a limit, no scenario can tell.
                let limited = program.earn.iter().any(|rule| rule.limit.is_some());
                assert!(limited || !text.starts_with('#'), "{text}");
                assert!(
                    !text.contains("Secretova") && !text.contains("1234567"),
                    "{text}"
                );
                recorded += 1;
            }
        }
        assert!(recorded > 0, "{id}");
    }
}

#[test]
fn no_file_is_left_out() {
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let names = files.map(|name| name.to_string_lossy().into_owned());
    let programs = names.filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned()));
    let mut programs: Vec<String> = programs.filter(|id| !id.ends_with(".scenarios")).collect();
    programs.sort();
    assert_eq!(programs, GALLERY);
}

/// The YAML block of the guide that begins with this line.
fn guide_block<'g>(guide: &'g str, first: &str) -> &'g str {
    let blocks = guide.split("```yaml\n").skip(1);
    let mut blocks = blocks.filter_map(|block| block.split("```").next());
    let found = blocks.find(|block| block.starts_with(first));
    found.unwrap_or_else(|| panic!("the guide has no block that begins with {first:?}"))
}

#[test]
fn the_guide_tells_the_truth() {
    let path = folder().join("../docs/guides/programs.md");
    let guide = fs::read_to_string(path).unwrap();
    let program = Program::read(guide_block(&guide, "program: {")).unwrap();
    let report = scenario::test(&program, guide_block(&guide, "program: corner-shop"));
    let report = report.unwrap_or_else(|p| panic!("{}", told("the guide", &p)));
    assert!(report.is_good(), "{report}");

    // Every leaf of the conditions it shows, as an offer's.
    let all = guide_block(&guide, "all:");
    let all = all.lines().map(|line| format!("      {line}\n"));
    let head = "program: { id: p, name: P, currency: EUR, time_zone: UTC }
units: { points: {} }
tiers: { status: { metric: spend, period: quarter, levels: [{ id: silver, from: 1 }] } }
segments: { lost: { last_purchase: never } }
offers:
  - id: everything
    percent: 1%
    when:
";
    let text = format!("{head}{}", all.collect::<String>());
    Program::read(&text).unwrap_or_else(|p| panic!("{}", told("the guide", &p)));
}
