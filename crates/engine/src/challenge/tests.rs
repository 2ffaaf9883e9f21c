//! Challenges, case by case.

use std::collections::BTreeMap;

use crate::challenge::{badges, progress};
use crate::decision::{Decision, When};
use crate::event::{Custom, Event, PastDecision, PastReturn, Purchase, Return, ReturnAsk};
use crate::id::PurchaseId;
use crate::language::Language;
use crate::number::Quantity;
use crate::points::Wallet;
use crate::points::fixture::on;
use crate::program::Program;
use crate::purchase::fixture::member;
use crate::situation::Situation;
use crate::words::Words;

const HEAD: &str = "
program: { id: test, name: Test, currency: USD, time_zone: UTC }
units: { points: { name: points } }
badges: { baker: {}, runner: {} }
";

fn program(rules: &str) -> Program {
    let text = format!("{HEAD}{rules}");
    Program::read(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A member and what they did, day by day. Day 0 is 4 October 2024, a Friday.
struct Life<'p> {
    program: &'p Program,
    now: Situation,
    sold: Vec<PastDecision>,
}

impl<'p> Life<'p> {
    fn new(program: &'p Program) -> Self {
        Self {
            program,
            now: member(Wallet::default()),
            sold: Vec::new(),
        }
    }

    fn post(&mut self, event: &Event, when: When) -> Decision {
        let decision = crate::decide(self.program, &self.now, event, when);
        self.now.apply(self.program, event, &decision, when);
        decision
    }

    /// Buys goods, `bread 2`, at $10 each.
    fn buys(&mut self, day: i64, goods: &[(&str, i64)]) -> &mut Self {
        let when = on(day);
        self.buys_at(when, goods)
    }

    fn buys_at(&mut self, when: When, goods: &[(&str, i64)]) -> &mut Self {
        let lines: Vec<String> = goods
            .iter()
            .map(|(sku, units)| format!("{sku} p=10 q={units}"))
            .collect();
        let mut purchase: Purchase = crate::basket::tests::purchase(&lines.join(" ; "));
        let number = i64::try_from(self.sold.len()).unwrap();
        purchase.id = PurchaseId::from_raw(number + 1);
        let decision = self.post(&Event::Purchase(purchase.clone()), when);
        self.sold
            .extend(PastDecision::of(&purchase, &decision, when));
        self
    }

    fn returns(&mut self, day: i64, which: usize, lines: &[(u32, i64)]) -> &mut Self {
        let asked = lines.iter().map(|(number, units)| ReturnAsk {
            number: *number,
            quantity: Quantity::from_raw(units * Quantity::ONE.raw()),
        });
        let event = Event::Return(Return {
            purchase: Box::new(self.sold[which].clone()),
            lines: asked.collect(),
        });
        let decision = self.post(&event, on(day));
        assert_eq!(decision.refusal, None);
        self.sold[which].returned.extend(PastReturn::of(&decision));
        self
    }

    fn voids(&mut self, day: i64, which: usize) -> &mut Self {
        let event = Event::Void(Box::new(self.sold[which].clone()));
        assert_eq!(self.post(&event, on(day)).refusal, None);
        self
    }

    fn does(&mut self, day: i64, kind: &str) -> &mut Self {
        let kind = kind.to_owned();
        let properties = BTreeMap::new();
        self.post(&Event::Custom(Custom { kind, properties }), on(day));
        self
    }

    /// Points there are on a day, what was done of the first challenge and its sentence.
    #[track_caller]
    fn check(&mut self, day: i64, points: i64, done: &str, text: &str) -> &mut Self {
        let lots = self.now.wallet.lots.iter();
        let there: i64 = lots.map(|lot| lot.remaining.raw()).sum();
        let standing = progress(self.program, &self.now, on(day));
        let one = standing.first();
        let words = Words {
            program: self.program,
            language: Language::En,
        };
        let told = one.map(|one| {
            let challenge = self.program.challenge_of(&one.challenge).unwrap();
            let text = words.challenge(one).unwrap().replace('\u{a0}', " ");
            (challenge.plain(one.done, self.program), text)
        });
        let (plain, sentence) = told.unwrap_or_default();
        assert_eq!(
            (there, plain.as_str(), sentence.as_str()),
            (points, done, text)
        );
        self
    }
}

const BREAD: &[(&str, i64)] = &[("bread", 1)];

#[test]
fn purchases_of_a_month_count_and_the_next_month_begins_anew() {
    let program = program(
        "challenges: [{ id: three, name: Three, count: purchases, within: month, goal: 3, award: { points: 100 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, BREAD)
        .buys(0, BREAD)
        .check(0, 0, "2", "Three: 2 of 3; through 31 October 2024.")
        .buys(27, BREAD)
        .check(27, 100, "3", "Three: reached.")
        .buys(27, BREAD)
        .check(27, 100, "4", "Three: reached.")
        .check(28, 100, "0", "Three: 0 of 3; through 30 November 2024.");
}

#[test]
fn what_comes_back_counts_no_more_and_a_reward_comes_back_with_its_purchase() {
    let program = program(
        "challenges: [{ id: two, name: Two, count: purchases, lines: { sku: bread }, goal: 2, badge: baker, award: { points: 50 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, &[("bread", 2), ("milk", 1)])
        .buys(0, &[("milk", 1)])
        .check(0, 0, "1", "Two: 1 of 2.")
        // Half of the bread is still there.
        .returns(1, 0, &[(1, 1)])
        .check(1, 0, "1", "Two: 1 of 2.")
        .returns(1, 0, &[(1, 1)])
        .check(1, 0, "0", "Two: 0 of 2.")
        .returns(2, 0, &[])
        .check(2, 0, "0", "Two: 0 of 2.")
        .buys(3, BREAD)
        .buys(3, BREAD)
        .check(3, 50, "2", "Two: reached.");
    assert_eq!(badges(&program, &life.now).len(), 1);
    life.returns(4, 3, &[])
        .check(4, 0, "1", "Two: 1 of 2.")
        .buys(5, BREAD)
        .check(5, 50, "2", "Two: reached.")
        // The goal stays reached when an earlier purchase comes back, and is not rewarded twice.
        .returns(6, 2, &[])
        .buys(7, BREAD)
        .check(7, 50, "2", "Two: reached.");
}

#[test]
fn a_void_leaves_nothing() {
    let program = program(
        "challenges: [{ id: one, name: One, count: purchases, goal: 1, badge: baker, award: { points: 5 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, BREAD).check(0, 5, "1", "One: reached.");
    life.voids(0, 0).check(0, 0, "0", "One: 0 of 1.");
    assert_eq!(badges(&program, &life.now).len(), 0);
    life.buys(0, BREAD).check(0, 5, "1", "One: reached.");
}

#[test]
fn units_and_money_are_counted_line_by_line_and_again_and_again() {
    let program = program(
        "challenges: [{ id: six, name: Six, count: units, lines: { sku: bread }, goal: 6, repeat: true, award: { points: 10 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, &[("bread", 4), ("milk", 9)])
        .check(0, 0, "4", "Six: 4 of 6.")
        .returns(0, 0, &[(1, 1)])
        .check(0, 0, "3", "Six: 3 of 6.")
        .buys(1, &[("bread", 15)])
        .check(1, 30, "18", "Six: 18 of 24.");
    let money = "challenges: [{ id: much, name: Much, count: spend, within: year, levels: [{ id: a, goal: 20, award: { points: 1 } }, { id: b, goal: 50.00, award: { points: 10 } }] }]";
    let program = self::program(money);
    let mut life = Life::new(&program);
    life.buys(0, BREAD)
        .check(0, 0, "10.00", "Much: $10 of $20; through 31 December 2024.")
        .buys(0, BREAD)
        .check(0, 1, "20.00", "Much: $20 of $50; through 31 December 2024.")
        .buys(0, &[("bread", 5)])
        .check(0, 11, "70.00", "Much: reached.");
}

#[test]
fn so_many_in_so_many_days() {
    let program = program(
        "challenges: [{ id: often, name: Often, count: purchases, within: 10d, goal: 3, award: { points: 7 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, BREAD)
        .buys(5, BREAD)
        .check(9, 0, "2", "Often: 2 of 3.")
        .check(10, 0, "1", "Often: 1 of 3.")
        .buys(10, BREAD)
        .check(10, 0, "2", "Often: 2 of 3.")
        .buys(14, BREAD)
        .check(14, 7, "3", "Often: reached.");
    // A till that was offline fills the gap: the time up to now counts.
    let late = When {
        at: on(3).at,
        posted_at: on(9).at,
    };
    let mut life = Life::new(&program);
    life.buys(0, BREAD).buys(9, BREAD).buys_at(late, BREAD);
    life.check(9, 7, "3", "Often: reached.");
}

const STREAK: &str = "challenges: [{ id: run, name: Run, count: { event: run }, streak: day, levels: [{ id: two, goal: 2, award: { points: 2 } }, { id: four, goal: 4, badge: runner, award: { points: 40 } }] }]";

#[test]
fn a_streak_breaks_by_a_day_left_out() {
    let program = program(STREAK);
    let mut life = Life::new(&program);
    life.does(0, "run")
        .does(0, "run")
        .does(0, "walk")
        .check(0, 0, "1", "Run: 1 of 2; through 5 October 2024.")
        .check(1, 0, "1", "Run: 1 of 2; through 5 October 2024.")
        .check(2, 0, "0", "Run: 0 of 2; through 6 October 2024.")
        .does(1, "run")
        .check(1, 2, "2", "Run: 2 of 4; through 6 October 2024.")
        .does(3, "run")
        .does(4, "run")
        .check(4, 4, "2", "Run: 2 of 4; through 9 October 2024.")
        .does(5, "run")
        .does(6, "run")
        .check(6, 44, "4", "Run: reached.");
    for day in 7..30 {
        life.does(day, "run");
    }
    life.check(29, 44, "9", "Run: reached.");
}

#[test]
fn a_gap_that_is_filled_late_joins_two_streaks() {
    let program = program(STREAK);
    let mut life = Life::new(&program);
    life.does(0, "run")
        .does(2, "run")
        .does(3, "run")
        .check(3, 2, "2", "Run: 2 of 4; through 8 October 2024.")
        .does(1, "run")
        .check(3, 42, "4", "Run: reached.");
}

#[test]
fn different_goods_are_those_that_are_kept() {
    let program = program(
        "challenges: [{ id: taste, name: Taste, count: { distinct: sku }, within: year, goal: 3, award: { points: 9 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, &[("bread", 1), ("milk", 1)])
        .buys(1, BREAD)
        .check(2, 0, "2", "Taste: 2 of 3; through 31 December 2024.")
        .returns(3, 0, &[(2, 1)])
        .check(4, 0, "1", "Taste: 1 of 3; through 31 December 2024.")
        .buys(5, &[("milk", 1)])
        .check(6, 0, "2", "Taste: 2 of 3; through 31 December 2024.")
        .buys(7, &[("tea", 1)])
        .check(8, 9, "3", "Taste: reached.");
}

#[test]
fn who_is_told_of_what() {
    let program = program(
        "challenges: [{ id: egg, name: Egg, count: purchases, goal: 2, hidden: true, starts: 2024-10-05, ends: 2024-10-10, award: { points: 3 } }]",
    );
    let mut life = Life::new(&program);
    life.buys(0, BREAD)
        .buys(2, BREAD)
        .check(2, 0, "", "")
        .buys(3, BREAD)
        .check(3, 3, "2", "Egg: reached.")
        .buys(6, BREAD)
        .check(6, 3, "", "");
    let text = program
        .challenges
        .first()
        .map(|one| one.id.clone())
        .unwrap();
    let words = |language| {
        let words = program.rule_in_words(&text, language).unwrap();
        words.replace('\u{a0}', " ")
    };
    assert_eq!(
        words(Language::En),
        "Egg: 2 purchases — points: 3; from 5 October 2024; through 9 October 2024; nobody is told of it beforehand."
    );
    assert_eq!(
        words(Language::Ru),
        "Egg: 2 покупки — points: 3; с 5 октября 2024; по 9 октября 2024 включительно; заранее о нём не рассказывают."
    );
}

#[test]
fn what_is_wrong_is_told() {
    let check = |rules: &str, place: &str, part: &str| {
        let text = format!("{HEAD}challenges: [{rules}]");
        let problems = Program::read(&text).unwrap_err();
        let told = problems
            .iter()
            .map(ToString::to_string)
            .find(|told| told.contains(place));
        assert!(
            told.as_ref().is_some_and(|told| told.contains(part)),
            "{problems:?}"
        );
    };
    check(
        "{ id: a, count: purchases, award: { points: 1 } }",
        "challenges[0].goal",
        "goal: 3",
    );
    check(
        "{ id: a, count: purchases, goal: 2 }",
        "challenges[0]",
        "neither gives nor takes",
    );
    check(
        "{ id: a, count: purchases, goal: 2.5, award: { points: 1 } }",
        "challenges[0].goal",
        "whole number",
    );
    check(
        "{ id: a, count: {}, goal: 2, award: { points: 1 } }",
        "challenges[0].count",
        "{ event: workout }",
    );
    check(
        "{ id: a, count: { distinct: sku }, goal: 2, award: { points: 1 } }",
        "challenges[0].within",
        "within: year",
    );
    check(
        "{ id: a, count: purchases, streak: 30d, goal: 2, award: { points: 1 } }",
        "challenges[0].streak",
        "calendar",
    );
    check(
        "{ id: a, count: purchases, within: 30d, repeat: true, goal: 2, award: { points: 1 } }",
        "challenges[0].repeat",
        "leave it out",
    );
    check(
        "{ id: a, count: purchases, goal: 2, badge: bake }",
        "challenges[0].badge",
        "baker",
    );
    check(
        "{ id: a, count: purchases, levels: [{ id: b, goal: 2, badge: baker }, { id: c, goal: 2, badge: baker }] }",
        "challenges[0].levels[1].goal",
        "above",
    );
}
