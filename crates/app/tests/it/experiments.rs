//! Experiments over a generated base: who is in which arm, and what the arms say.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use regulars_app::experiment::{
    self, ArmPlan, Design, ExperimentState, Metric, Results, Strata, Verdict,
};
use regulars_app::purchase::{ConfirmRequest, confirm};
use regulars_app::{Actor, App, AppError, MemberRef, MuchRequest, Settings};
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::ExperimentId;
use regulars_store::{Options, Role, Store};
use regulars_testkit::SettableClock;
use tempfile::TempDir;

use crate::{BURGER_HEROES, System, at, basket, key, local};

const BEGIN: &str = "2026-03-01T10:00:00+03:00";
const BEFORE: &str = "2026-03-10T10:00:00+03:00";
const LAUNCH: &str = "2026-04-01T10:00:00+03:00";
const DUE: &str = "2026-04-30T10:00:00+03:00";

/// A system whose draws are told, with so many members who joined a month before the launch.
async fn base(members: u32) -> (System, Arc<AtomicU64>, Vec<MemberId>) {
    let draws = Arc::new(AtomicU64::new(1));
    let (folder, clock) = (
        TempDir::new().unwrap(),
        Arc::new(SettableClock::at(at(BEGIN))),
    );
    // A server's ids, and so its draws, are the same every time.
    let options = Options {
        role: Role::Server,
        ..Options::default()
    };
    let store = Store::open(folder.path(), options).unwrap();
    let settings = Settings {
        draws: Some(draws.clone()),
        ..Settings::default()
    };
    let app = App::start(store, clock.clone(), settings).unwrap();
    let system = System::over(app, clock, folder, BURGER_HEROES).await;
    let mut joined = Vec::new();
    for number in 0..members {
        joined.push(join(&system, number).await);
    }
    (system, draws, joined)
}

async fn join(system: &System, number: u32) -> MemberId {
    let city = if number.is_multiple_of(3) {
        "Kazan"
    } else {
        "Samara"
    };
    let profile = Profile {
        city: Some(city.to_owned()),
        ..Profile::default()
    };
    system.join(&card(number), profile).await
}

fn card(number: u32) -> String {
    format!("{}", 10_000 + number)
}

fn design(name: &str, parts: [u32; 2]) -> Design {
    let arm = |name: &str, parts| ArmPlan {
        name: name.to_owned(),
        parts,
    };
    Design {
        name: name.to_owned(),
        segment: None,
        arms: vec![arm("control", parts[0]), arm("offer", parts[1])],
        control: "control".to_owned(),
        strata: Strata::City,
        metric: Metric::Revenue,
        cuped: true,
        lift: 0.2,
        days: 28,
        newcomers: false,
        always_valid: false,
    }
}

async fn launched(system: &System, design: Design) -> ExperimentId {
    let app = &system.app;
    let made = experiment::make(app, Actor::Machine, None, design, None);
    let id = made.await.unwrap().outcome;
    experiment::launch(app, Actor::Machine, id.clone())
        .await
        .unwrap();
    id
}

async fn arm_of(system: &System, id: &ExperimentId, member: MemberId) -> Option<String> {
    let placed = experiment::assignment(&system.app, id.clone(), MemberRef::Id(member));
    placed.await.unwrap().arm.map(|(name, _)| name)
}

async fn arms_of(system: &System, id: &ExperimentId, members: &[MemberId]) -> Vec<Option<String>> {
    let mut arms = Vec::new();
    for member in members {
        arms.push(arm_of(system, id, *member).await);
    }
    arms
}

async fn buy(system: &System, number: u32, round: u32, price: u32) {
    let id = format!("r-{round}-{number}");
    let asked = basket(
        Some(&card(number)),
        &format!("{price}.00"),
        MuchRequest::None,
    );
    let request = ConfirmRequest {
        call: key(&id, "body"),
        basket: Some(asked),
        quote: None,
    };
    confirm(&system.app, &local(), request).await.unwrap();
}

/// What a member spends, by a number of its own that has nothing to do with its arm.
fn habit(number: u32, round: u32) -> u32 {
    let mixed = (number * 7 + 3).wrapping_mul(2_654_435_761) >> 16;
    let chance = (number * 31 + round * 17 + 5).wrapping_mul(2_246_822_519) >> 18;
    200 + mixed % 400 + chance % 200
}

async fn results(system: &System, id: &ExperimentId) -> Results {
    experiment::results(&system.app, id.clone(), None)
        .await
        .unwrap()
}

