//! Every count, sum and limit holds when two processes write at once.
//!
//! Each test opens the base twice and has both stores commit what was decided on the same state, again and again. What holds
//! each is listed in `xtask/src/guards/table.rs`; `cargo xtask guards` takes one after another away and sees the tests fail.

use std::sync::Barrier;
use std::thread;

use regulars_engine::counter::{Counted, CounterKey, CounterMove};
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::name::RuleId;
use regulars_engine::number::Points;
use regulars_engine::points::{Account, Lot, PostingKind};
use regulars_engine::program::Needs;
use regulars_engine::time::Instant;
use regulars_store::*;

use crate::claims::{ends, made};
use crate::engine;
use crate::games::{draws, new_seed, opened, reveal, seeds};
use crate::segments::{drop, published, put, row, stored_program};
use crate::staff::added;
use crate::stocks::{given, taking};
use crate::support::*;

/// How often each race is run: who is first changes.
const RACES: u32 = 12;

/// Two processes over one base.
struct Two {
    shop: Shop,
    other: Store,
}

impl Two {
    fn open() -> Self {
        let shop = Shop::open();
        let other = engine::open(shop.folder.path(), Options::default()).unwrap();
        Self { shop, other }
    }

    /// Both commit at the same time; how many were posted.
    fn race(&self, one: Changeset, another: Changeset) -> usize {
        let start = Barrier::new(2);
        let commit = |store: &Store, changeset: Changeset| {
            start.wait();
            store.commit_blocking(changeset)
        };
        let outcomes = thread::scope(|scope| {
            let first = scope.spawn(|| commit(&self.shop.store, one));
            let second = scope.spawn(|| commit(&self.other, another));
            [first.join().unwrap(), second.join().unwrap()]
        });
        let posted = |outcome: &&Result<Committed, CommitError>| match outcome {
            Ok(Committed::Posted) => true,
            Ok(Committed::Replayed(_)) => false,
            Err(error) => {
                let told = !matches!(error, CommitError::Broken(_) | CommitError::Busy);
                assert!(told, "a race is no failure: {error}");
                false
            }
        };
        outcomes.iter().filter(posted).count()
    }

    /// A race for one of two: exactly one is posted, every time.
    fn check(&self, make: impl Fn(u32) -> [Changeset; 2]) {
        for turn in 0..RACES {
            let [one, another] = make(turn);
            assert_eq!(self.race(one, another), 1, "turn {turn}");
        }
        self.shop.assert_sound();
    }

    /// A member with 30 points, on version 2.
    fn buyer(&self, turn: u32) -> MemberId {
        let member = self.shop.register(&format!("card-{turn}"));
        self.shop.commit(self.shop.sale(member, 1, 1, day(1)));
        member
    }

    /// Both of a change of one owner, decided on version 2.
    fn check_owner(&self, change: impl Fn(&mut OwnerChange)) -> Vec<MemberId> {
        let members: Vec<_> = (0..RACES).map(|turn| self.buyer(turn)).collect();
        self.check(|turn| {
            let member = members[usize::try_from(turn).unwrap()];
            let made = || {
                let mut owner = OwnerChange {
                    next_lot: 2,
                    ..unchanged(member, 2)
                };
                change(&mut owner);
                posted(vec![owner])
            };
            [made(), made()]
        });
        members
    }
}

fn posted(owners: Vec<OwnerChange>) -> Changeset {
    Changeset {
        posted_at: day(2),
        owners,
        ..Changeset::default()
    }
}

fn spent(lot: u32) -> Lot {
    Lot {
        remaining: Points::ZERO,
        ..active_lot(lot, 30, None)
    }
}

/// Spends so many points of lot 1.
fn spend(shop: &Shop, change: &mut OwnerChange, points: i64) {
    let entries = vec![
        entry(Account::Available, Some(1), -points),
        entry(Account::Redeemed, None, points),
    ];
    let id = regulars_engine::id::PostingId::from_raw(shop.id());
    let posting = posting(PostingKind::Redeem, day(2), entries);
    change.postings.push((id, Cause::Time, posting));
}

