//! Two records of one person become one, and a member is erased: everything moves or nothing, and nothing personal stays.

use std::collections::BTreeMap;

use regulars_engine::counter::{CounterKey, CounterMove};
use regulars_engine::id::{AdjustmentId, AuditId, EventId, MemberId, MergeId};
use regulars_engine::member::{Profile, Value};
use regulars_engine::merge::Shift;
use regulars_engine::name::{RuleId, SchemeId, TierId};
use regulars_engine::number::Points;
use regulars_engine::points::{Account, PostingKind};
use regulars_engine::situation::TierState;
use regulars_store::*;

use crate::engine;
use crate::support::*;

/// What no row may say once a member is erased.
const SECRET: &str = "zaretskaya";

fn profile(
    shop: &Shop,
    member: MemberId,
    profile: Profile,
    moved: [&[Identifier]; 2],
) -> ProfileChange {
    ProfileChange {
        member,
        expected: shop.version_of(member),
        profile,
        add: moved[0].to_vec(),
        drop: moved[1].to_vec(),
        blocked: false,
    }
}

/// A merge of who has so many lots into who has so many.
fn merge(shop: &Shop, (into, own): (MemberId, u32), (from, lots): (MemberId, u32)) -> Changeset {
    let found = shop.member(from).identifiers;
    let mut owners = vec![
        OwnerChange {
            next_lot: own + lots + 1,
            ..unchanged(into, shop.version_of(into))
        },
        OwnerChange {
            next_lot: lots + 1,
            ..unchanged(from, shop.version_of(from))
        },
    ];
    owners.sort_by_key(|change| change.owner);
    Changeset {
        posted_at: day(3),
        profiles: vec![
            profile(shop, into, shop.member(into).profile, [&found, &[]]),
            profile(shop, from, Profile::default(), [&[], &found]),
        ],
        owners,
        merges: vec![NewMerge {
            id: MergeId::from_raw(shop.id()),
            source: from,
            target: into,
            at: day(3),
            shift: Shift {
                lots: own,
                debts: 0,
            },
            holds: Vec::new(),
            kept: format!("{{\"of\":\"{SECRET}\"}}"),
        }],
        ..Changeset::default()
    }
}

/// A member who bought once, and has 30 points on lot 1.
fn buyer(shop: &Shop, number: &str) -> MemberId {
    let member = shop.register(number);
    shop.commit(shop.sale(member, 1, 1, day(1)));
    member
}

fn whose(shop: &Shop, member: MemberId) -> MemberId {
    let found = shop.store.read(|reader| reader.whose(member)).unwrap();
    found.member
}

#[test]
fn everything_of_the_one_is_the_others() {
    let shop = Shop::open();
    let (ann, bob) = (buyer(&shop, "1"), buyer(&shop, "2"));
    let bought = shop
        .store
        .read(|reader| reader.purchases(bob, None, 9))
        .unwrap();
    shop.commit(merge(&shop, (ann, 1), (bob, 1)));
    assert_eq!((shop.available(ann), shop.available(bob)), (60, 0));
    let both = shop
        .store
        .read(|reader| reader.purchases(ann, None, 9))
        .unwrap();
    assert_eq!(both.items.len(), 2);
    let row = shop
        .store
        .read(|reader| reader.purchase(bought.items[0].id))
        .unwrap();
    let row = row.unwrap();
    assert_eq!((row.member, row.origin), (Some(ann), Some(bob)));
    assert_eq!(row.shift, Shift { lots: 1, debts: 0 });
    let lots = shop.store.read(|reader| reader.lots(ann)).unwrap();
    let numbers = lots.iter().map(|lot| lot.number.0).collect::<Vec<_>>();
    assert_eq!(numbers, [1, 2]);
    let found = shop
        .store
        .read(|reader| reader.find_member(&card("2")))
        .unwrap();
    assert_eq!(found, Some(ann));
    assert_eq!((whose(&shop, bob), shop.member(bob).id), (ann, ann));
    shop.assert_sound();
}

#[test]
fn a_row_of_merges_leads_to_the_last() {
    let shop = Shop::open();
    let (ann, bob, cid) = (buyer(&shop, "1"), buyer(&shop, "2"), buyer(&shop, "3"));
    let bought = shop
        .store
        .read(|reader| reader.purchases(cid, None, 9))
        .unwrap();
    shop.commit(merge(&shop, (bob, 1), (cid, 1)));
    shop.commit(merge(&shop, (ann, 1), (bob, 2)));
    assert_eq!((whose(&shop, cid), whose(&shop, bob)), (ann, ann));
    let found = shop
        .store
        .read(|reader| reader.find_member(&card("3")))
        .unwrap();
    assert_eq!((found, shop.available(ann)), (Some(ann), 90));
    let row = shop
        .store
        .read(|reader| reader.purchase(bought.items[0].id))
        .unwrap();
    let row = row.unwrap();
    assert_eq!((row.origin, row.shift.lots), (Some(cid), 2));
    let merges = shop.store.read(|reader| reader.merges(ann)).unwrap();
    let sources: Vec<_> = merges.iter().map(|merge| merge.source).collect();
    assert_eq!(sources, [cid, bob]);
    shop.assert_sound();
}

