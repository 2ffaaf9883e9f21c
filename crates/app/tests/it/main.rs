//! Use cases over a real store, a settable clock and no network.

#![expect(clippy::unwrap_used, reason = "tests")]

mod demo;
mod experiments;
mod import;
mod jobs;
mod merges;
mod rollouts;
mod till;
mod upload;

use std::sync::Arc;

use regulars_app::{
    Actor, App, BasketRequest, CallKey, Caller, LineRequest, MemberRef, MuchRequest, RedeemRequest,
    Settings, job, member, program,
};
use regulars_engine::basket::{Line, PricedBy};
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::UnitId;
use regulars_engine::number::{Price, Quantity};
use regulars_engine::time::Instant;
use regulars_store::{Identifier, IdentifierKind, Options, Store};
use regulars_testkit::SettableClock;
use tempfile::TempDir;

const BURGER_HEROES: &str = "\
program: { id: burger-heroes, name: Burger Heroes, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { name: { en: bonuses, ru: бонусы }, value: { points: 1, money: 1.00 }, expire: { after: 365d } }
segments:
  lost: { last_purchase: { days_ago: { gt: 60 } } }
activities:
  - { id: welcome, on: registered, award: { points: 300, expire: { after: 30d } } }
  - { id: come-back, on: { segment_entered: lost }, award: { points: 100, expire: { after: 30d } }, limit: { times: 1, per: 180d } }
  - { id: birthday, on: { date: birthday }, award: { points: 50, expire: never } }
earn:
  - { id: base, rate: 5% }
  - { id: regulars, when: { purchases: { within: 30d, count: { gte: 3 } } }, rate: 15%, combine: max }
redeem: { points: { max_share: 50%, exclude: { category: [alcohol, tobacco] } } }
";

/// A system of one test.
struct System {
    app: App,
    clock: Arc<SettableClock>,
    folder: TempDir,
}

fn at(text: &str) -> Instant {
    Instant::parse_with_offset(text).unwrap().0
}

impl System {
    async fn start(now: &str) -> Self {
        Self::of(now, BURGER_HEROES).await
    }

    /// A system with another program.
    async fn of(now: &str, text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(SettableClock::at(at(now)));
        let store = Store::open(folder.path(), Options::default()).unwrap();
        let app = App::start(store, clock.clone(), Settings::default()).unwrap();
        Self::over(app, clock, folder, text).await
    }

    /// A system over an app, with the program published.
    async fn over(app: App, clock: Arc<SettableClock>, folder: TempDir, text: &str) -> Self {
        let system = Self { app, clock, folder };
        let stored = program::put(&system.app, Actor::Machine, None, text.to_owned(), None)
            .await
            .unwrap();
        program::publish(&system.app, Actor::Machine, stored.outcome, None)
            .await
            .unwrap();
        system.run_due().await;
        system
    }

    async fn pass(&self, to: &str) {
        self.clock.set(at(to));
        self.run_due().await;
    }

    async fn run_due(&self) {
        let ran = job::run_due(&self.app).await.unwrap();
        assert_eq!(ran.failed, 0, "{ran:?}");
    }

    async fn join(&self, card: &str, profile: Profile) -> MemberId {
        let request = member::RegisterRequest {
            by: Actor::Machine,
            keyed: None,
            profile,
            identifiers: vec![card_of(card)],
            joined: member::Joined::default(),
        };
        member::register(&self.app, request)
            .await
            .unwrap()
            .outcome
            .member
    }

    async fn app_member(&self, card: &str) -> Option<MemberId> {
        let found = member::find_one(&self.app, card_of(card)).await.unwrap();
        found.map(|view| view.id)
    }

    async fn balance(&self, member: MemberId) -> i64 {
        let view = regulars_app::account::read(&self.app, MemberRef::Id(member))
            .await
            .unwrap();
        view.accounts[0].available.raw()
    }

    /// The books balance.
    fn check(&self) {
        let report = self.app.verify().unwrap();
        assert!(report.ok, "{:#?}", report.differences);
    }
}

fn card_of(card: &str) -> Identifier {
    Identifier {
        kind: IdentifierKind::Card,
        value: card.to_owned(),
    }
}

fn local() -> Caller {
    Caller::local()
}

fn key(id: &str, body: &str) -> CallKey {
    CallKey::new(id, body.as_bytes())
}

/// One burger.
fn basket(card: Option<&str>, price: &str, redeem: MuchRequest) -> BasketRequest {
    let line = Line {
        number: 1,
        sku: Some("burger".into()),
        quantity: Quantity::ONE,
        price: Price::parse(price).unwrap(),
        club_price: None,
        min_price: None,
        category: Vec::new(),
        brand: None,
        flags: Vec::new(),
        sold_for: None,
        gift_card: None,
        gift_of: None,
    };
    BasketRequest {
        basket: Some("b-1".to_owned()),
        member: card.map(|card| MemberRef::Identifier(card_of(card))),
        store: Some("kazan-1".into()),
        till: None,
        cashier: None,
        at: None,
        channel: None,
        lines: vec![LineRequest {
            line,
            sold_for: None,
        }],
        coupons: Vec::new(),
        gift_cards: Vec::new(),
        payments: Vec::new(),
        redeem: vec![RedeemRequest {
            unit: UnitId::new("points"),
            much: redeem,
        }],
        hold: false,
        priced: PricedBy::Here,
        expect: None,
    }
}