#[test]
fn points_are_spent_once() {
    let two = Two::open();
    let members = two.check_owner(|owner| {
        spend(&two.shop, owner, 30);
        let purchase = two.shop.store.read(|reader| {
            let needs = Needs::default();
            reader.situation(owner.owner, &scope(&needs, day(2)))
        });
        let loaded = purchase.unwrap().unwrap().situation;
        let bought = loaded.wallet.lots.first().and_then(|lot| lot.purchase);
        owner.lots.push(Lot {
            purchase: bought,
            ..spent(1)
        });
    });
    for member in members {
        assert_eq!(two.shop.available(member), 0);
    }
}

#[test]
fn a_balance_never_goes_below_zero() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    for (unit_has, spends) in [(true, 31), (false, 1)] {
        let member = if unit_has { ann } else { shop.register("2") };
        let version = shop.version_of(member);
        let mut owner = OwnerChange {
            next_lot: 2,
            ..unchanged(member, version)
        };
        spend(&shop, &mut owner, spends);
        let refused = shop.refuse(posted(vec![owner]));
        assert!(
            matches!(refused, CommitError::Broken(_) | CommitError::Busy),
            "{refused:?}"
        );
        assert_eq!(shop.available(member), if unit_has { 30 } else { 0 });
    }
    shop.assert_sound();
}

#[test]
fn points_are_held_for_one_quote() {
    let two = Two::open();
    let members = two.check_owner(|owner| {
        let basket = format!("b-{}", two.shop.id());
        owner.hold = Some(two.shop.hold(&basket, 1, 30));
    });
    for member in members {
        let needs = Needs::default();
        let loaded = two
            .shop
            .store
            .read(|reader| reader.situation(member, &scope(&needs, hour(25))));
        assert_eq!(loaded.unwrap().unwrap().situation.wallet.holds.len(), 1);
    }
}

#[test]
fn a_quote_is_bought_once() {
    let two = Two::open();
    let members: Vec<_> = (0..RACES).map(|turn| two.buyer(turn)).collect();
    two.check(|turn| {
        let member = members[usize::try_from(turn).unwrap()];
        let held = two.shop.hold("b", 1, 30);
        let quote = held.hold.quote;
        two.shop.commit(posted(vec![OwnerChange {
            hold: Some(held),
            next_lot: 2,
            ..unchanged(member, 2)
        }]));
        let released = || {
            posted(vec![OwnerChange {
                released: vec![quote],
                next_lot: 2,
                ..unchanged(member, 3)
            }])
        };
        [released(), released()]
    });
}

/// What an offer may give a member in all, how far its steps have come, how often a rule may be used: counters.
#[test]
fn counters_of_limits_caps_and_steps_move_once() {
    let rule = || RuleId::new("spring");
    for counted in [
        Counted::Given(rule()),
        Counted::Bought(rule()),
        Counted::Uses(rule()),
    ] {
        let two = Two::open();
        let key = CounterKey {
            counted,
            period: None,
        };
        let members = two.check_owner(|owner| {
            let key = key.clone();
            owner.counters.push(CounterMove { key, delta: 500 });
        });
        let needs = Needs::default();
        for member in members {
            let scope = Scope {
                counters: vec![key.clone()],
                ..scope(&needs, day(2))
            };
            let loaded = two
                .shop
                .store
                .read(|reader| reader.situation(member, &scope));
            let counters = loaded.unwrap().unwrap().situation.counters;
            assert_eq!(counters.get(&key), 500);
        }
    }
}

/// Two members take the last toy at once: one gets it, every time.
#[test]
fn the_last_of_a_stock_is_given_once() {
    let two = Two::open();
    let ann: Vec<_> = (0..RACES).map(|turn| two.buyer(turn)).collect();
    let bob: Vec<_> = (0..RACES).map(|turn| two.buyer(turn + RACES)).collect();
    let host = two.shop.register("host");
    two.shop.commit(posted(vec![taking(host, 1, 2)]));
    two.check(|turn| {
        if turn > 0 {
            let version = two.shop.version_of(host);
            two.shop.commit(posted(vec![taking(host, version, -1)]));
        }
        let turn = usize::try_from(turn).unwrap();
        let takes = |member| {
            posted(vec![OwnerChange {
                next_lot: 2,
                ..taking(member, 2, 1)
            }])
        };
        [takes(ann[turn]), takes(bob[turn])]
    });
    assert_eq!(given(&two.shop, host), 3);
}

