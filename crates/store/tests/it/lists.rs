//! What is kept and listed beside members and purchases: ledger, catalogue, programs, keys, journal, marks.

use regulars_engine::id::{EventId, KeyId, PublicationId};
use regulars_engine::name::{ProgramId, Sku, StoreId};
use regulars_store::*;

use crate::support::*;

#[test]
fn entries_are_listed_latest_first_with_their_sides() {
    let shop = Shop::open();
    let ann = shop.register("1");
    for turn in 1..=3_u32 {
        shop.commit(shop.sale(ann, i64::from(turn), turn, day(i64::from(turn))));
    }
    let page = shop
        .store
        .read(|reader| reader.entries(ann, None, 2))
        .unwrap();
    assert_eq!(
        page.items
            .iter()
            .map(|row| row.posting.at)
            .collect::<Vec<_>>(),
        [day(3), day(2)]
    );
    assert!(page.items.iter().all(|row| row.posting.entries.len() == 2));
    assert!(matches!(page.items[0].cause, Cause::Purchase(_)));
    let rest = shop
        .store
        .read(|reader| reader.entries(ann, page.next.as_ref(), 2))
        .unwrap();
    assert_eq!(
        (rest.items.len(), rest.items[0].posting.at, rest.next),
        (1, day(1), None)
    );
}

#[test]
fn products_and_stores_are_replaced_and_listed_in_pages() {
    let shop = Shop::open();
    let row = |name: &str| {
        let facts = regulars_engine::situation::Product {
            name: Some(name.to_owned()),
            ..Default::default()
        };
        ProductRow {
            facts,
            price: Some(regulars_engine::number::Price::from_raw(5)),
            cost: Some(regulars_engine::number::Price::from_raw(3)),
        }
    };
    let products = ["b", "a", "c"].map(|sku| (Sku::new(sku), row(sku)));
    shop.commit(Changeset {
        posted_at: day(0),
        products: products.into(),
        ..Changeset::default()
    });
    shop.commit(Changeset {
        posted_at: day(0),
        products: vec![(Sku::new("b"), row("B"))],
        ..Changeset::default()
    });
    let first = shop.store.read(|reader| reader.products(None, 2)).unwrap();
    assert_eq!(
        first.items,
        [(Sku::new("a"), row("a")), (Sku::new("b"), row("B"))]
    );
    let rest = shop
        .store
        .read(|reader| reader.products(first.next.as_ref(), 2))
        .unwrap();
    assert_eq!(
        (rest.items, rest.next),
        (vec![(Sku::new("c"), row("c"))], None)
    );
    assert_eq!(
        shop.store
            .read(|reader| reader.product(&Sku::new("x")))
            .unwrap(),
        None
    );

    let place = StoreRow {
        name: Some("One".to_owned()),
        city: None,
        country: None,
        time_zone: None,
    };
    let id = StoreId::new("kazan-1");
    shop.commit(Changeset {
        posted_at: day(0),
        stores: vec![(id.clone(), place.clone())],
        ..Changeset::default()
    });
    assert_eq!(
        shop.store.read(|reader| reader.store(&id)).unwrap(),
        Some(place.clone())
    );
    assert_eq!(
        shop.store
            .read(|reader| reader.stores(None, 9))
            .unwrap()
            .items,
        [(id, place)]
    );
}

