//! Activities, case by case.

use std::collections::BTreeMap;

use crate::condition::Condition;
use crate::decision::{Decision, Refusal, When};
use crate::event::{Custom, Event};
use crate::member::Value;
use crate::name::{RuleId, SegmentId};
use crate::number::Quantity;
use crate::points::fixture::{day, left, lot, on, points, unit, wallet};
use crate::points::{Account, LotState, Wallet};
use crate::program::{
    Activity, Award, AwardPoints, Limit, LimitPer, Program, Segment, Taking, TakingPoints,
    TakingTo, Trigger,
};
use crate::purchase::fixture::{member, shop};
use crate::situation::Situation;
use crate::time::{ExpiryRule, LocalDate, Period, Span};

fn gives(id: &str, on: Trigger, amount: i64) -> Activity {
    Activity {
        id: RuleId::new(id),
        on,
        when: Condition::Always,
        coupon: None,
        badge: None,
        award: vec![Award {
            unit: unit(),
            points: AwardPoints::Fixed(points(amount)),
            activate_after: None,
            expire: None,
        }],
        take: None,
        join: None,
        limit: None,
        choice: None,
        cap: None,
        stock: None,
        chance: None,
    }
}

fn takes(id: &str, kind: &str, much: TakingPoints, to: TakingTo) -> Activity {
    let take = Taking {
        unit: unit(),
        points: much,
        to,
    };
    Activity {
        award: vec![],
        take: Some(take),
        ..gives(id, Trigger::Event(kind.to_owned()), 0)
    }
}

fn program(activities: Vec<Activity>) -> Program {
    Program {
        activities,
        ..shop()
    }
}

fn event(kind: &str, properties: &[(&str, Value)]) -> Event {
    let named = |(name, value): &(&str, Value)| ((*name).to_owned(), value.clone());
    let properties: BTreeMap<String, Value> = properties.iter().map(named).collect();
    Event::Custom(Custom {
        kind: kind.to_owned(),
        properties,
    })
}

/// Decides and applies.
fn play(program: &Program, now: &mut Situation, event: &Event, when: When) -> Decision {
    let decision = crate::decide(program, now, event, when);
    now.apply(program, event, &decision, when);
    decision
}

/// Points given by an event on each of some days.
fn given(program: &Program, event: &Event, days: &[i64]) -> Vec<i64> {
    let mut now = member(Wallet::default());
    let each = days.iter().map(|day| {
        let decision = play(program, &mut now, event, on(*day));
        decision.lots.iter().map(|lot| lot.amount.raw()).sum()
    });
    each.collect()
}

#[test]
fn joining_gives_pending_points_that_burn_after_their_activation() {
    let mut welcome = gives("welcome", Trigger::Registered, 300);
    welcome.award[0].activate_after = Some(Span::Days(14));
    welcome.award[0].expire = Some(ExpiryRule::after(Span::Days(30)));
    let program = program(vec![welcome]);
    let mut now = member(Wallet::default());
    play(&program, &mut now, &Event::Registered, on(0));
    let lot = lot(&now.wallet, 1);
    assert_eq!(lot.state, LotState::Pending);
    assert_eq!((lot.activates_at, lot.expires_at), (day(14), Some(day(45))));
}

#[test]
fn nothing_is_given_to_strangers_blocked_members_or_outside_the_programs_life() {
    let program = program(vec![gives("welcome", Trigger::Registered, 300)]);
    let lots = |program: &Program, now: &Situation| {
        crate::decide(program, now, &Event::Registered, on(5))
            .lots
            .len()
    };
    let known = member(Wallet::default());
    let mut blocked = known.clone();
    blocked.member.as_mut().unwrap().blocked = true;
    assert_eq!(lots(&program, &known), 1);
    assert_eq!(lots(&program, &blocked), 0);
    assert_eq!(lots(&program, &Situation::default()), 0);
    let ended = Program {
        ends: Some(day(5)),
        ..program.clone()
    };
    let later = Program {
        starts: Some(day(6)),
        ..program
    };
    assert_eq!((lots(&ended, &known), lots(&later, &known)), (0, 0));
}

#[test]
fn a_limit_is_for_life_per_period_or_rolling() {
    // Day 0 is 4 October 2024.
    let cases = [
        (LimitPer::Life, [5, 0, 0, 0]),
        (LimitPer::Calendar(Period::Month), [5, 0, 5, 0]),
        (LimitPer::Rolling(Span::Days(10)), [5, 0, 5, 5]),
    ];
    for (per, expected) in cases {
        let limit = Some(Limit { times: 1, per });
        let check_in = Activity {
            limit,
            ..gives("visit", Trigger::Event("check_in".to_owned()), 5)
        };
        let program = program(vec![check_in]);
        assert_eq!(
            given(&program, &event("check_in", &[]), &[0, 9, 30, 40]),
            expected,
            "{per:?}"
        );
    }
}