/// A seed is told while somebody draws by it: either the number was there before, or it is not written.
#[test]
fn a_seed_is_not_told_under_a_number_that_is_drawn() {
    let two = Two::open();
    for turn in 0..RACES {
        let ann = two.shop.register(&format!("{turn}"));
        let seed = opened(&two.shop, &format!("{turn}"));
        let next = SeedMove::Open(new_seed(&two.shop, &format!("{turn} next")));
        let SeedMove::Open(after) = &next else {
            unreachable!();
        };
        let after = after.id;
        let drawn = draws(&two.shop, ann, 1, seed, 0);
        let posted = two.race(drawn, seeds(vec![reveal(seed), next]));
        let log = two.shop.store.read(|reader| reader.draws_of(ann, None, 10));
        assert_eq!(log.unwrap().items.len(), posted - 1);
        two.shop.commit(seeds(vec![reveal(after)]));
    }
}

/// Two tills hand over, or give up, one claim at once: one does it, every time.
#[test]
fn a_claim_is_ended_once() {
    let two = Two::open();
    let members = (0..RACES).map(|turn| two.shop.register(&format!("card-{turn}")));
    let members: Vec<_> = members.collect();
    let claims = members.iter().enumerate();
    let claims = claims.map(|(turn, member)| made(&two.shop, *member, 1, &format!("RW{turn}")));
    let claims: Vec<_> = claims.collect();
    two.check(|turn| {
        let turn = usize::try_from(turn).unwrap();
        let states = [ClaimState::Given, ClaimState::Cancelled];
        states.map(|state| ends(claims[turn], members[turn], 2, state))
    });
}

#[test]
fn uses_of_a_rolling_limit_are_counted_once() {
    let two = Two::open();
    let members = two.check_owner(|owner| owner.uses.push((RuleId::new("come-back"), day(2))));
    let needs = Needs::default();
    for member in members {
        let scope = Scope {
            rolling_from: Some(day(0)),
            ..scope(&needs, day(3))
        };
        let loaded = two
            .shop
            .store
            .read(|reader| reader.situation(member, &scope));
        let uses = loaded.unwrap().unwrap().situation.uses;
        assert_eq!(uses.values().map(Vec::len).sum::<usize>(), 1);
    }
}

#[test]
fn one_call_is_done_once() {
    let two = Two::open();
    two.check(|turn| {
        let made = || Changeset {
            posted_at: day(1),
            call: Some(call(&format!("k-{turn}"), 1)),
            ..Changeset::default()
        };
        [made(), made()]
    });
}

#[test]
fn a_callers_id_is_one_purchase_or_one_tombstone() {
    let two = Two::open();
    let bought = |id: &str| Changeset {
        posted_at: day(1),
        purchases: vec![NewPurchase {
            external: Some(external(id)),
            ..two.shop.purchase(None, day(1))
        }],
        ..Changeset::default()
    };
    let buried = |id: &str| Changeset {
        posted_at: day(1),
        tombstones: vec![external(id)],
        ..Changeset::default()
    };
    two.check(|turn| {
        let id = format!("p-{turn}");
        [bought(&id), bought(&id)]
    });
    two.check(|turn| {
        let id = format!("t-{turn}");
        [bought(&id), buried(&id)]
    });
}

#[test]
fn a_callers_id_is_one_return() {
    let two = Two::open();
    two.check(|turn| {
        // Goods that came back without the purchase they were of.
        let made = || Changeset {
            posted_at: day(2),
            returns: vec![NewReturn {
                purchase: None,
                external: Some(external(&format!("r-{turn}"))),
                ..two
                    .shop
                    .returned(PurchaseId::from_raw(1), 1, 1, 40_000, day(2))
            }],
            ..Changeset::default()
        };
        [made(), made()]
    });
}

#[test]
fn a_card_is_of_one_member() {
    let two = Two::open();
    two.check(|turn| {
        let made = || {
            let id = MemberId::from_raw(two.shop.id());
            let new = NewMember {
                id,
                registered_at: day(0),
                identifiers: vec![card(&format!("c-{turn}"))],
                profile: Default::default(),
            };
            Changeset {
                posted_at: day(0),
                new_members: vec![new],
                ..Changeset::default()
            }
        };
        [made(), made()]
    });
}

