use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::points::{Lot, LotNumber, LotState};
use regulars_engine::time::Instant;
use regulars_store::{Changeset, NewMember, Options, OwnerChange, Store};
use serde_json::json;

use crate::binary::Folder;

#[test]
fn clean_books_are_0_and_changed_ones_1() {
    let folder = Folder::new();
    folder.publish("burger-heroes.yaml");
    assert_eq!(folder.check()["differences"], json!([]));
    let store = Store::open(&folder.data(), Options::default()).unwrap();
    store.commit_blocking(points_from_nowhere()).unwrap();
    drop(store);
    let ran = folder.run(&["verify", "--json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.json()["ok"], false);
    assert!(folder.run(&["verify"]).stdout.contains("lot 1"));
}

#[test]
fn a_folder_without_a_database_is_3_and_is_not_made() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["verify"]).code, 3);
    assert!(!folder.data().exists());
}

/// A member with a lot that no posting gave.
fn points_from_nowhere() -> Changeset {
    let (id, at) = (
        MemberId::from_raw(1 << 40),
        Instant::from_ms(1_767_000_000_000),
    );
    let lot = Lot {
        number: LotNumber(1),
        unit: UnitId::new("points"),
        amount: Points::from_raw(500),
        remaining: Points::from_raw(500),
        expired: Points::ZERO,
        activates_at: at,
        state: LotState::Active,
        expires_at: None,
        rule: RuleId::new("gift"),
        purchase: None,
        issue: None,
    };
    let change = OwnerChange {
        owner: id,
        expected: 1,
        postings: Vec::new(),
        clearing: Vec::new(),
        lots: vec![lot],
        debts: Vec::new(),
        hold: None,
        released: Vec::new(),
        coupons: Vec::new(),
        counters: Vec::new(),
        stocks: Vec::new(),
        draws: Vec::new(),
        uses: Vec::new(),
        unused: Vec::new(),
        tiers: Vec::new(),
        segments: Vec::new(),
        next_lot: 2,
        next_debt: 1,
        due_at: None,
        check_at: None,
    };
    let member = NewMember {
        id,
        registered_at: at,
        identifiers: Vec::new(),
        profile: Profile::default(),
    };
    Changeset {
        posted_at: at,
        new_members: vec![member],
        owners: vec![change],
        ..Changeset::default()
    }
}