#[test]
fn an_event_nobody_waits_for_changes_nothing_but_is_remembered() {
    let program = program(vec![gives(
        "visit",
        Trigger::Event("check_in".to_owned()),
        5,
    )]);
    let mut now = member(Wallet::default());
    let decision = play(&program, &mut now, &event("survey", &[]), on(3));
    assert_eq!(decision, Decision::default());
    assert_eq!(now.events[0].at, day(3));
}

#[test]
fn an_event_older_than_the_program_accepts_waits_for_review() {
    let program = program(vec![gives(
        "visit",
        Trigger::Event("check_in".to_owned()),
        5,
    )]);
    let late = |days: i64| When {
        at: day(0),
        posted_at: day(days),
    };
    let refusal = |days: i64| {
        let now = member(Wallet::default());
        crate::decide(&program, &now, &event("check_in", &[]), late(days)).refusal
    };
    assert_eq!(refusal(30), None);
    assert_eq!(refusal(31), Some(Refusal::TooLate));
}

#[test]
fn a_claim_takes_points_and_gives_what_it_gives() {
    let mut claim = takes(
        "mug",
        "claim",
        TakingPoints::Fixed(points(40)),
        TakingTo::Redeemed,
    );
    claim.award = gives("", Trigger::Registered, 3).award;
    let program = program(vec![claim]);
    let mut now = member(wallet(&[(50, None)]));
    let decision = play(&program, &mut now, &event("claim", &[]), on(1));
    assert_eq!((left(&now.wallet, 1), left(&now.wallet, 2)), (10, 3));
    // The third: what was given counts towards the scheme that goes by points.
    assert_eq!(decision.effects.len(), 3);
    assert_eq!(decision.postings[1].effect, Some(1));
    let again = play(&program, &mut now, &event("claim", &[]), on(1));
    let (unit, spendable) = (unit(), points(13));
    assert_eq!(again.refusal, Some(Refusal::NotEnough { unit, spendable }));
}

#[test]
fn a_donation_takes_what_the_event_says() {
    let much = TakingPoints::Property("points".to_owned());
    let program = program(vec![takes("give", "donate", much, TakingTo::Donated)]);
    let mut now = member(wallet(&[(50, None)]));
    let number = |text: &str| Value::Number(Quantity::parse(text).unwrap());
    let bad = Some(Refusal::BadProperty {
        property: "points".to_owned(),
    });
    let cases = [
        (vec![], bad.clone()),
        (vec![("points", number("0"))], bad.clone()),
        (vec![("points", number("-5"))], bad.clone()),
        (vec![("points", number("1.5"))], bad.clone()),
        (vec![("points", Value::Flag(true))], bad),
        (vec![("points", number("20"))], None),
    ];
    for (properties, refusal) in cases {
        let decision = play(&program, &mut now, &event("donate", &properties), on(1));
        assert_eq!(decision.refusal, refusal, "{properties:?}");
        if let Some(posting) = decision.postings.first() {
            assert_eq!(posting.entries[1].account, Account::Donated);
        }
    }
    assert_eq!(left(&now.wallet, 1), 30);
}

#[test]
fn a_claim_out_of_its_limit_is_refused_unless_another_claim_fires() {
    let once = Some(Limit {
        times: 1,
        per: LimitPer::Life,
    });
    let much = || TakingPoints::Fixed(points(10));
    let first = Activity {
        limit: once,
        ..takes("first", "claim", much(), TakingTo::Redeemed)
    };
    let second = Activity {
        limit: once,
        ..takes("second", "claim", much(), TakingTo::Redeemed)
    };
    let both = program(vec![
        first.clone(),
        Activity {
            limit: None,
            ..second
        },
    ]);
    let mut now = member(wallet(&[(50, None)]));
    play(&both, &mut now, &event("claim", &[]), on(1));
    assert_eq!(left(&now.wallet, 1), 30);
    play(&both, &mut now, &event("claim", &[]), on(1));
    assert_eq!(left(&now.wallet, 1), 20);
    let alone = program(vec![first]);
    let refused = play(&alone, &mut now, &event("claim", &[]), on(1)).refusal;
    assert_eq!(
        refused,
        Some(Refusal::LimitReached {
            rule: RuleId::new("first")
        })
    );
}