#[test]
fn what_was_bought_comes_back_once_or_is_voided() {
    let two = Two::open();
    let bought = || {
        let purchase = two.shop.purchase(None, day(1));
        let id = purchase.id;
        two.shop.commit(Changeset {
            posted_at: day(1),
            purchases: vec![purchase],
            ..Changeset::default()
        });
        id
    };
    let seen = |purchase| {
        vec![SeenPurchase {
            purchase,
            returns: 0,
            voided: false,
        }]
    };
    let back = |purchase| Changeset {
        posted_at: day(2),
        returns: vec![two.shop.returned(purchase, 1, 1, 40_000, day(2))],
        seen_purchases: seen(purchase),
        ..Changeset::default()
    };
    let void = |purchase| Changeset {
        posted_at: day(2),
        voids: vec![purchase],
        seen_purchases: seen(purchase),
        ..Changeset::default()
    };
    two.check(|_| {
        let purchase = bought();
        [back(purchase), back(purchase)]
    });
    two.check(|_| {
        let purchase = bought();
        [back(purchase), void(purchase)]
    });
}

#[test]
fn one_administrator_remains() {
    let two = Two::open();
    let pair = [added(&two.shop, "anna"), added(&two.shop, "boris")];
    two.check(|_| {
        let seen = two.shop.store.read(|reader| reader.staff_mark()).unwrap();
        // Each sees the other as the administrator that remains.
        pair.clone().map(|row| Changeset {
            posted_at: day(1),
            staff: vec![StaffRow {
                blocked: true,
                ..row
            }],
            staff_seen: Some(seen),
            ..Changeset::default()
        })
    });
}

#[test]
fn segments_are_changed_by_one() {
    let two = Two::open();
    two.check(|turn| {
        let seen = two
            .shop
            .store
            .read(|reader| reader.segments_mark())
            .unwrap();
        // Each might count on the other, and both together go in a circle.
        ["one", "other"].map(|id| {
            put(
                &row(&format!("{id}-{turn}"), SegmentKind::Dynamic),
                &[],
                seen,
            )
        })
    });
}

#[test]
fn a_segment_is_dropped_or_named_by_a_program() {
    let two = Two::open();
    two.shop.commit(stored_program());
    two.check(|turn| {
        let id = format!("lost-{turn}");
        let mark = || two.shop.store.read(|reader| reader.segments_mark());
        let lost = put(&row(&id, SegmentKind::Dynamic), &[], mark().unwrap());
        two.shop.commit(lost);
        let seen = mark().unwrap();
        [drop(&id, seen), published(i64::from(turn), seen)]
    });
}

#[test]
fn a_version_of_a_program_is_stored_by_one() {
    let two = Two::open();
    two.check(|turn| {
        let stored = |text: &str| Changeset {
            posted_at: day(1),
            versions: vec![NewVersion {
                version: program_version(turn + 1),
                text: text.to_owned(),
                by: Actor::Machine,
            }],
            ..Changeset::default()
        };
        [stored("one"), stored("another")]
    });
}

#[test]
fn a_job_is_done_by_one() {
    let two = Two::open();
    let jobs = (0..60).map(|number| NewJob {
        kind: "daily",
        lane: Lane::Bulk,
        key: format!("j-{number}"),
        due_at: day(0),
        payload: "{}".to_owned(),
    });
    two.shop.commit(Changeset {
        posted_at: day(0),
        jobs: jobs.collect(),
        ..Changeset::default()
    });
    let lease = |store: &Store, until: Instant| {
        let mut taken = Vec::new();
        loop {
            let jobs = store.lease_jobs(&[Lane::Bulk], day(1), until, 3).unwrap();
            if jobs.is_empty() {
                return taken;
            }
            taken.extend(jobs.into_iter().map(|job| job.key));
        }
    };
    let mut taken = thread::scope(|scope| {
        let first = scope.spawn(|| lease(&two.shop.store, day(2)));
        let mut taken = lease(&two.other, day(2));
        taken.extend(first.join().unwrap());
        taken
    });
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), 60);
}
