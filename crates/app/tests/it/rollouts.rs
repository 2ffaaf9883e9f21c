//! Versions rolled out to a part of the base: who is decided by which, then and later.

use regulars_app::place;
use regulars_app::program::{self, publish};
use regulars_app::purchase::{
    ConfirmRequest, Confirmed, DocumentRef, ReturnLineRequest, ReturnRequest, ReturnedGoods,
    confirm, return_goods,
};
use regulars_app::rollout::{self, Audience, RolloutStepKind, Share, Start, Wider};
use regulars_app::segment::{self, SegmentKind, SegmentState};
use regulars_app::{Actor, AppError, MuchRequest, ProgramVersion, Stated};
use regulars_engine::condition::ConditionFile;
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::{ProgramId, SegmentId, StoreId};
use regulars_engine::number::Quantity;
use regulars_engine::program::Text;
use regulars_store::StoreRow;

use crate::{BURGER_HEROES, System, at, basket, key, local};

const BEGIN: &str = "2026-03-01T10:00:00+03:00";

fn share(parts: u32) -> Audience {
    Audience::Share(Share::of_parts(parts).unwrap())
}

fn burgers(version: u32) -> ProgramVersion {
    ProgramVersion {
        program: ProgramId::new("burger-heroes"),
        version,
    }
}

async fn put(system: &System, text: String) -> ProgramVersion {
    let stored = program::put(&system.app, Actor::Machine, None, text, None).await;
    stored.unwrap().outcome
}

/// A system on which version 2 earns 10 % and nobody is decided by it.
async fn two_versions() -> System {
    let system = System::start(BEGIN).await;
    let text = BURGER_HEROES.replace("rate: 5%", "rate: 10%");
    assert_eq!(put(&system, text).await, burgers(2));
    system
}

async fn start(system: &System, to: Audience) -> Result<(), AppError> {
    let asked = Start {
        version: burgers(2),
        to,
        at: None,
        note: None,
    };
    rollout::start(&system.app, Actor::Machine, asked).await?;
    Ok(())
}

async fn widen(system: &System, to: Wider) -> Result<RolloutStepKind, AppError> {
    let program = burgers(2).program;
    let step = rollout::widen(&system.app, Actor::Machine, program, to, None).await?;
    Ok(step.kind)
}

async fn withdraw(system: &System) {
    let program = burgers(2).program;
    let step = rollout::withdraw(&system.app, Actor::Machine, program, None).await;
    assert_eq!(step.unwrap().kind, RolloutStepKind::Withdrawn);
}

async fn buy(system: &System, id: &str, card: Option<&str>, said: Option<&str>) -> Confirmed {
    buy_at(system, id, card, said, "kazan-1").await
}

async fn buy_at(
    system: &System,
    id: &str,
    card: Option<&str>,
    said: Option<&str>,
    store: &str,
) -> Confirmed {
    let mut asked = basket(card, "400.00", MuchRequest::None);
    asked.store = Some(store.into());
    asked.at = said.map(|said| Stated {
        at: at(said),
        offset: None,
    });
    let request = ConfirmRequest {
        call: key(id, "body"),
        basket: Some(asked),
        quote: None,
    };
    confirm(&system.app, &local(), request).await.unwrap()
}

fn version_of(confirmed: &Confirmed) -> u32 {
    let version = confirmed.purchase.version.as_ref();
    version.map(|version| version.version).unwrap()
}

/// Members with cards 1000, 1001, …: so many of them, each with what decides for it now.
async fn members(system: &System, many: u32) -> Vec<(String, MemberId)> {
    let mut joined = Vec::new();
    for number in 0..many {
        let card = format!("{}", 1000 + number);
        let member = system.join(&card, Profile::default()).await;
        joined.push((card, member));
    }
    joined
}

async fn versions_of(system: &System, round: &str, who: &[(String, MemberId)]) -> Vec<u32> {
    let mut versions = Vec::new();
    for (card, _) in who {
        let id = format!("{round}-{card}");
        versions.push(version_of(&buy(system, &id, Some(card), None).await));
    }
    versions
}

