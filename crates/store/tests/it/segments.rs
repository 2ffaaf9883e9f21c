//! Saved segments.

use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_store::*;

use crate::support::{Shop, day};

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

fn drop(id: &str, seen: i64) -> Changeset {
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
