//! A purchase of a member crosses their merge, made by another process: it posts once, to who stays.

use std::sync::{Arc, Barrier};
use std::thread;

use regulars_app::member::{self, MergeRequest};
use regulars_app::purchase::{ConfirmRequest, confirm};
use regulars_app::{
    Actor, App, BasketRequest, CallKey, Caller, LineRequest, MemberRef, Settings, account, job,
    program,
};
use regulars_engine::basket::{Line, PricedBy};
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::number::{Price, Quantity};
use regulars_engine::time::Instant;
use regulars_store::{Identifier, IdentifierKind, Options, Role, Store};
use regulars_testkit::SettableClock;
use regulars_testkit::postgres::new_database;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units: { points: { value: { points: 1, money: 1.00 } } }
earn: [{ id: base, rate: 5% }]
";

fn card(number: &str) -> Identifier {
    Identifier {
        kind: IdentifierKind::Card,
        value: number.to_owned(),
    }
}

fn basket(number: &str) -> BasketRequest {
    let line = Line {
        number: 1,
        sku: None,
        quantity: Quantity::ONE,
        price: Price::parse("400.00").unwrap(),
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
        basket: None,
        member: Some(MemberRef::Identifier(card(number))),
        store: None,
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
        redeem: Vec::new(),
        hold: false,
        priced: PricedBy::Here,
        expect: None,
    }
}

async fn join(app: &App, number: &str) -> MemberId {
    let request = member::RegisterRequest {
        by: Actor::Machine,
        keyed: None,
        profile: Profile::default(),
        identifiers: vec![card(number)],
        joined: member::Joined::default(),
    };
    let joined = member::register(app, request).await.unwrap();
    joined.outcome.member
}

#[test]
fn a_purchase_that_crosses_a_merge_posts_once_to_who_stays() {
    let url = new_database();
    let (start, _) = Instant::parse_with_offset("2026-03-01T10:00:00+03:00").unwrap();
    let clock = Arc::new(SettableClock::at(start));
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let apps = [0, 1].map(|n: usize| {
        let options = Options {
            role: Role::Server,
            ..Options::default()
        };
        let store = Store::connect(&url, folders[n].path(), &options).unwrap();
        App::start(store, clock.clone(), Settings::default()).unwrap()
    });
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let stored = program::put(&apps[0], Actor::Machine, None, PROGRAM.to_owned(), None);
        let stored = stored.await.unwrap();
        let live = program::publish(&apps[0], Actor::Machine, stored.outcome, None);
        live.await.unwrap();
        job::run_due(&apps[0]).await.unwrap();
        apps[1].refresh().await.unwrap();
    });
    for round in 0..10 {
        let (own, other) = (format!("1{round:03}"), format!("2{round:03}"));
        let into = runtime.block_on(join(&apps[0], &own));
        let from = runtime.block_on(join(&apps[0], &other));
        let start = Arc::new(Barrier::new(2));
        let (app, ready) = (apps[0].clone(), start.clone());
        let till = thread::spawn(move || {
            let request = ConfirmRequest {
                call: CallKey::new(&format!("r-{round}"), b"body"),
                basket: Some(basket(&other)),
                quote: None,
            };
            let (caller, runtime) = (Caller::local(), Runtime::new().unwrap());
            ready.wait();
            runtime.block_on(confirm(&app, &caller, request)).unwrap();
        });
        start.wait();
        let request = MergeRequest {
            by: Actor::Machine,
            keyed: None,
            into: MemberRef::Id(into),
            from: MemberRef::Id(from),
        };
        runtime.block_on(member::merge(&apps[1], request)).unwrap();
        till.join().unwrap();
        for named in [into, from] {
            let read = account::read(&apps[1], MemberRef::Id(named));
            let read = runtime.block_on(read).unwrap();
            assert_eq!(read.accounts[0].available.raw(), 20, "round {round}");
        }
    }
    let report = apps[0].verify().unwrap();
    assert!(report.ok, "{:#?}", report.differences);
}
