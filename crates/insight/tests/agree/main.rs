//! The till and the columns answer alike: random members, random conditions, one evaluator over two views.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod conditions;
mod file;
mod kept;
mod people;

use proptest::prelude::*;
use regulars_engine::condition::{
    Condition, ConditionFile, Known, MemberColumns, Names, compile, holds, next_change_at,
};
use regulars_engine::decision::When;
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::number::Money;
use regulars_engine::program::Program;
use regulars_engine::situation::PastPurchase;
use regulars_engine::time::Instant;
use regulars_insight::column::{ColumnView, Columns, Frame};
use regulars_insight::segment::{Asked, LeafCache};

use people::Person;

fn program(zone: &str, store_time: bool) -> Program {
    let text = format!(
        r#"{{
        "program": {{ "id": "p", "name": "P", "currency": "RUB", "time_zone": "{zone}", "store_time": {store_time} }},
        "units": {{ "points": {{ "value": {{ "points": 1, "money": "1.00" }} }}, "stars": {{ "decimals": 1 }} }},
        "tiers": {{ "status": {{ "metric": "spend", "period": "lifetime",
            "levels": [ {{ "id": "bronze", "from": 0 }}, {{ "id": "silver", "from": "100.00" }}, {{ "id": "gold", "from": "500.00" }} ] }} }},
        "segments": {{ "lost": {{ "last_purchase": {{ "days_ago": {{ "gt": 60 }} }} }} }}
        }}"#
    );
    Program::read(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A condition compiled against names, which come back with those it has added.
fn compiled(json: &str, program: &Program, names: Names) -> (Condition, Names) {
    let file: ConditionFile =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    let mut known = Known::of(program, names);
    let mut problems = Vec::new();
    let condition = compile(&file, "when", &mut known, &mut problems);
    assert!(problems.is_empty(), "{json}: {problems:?}");
    (condition, known.names)
}

/// What the till says of a member.
fn at_the_till(json: &str, program: &Program, person: &Person, at: Instant) -> bool {
    let mut program = program.clone();
    let (condition, names) = compiled(json, &program, Names::default());
    program.names = names;
    let columns = MemberColumns::of(&program, &person.situation(), When::now(at));
    holds(&condition, &columns.view())
}

fn columns_of(people: &[Person]) -> Columns {
    let mut columns = Columns::default();
    people::places()
        .iter()
        .for_each(|place| columns.put_place(place));
    people
        .iter()
        .for_each(|person| columns.push(&person.record()));
    columns.shrink_last();
    columns
}

/// Puts a member as one who moved is: the known purchases without their lines, and with all of them if that does not fit.
pub fn put(columns: &mut Columns, person: &Person) {
    let mut record = person.record();
    let known = columns.purchases_of(record.member.id);
    let first = record.sales.iter_mut().take(known);
    first.for_each(|sale| sale.past.lines.clear());
    if !columns.put_after(&record) {
        columns.put(&person.record());
    }
}

fn in_columns(
    json: &str,
    program: &Program,
    columns: &mut Columns,
    at: Instant,
    cache: &LeafCache,
) -> Vec<MemberId> {
    let condition = columns.with_names(|names| compiled(json, program, names));
    let asked = Asked::new(columns, program, cache, at);
    asked.members(&asked.select(&condition))
}

fn expected(json: &str, program: &Program, people: &[Person], at: Instant) -> Vec<MemberId> {
    let people = people.iter().filter(|person| person.counts(at));
    let inside = people.filter(|person| at_the_till(json, program, person, at));
    inside.map(|person| person.member.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn both_views_of_a_member_answer_alike(
        json in conditions::condition(),
        zone in prop::sample::select(vec!["Europe/Moscow", "Europe/Berlin", "Pacific/Apia"]),
        store_time in any::<bool>(),
        people in people::people(),
        at in people::instant(),
    ) {
        let program = program(zone, store_time);
        let mut columns = columns_of(&people);
        let found = in_columns(&json, &program, &mut columns, at, &LeafCache::default());
        prop_assert_eq!(found, expected(&json, &program, &people, at), "{} at {}", json, at);

        let condition = columns.with_names(|names| compiled(&json, &program, names));
        let frame = Frame::new(&program, columns.words(), at);
        for (n, person) in people.iter().enumerate() {
            let view = ColumnView::new(&frame, columns.words(), &columns.base()[0].part, n).unwrap();
            let answer = at_the_till(&json, &program, person, at);
            prop_assert_eq!(holds(&condition, &view), answer, "unprepared: {} at {}", &json, at);
            if !person.counts(at) {
                continue;
            }
            // The answer stands until it is said to change; a year will do where it never does.
            let change = next_change_at(&condition, &view);
            let length = change.map_or(366 * 86_400_000, |change| change.ms_since(at));
            prop_assert!(length > 0);
            for passed in [length / 3, length - 1] {
                let then = at.plus_ms(passed);
                let stands = at_the_till(&json, &program, person, then) == answer;
                prop_assert!(stands, "{json} is {answer} at {at}, not at {then}; next change {change:?}");
            }
        }
    }

    /// Many members are counted column by column, a few are asked one by one.
    #[test]
    fn each_of_a_crowd_is_answered_as_alone(
        json in conditions::purchases(),
        zone in prop::sample::select(vec!["Europe/Moscow", "Europe/Berlin", "Pacific/Apia"]),
        store_time in any::<bool>(),
        people in people::people(),
        at in people::instant(),
        copies in 1..50_i64,
    ) {
        let program = program(zone, store_time);
        let asked = expected(&json, &program, &people, at);
        let crowd = |id: MemberId| (0..copies).map(move |n| MemberId::from_raw(n * 8 + id.raw()));
        let copied = people.iter().flat_map(|person| crowd(person.member.id).map(|id| {
            let mut person = person.clone();
            person.member.id = id;
            person
        }));
        let mut copied: Vec<Person> = copied.collect();
        copied.sort_by_key(|person| person.member.id);
        let mut columns = columns_of(&copied);
        let found = in_columns(&json, &program, &mut columns, at, &LeafCache::default());
        let mut expected: Vec<MemberId> = asked.into_iter().flat_map(crowd).collect();
        expected.sort_unstable();
        prop_assert_eq!(found, expected, "{} at {}", json, at);
    }

    /// What an hour lists is asked for its instants where a window begins or ends in it.
    #[test]
    fn windows_begin_and_end_to_the_millisecond(
        mut person in people::person(),
        at in people::instant(),
        edges in prop::collection::vec((prop::sample::select(vec![0, 100, 480, 504]), -2..3_i64, any::<bool>()), 1..6),
        (others_recent, others_web) in any::<(bool, bool)>(),
        where_ in prop::sample::select(vec!["", r#""channel": "web""#, r#""weekday": ["sat", "sun"]"#]),
        count in 1..4_u8,
    ) {
        const HOUR_MS: i64 = 3_600_000;
        let purchase = |(n, (at, is_web)): (i64, (Instant, bool))| PastPurchase {
            id: PurchaseId::from_raw(n),
            at,
            store: None,
            channel: Some(if is_web { "web" } else { "store" }.to_owned()),
            lines: Vec::new(),
            amount: Money::from_minor(100),
        };
        let others_till = if others_recent { 10 } else { 1_000 };
        let others = (0..20).map(|n| (at.plus_ms(-(n + others_till) * HOUR_MS), others_web));
        let edges = edges.iter().map(|(hours, off, is_web)| (at.plus_ms(off - hours * HOUR_MS), *is_web));
        let mut bought: Vec<(Instant, bool)> = others.chain(edges).collect();
        bought.sort_unstable();
        person.history = (1..).zip(bought).map(purchase).collect();
        person.member.registered_at = at;
        let where_ = format!(r#""where": {{ {where_} }}, "#);
        let json = format!(r#"{{ "purchases": {{ "within": "20d", {where_}"count": {{ "gte": {count} }} }} }}"#);
        let program = program("Asia/Dubai", false);
        let people = [person];
        let mut columns = columns_of(&people);
        let found = in_columns(&json, &program, &mut columns, at, &LeafCache::default());
        prop_assert_eq!(found, expected(&json, &program, &people, at), "{} at {}", json, at);
    }

    #[test]
    fn base_and_delta_are_as_good_as_new(
        json in conditions::condition(),
        before in people::people(),
        changes in people::people(),
        gone in prop::collection::vec(0..8_i64, 0..3),
        at in people::instant(),
        folds in 0..3_usize,
    ) {
        let program = program("Europe/Moscow", false);
        let cache = LeafCache::default();
        let mut columns = columns_of(&before);
        // What is remembered of the base must not hide what has changed since.
        in_columns(&json, &program, &mut columns, at, &cache);
        changes.iter().for_each(|person| put(&mut columns, person));
        gone.iter().for_each(|id| columns.remove(MemberId::from_raw(*id)));
        if folds == 1 { columns.fold_one(); }
        if folds == 2 { columns.fold(); }

        let mut now: std::collections::BTreeMap<_, _> = before.iter().map(|person| (person.member.id, person)).collect();
        now.extend(changes.iter().map(|person| (person.member.id, person)));
        gone.iter().for_each(|id| { now.remove(&MemberId::from_raw(*id)); });
        let now: Vec<Person> = now.into_values().cloned().collect();
        let expected = expected(&json, &program, &now, at);
        for _ in 0..2 {
            let found = in_columns(&json, &program, &mut columns, at, &cache);
            prop_assert_eq!(&found, &expected, "{} at {} after {} folds", json, at, folds);
        }
    }

    #[test]
    fn later_purchases_are_put_behind_the_known_ones(
        json in conditions::condition(),
        people in people::people(),
        known in 0..4_usize,
        at in people::instant(),
    ) {
        let program = program("Europe/Moscow", false);
        let mut before = people.clone();
        before.iter_mut().for_each(|person| person.history.truncate(known));
        let mut columns = columns_of(&before);
        for person in &people {
            let mut record = person.record();
            record.sales.iter_mut().take(known).for_each(|sale| sale.past.lines.clear());
            let same_instant = known.checked_sub(1).and_then(|last| {
                Some(person.history.get(last)?.at == person.history.get(known)?.at)
            });
            prop_assert_eq!(columns.put_after(&record), same_instant != Some(true));
            if same_instant == Some(true) { columns.put(&person.record()); }
        }
        let found = in_columns(&json, &program, &mut columns, at, &LeafCache::default());
        prop_assert_eq!(found, expected(&json, &program, &people, at), "{} at {}", json, at);
    }

    #[test]
    fn sums_and_overlaps_are_those_of_the_members(
        one in conditions::condition(),
        two in conditions::condition(),
        people in people::people(),
        at in people::instant(),
    ) {
        let program = program("Europe/Moscow", false);
        let mut columns = columns_of(&people);
        let compiled = [&one, &two].map(|json| columns.with_names(|names| compiled(json, &program, names)));
        let cache = LeafCache::default();
        let asked = Asked::new(&columns, &program, &cache, at);
        let selections = compiled.map(|condition| asked.select(&condition));
        let sets = [&one, &two].map(|json| expected(json, &program, &people, at));
        let overlaps = asked.overlap(&selections);
        prop_assert_eq!(overlaps.len(), 3);
        for overlap in overlaps {
            let inside = |id: &MemberId| sets.iter().map(|set| set.contains(id)).collect::<Vec<_>>() == overlap.inside;
            let members = people.iter().filter(|person| inside(&person.member.id));
            let (mut count, mut purchases, mut revenue) = (0, 0, regulars_engine::number::Money::ZERO);
            for person in members {
                let past: Vec<_> = person.history.iter().filter(|past| past.at < at).collect();
                count += 1;
                purchases += past.len();
                revenue += past.iter().map(|past| past.amount).sum();
            }
            prop_assert_eq!((overlap.sum.members, overlap.sum.purchases, overlap.sum.revenue), (count, purchases, revenue));
        }
    }
}
