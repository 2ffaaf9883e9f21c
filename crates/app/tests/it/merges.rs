//! Two records of one person become one at a running till, and a member is erased: by the use cases, with what analytics see.

use std::sync::Arc;

use regulars_app::account::{self, AdjustmentRequest};
use regulars_app::insight::file as columns;
use regulars_app::member::{self, EraseRequest, MergeRequest, Merged};
use regulars_app::purchase::{
    ConfirmRequest, Confirmed, DocumentRef, ReturnRequest, ReturnedGoods, confirm, return_goods,
};
use regulars_app::segment::{self, PreviewRequest};
use regulars_app::{Actor, App, AppError, Decimal, MemberRef, MuchRequest, Settings, quote};
use regulars_engine::condition::ConditionFile;
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;

use regulars_store::{Options, Store};
use regulars_testkit::SettableClock;
use tempfile::TempDir;

use crate::{BURGER_HEROES, System, at, basket, key, local};

impl System {
    async fn buy(&self, id: &str, card: &str, much: MuchRequest) -> Confirmed {
        let mut asked = basket(Some(card), "400.00", much);
        asked.basket = Some(id.to_owned());
        let request = ConfirmRequest {
            call: key(id, "body"),
            basket: Some(asked),
            quote: None,
        };
        confirm(&self.app, &local(), request).await.unwrap()
    }

    async fn give_back(&self, bought: &Confirmed, id: &str) -> i64 {
        let request = ReturnRequest {
            call: key(id, "body"),
            purchase: DocumentRef::Id(bought.purchase.id.raw()),
            goods: ReturnedGoods::default(),
        };
        let back = return_goods(&self.app, &local(), request).await.unwrap();
        back.return_.refund.minor()
    }

    async fn merge(&self, into: MemberId, from: MemberId) -> Merged {
        let request = MergeRequest {
            by: Actor::Machine,
            keyed: None,
            into: MemberRef::Id(into),
            from: MemberRef::Id(from),
        };
        member::merge(&self.app, request).await.unwrap().outcome
    }

    async fn erase(&self, member: MemberId) {
        let request = EraseRequest {
            by: Actor::Machine,
            keyed: None,
            member: MemberRef::Id(member),
            reason: "asked for it".to_owned(),
        };
        member::erase(&self.app, request).await.unwrap();
    }

    /// How many the columns find, as they follow, and read in anew.
    async fn found(&self, when: &str) -> usize {
        let asked = || PreviewRequest {
            when: ConditionFile::read(when).unwrap(),
            as_of: None,
        };
        let followed = segment::preview(&self.app, asked()).await.unwrap();
        assert!(columns::rebuild(&self.app).await.unwrap().is_some());
        let anew = segment::preview(&self.app, asked()).await.unwrap();
        assert_eq!(followed.found.members, anew.found.members, "{when}");
        anew.found.members
    }
}

#[tokio::test]
async fn what_was_bought_before_a_merge_comes_back_after_it_as_if_never_bought() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    let bob = system.join("2002", Profile::default()).await;
    let first = system.buy("r-1", "2002", MuchRequest::Max).await;
    let second = system.buy("r-2", "2002", MuchRequest::None).await;
    assert_eq!(system.balance(bob).await, 300 - 200 + 10 + 20);
    system.merge(ann, bob).await;
    assert_eq!(system.balance(ann).await, 300 + 130);
    // Whoever names the other, by a card or an id, speaks of this one.
    assert_eq!(system.app_member("2002").await, Some(ann));
    assert_eq!(system.balance(bob).await, 430);
    system.buy("r-3", "2002", MuchRequest::None).await;
    assert_eq!(system.balance(ann).await, 450);
    assert_eq!(system.give_back(&first, "b-1").await, 20_000);
    assert_eq!(system.give_back(&second, "b-2").await, 40_000);
    assert_eq!(system.balance(ann).await, 300 + 300 + 20);
    system.check();
}

#[tokio::test]
async fn a_quote_of_who_joins_is_kept_by_who_stays() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    let bob = system.join("2002", Profile::default()).await;
    let mut asked = basket(Some("2002"), "400.00", MuchRequest::Max);
    asked.hold = true;
    let quoted = quote::make(&system.app, asked).await.unwrap();
    system.merge(ann, bob).await;
    let request = ConfirmRequest {
        call: key("r-1", "body"),
        basket: None,
        quote: Some(quoted.quote),
    };
    let bought = confirm(&system.app, &local(), request).await.unwrap();
    assert_eq!(bought.purchase.member, Some(ann));
    assert_eq!(
        bought
            .purchase
            .decision
            .priced
            .unwrap()
            .totals
            .to_pay
            .minor(),
        20_000
    );
    assert_eq!(system.balance(ann).await, 600 - 200 + 10);
    system.check();
}

