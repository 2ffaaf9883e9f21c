//! What analytics read of members is what decisions load of them; asked of every shop that is found sound.

use regulars_engine::id::MemberId;
use regulars_engine::program::Needs;
use regulars_engine::situation::Situation;
use regulars_engine::time::Instant;
use regulars_store::*;

use crate::support::*;

/// Everything of everybody, read in one pass and member by member.
pub fn assert_agrees(shop: &Shop) {
    let all = pasts(
        shop,
        MemberId::from_raw(i64::MIN),
        MemberId::from_raw(i64::MAX),
    );
    for past in all {
        let id = past.member.id;
        let situation = whole(shop, id);
        assert_eq!(Some(&past.member), situation.member.as_ref());
        assert_eq!(past.wallet.lots, situation.wallet.lots, "{id}");
        assert_eq!(past.wallet.debts, situation.wallet.debts, "{id}");
        assert_eq!(past.wallet.holds, situation.wallet.holds, "{id}");
        let mut tiers = situation.earlier_tiers;
        for (scheme, state) in situation.tiers {
            tiers.entry(scheme).or_default().push(state);
        }
        assert_eq!(past.tiers, tiers, "{id}");
        let sales: Vec<_> = past.sales.iter().map(|sale| sale.past.clone()).collect();
        assert_eq!(sales, situation.history, "{id}");
        assert_eq!(past.events, situation.events, "{id}");
        let alone = pasts(shop, id, id);
        assert_eq!(alone.len(), 1, "{id}");
        assert_eq!(alone[0].sales, past.sales, "{id}");
        assert_comes_after(shop, &past);
    }
    assert_names(shop);
}

/// Names alone are those of the profiles.
fn assert_names(shop: &Shop) {
    let mut names = Vec::new();
    let read = |reader: &Reader<'_>| {
        reader.names(|member, first, last| {
            names.push((member, first.map(str::to_owned), last.map(str::to_owned)));
        })
    };
    shop.store.read(read).unwrap();
    let all = pasts(
        shop,
        MemberId::from_raw(i64::MIN),
        MemberId::from_raw(i64::MAX),
    );
    let profiles = all.into_iter().map(|past| {
        let profile = past.member.profile;
        (past.member.id, profile.first_name, profile.last_name)
    });
    let named = profiles.filter(|(_, first, last)| first.is_some() || last.is_some());
    assert_eq!(names, named.collect::<Vec<_>>());
}

/// Asked for by name, with the first purchases known.
fn assert_comes_after(shop: &Shop, whole: &MemberPast) {
    let (id, nobody) = (whole.member.id, MemberId::from_raw(i64::MAX));
    for known in 0..=whole.sales.len() {
        let mut found = Vec::new();
        let read = |reader: &Reader<'_>| {
            reader.pasts_of(&[(id, known), (nobody, 0)], |past| {
                found.push(past);
                Ok(())
            })
        };
        shop.store.read(read).unwrap();
        let mut sales = whole.sales.clone();
        let bare = sales.iter_mut().take(known);
        bare.for_each(|sale| sale.past.lines.clear());
        assert_eq!(found.len(), 1, "{id}");
        assert_eq!(found[0].sales, sales, "{id} after {known}");
        let found = &found[0];
        assert_eq!(found.member, whole.member);
        assert_eq!(found.wallet.lots, whole.wallet.lots, "{id}");
        assert_eq!(found.wallet.debts, whole.wallet.debts, "{id}");
        assert_eq!(found.wallet.holds, whole.wallet.holds, "{id}");
        assert_eq!(
            (&found.tiers, &found.events, found.stamps),
            (&whole.tiers, &whole.events, whole.stamps)
        );
    }
}

fn pasts(shop: &Shop, from: MemberId, to: MemberId) -> Vec<MemberPast> {
    let mut pasts = Vec::new();
    let read = |reader: &Reader<'_>| {
        reader.pasts((from, to), |past| {
            pasts.push(past);
            Ok(())
        })
    };
    shop.store.read(read).unwrap();
    pasts
}

fn whole(shop: &Shop, id: MemberId) -> Situation {
    let needs = Needs {
        purchases_since: Some(Instant::MIN),
        events_since: Some(Instant::MIN),
        lines: true,
        ..Needs::default()
    };
    let scope = scope(&needs, Instant::MAX);
    let loaded = shop.store.read(|reader| reader.situation(id, &scope));
    loaded.unwrap().unwrap().situation
}

#[test]
fn a_return_is_netted_and_what_came_back_whole_is_gone() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let sale = shop.sale(ann, 1, 1, day(1));
    let bought = sale.purchases[0].clone();
    shop.commit(sale);
    let id = bought.id;
    let others = shop
        .store
        .read(|reader| reader.buyers_between(id, id))
        .unwrap();
    assert_eq!(others, [ann]);
    let sale = || pasts(&shop, ann, ann).remove(0).sales.pop();
    let before = sale().unwrap();
    assert_eq!(before.past.amount, bought.totals.to_pay);
    assert_eq!(before.past.lines.len(), bought.lines.len());

    for (version, line) in (2..).zip(&bought.lines) {
        let (units, refund) = (line.quantity.whole_units(), line.to_pay.minor());
        shop.commit(Changeset {
            posted_at: day(2),
            owners: vec![OwnerChange {
                next_lot: 2,
                ..unchanged(ann, version)
            }],
            returns: vec![NewReturn {
                member: Some(ann),
                ..shop.returned(id, line.number, units, refund, day(2))
            }],
            ..Changeset::default()
        });
        let left = before.past.lines.len() - usize::try_from(line.number).unwrap();
        let after = sale();
        assert_eq!(after.is_some(), left > 0);
        if let Some(after) = after {
            assert_eq!(after.past.lines.len(), left);
            assert_eq!(after.returned + after.past.amount, before.past.amount);
        }
    }
    assert_agrees(&shop);
}
