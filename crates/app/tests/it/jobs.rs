//! What time brings to members who do not come.

use regulars_app::purchase::{ConfirmRequest, confirm};
use regulars_app::{MuchRequest, job};
use regulars_engine::member::Profile;

use crate::{System, at, basket, key, local};

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
