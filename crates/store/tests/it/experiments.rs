//! Experiments: kept, guarded by their version, with whoever is in them.

use regulars_engine::id::MemberId;
use regulars_store::*;

use crate::support::{Shop, day};

fn row(id: &str, number: i64) -> ExperimentRow {
    ExperimentRow {
        id: id.into(),
        number,
        version: 1,
        state: ExperimentState::Draft,
        salt: "0f".to_owned(),
        design: "{}".to_owned(),
        forecast: None,
        made_at: day(number),
        changed_at: day(number),
        started_at: None,
        ended_at: None,
        looked_at: None,
    }
}

fn change(id: &str, seen: i64, change: ExperimentChange) -> Changeset {
    Changeset {
        posted_at: day(9),
        experiments: ExperimentChanges::of(&id.into(), seen, change),
        ..Changeset::default()
    }
}

fn assign(number: i64, members: &[(i64, u32)]) -> ExperimentChange {
    let at = day(8);
    ExperimentChange::Assign {
        number,
        looked_at: at,
        members: members
            .iter()
            .map(|(member, arm)| Assignment {
                member: MemberId::from_raw(*member),
                arm: *arm,
                at,
            })
            .collect(),
    }
}

fn who(shop: &Shop, number: i64) -> Vec<(i64, u32)> {
    let found = shop.store.read(|reader| reader.assignments(number));
    let found = found.unwrap().into_iter();
    found.map(|one| (one.member.raw(), one.arm)).collect()
}

#[test]
fn an_experiment_is_read_as_it_was_put_and_changed_by_who_has_seen_it() {
    let shop = Shop::open();
    let put = |row: &ExperimentRow, seen| {
        change(row.id.as_str(), seen, ExperimentChange::Put(row.clone()))
    };
    let (spring, autumn) = (row("spring", 1), row("autumn", 2));
    shop.commit(put(&spring, 0));
    shop.commit(put(&autumn, 0));
    let stale = put(&spring, 0);
    assert_eq!(shop.refuse(stale), CommitError::ExperimentMoved);
    let begun = ExperimentRow {
        state: ExperimentState::Running,
        forecast: Some("{\"members\":2}".to_owned()),
        started_at: Some(day(3)),
        ..spring
    };
    shop.commit(put(&begun, 1));
    let all = shop.store.read(|reader| reader.experiments()).unwrap();
    let known: Vec<_> = all.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(known, ["autumn", "spring"]);
    let found = shop
        .store
        .read(|reader| reader.experiment(&"spring".into()))
        .unwrap();
    let expected = ExperimentRow {
        version: 2,
        changed_at: day(9),
        ..begun
    };
    assert_eq!(found, Some(expected));
    let gone = ExperimentChange::Drop { number: 2 };
    shop.commit(change("autumn", 1, gone));
    let left = shop.store.read(|reader| reader.experiments()).unwrap();
    assert_eq!(left.len(), 1);
}

#[test]
fn who_is_in_an_arm_stays_and_is_found_from_both_sides() {
    let shop = Shop::open();
    let mut begun = row("spring", 1);
    begun.state = ExperimentState::Running;
    begun.started_at = Some(day(3));
    shop.commit(change("spring", 0, ExperimentChange::Put(begun)));
    shop.commit(change("spring", 1, assign(1, &[(7, 1), (5, 0)])));
    let moved = change("spring", 1, assign(1, &[(9, 1)]));
    assert_eq!(shop.refuse(moved), CommitError::ExperimentMoved);
    let twice = change("spring", 2, assign(1, &[(8, 1), (7, 0)]));
    shop.refuse(twice);
    shop.commit(change("spring", 2, assign(1, &[(9, 1)])));
    assert_eq!(who(&shop, 1), [(5, 0), (7, 1), (9, 1)]);
    let page = |after: Option<Cursor>| {
        let read = shop
            .store
            .read(|reader| reader.assignments_page(1, after.as_ref(), 2));
        read.unwrap()
    };
    let first = page(None);
    assert_eq!((first.items.len(), page(first.next).items.len()), (2, 1));
    let counts = shop.store.read(|reader| reader.assignment_counts(1));
    assert_eq!(counts.unwrap(), [(0, 1), (1, 2)]);
    let of = |member| {
        let member = MemberId::from_raw(member);
        let found = shop.store.read(|reader| reader.assignments_of(member));
        found.unwrap().len()
    };
    assert_eq!((of(7), of(8)), (1, 0));
    let at = day(9);
    shop.commit(change(
        "spring",
        3,
        ExperimentChange::Clear { number: 1, at },
    ));
    assert_eq!(who(&shop, 1), []);
}

#[test]
fn the_latest_universal_control_counts() {
    let shop = Shop::open();
    let put = |parts, at| {
        shop.commit(Changeset {
            posted_at: day(at),
            experiments: ExperimentChanges {
                universal_control: Some(UniversalControlRow {
                    since: day(at),
                    parts,
                    salt: at.to_string(),
                }),
                ..ExperimentChanges::default()
            },
            ..Changeset::default()
        });
        let read = shop.store.read(|reader| reader.universal_control());
        read.unwrap().unwrap().parts
    };
    let none = shop.store.read(|reader| reader.universal_control());
    assert_eq!(none.unwrap(), None);
    assert_eq!([put(500, 1), put(1_000, 3)], [500, 1_000]);
}
