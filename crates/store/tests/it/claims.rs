//! Claims of rewards: kept, listed, ended once.

use regulars_engine::decision::{Effect, EffectKind};
use regulars_engine::id::{ClaimId, MemberId};
use regulars_engine::name::{RuleId, StoreId};
use regulars_engine::reward::ClaimMove;
use regulars_store::*;

use crate::support::*;

fn claim(shop: &Shop, member: MemberId, code: &str, until: Option<i64>) -> NewClaim {
    NewClaim {
        id: ClaimId::from_raw(shop.id()),
        member,
        reward: RuleId::new("mug"),
        code: code.to_owned(),
        at: day(1),
        expires_at: until.map(day),
        given: false,
        effects: vec![Effect {
            rule: RuleId::new("mug"),
            line: None,
            kind: EffectKind::Claim(ClaimMove::Made {
                expires_at: until.map(day),
                given: false,
            }),
        }],
    }
}

pub fn made(shop: &Shop, member: MemberId, version: i64, code: &str) -> ClaimId {
    let new = claim(shop, member, code, Some(5));
    let id = new.id;
    shop.commit(Changeset {
        posted_at: day(1),
        owners: vec![unchanged(member, version)],
        claims: vec![new],
        ..Changeset::default()
    });
    id
}

/// The claim ends, decided on a version of its member.
pub fn ends(id: ClaimId, member: MemberId, version: i64, state: ClaimState) -> Changeset {
    let ending = ClaimEnding {
        id,
        state,
        at: day(2),
        store: Some(StoreId::new("kazan-1")),
        cashier: Some("Olga".to_owned()),
    };
    Changeset {
        posted_at: day(2),
        owners: vec![unchanged(member, version)],
        claim_ends: vec![ending],
        ..Changeset::default()
    }
}

fn codes(shop: &Shop, of: ClaimsOf) -> Vec<String> {
    let page = shop.store.read(|reader| reader.claims(of, None, 10));
    page.unwrap()
        .items
        .into_iter()
        .map(|row| row.code)
        .collect()
}

#[test]
fn a_claim_is_kept_with_what_it_did() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let new = claim(&shop, ann, "RWA", Some(5));
    shop.commit(Changeset {
        posted_at: day(1),
        owners: vec![unchanged(ann, 1)],
        claims: vec![new.clone()],
        ..Changeset::default()
    });
    let row = shop.store.read(|reader| reader.claim_of_code("RWA"));
    let row = row.unwrap().unwrap();
    assert_eq!(
        (row.id, row.member, row.state),
        (new.id, ann, ClaimState::Open)
    );
    assert_eq!(
        (row.at, row.expires_at, row.ended_at),
        (day(1), Some(day(5)), None)
    );
    assert_eq!(row.effects, new.effects);
    let by_id = shop.store.read(|reader| reader.claim(new.id)).unwrap();
    assert_eq!(by_id, Some(row));
}

#[test]
fn a_claim_ends_once() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let id = made(&shop, ann, 1, "RWA");
    shop.commit(ends(id, ann, 2, ClaimState::Given));
    let row = shop.store.read(|reader| reader.claim(id)).unwrap().unwrap();
    assert_eq!((row.state, row.ended_at), (ClaimState::Given, Some(day(2))));
    assert_eq!(
        (row.store, row.cashier.as_deref()),
        (Some(StoreId::new("kazan-1")), Some("Olga"))
    );
    // Who decided before finds the member moved on; who did not look finds no open claim.
    let stale = shop.refuse(ends(id, ann, 2, ClaimState::Cancelled));
    assert_eq!(stale, CommitError::Conflict { owner: ann });
    let again = shop.refuse(ends(id, ann, 3, ClaimState::Cancelled));
    assert!(matches!(again, CommitError::Broken(_)), "{again:?}");
    let row = shop.store.read(|reader| reader.claim(id)).unwrap().unwrap();
    assert_eq!(row.state, ClaimState::Given);
}

#[test]
fn claims_are_listed_latest_first_by_member_and_state() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let first = made(&shop, ann, 1, "RWA");
    made(&shop, bob, 1, "RWB");
    made(&shop, ann, 2, "RWC");
    shop.commit(ends(first, ann, 3, ClaimState::Given));
    assert_eq!(codes(&shop, ClaimsOf::Everybody), ["RWC", "RWB", "RWA"]);
    assert_eq!(codes(&shop, ClaimsOf::Member(ann)), ["RWC", "RWA"]);
    assert_eq!(
        codes(&shop, ClaimsOf::State(ClaimState::Open)),
        ["RWC", "RWB"]
    );
    let page = shop.store.read(|reader| {
        let first = reader.claims(ClaimsOf::Everybody, None, 2)?;
        reader.claims(ClaimsOf::Everybody, first.next.as_ref(), 2)
    });
    let page = page.unwrap();
    assert_eq!((page.items.len(), page.items[0].code.as_str()), (1, "RWA"));
    assert_eq!(page.next, None);
}

#[test]
fn open_claims_are_due_when_their_time_is_over() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let id = made(&shop, ann, 1, "RWA");
    let due = |at| {
        shop.store
            .read(|reader| reader.claims_due(at, 10))
            .unwrap()
            .len()
    };
    assert_eq!((due(hour(119)), due(day(5))), (0, 1));
    shop.commit(ends(id, ann, 2, ClaimState::Expired));
    assert_eq!(due(day(6)), 0);
}
