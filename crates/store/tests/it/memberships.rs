//! Who is in dynamic segments, and what analytics say of members.

use regulars_engine::id::MemberId;
use regulars_engine::number::Money;
use regulars_engine::stamp::{Marks, Purchases, Share, Stage, Worth};
use regulars_engine::time::{LocalDate, Window};
use regulars_store::*;

use crate::support::{Shop, day};

fn moved(told: Option<i64>, member: MemberId, at_day: i64, entered: bool) -> MembershipMove {
    MembershipMove {
        told,
        segment: "lost".into(),
        member,
        at: day(at_day),
        entered,
    }
}

fn written(moves: Vec<MembershipMove>, position: i64) -> Changeset {
    let looks = moves.iter().map(|moved| (moved.member, Some(day(9))));
    Changeset {
        posted_at: day(1),
        memberships: Memberships {
            looks: looks.collect(),
            filled: vec![("lost".into(), "a definition".to_owned())],
            cursor: Some(MembershipCursor {
                position,
                folded_at: day(1),
            }),
            moves,
        },
        ..Changeset::default()
    }
}

#[test]
fn members_come_and_go_and_nobody_enters_twice() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1001"), shop.register("1002"));
    let came = vec![moved(None, ann, 1, true), moved(Some(11), bob, 2, true)];
    shop.commit(written(came, 7));
    shop.commit(written(vec![moved(Some(12), ann, 3, false)], 8));
    // A second time the same is a surprise: nothing of it is written.
    for again in [
        moved(Some(13), bob, 4, true),
        moved(Some(14), ann, 4, false),
    ] {
        shop.refuse(written(vec![again], 99));
    }
    let id = "lost".into();
    shop.store
        .read(|reader| {
            assert_eq!(reader.memberships(bob)?, [("lost".into(), day(2))]);
            assert_eq!(reader.memberships(ann)?, []);
            assert_eq!(reader.all_memberships()?.len(), 1);
            assert_eq!(reader.look_of(ann)?, Some(day(9)));
            assert_eq!(reader.looks_due(day(9), 10)?, [ann, bob]);
            assert_eq!(reader.looks_due(day(8), 10)?, []);
            assert_eq!(reader.membership_cursor()?.unwrap().position, 8);
            let page = reader.segment_changes(&id, None, 1)?;
            assert_eq!((page.items[0].member, page.items[0].entered), (ann, false));
            let rest = reader.segment_changes(&id, page.next.as_ref(), 5)?;
            assert_eq!((rest.items[0].member, rest.next), (bob, None));
            let time = |from, to| Window {
                from: day(from),
                to: day(to),
            };
            assert_eq!(reader.segment_flow(&id, time(0, 9))?, (1, 1));
            assert_eq!(reader.segment_flow(&id, time(3, 4))?, (0, 1));
            Ok(())
        })
        .unwrap();
}

#[test]
fn stamps_are_read_as_they_were_written_and_taken_away() {
    let shop = Shop::open();
    let ann = shop.register("1001");
    let row = StampRow {
        as_of: day(1),
        marks: Marks {
            recency: 5,
            frequency: 1,
            money: 3,
        },
        cell: "new".to_owned(),
        stage: Stage::WON_BACK,
        foretold: Some(Foretold {
            model: "mbgnbd-1".to_owned(),
            alive: Share::from_millionths(930_000),
            worth: Some(Worth {
                value: Money::from_minor(12_300),
                top: Share::from_millionths(200_000),
            }),
            purchases: Some(Purchases::from_hundredths(530)),
            next_purchase: Some(LocalDate::from_days(20_530)),
        }),
    };
    let put = |row: Option<&StampRow>| Changeset {
        posted_at: day(1),
        stamps: vec![(ann, row.cloned())],
        ..Changeset::default()
    };
    let read = || {
        let found = shop
            .store
            .read(|reader| Ok((reader.stamp(ann)?, reader.stamps_there()?)));
        found.unwrap()
    };
    assert_eq!(read(), (None, StampsThere::default()));
    let without = StampRow {
        foretold: None,
        ..row.clone()
    };
    let there = |foretold| StampsThere {
        any: true,
        foretold,
    };
    shop.commit(put(Some(&without)));
    assert_eq!(read(), (Some(without), there(false)));
    let unforeseen = StampRow {
        foretold: row.foretold.clone().map(|foretold| Foretold {
            worth: None,
            next_purchase: None,
            ..foretold
        }),
        ..row.clone()
    };
    for row in [&unforeseen, &row] {
        shop.commit(put(Some(row)));
        assert_eq!(read(), (Some(row.clone()), there(true)));
    }
    let mut past = None;
    shop.store
        .read(|reader| {
            reader.pasts((ann, ann), |found| {
                past = Some(found.stamps);
                Ok(())
            })
        })
        .unwrap();
    assert_eq!(past, Some(row.stamps()));
    shop.commit(put(None));
    assert_eq!(read().0, None);
}
