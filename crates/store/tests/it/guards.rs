//! Nothing of a changeset is written unless all it was decided on still holds.

use regulars_store::*;

use crate::support::*;

#[test]
fn a_changeset_decided_on_an_older_version_is_refused_whole() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    let late = shop.sale(ann, 1, 2, day(2));
    let purchase = late.purchases[0].id;
    assert_eq!(shop.refuse(late), CommitError::Conflict { owner: ann });
    assert_eq!(shop.available(ann), 30);
    assert_eq!(
        shop.store.read(|reader| reader.purchase(purchase)).unwrap(),
        None
    );
    assert_eq!(shop.read_caught_up(|reader| reader.journal(0, 10)).len(), 1);
}

#[test]
fn one_owner_of_several_that_moved_refuses_all() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    shop.commit(touched(bob, 1));
    let owners = vec![unchanged(ann, 1), unchanged(bob, 1)];
    let both = Changeset {
        posted_at: day(1),
        owners,
        ..Changeset::default()
    };
    assert_eq!(shop.refuse(both), CommitError::Conflict { owner: bob });
    assert_eq!(shop.version_of(ann), 1);
}

#[test]
fn an_owner_that_does_not_exist_is_named() {
    let shop = Shop::open();
    let nobody = regulars_engine::id::MemberId::from_raw(7);
    assert_eq!(
        shop.refuse(touched(nobody, 1)),
        CommitError::UnknownOwner { owner: nobody }
    );
}

#[test]
fn a_call_seen_before_is_answered_as_before() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let first = Changeset {
        call: Some(call("p-1", 1)),
        ..shop.sale(ann, 1, 1, day(1))
    };
    assert_eq!(shop.commit(first), Committed::Posted);
    // The owner has moved on since; the call is looked at first.
    let again = Changeset {
        call: Some(call("p-1", 1)),
        ..shop.sale(ann, 1, 1, day(1))
    };
    assert_eq!(
        shop.commit(again),
        Committed::Replayed(call("p-1", 1).answer)
    );
    let other = Changeset {
        call: Some(call("p-1", 2)),
        ..shop.sale(ann, 2, 2, day(1))
    };
    assert_eq!(shop.refuse(other), CommitError::KeyReused);
    assert_eq!(shop.available(ann), 30);
    shop.assert_sound();
}

#[test]
fn a_call_is_forgotten_after_its_time() {
    let shop = Shop::open();
    let keep = |body, until| Call {
        keep_until: Some(until),
        ..call("k", body)
    };
    shop.commit(Changeset {
        posted_at: day(0),
        call: Some(keep(1, day(30))),
        ..Changeset::default()
    });
    let early = Changeset {
        posted_at: day(29),
        call: Some(keep(2, day(59))),
        ..Changeset::default()
    };
    assert_eq!(shop.refuse(early), CommitError::KeyReused);
    let late = Changeset {
        posted_at: day(30),
        call: Some(keep(2, day(60))),
        ..Changeset::default()
    };
    assert_eq!(shop.commit(late), Committed::Posted);
    assert_eq!(shop.store.forget_calls(day(59), 10).unwrap(), 0);
    assert_eq!(shop.store.forget_calls(day(60), 10).unwrap(), 1);
    assert_eq!(
        shop.store
            .read(|reader| reader.call("purchase/till", "k"))
            .unwrap(),
        None
    );
}

#[test]
fn an_identifier_belongs_to_one_member() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let twin = |identifiers| {
        let (id, registered_at) = (regulars_engine::id::MemberId::from_raw(shop.id()), day(0));
        let new = NewMember {
            id,
            registered_at,
            identifiers,
            profile: Default::default(),
        };
        Changeset {
            posted_at: day(0),
            new_members: vec![new],
            ..Changeset::default()
        }
    };
    let taken = CommitError::Taken {
        kind: IdentifierKind::Card,
    };
    assert_eq!(shop.refuse(twin(vec![card("1")])), taken);
    assert_eq!(shop.refuse(twin(vec![card("2"), card("2")])), taken);
    shop.commit(twin(vec![phone("1")]));
    assert_eq!(
        shop.store
            .read(|reader| reader.find_member(&card("1")))
            .unwrap(),
        Some(ann)
    );
}

#[test]
fn an_identifier_passes_from_one_member_to_another_in_one_changeset() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let change = |member, add: &[&str], drop: &[&str]| ProfileChange {
        member,
        expected: 1,
        profile: Default::default(),
        add: add.iter().map(|number| card(number)).collect(),
        drop: drop.iter().map(|number| card(number)).collect(),
        blocked: false,
    };
    let profiles = vec![change(bob, &["1"], &[]), change(ann, &["3"], &["1"])];
    shop.commit(Changeset {
        posted_at: day(1),
        profiles,
        ..Changeset::default()
    });
    for (number, holder) in [("1", bob), ("2", bob), ("3", ann)] {
        let found = shop
            .store
            .read(|reader| reader.find_member(&card(number)))
            .unwrap();
        assert_eq!(found, Some(holder), "card {number}");
    }
    assert_eq!(shop.version_of(ann), 2);
}