#[test]
fn a_yearly_date_fires_on_its_day_and_days_before() {
    let yearly = |id: &str, date: &str, days_before: u16, amount: i64| {
        let date = date.to_owned();
        gives(id, Trigger::Date { date, days_before }, amount)
    };
    let program = program(vec![
        yearly("cake", "birthday", 0, 5),
        yearly("soon", "birthday", 7, 3),
        yearly("rings", "wedding", 0, 9),
    ]);
    let mut now = member(Wallet::default());
    let profile = &mut now.member.as_mut().unwrap().profile;
    profile.birth_date = LocalDate::new(2000, 2, 29);
    profile
        .dates
        .insert("wedding".to_owned(), LocalDate::new(2020, 1, 2).unwrap());
    let given = |date: &str, year: i32, month: i32, day: i32| -> i64 {
        let day = LocalDate::new(year, month, day).unwrap();
        let when = When::now(program.zone.start_of_day(day));
        let event = Event::Date {
            date: date.to_owned(),
        };
        let decision = crate::decide(&program, &now, &event, when);
        decision.lots.iter().map(|lot| lot.amount.raw()).sum()
    };
    assert_eq!(given("birthday", 2028, 2, 29), 5);
    assert_eq!(given("birthday", 2027, 2, 28), 5);
    assert_eq!(given("birthday", 2027, 2, 21), 3);
    assert_eq!(given("birthday", 2027, 3, 1), 0);
    assert_eq!(given("wedding", 2027, 1, 2), 9);
    assert_eq!(given("wedding", 2027, 2, 28), 0);
}

#[test]
fn a_tick_notes_a_segment_once_and_fires_what_entering_sets_off() {
    let all = SegmentId::new("all");
    let mut program = program(vec![gives("come", Trigger::SegmentEntered(all.clone()), 5)]);
    program.segments = vec![Segment {
        id: all.clone(),
        when: Condition::Always,
    }];
    let mut now = member(wallet(&[(7, Some(2))]));
    let decision = play(&program, &mut now, &Event::Tick, on(3));
    assert_eq!(decision.postings.len(), 2);
    assert_eq!(now.segments, [all]);
    assert_eq!((left(&now.wallet, 1), left(&now.wallet, 2)), (0, 5));
    assert_eq!(
        play(&program, &mut now, &Event::Tick, on(3)),
        Decision::default()
    );
}

/// A program whose conditions are read from its file.
const FILE: &str = r"
program: { id: test, name: Test, currency: RUB, time_zone: Europe/Moscow }
units: { points: { name: points } }
segments:
  lost: { last_purchase: { days_ago: { gt: 60 } } }
  rich: { balance.points: { gte: 100 } }
activities:
  - { id: come-back, on: { segment_entered: lost }, award: { points: 100 }, limit: { times: 1, per: 180d } }
  - { id: mug, on: { event: claim }, when: { event: { where: { gift: mug } } }, take: { points: 10 } }
  - { id: hat, on: { event: claim }, when: { event: { where: { gift: hat } } }, take: { points: 30 } }
";

fn read() -> Program {
    Program::read(FILE).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn a_member_is_lost_and_found_and_rich_by_being_lost() {
    let program = read();
    let mut now = member(Wallet::default());
    now.last_purchase_at = Some(day(0));
    let mut moves = |days: i64| -> Vec<(String, bool)> {
        let decision = play(&program, &mut now, &Event::Tick, on(days));
        let moves = decision.segments.iter();
        moves
            .map(|one| (one.segment.as_str().to_owned(), one.entered))
            .collect()
    };
    let named = |name: &str, entered: bool| (name.to_owned(), entered);
    assert_eq!(moves(60), []);
    assert_eq!(moves(62), [named("lost", true), named("rich", true)]);
    assert_eq!(moves(63), []);
    now.last_purchase_at = Some(day(70));
    let mut moves = |days: i64| play(&program, &mut now, &Event::Tick, on(days)).segments;
    assert_eq!(moves(71).len(), 1);
    // Lost again within half a year: the limit stands.
    assert_eq!(moves(140).len(), 1);
    assert_eq!(now.wallet.lots.len(), 1);
}

#[test]
fn a_claim_fires_by_what_the_event_says_or_is_refused() {
    let program = read();
    let mut now = member(wallet(&[(50, None)]));
    let gift = |name: &str| event("claim", &[("gift", Value::Text(name.to_owned()))]);
    play(&program, &mut now, &gift("hat"), on(1));
    assert_eq!(left(&now.wallet, 1), 20);
    let refused = play(&program, &mut now, &gift("car"), on(1)).refusal;
    let rule = RuleId::new("mug");
    assert_eq!(refused, Some(Refusal::NotAllowed { rule }));
    let short = play(&program, &mut now, &gift("hat"), on(1)).refusal;
    let (unit, spendable) = (unit(), points(20));
    assert_eq!(short, Some(Refusal::NotEnough { unit, spendable }));
}