#[tokio::test]
async fn a_share_of_the_members_is_decided_by_the_new_version_and_stays_in_it() {
    let system = two_versions().await;
    let who = members(&system, 24).await;
    start(&system, share(3_000)).await.unwrap();
    // Nobody before it holds.
    assert!(
        versions_of(&system, "early", &who)
            .await
            .iter()
            .all(|version| *version == 1)
    );
    system.pass("2026-03-01T10:00:02+03:00").await;
    let first = versions_of(&system, "first", &who).await;
    assert!(first.contains(&1) && first.contains(&2), "{first:?}");
    // What is not identified is nobody's share.
    assert_eq!(version_of(&buy(&system, "anon", None, None).await), 1);

    widen(&system, Wider::To(share(7_000))).await.unwrap();
    system.pass("2026-03-01T10:00:05+03:00").await;
    let wider = versions_of(&system, "wider", &who).await;
    assert!(first.iter().zip(&wider).all(|(before, now)| now >= before));
    assert!(wider.iter().sum::<u32>() > first.iter().sum::<u32>());

    // A till that was offline: decided by the version of its time.
    let moved = first
        .iter()
        .zip(&wider)
        .position(|(before, now)| before < now)
        .unwrap();
    let (card, _) = &who[moved];
    let late = Some("2026-03-01T10:00:03+03:00");
    assert_eq!(version_of(&buy(&system, "late", Some(card), late).await), 1);
    let late = Some("2026-03-01T10:00:05+03:00");
    assert_eq!(
        version_of(&buy(&system, "later", Some(card), late).await),
        2
    );

    system.pass("2026-03-01T10:00:06+03:00").await;
    let found = rollout::read(&system.app, burgers(2).program)
        .await
        .unwrap();
    assert!(found.is_running);
    assert_eq!(found.steps.len(), 2);
    let comparison = found.comparison.unwrap();
    let [standing, new] = &comparison.sides;
    assert_eq!((standing.version, new.version), (1, 2));
    let bought = first
        .iter()
        .chain(&wider)
        .filter(|version| **version == 2)
        .count()
        + 1;
    assert_eq!(new.purchases, u64::try_from(bought).unwrap());
    assert_eq!(new.revenue.minor(), 40_000 * i64::try_from(bought).unwrap());
    assert_eq!(new.average().unwrap().minor(), 40_000);
    assert!(new.points[0].1.is_positive());
    assert_eq!(comparison.metrics.len(), 4);
    system.check();
}

#[tokio::test]
async fn a_return_after_the_withdrawal_is_decided_by_the_version_of_its_purchase() {
    let system = two_versions().await;
    let who = members(&system, 12).await;
    start(&system, share(5_000)).await.unwrap();
    system.pass("2026-03-01T10:00:02+03:00").await;
    let versions = versions_of(&system, "first", &who).await;
    let new = versions.iter().position(|version| *version == 2).unwrap();
    let (card, member) = &who[new];
    // 10 % of 400, and the welcome.
    assert_eq!(system.balance(*member).await, 340);

    withdraw(&system).await;
    system.pass("2026-03-01T11:00:00+03:00").await;
    assert_eq!(
        version_of(&buy(&system, "after", Some(card), None).await),
        1
    );
    assert_eq!(system.balance(*member).await, 360);
    let late = Some("2026-03-01T10:30:00+03:00");
    assert_eq!(version_of(&buy(&system, "late", Some(card), late).await), 1);
    let late = Some("2026-03-01T10:00:02+03:00");
    assert_eq!(
        version_of(&buy(&system, "latest", Some(card), late).await),
        2
    );

    // The same call again is the purchase it made.
    let first = buy(&system, &format!("first-{card}"), Some(card), None).await;
    assert!(first.replayed);
    give_back(&system, &first).await;
    // 40 of the first are taken back; 20, 20 and 40 stand.
    assert_eq!(system.balance(*member).await, 300 + 20 + 20 + 40);
    system.check();
    let found = rollout::read(&system.app, burgers(2).program)
        .await
        .unwrap();
    assert!(!found.is_running);
}

async fn give_back(system: &System, bought: &Confirmed) {
    let goods = ReturnedGoods {
        lines: vec![ReturnLineRequest {
            line: 1,
            quantity: Quantity::ONE,
        }],
        at: None,
        store: None,
    };
    let request = ReturnRequest {
        call: key("back", "body"),
        purchase: DocumentRef::Id(bought.purchase.id.raw()),
        goods,
    };
    return_goods(&system.app, &local(), request).await.unwrap();
}

#[tokio::test]
async fn everybody_is_a_publication_and_ends_it() {
    let system = two_versions().await;
    let who = members(&system, 4).await;
    start(&system, share(1)).await.unwrap();
    system.pass("2026-03-01T10:00:02+03:00").await;
    let kind = widen(&system, Wider::Everybody).await.unwrap();
    assert_eq!(kind, RolloutStepKind::Everybody);
    system.pass("2026-03-01T10:00:04+03:00").await;
    assert_eq!(versions_of(&system, "all", &who).await, [2, 2, 2, 2]);
    assert_eq!(version_of(&buy(&system, "anon", None, None).await), 2);
    let over = widen(&system, Wider::Everybody).await;
    assert!(matches!(over, Err(AppError::NotFound { .. })), "{over:?}");
    let view = program::list(&system.app, None).await.unwrap();
    assert_eq!(view.live, burgers(2));
}