#[tokio::test]
async fn arms_that_differ_in_nothing_are_told_so_and_a_planted_effect_is_found() {
    let (system, draws, members) = base(160).await;
    system.clock.set(at(BEFORE));
    for number in (0..160).filter(|number: &u32| !number.is_multiple_of(4)) {
        buy(&system, number, 1, habit(number, 1)).await;
    }
    system.clock.set(at(LAUNCH));
    let same = launched(&system, design("same", [1, 1])).await;
    draws.store(2, Ordering::Relaxed);
    let planted = launched(&system, design("planted", [1, 1])).await;
    let offered = arms_of(&system, &planted, &members).await;
    system.clock.set(at("2026-04-10T10:00:00+03:00"));
    for (number, arm) in (0..).zip(&offered) {
        let more = if arm.as_deref() == Some("offer") {
            250
        } else {
            0
        };
        buy(&system, number, 2, habit(number, 2) + more).await;
    }
    assert_eq!(results(&system, &planted).await.verdict, Verdict::TooEarly);
    system.clock.set(at(DUE));

    let told = results(&system, &same).await;
    let main = told.metrics[0].leading();
    assert_eq!((told.verdict, told.sizes_wrong), (Verdict::NotShown, false));
    assert!(told.srm_p.unwrap() > 0.5, "{told:?}");
    assert!(main.arms[0].p.unwrap() > 0.05, "{main:?}");

    let told = results(&system, &planted).await;
    let main = told.metrics[0].leading();
    let within = main.arms[0].ci.unwrap();
    assert_eq!(told.verdict, Verdict::Shown);
    assert!(within.low < 250.0 && 250.0 < within.high, "{main:?}");
    assert!(within.low > 150.0, "{main:?}");
    assert!(
        main.cuped.is_some() && told.text.en.contains('+'),
        "{told:?}"
    );
    // Everybody bought once: nothing else is moved.
    let purchases = &told
        .metrics
        .iter()
        .find(|of| of.metric == Metric::Purchases);
    assert_eq!(purchases.unwrap().leading().arms[0].diff, Some(0.0));
}

#[tokio::test]
async fn nobody_changes_arm_and_strata_are_divided_to_less_than_one_member() {
    let (system, _, members) = base(61).await;
    let newcomers = Design {
        newcomers: true,
        ..design("spring", [1, 3])
    };
    let id = launched(&system, newcomers).await;
    let before = arms_of(&system, &id, &members).await;
    for city in [true, false] {
        let of_city = (0_u32..).zip(&before);
        let of_city: Vec<_> = of_city
            .filter(|(number, _)| number.is_multiple_of(3) == city)
            .collect();
        let control = { of_city.iter() }.filter(|(_, arm)| arm.as_deref() == Some("control"));
        let (control, due) = (control.count() * 4, of_city.len());
        assert!(control.abs_diff(due) < 4, "{control} quarters of {due}");
    }
    let mut late = Vec::new();
    for number in 61..91 {
        late.push(join(&system, number).await);
    }
    let first = late[0];
    assert_eq!(arm_of(&system, &id, first).await, None);
    let drawn = experiment::assign_one(&system.app, id.clone(), MemberRef::Id(first)).await;
    let drawn = drawn.unwrap().arm.map(|(name, _)| name);
    assert!(drawn.is_some());
    system.pass("2026-03-01T10:11:00+03:00").await;
    assert_eq!(arms_of(&system, &id, &members).await, before);
    let came = arms_of(&system, &id, &late).await;
    assert!(came.iter().all(Option::is_some), "{came:?}");
    assert_eq!(came[0], drawn);
    experiment::end(&system.app, Actor::Machine, id.clone())
        .await
        .unwrap();
    let after = join(&system, 99).await;
    system.pass("2026-03-01T10:31:00+03:00").await;
    assert_eq!(arm_of(&system, &id, after).await, None);
    let again = experiment::launch(&system.app, Actor::Machine, id).await;
    let state = ExperimentState::Ended;
    assert!(matches!(again, Err(AppError::ExperimentPast(past)) if past == state));
}

#[tokio::test]
async fn whoever_is_in_the_universal_control_is_in_no_experiment() {
    let (system, _, members) = base(80).await;
    let set = experiment::put_universal_control(&system.app, Actor::Machine, 3_000, false).await;
    let left_out = usize::try_from(set.unwrap().members).unwrap();
    assert!((10..40).contains(&left_out), "{left_out}");
    let id = launched(&system, design("spring", [1, 1])).await;
    let mut found = 0;
    for member in &members {
        let of = experiment::of_member(&system.app, MemberRef::Id(*member))
            .await
            .unwrap();
        assert_eq!(of.left_out, of.experiments.is_empty());
        found += usize::from(of.left_out);
    }
    assert_eq!(found, left_out);
    let more = experiment::put_universal_control(&system.app, Actor::Machine, 4_000, false).await;
    assert!(more.unwrap().members >= u64::try_from(left_out).unwrap());
    let sizes = experiment::read(&system.app, id).await.unwrap().sizes;
    assert_eq!(
        sizes.iter().sum::<u64>(),
        u64::try_from(80 - left_out).unwrap()
    );
}

#[tokio::test]
async fn a_forecast_says_how_many_it_takes() {
    let (system, _, _) = base(40).await;
    system.clock.set(at(BEFORE));
    for number in 0..30 {
        buy(&system, number, 1, habit(number, 1)).await;
    }
    system.clock.set(at(LAUNCH));
    let asked = design("spring", [1, 1]);
    let found = experiment::forecast(&system.app, asked.clone())
        .await
        .unwrap();
    assert_eq!((found.members, found.sizes.clone()), (40, vec![20, 20]));
    assert!(
        found.baseline.unwrap() > 100.0 && !found.is_enough,
        "{found:?}"
    );
    assert!(found.needed.unwrap() > 40 && found.detectable.unwrap() > 0.2);
    let text = found.text(&asked);
    assert!(
        text.en.contains("only 40") && text.ru.contains("только 40"),
        "{text:?}"
    );
    let nobody = Design {
        segment: Some("nobody".into()),
        ..asked
    };
    let refused = experiment::forecast(&system.app, nobody).await;
    assert!(matches!(refused, Err(AppError::Invalid(fields)) if fields[0].pointer == "/segment"));
}
