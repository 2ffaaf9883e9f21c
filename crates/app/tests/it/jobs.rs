//! What time brings to members who do not come.

use regulars_app::purchase::{ConfirmRequest, confirm};
use regulars_app::{MuchRequest, job};
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_store::{Options, Store};

use crate::{BURGER_HEROES, System, at, basket, key, local};

async fn buy(system: &System, id: &str) {
    let asked = basket(Some("1001"), "400.00", MuchRequest::None);
    let request = ConfirmRequest {
        call: key(id, "body"),
        basket: Some(asked),
        quote: None,
    };
    confirm(&system.app, &local(), request).await.unwrap();
}

#[tokio::test]
async fn a_lost_member_is_called_back_at_the_first_midnight_after_sixty_days() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    buy(&system, "r-1").await;
    system.pass("2026-04-30T23:59:00+03:00").await;
    assert_eq!(
        system.balance(ann).await,
        20,
        "the welcome has burned, 5 % of 400 stands"
    );
    system.pass("2026-05-01T00:00:00+03:00").await;
    assert_eq!(system.balance(ann).await, 120);
    system.pass("2026-06-02T00:00:00+03:00").await;
    assert_eq!(system.balance(ann).await, 20, "the nudge lived for 30 days");
    system.check();
}

#[tokio::test]
async fn a_member_who_comes_back_and_is_lost_again_within_180_days_gets_nothing_more() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    let ann = system.join("1001", Profile::default()).await;
    buy(&system, "r-1").await;
    system.pass("2026-05-02T12:00:00+03:00").await;
    assert_eq!(system.balance(ann).await, 120);
    buy(&system, "r-2").await;
    system.pass("2026-05-03T12:00:00+03:00").await;
    system.pass("2026-07-15T12:00:00+03:00").await;
    assert_eq!(
        system.balance(ann).await,
        40,
        "lost again, too soon for another nudge"
    );
    system.check();
}

#[tokio::test]
async fn nobody_is_looked_at_in_the_night_after_buying() {
    let system = System::start("2026-03-01T10:00:00+03:00").await;
    system.join("1001", Profile::default()).await;
    buy(&system, "r-1").await;
    system.clock.set(at("2026-03-02T00:30:00+03:00"));
    let ran = job::run_due(&system.app).await.unwrap();
    assert_eq!((ran.owners, ran.failed), (0, 0));
}

#[tokio::test]
async fn birthdays_missed_while_nothing_ran_are_made_up_once() {
    let system = System::start("2026-02-20T10:00:00+03:00").await;
    let born = Profile {
        birth_date: Some("2000-02-29".parse().unwrap()),
        ..Profile::default()
    };
    let ann = system.join("1001", born).await;
    // 2026 is a common year: celebrated on 28 February.
    system.pass("2026-02-27T23:00:00+03:00").await;
    assert_eq!(system.balance(ann).await, 300);
    system.pass("2026-03-05T12:00:00+03:00").await;
    assert_eq!(system.balance(ann).await, 350);
    system.pass("2028-02-28T12:00:00+03:00").await;
    let before = system.balance(ann).await;
    system.pass("2028-02-29T00:00:00+03:00").await;
    assert_eq!(
        system.balance(ann).await,
        before + 50,
        "in a leap year on the day itself"
    );
    system.check();
}

#[tokio::test]
async fn whose_points_burn_is_told_so_once_on_the_days_the_unit_names() {
    let program = BURGER_HEROES.replace(
        "expire: { after: 365d } }\n",
        "expire: { after: 365d }, remind_days_before: [7, 1] }\n",
    );
    let system = System::of("2026-03-01T10:00:00+03:00", &program).await;
    let ann = system.join("1001", Profile::default()).await;
    buy(&system, "r-1").await;
    // The welcome of 300 lives through 31 March; the 20 of the purchase live for a year.
    system.pass("2026-03-23T23:00:00+03:00").await;
    assert_eq!(reminders(&system, ann), [""; 0]);
    system.pass("2026-03-24T00:00:00+03:00").await;
    let week = r#"{"days_before":7,"last_day":"2026-03-31","points":300,"unit":"points"}"#;
    assert_eq!(reminders(&system, ann), [week]);
    // Days on which nothing ran are made up for, as long as there is something left to burn.
    system.pass("2026-03-31T12:00:00+03:00").await;
    let day = r#"{"days_before":1,"last_day":"2026-03-31","points":300,"unit":"points"}"#;
    assert_eq!(reminders(&system, ann), [week, day]);
    system.pass("2026-04-02T00:00:00+03:00").await;
    assert_eq!(reminders(&system, ann), [week, day]);
    system.check();
}

/// What the journal says of points that burn soon.
fn reminders(system: &System, member: MemberId) -> Vec<String> {
    let store = Store::open(system.folder.path(), Options::default()).unwrap();
    let facts = store.read(|reader| reader.journal(0, 1_000)).unwrap();
    let own = facts.into_iter();
    let own = own.filter(|fact| fact.kind == "points.burning" && fact.owner == Some(member));
    own.map(|fact| fact.payload).collect()
}