#[tokio::test]
async fn stores_decide_for_whoever_buys_there() {
    let system = two_versions().await;
    let unknown = start(&system, Audience::Stores([StoreId::new("kazan-2")].into())).await;
    assert!(matches!(unknown, Err(AppError::Invalid(_))), "{unknown:?}");
    for store in ["kazan-1", "kazan-2"] {
        let row = StoreRow {
            name: None,
            city: None,
            country: None,
            time_zone: None,
        };
        let put = place::put(&system.app, Actor::Machine, vec![(store.into(), row)]);
        put.await.unwrap();
    }
    members(&system, 1).await;
    start(&system, Audience::Stores([StoreId::new("kazan-2")].into()))
        .await
        .unwrap();
    system.pass("2026-03-01T10:00:02+03:00").await;
    for (id, card, store, expected) in [
        ("a", Some("1000"), "kazan-2", 2),
        ("b", None, "kazan-2", 2),
        ("c", Some("1000"), "kazan-1", 1),
        ("d", None, "kazan-1", 1),
    ] {
        let confirmed = buy_at(&system, id, card, None, store).await;
        assert_eq!(version_of(&confirmed), expected, "{id}");
    }
    let fewer = widen(
        &system,
        Wider::To(Audience::Stores([StoreId::new("kazan-1")].into())),
    )
    .await;
    assert!(matches!(fewer, Err(AppError::Invalid(_))), "{fewer:?}");
    system.pass("2026-03-01T10:00:03+03:00").await;
    let found = rollout::read(&system.app, burgers(2).program)
        .await
        .unwrap();
    let comparison = found.comparison.unwrap();
    assert_eq!(comparison.metrics, []);
    assert_eq!(comparison.sides[1].members, 1);
    system.check();
}

#[tokio::test]
async fn a_segment_that_a_roll_out_stands_on_is_not_dropped() {
    let system = two_versions().await;
    let id = SegmentId::new("kazan");
    let missing = start(&system, Audience::Segment(id.clone())).await;
    assert!(matches!(missing, Err(AppError::Invalid(_))), "{missing:?}");
    let name = Text {
        en: "Kazan".to_owned(),
        ru: "Казань".to_owned(),
    };
    let state = SegmentState {
        name,
        when: ConditionFile::read(r#"{"member.city": "Kazan"}"#).unwrap(),
        kind: SegmentKind::Dynamic,
        as_of: None,
        taken: None,
    };
    let made = segment::make(&system.app, Actor::Machine, Some(id.clone()), state, None).await;
    made.unwrap();
    let of = |city: &str| Profile {
        city: Some(city.to_owned()),
        ..Profile::default()
    };
    system.join("1000", of("Kazan")).await;
    system.join("1001", of("Samara")).await;
    system.pass("2026-03-01T10:01:00+03:00").await;
    start(&system, Audience::Segment(id.clone())).await.unwrap();
    system.pass("2026-03-01T10:02:00+03:00").await;
    assert_eq!(version_of(&buy(&system, "a", Some("1000"), None).await), 2);
    assert_eq!(version_of(&buy(&system, "b", Some("1001"), None).await), 1);
    let dropped = segment::remove(&system.app, Actor::Machine, id.clone()).await;
    assert!(
        matches!(dropped, Err(AppError::SegmentInUse(_))),
        "{dropped:?}"
    );
    withdraw(&system).await;
    segment::remove(&system.app, Actor::Machine, id)
        .await
        .unwrap();
}

#[tokio::test]
async fn one_at_a_time_and_only_what_one_ledger_can_have_twice() {
    let system = two_versions().await;
    let other = BURGER_HEROES.replace("points: 1, money: 1.00", "points: 2, money: 1.00");
    let other = put(&system, other).await;
    let asked = Start {
        version: other,
        to: share(1_000),
        at: None,
        note: None,
    };
    let refused = rollout::start(&system.app, Actor::Machine, asked).await;
    let Err(AppError::BadFile(problems)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(problems[0].path, "units.points.value");

    start(&system, share(1_000)).await.unwrap();
    let again = start(&system, share(2_000)).await;
    assert!(
        matches!(again, Err(AppError::VersionsClash(_))),
        "{again:?}"
    );
    let published = publish(&system.app, Actor::Machine, burgers(1), None).await;
    assert!(
        matches!(published, Err(AppError::VersionsClash(_))),
        "{published:?}"
    );
    withdraw(&system).await;
    // Withdrawn before it held: it never decided.
    system.pass("2026-03-01T10:00:10+03:00").await;
    let found = rollout::read(&system.app, burgers(2).program)
        .await
        .unwrap();
    assert!(found.comparison.is_none());

    let later = Some(at("2026-03-02T10:00:00+03:00"));
    publish(&system.app, Actor::Machine, burgers(2), later)
        .await
        .unwrap();
    let ahead = start(&system, share(1_000)).await;
    assert!(
        matches!(ahead, Err(AppError::VersionsClash(_))),
        "{ahead:?}"
    );
}