#[test]
fn counters_and_uses_add_up_and_numbers_drawn_stay() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let counted = |member, delta| {
        let key = CounterKey::purchases(None, day(1), &regulars_engine::time::Zone::utc());
        let draws = CounterKey::draws(&RuleId::new("wheel"));
        let mut changeset = touched(member, 1);
        changeset.owners[0].counters = vec![
            CounterMove { key, delta },
            CounterMove { key: draws, delta },
        ];
        changeset.owners[0].uses = vec![(RuleId::new("cap"), day(1))];
        changeset
    };
    shop.commit(counted(ann, 3));
    shop.commit(counted(bob, 4));
    shop.commit(merge(&shop, (ann, 0), (bob, 0)));
    let keys = vec![
        CounterKey::purchases(None, day(1), &regulars_engine::time::Zone::utc()),
        CounterKey::draws(&RuleId::new("wheel")),
    ];
    let needs = regulars_engine::program::Needs::default();
    let scope = Scope {
        counters: keys.clone(),
        rolling_from: Some(day(0)),
        ..scope(&needs, day(3))
    };
    let loaded = shop
        .store
        .read(|reader| reader.situation(ann, &scope))
        .unwrap();
    let situation = loaded.unwrap().situation;
    assert_eq!(situation.counters.get(&keys[0]), 7);
    assert_eq!(situation.counters.get(&keys[1]), 3);
    assert_eq!(situation.uses[&RuleId::new("cap")].len(), 2);
    let gone = shop
        .store
        .read(|reader| reader.situation(bob, &scope))
        .unwrap();
    assert!(gone.is_none());
}

#[test]
fn who_joined_is_in_no_list_and_counts_no_more() {
    let shop = Shop::open();
    let (ann, bob) = (buyer(&shop, "1"), buyer(&shop, "2"));
    let mut rises = touched(bob, 2);
    rises.owners[0].next_lot = 2;
    let state = TierState::earned(Some(TierId::new("gold")), day(1), None);
    rises.owners[0].tiers = vec![(SchemeId::new("status"), state)];
    shop.commit(rises);
    shop.commit(merge(&shop, (ann, 1), (bob, 1)));
    let everybody = shop
        .store
        .read(|reader| reader.members_after(None, 9))
        .unwrap();
    assert_eq!(everybody, [ann]);
    // The figures of members and levels are compared with their views.
    shop.assert_sound();
}

#[test]
fn nothing_moves_once_one_of_both_has_moved_on() {
    let shop = Shop::open();
    let (ann, bob) = (buyer(&shop, "1"), buyer(&shop, "2"));
    let stale = merge(&shop, (ann, 1), (bob, 1));
    // A purchase of the one crosses the merge.
    shop.commit(shop.sale(bob, 2, 2, day(2)));
    assert_eq!(shop.refuse(stale), CommitError::Conflict { owner: bob });
    assert_eq!((shop.available(ann), shop.available(bob)), (30, 60));
    shop.commit(merge(&shop, (ann, 1), (bob, 2)));
    let late = shop.sale(bob, shop.version_of(ann), 3, day(3));
    assert!(matches!(shop.refuse(late), CommitError::Conflict { .. }));
    assert_eq!(shop.available(ann), 90);
    shop.assert_sound();
}

/// Erases a member with 30 points on lot 1.
fn erase(shop: &Shop, member: MemberId) -> Changeset {
    let version = shop.version_of(member);
    let mut lot = active_lot(1, 30, None);
    lot.remaining = Points::ZERO;
    let entries = vec![
        entry(Account::Available, Some(1), -30),
        entry(Account::Forfeited, None, 30),
    ];
    let given_up = posting(PostingKind::Forfeit, day(4), entries);
    let found = shop.member(member).identifiers;
    Changeset {
        posted_at: day(4),
        profiles: vec![profile(shop, member, Profile::default(), [&[], &found])],
        owners: vec![OwnerChange {
            postings: vec![(
                regulars_engine::id::PostingId::from_raw(shop.id()),
                Cause::Erasure,
                given_up,
            )],
            lots: vec![lot],
            next_lot: 2,
            ..unchanged(member, version)
        }],
        erased: vec![member],
        ..Changeset::default()
    }
}