#[tokio::test]
async fn a_purchase_that_crosses_a_merge_posts_once_to_who_stays() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    for round in 0..12 {
        let (own, other) = (format!("1{round:03}"), format!("2{round:03}"));
        let ann = system.join(&own, Profile::default()).await;
        let bob = system.join(&other, Profile::default()).await;
        let id = format!("r-{round}");
        let bought = system.buy(&id, &other, MuchRequest::None);
        let (_, merged) = tokio::join!(bought, system.merge(ann, bob));
        assert_eq!((merged.into, merged.from), (ann, bob));
        assert_eq!(system.balance(ann).await, 600 + 20, "round {round}");
    }
    system.check();
}

#[tokio::test]
async fn nobody_is_merged_with_themselves_nor_twice() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    let bob = system.join("2002", Profile::default()).await;
    system.merge(ann, bob).await;
    let again = MergeRequest {
        by: Actor::Machine,
        keyed: None,
        into: MemberRef::Id(ann),
        from: MemberRef::Id(bob),
    };
    let refused = member::merge(&system.app, again).await.unwrap_err();
    assert!(matches!(refused, AppError::Invalid(_)), "{refused}");
    let merges = member::merges(&system.app, MemberRef::Id(bob))
        .await
        .unwrap();
    assert_eq!(merges.len(), 1);
}

/// A system that keeps its columns on disk, where they can be made anew.
async fn with_columns(now: &str) -> System {
    let folder = TempDir::new().unwrap();
    let clock = Arc::new(SettableClock::at(at(now)));
    let store = Store::open(folder.path(), Options::default()).unwrap();
    let settings = Settings {
        columns: Some(columns::Keeping {
            folder: folder.path().join("columns"),
            every_ms: columns::Keeping::EVERY_MS,
        }),
        ..Settings::default()
    };
    let app = App::start(store, clock.clone(), settings).unwrap();
    System::over(app, clock, folder, BURGER_HEROES).await
}

#[tokio::test]
async fn analytics_see_one_member_with_what_both_bought() {
    let system = with_columns("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    let bob = system.join("2002", Profile::default()).await;
    system.buy("r-1", "1001", MuchRequest::None).await;
    system.buy("r-2", "2002", MuchRequest::None).await;
    let often = "purchases: { within: 1 year, count: { gte: 2 } }";
    let once = "purchases: { within: 1 year, count: { gte: 1 } }";
    // A window ends before the instant it is asked at.
    system.clock.advance_ms(1_000);
    assert_eq!(system.found(often).await, 0);
    assert_eq!(system.found(once).await, 2);
    system.merge(ann, bob).await;
    assert_eq!(system.found(often).await, 1);
    assert_eq!(system.found(once).await, 1);
    system.erase(ann).await;
    assert_eq!(system.found(once).await, 0);
    system.check();
}

#[tokio::test]
async fn an_erased_member_is_nobody_and_their_goods_still_come_back_for_money() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    let bought = system.buy("r-1", "1001", MuchRequest::Max).await;
    system.erase(ann).await;
    assert_eq!(system.app_member("1001").await, None);
    let view = member::read(&system.app, MemberRef::Id(ann)).await.unwrap();
    assert!(view.erased_at.is_some() && view.profile == Profile::default());
    assert_eq!(system.balance(ann).await, 0);
    assert_eq!(system.give_back(&bought, "b-1").await, 20_000);
    assert_eq!(system.balance(ann).await, 0, "its points are given up too");
    let request = AdjustmentRequest {
        by: Actor::Machine,
        keyed: None,
        member: MemberRef::Id(ann),
        unit: None,
        points: "5".parse::<Decimal>().unwrap(),
        reason: "a gift".to_owned(),
        expires_at: None,
        opening: false,
    };
    let refused = account::adjust(&system.app, request).await.unwrap_err();
    assert!(matches!(refused, AppError::Erased), "{refused}");
    // The card is free for whoever comes next.
    let back = system.join("1001", Profile::default()).await;
    assert_ne!(back, ann);
    system.check();
}
