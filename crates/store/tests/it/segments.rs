//! Saved segments.

use regulars_engine::id::{MemberId, PublicationId};
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_store::*;

use crate::support::{Shop, day, program_version};

pub fn row(id: &str, kind: SegmentKind) -> SegmentRow {
    SegmentRow {
        id: id.into(),
        name: Text {
            en: "Lost".to_owned(),
            ru: "Потерянные".to_owned(),
        },
        condition: r#"{"last_purchase":{"days_ago":{"gt":60}}}"#.to_owned(),
        kind,
        frozen_at: (kind == SegmentKind::Frozen).then(|| day(1)),
        origin: (kind == SegmentKind::Frozen).then(|| Text {
            en: "taken".to_owned(),
            ru: "взято".to_owned(),
        }),
        made_at: day(2),
        changed_at: day(2),
        by: Actor::Machine,
        by_name: None,
    }
}

pub fn put(row: &SegmentRow, members: &[MemberId], seen: i64) -> Changeset {
    Changeset {
        posted_at: row.changed_at,
        segments: vec![(row.clone(), members.to_vec())],
        segments_seen: Some(seen),
        ..Changeset::default()
    }
}

pub fn drop(id: &str, seen: i64) -> Changeset {
    Changeset {
        posted_at: day(3),
        dropped_segments: vec![id.into()],
        segments_seen: Some(seen),
        ..Changeset::default()
    }
}

fn saved(shop: &Shop) -> Vec<SegmentRow> {
    shop.store.read(|reader| reader.saved_segments()).unwrap()
}

fn frozen(shop: &Shop, id: &str) -> Vec<MemberId> {
    let id = SegmentId::from(id);
    shop.store
        .read(|reader| reader.frozen_members(&id))
        .unwrap()
}

#[test]
fn a_segment_is_read_as_it_was_saved_and_replaced_whole() {
    let shop = Shop::open();
    let people = [3, 1 << 40, i64::MAX].map(MemberId::from_raw);
    let (lost, kept) = (
        row("lost", SegmentKind::Dynamic),
        row("kept", SegmentKind::Frozen),
    );
    shop.commit(put(&lost, &[], 0));
    shop.commit(put(&kept, &people, 1));
    assert_eq!(saved(&shop), [kept.clone(), lost.clone()]);
    assert_eq!(
        (frozen(&shop, "kept"), frozen(&shop, "lost")),
        (people.to_vec(), vec![])
    );
    let thawed = SegmentRow {
        changed_at: day(4),
        id: "kept".into(),
        ..row("kept", SegmentKind::Dynamic)
    };
    shop.commit(put(&thawed, &people, 2));
    assert_eq!(saved(&shop), [thawed, lost]);
    assert_eq!(frozen(&shop, "kept"), []);
}

#[test]
fn one_that_was_dropped_is_gone_and_its_id_is_free() {
    let shop = Shop::open();
    shop.commit(put(
        &row("lost", SegmentKind::Frozen),
        &[MemberId::from_raw(7)],
        0,
    ));
    shop.commit(drop("lost", 1));
    assert_eq!((saved(&shop), frozen(&shop, "lost")), (vec![], vec![]));
    let again = row("lost", SegmentKind::Dynamic);
    shop.commit(put(&again, &[], 2));
    assert_eq!(saved(&shop), [again]);
}

#[test]
fn what_was_decided_on_an_older_state_is_refused() {
    let shop = Shop::open();
    let lost = row("lost", SegmentKind::Dynamic);
    shop.commit(put(&lost, &[], 0));
    assert_eq!(shop.refuse(put(&lost, &[], 0)), CommitError::SegmentsMoved);
    shop.commit(drop("lost", 1));
    assert_eq!(shop.refuse(drop("lost", 1)), CommitError::SegmentsMoved);
    let mark = shop.store.read(|reader| reader.segments_mark());
    assert_eq!(mark.unwrap(), 2, "it never goes back");
}

/// Version 1 of a program.
pub fn stored_program() -> Changeset {
    Changeset {
        posted_at: day(1),
        versions: vec![NewVersion {
            version: program_version(1),
            text: "shop".to_owned(),
            by: Actor::Machine,
        }],
        ..Changeset::default()
    }
}

/// It is to decide, and names a segment.
pub fn published(number: i64, seen: i64) -> Changeset {
    Changeset {
        posted_at: day(3),
        publications: vec![Publication {
            id: PublicationId::from_raw(900 + number),
            version: program_version(1),
            live_at: day(4),
            by: Actor::Machine,
        }],
        segments_seen: Some(seen),
        ..Changeset::default()
    }
}

/// Two processes have looked at the same state: one is to drop the segment, the other to publish a program that names it.
#[test]
fn of_a_drop_and_a_publication_that_cross_one_is_refused() {
    for publishes_first in [true, false] {
        let shop = Shop::open();
        shop.commit(stored_program());
        shop.commit(put(&row("lost", SegmentKind::Dynamic), &[], 0));
        let mark = || shop.store.read(|reader| reader.segments_mark()).unwrap();
        let seen = mark();
        let (first, second) = match publishes_first {
            true => (published(0, seen), drop("lost", seen)),
            false => (drop("lost", seen), published(0, seen)),
        };
        shop.commit(first);
        assert_eq!(
            shop.refuse(second),
            CommitError::SegmentsMoved,
            "{publishes_first}"
        );
        assert!(mark() > seen);
    }
}