/// A member of whom every column with personal data says something.
fn told(shop: &Shop) -> MemberId {
    let words = |name: &str| BTreeMap::from([(name.to_owned(), Value::Text(SECRET.to_owned()))]);
    let said = Profile {
        first_name: Some(SECRET.to_owned()),
        city: Some(SECRET.to_owned()),
        birth_date: "1990-05-05".parse().ok(),
        tags: vec![SECRET.to_owned()],
        attributes: words("nick"),
        ..Profile::default()
    };
    let member = shop.register_with(said, vec![card(SECRET)]);
    shop.commit(shop.sale(member, 1, 1, day(1)));
    let mut more = touched(member, 2);
    more.owners[0].next_lot = 2;
    more.owners[0].draws = vec![NewDraw {
        id: regulars_engine::id::DrawId::from_raw(shop.id()),
        draw: RuleId::new("wheel"),
        nonce: 0,
        seed: None,
        word: Some(SECRET.to_owned()),
        number: 7,
        at: day(1),
    }];
    let mut properties = words("comment");
    properties.insert("score".to_owned(), Value::Flag(true));
    more.events = vec![NewEvent {
        id: EventId::from_raw(shop.id()),
        member,
        kind: "survey".to_owned(),
        at: day(1),
        properties,
    }];
    more.adjustments = vec![NewAdjustment {
        id: AdjustmentId::from_raw(shop.id()),
        member,
        by: Actor::Machine,
        reason: SECRET.to_owned(),
    }];
    more.registrations = vec![NewRegistration {
        member,
        store: None,
        till: None,
        cashier: None,
        source: Some(SECRET.to_owned()),
    }];
    more.audit = vec![NewAudit {
        id: AuditId::from_raw(shop.id()),
        by: Actor::Machine,
        action: "claim.cancel",
        target: Some(member.to_string()),
        fields: Vec::new(),
        note: Some(SECRET.to_owned()),
    }];
    more.facts = vec![Fact {
        at: day(1),
        kind: "tier.set_by_hand",
        owner: Some(member),
        payload: format!("{{\"reason\":\"{SECRET}\"}}"),
    }];
    shop.commit(more);
    member
}

/// Rows of a table that say who somebody is.
fn telling(shop: &Shop, personal: &Personal) -> usize {
    let said = { personal.columns.iter() }
        .map(|column| format!("CAST({column} AS TEXT) LIKE '%{SECRET}%'"));
    let said = said.collect::<Vec<_>>().join(" OR ");
    engine::count(
        shop.folder.path(),
        &format!("SELECT 1 FROM {} WHERE {said}", personal.table),
    )
}

#[test]
fn nothing_personal_is_left_of_an_erased_member() {
    let shop = Shop::open();
    let (member, other) = (told(&shop), shop.register("2"));
    shop.commit(merge(&shop, (member, 1), (other, 0)));
    let of_members = || {
        PERSONAL
            .iter()
            .filter(|one| matches!(one.whose, Whose::Member(_)))
    };
    for personal in of_members() {
        // Days of the year name nobody; they go with the profile.
        let tells = telling(&shop, personal) > 0 || personal.table == "yearly_dates";
        assert!(tells, "the test says nothing in {}: let it", personal.table);
    }
    shop.commit(erase(&shop, member));
    for personal in of_members() {
        assert_eq!(
            telling(&shop, personal),
            0,
            "{} still tells",
            personal.table
        );
    }
    for table in ["audit WHERE note", "journal WHERE payload"] {
        let sql = format!("SELECT 1 FROM {table} LIKE '%{SECRET}%'");
        assert_eq!(engine::count(shop.folder.path(), &sql), 0, "{table}");
    }
    let row = shop.member(member);
    assert_eq!(
        (row.profile, row.identifiers),
        (Profile::default(), Vec::new())
    );
    assert!(row.erased_at.is_some() && row.blocked);
    assert!(
        shop.store
            .read(|reader| reader.whose(other))
            .unwrap()
            .is_erased
    );
    let found = shop
        .store
        .read(|reader| reader.find_member(&card(SECRET)))
        .unwrap();
    assert_eq!((found, shop.available(member)), (None, 0));
    shop.assert_sound();
}

#[test]
fn goods_of_an_erased_member_still_come_back() {
    let shop = Shop::open();
    let member = buyer(&shop, "1");
    let bought = shop
        .store
        .read(|reader| reader.purchases(member, None, 9))
        .unwrap();
    shop.commit(erase(&shop, member));
    let mut back = touched(member, shop.version_of(member));
    back.owners[0].next_lot = 2;
    let mut returned = shop.returned(bought.items[0].id, 1, 1, 40_000, day(5));
    returned.member = Some(member);
    back.returns = vec![returned];
    shop.commit(back);
    let needs = regulars_engine::program::Needs::default();
    let scope = scope(&needs, day(6));
    let loaded = shop
        .store
        .read(|reader| reader.situation(member, &scope))
        .unwrap();
    assert!(loaded.unwrap().situation.wallet.forfeits);
    shop.assert_sound();
}