#[test]
fn the_latest_publication_not_after_an_instant_is_live() {
    let shop = Shop::open();
    let program = ProgramId::new("burger-heroes");
    assert_eq!(
        shop.store
            .read(|reader| reader.next_version(&program))
            .unwrap(),
        1
    );
    assert_eq!(
        shop.store
            .read(|reader| reader.live_publication(day(9)))
            .unwrap(),
        None
    );
    for number in 1..=2 {
        let version = NewVersion {
            version: program_version(number),
            text: format!("version {number}"),
            by: Actor::Machine,
        };
        shop.commit(Changeset {
            posted_at: day(0),
            versions: vec![version],
            ..Changeset::default()
        });
    }
    let publish = |id, number, live| {
        let publication = Publication {
            id: PublicationId::from_raw(id),
            version: program_version(number),
            live_at: day(live),
            by: Actor::Machine,
        };
        shop.commit(Changeset {
            posted_at: day(0),
            publications: vec![publication],
            ..Changeset::default()
        });
    };
    publish(1, 1, 1);
    publish(2, 2, 5);
    publish(3, 1, 5);
    let live = |at| {
        let live = shop
            .store
            .read(|reader| reader.live_publication(day(at)))
            .unwrap();
        live.map(|row| row.version.version)
    };
    assert_eq!(
        [live(0), live(1), live(4), live(5)],
        [None, Some(1), Some(1), Some(1)]
    );
    publish(4, 2, 5);
    assert_eq!(live(6), Some(2));
    shop.commit(Changeset {
        posted_at: day(0),
        cancelled_publications: vec![PublicationId::from_raw(4)],
        ..Changeset::default()
    });
    assert_eq!(live(6), Some(1));
    assert_eq!(
        shop.store
            .read(|reader| reader.publications())
            .unwrap()
            .len(),
        3
    );
    assert_eq!(
        shop.store
            .read(|reader| reader.versions(Some(&program)))
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        shop.store
            .read(|reader| reader.next_version(&program))
            .unwrap(),
        3
    );
    let text = shop
        .store
        .read(|reader| reader.program_text(&program_version(2)))
        .unwrap();
    assert_eq!(text.as_deref(), Some("version 2"));
}

#[test]
fn a_revoked_key_opens_nothing_and_stays_listed() {
    let shop = Shop::open();
    let key = NewKey {
        id: KeyId::from_raw(shop.id()),
        name: "till".to_owned(),
        integration: "pos".to_owned(),
        scopes: vec!["all".to_owned()],
        hash: [7; 32],
    };
    let id = key.id;
    shop.commit(Changeset {
        posted_at: day(1),
        new_keys: vec![key],
        ..Changeset::default()
    });
    let by_hash = || {
        shop.store
            .read(|reader| reader.key_by_hash(&[7; 32]))
            .unwrap()
    };
    assert_eq!(
        by_hash().map(|row| (row.id, row.integration)),
        Some((id, "pos".to_owned()))
    );
    for at in [2, 3] {
        shop.commit(Changeset {
            posted_at: day(at),
            revoked_keys: vec![id],
            ..Changeset::default()
        });
    }
    assert_eq!(by_hash(), None);
    let listed = shop.store.read(|reader| reader.keys()).unwrap();
    assert_eq!(
        (listed[0].created_at, listed[0].revoked_at),
        (day(1), Some(day(2)))
    );
}

#[test]
fn the_journal_is_dense_and_read_from_a_position() {
    let shop = Shop::open();
    let fact = |at| Fact {
        at: day(at),
        kind: "points.expired",
        owner: None,
        payload: format!("{{\"at\":{at}}}"),
    };
    let facts = |days: &[i64]| Changeset {
        posted_at: day(9),
        facts: days.iter().map(|at| fact(*at)).collect(),
        ..Changeset::default()
    };
    assert_eq!(shop.commit(facts(&[1, 2])), Committed::Posted);
    assert_eq!(shop.commit(facts(&[])), Committed::Posted);
    assert_eq!(shop.commit(facts(&[3])), Committed::Posted);
    let rows = shop.read_caught_up(|reader| reader.journal(1, 9));
    assert_eq!(
        rows.iter()
            .map(|row| (row.pos, row.at, row.posted_at))
            .collect::<Vec<_>>(),
        [(2, day(2), day(9)), (3, day(3), day(9))]
    );
    assert_eq!(shop.read_caught_up(|reader| reader.journal(0, 1)).len(), 1);
}

#[test]
fn marks_survive_a_restart() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let event = NewEvent {
        id: EventId::from_raw(5_000),
        member: ann,
        kind: "x".to_owned(),
        at: day(1),
        properties: Default::default(),
    };
    shop.commit(Changeset {
        posted_at: day(4),
        events: vec![event],
        ..Changeset::default()
    });
    let before = shop.store.read(|reader| reader.marks()).unwrap();
    assert_eq!(
        (before.last_id, before.posted_at, before.epoch),
        (5_000, Some(day(4)), 0)
    );
    let shop = shop.reopen(Options::default());
    assert_eq!(shop.store.read(|reader| reader.marks()).unwrap(), before);
    shop.register("2");
    let counts = shop.store.read(|reader| reader.counts()).unwrap();
    assert_eq!(
        counts,
        Counts {
            members: 2,
            purchases: 0,
            facts: 0
        }
    );
}