#[test]
fn a_callers_id_of_a_purchase_is_taken_once_and_for_ever() {
    let shop = Shop::open();
    let sale = |id: &str| {
        let purchase = NewPurchase {
            external: Some(external(id)),
            ..shop.purchase(None, day(1))
        };
        Changeset {
            posted_at: day(1),
            purchases: vec![purchase],
            ..Changeset::default()
        }
    };
    shop.commit(sale("p-1"));
    assert_eq!(
        shop.refuse(sale("p-1")),
        CommitError::ExternalTaken {
            external: external("p-1")
        }
    );
    let stone = |id| Changeset {
        posted_at: day(1),
        tombstones: vec![external(id)],
        ..Changeset::default()
    };
    shop.commit(stone("p-2"));
    shop.commit(stone("p-2"));
    assert_eq!(
        shop.refuse(sale("p-2")),
        CommitError::Tombstoned {
            external: external("p-2")
        }
    );
    assert_eq!(
        shop.refuse(stone("p-1")),
        CommitError::ExternalTaken {
            external: external("p-1")
        }
    );
    assert!(
        shop.store
            .read(|reader| reader.tombstone(&external("p-2")))
            .unwrap()
    );
}

#[test]
fn a_purchase_of_nobody_is_guarded_by_what_was_seen_of_it() {
    let shop = Shop::open();
    let purchase = shop.purchase(None, day(1));
    let id = purchase.id;
    shop.commit(Changeset {
        posted_at: day(1),
        purchases: vec![purchase],
        ..Changeset::default()
    });
    let back = |returns, voided| Changeset {
        posted_at: day(2),
        returns: vec![shop.returned(id, 2, 1, 5_000, day(2))],
        seen_purchases: vec![SeenPurchase {
            purchase: id,
            returns,
            voided,
        }],
        ..Changeset::default()
    };
    shop.commit(back(0, false));
    let moved = CommitError::PurchaseMoved { purchase: id };
    assert_eq!(shop.refuse(back(0, false)), moved);
    assert_eq!(shop.refuse(back(1, true)), moved);
    shop.commit(back(1, false));
    shop.assert_sound();
}

#[test]
fn a_voided_purchase_takes_no_return_and_no_second_void() {
    let shop = Shop::open();
    let purchase = shop.purchase(None, day(1));
    let id = purchase.id;
    shop.commit(Changeset {
        posted_at: day(1),
        purchases: vec![purchase],
        ..Changeset::default()
    });
    let void = || Changeset {
        posted_at: day(1),
        voids: vec![id],
        ..Changeset::default()
    };
    shop.commit(void());
    let moved = CommitError::PurchaseMoved { purchase: id };
    assert_eq!(shop.refuse(void()), moved);
    let returns = vec![shop.returned(id, 1, 1, 40_000, day(2))];
    assert_eq!(
        shop.refuse(Changeset {
            posted_at: day(2),
            returns,
            ..Changeset::default()
        }),
        moved
    );
    shop.assert_sound();
}

#[test]
fn more_than_was_bought_never_comes_back() {
    let shop = Shop::open();
    let purchase = shop.purchase(None, day(1));
    let id = purchase.id;
    shop.commit(Changeset {
        posted_at: day(1),
        purchases: vec![purchase],
        ..Changeset::default()
    });
    let returns = vec![shop.returned(id, 2, 3, 15_000, day(2))];
    let refused = shop.refuse(Changeset {
        posted_at: day(2),
        returns,
        ..Changeset::default()
    });
    assert!(matches!(refused, CommitError::Broken(_)), "{refused}");
    assert_eq!(
        shop.store
            .read(|reader| reader.purchase(id))
            .unwrap()
            .unwrap()
            .returns,
        []
    );
    shop.assert_sound();
}

#[test]
fn a_program_version_is_stored_once() {
    let shop = Shop::open();
    let version = || NewVersion {
        version: program_version(1),
        text: "program: {}".to_owned(),
        by: Actor::Machine,
    };
    let store = || Changeset {
        posted_at: day(1),
        versions: vec![version()],
        ..Changeset::default()
    };
    shop.commit(store());
    assert_eq!(
        shop.refuse(store()),
        CommitError::VersionTaken {
            version: program_version(1)
        }
    );
}
