//! The demo base: the same every time, clean, caught up, and shaped like a chain of restaurants.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use regulars_app::demo::{self, Base, Earlier, FIRST_CARD, FIRST_STORE, Plan};
use regulars_app::{
    App, AppError, BasketRequest, MemberRef, MuchRequest, Settings, account, job, quote,
};
use regulars_engine::time::Zone;
use regulars_store::{JournalRow, Options, Store};
use regulars_testkit::SettableClock;
use tempfile::TempDir;

use crate::{at, basket, card_of};

const NOW: &str = "2026-11-21T15:00:00+03:00";
const PAGE: usize = 1_000;

fn ready(folder: &Path, members: u32, seed: u64, earlier: Earlier) -> Result<Base, AppError> {
    let plan = Plan { members, seed };
    demo::ready(folder, plan, at(NOW), earlier, &mut |_| {})
}

fn make(folder: &Path, members: u32, seed: u64) -> Base {
    let base = ready(folder, members, seed, Earlier::Renew).unwrap();
    assert!(!base.found);
    base
}

fn open(folder: &Path) -> App {
    let store = Store::open(folder, Options::default()).unwrap();
    let clock = Arc::new(SettableClock::at(at(NOW)));
    App::start(store, clock, Settings::default()).unwrap()
}

fn journal(folder: &Path) -> Vec<JournalRow> {
    let store = Store::open(folder, Options::default()).unwrap();
    let mut rows: Vec<JournalRow> = Vec::new();
    loop {
        let after = rows.last().map_or(0, |row| row.pos);
        let page = store.read(|reader| reader.journal(after, PAGE)).unwrap();
        if page.is_empty() {
            return rows;
        }
        rows.extend(page);
    }
}

#[test]
fn the_same_plan_gives_the_same_journal_and_another_seed_another() {
    let folders = [(); 3].map(|()| TempDir::new().unwrap());
    make(folders[0].path(), 50, 1);
    make(folders[1].path(), 50, 1);
    make(folders[2].path(), 50, 2);
    let [one, same, other] = folders.each_ref().map(|folder| journal(folder.path()));
    assert!(one == same, "two bases of one plan differ");
    assert_ne!(one, other);
}

#[test]
fn a_base_is_made_once_and_nothing_else_is_touched() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("demo");
    let made = make(&path, 3, 1);
    let found = ready(&path, 3, 1, Earlier::Renew).unwrap();
    assert_eq!((found.made, found.found), (made.made, true));
    let check_refused = |path: &Path, members, why: &str| {
        let error = ready(path, members, 1, Earlier::Renew).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    };
    check_refused(&path, 4, "holds a demo base of 3 members and seed 1");
    check_refused(folder.path(), 3, "holds something that is no demo base");
    assert_eq!(ready(&path, 3, 1, Earlier::Renew).unwrap(), found);
}

#[test]
fn a_base_is_clean_caught_up_and_shaped_like_a_chain() {
    let folder = TempDir::new().unwrap();
    let made = make(folder.path(), 200, 1).made;
    assert_eq!(made.members, 200);
    let rows = journal(folder.path());
    check_posted_as_it_happened(&rows);
    check_kinds(&rows);
    check_seasons(&rows);
    let app = open(folder.path());
    let report = app.verify().unwrap();
    assert!(report.ok, "{:#?}", report.differences);
    assert_eq!((report.members, report.purchases), (200, made.purchases));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let ran = runtime.block_on(job::run_due(&app)).unwrap();
    assert_eq!((ran.owners, ran.jobs, ran.failed), (0, 0, 0));
    runtime.block_on(check_first_member(&app));
}

/// In the order of time, each fact at its own instant.
fn check_posted_as_it_happened(rows: &[JournalRow]) {
    assert!(rows.is_sorted_by_key(|row| row.posted_at));
    // What expires at midnight on a day on which nothing happens before is posted then.
    assert!(rows.iter().all(|row| row.at == row.posted_at));
    assert!(rows.iter().all(|row| row.posted_at <= at(NOW)));
    let days = (at(NOW).ms() - rows[0].at.ms()) / 86_400_000;
    assert!((730..=731).contains(&days), "{days}");
}

fn check_kinds(rows: &[JournalRow]) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *kinds.entry(&row.kind).or_default() += 1;
    }
    let of = |kind: &str| kinds.get(kind).copied().unwrap_or(0);
    let sold = of("purchase.posted");
    assert_eq!(of("member.registered"), 200);
    assert!((8 * 200..24 * 200).contains(&sold), "{kinds:?}");
    let sold_to_nobody = purchases(rows).filter(|row| row.owner.is_none()).count();
    assert!(
        (30..=40).contains(&(100 * sold_to_nobody / sold)),
        "{sold_to_nobody} of {sold}"
    );
    assert!(
        (1..sold / 50).contains(&of("purchase.returned")),
        "{kinds:?}"
    );
    assert!(of("points.expired") > 100, "{kinds:?}");
    // Some who were lost came back, others did not.
    let (lost, back) = (of("segment.entered"), of("segment.left"));
    assert!(back > 20 && back < lost, "{kinds:?}");
}

fn purchases(rows: &[JournalRow]) -> impl Iterator<Item = &JournalRow> {
    rows.iter().filter(|row| row.kind == "purchase.posted")
}

/// July is better than February, Saturday than Monday, lunch than the afternoon.
fn check_seasons(rows: &[JournalRow]) {
    let zone = Zone::parse("Europe/Moscow").unwrap();
    let mut months = [0_u32; 12];
    let mut weekdays = [0_u32; 7];
    let mut hours = [0_u32; 24];
    let place = |number: i32| usize::try_from(number).unwrap();
    for row in purchases(rows) {
        let local = zone.local(row.at);
        weekdays[place(local.weekday.index())] += 1;
        if row.owner.is_none() {
            months[place(local.date.month() - 1)] += 1;
        }
        // The hours of Ekaterinburg are others.
        if row.payload.contains("kazan") || row.payload.contains("moscow") {
            hours[place(local.time.hour())] += 1;
        }
    }
    assert!(
        months[6] > months[1] && months[11] > months[1],
        "{months:?}"
    );
    assert!(weekdays[5] > weekdays[0], "{weekdays:?}");
    assert!(hours[12] + hours[13] > hours[15] + hours[16], "{hours:?}");
    assert_eq!(hours[..9].iter().sum::<u32>() + hours[23], 0, "{hours:?}");
}

/// Whoever presents the first card comes often, has points, and pays half of a burger with them.
async fn check_first_member(app: &App) {
    let named = MemberRef::Identifier(card_of(FIRST_CARD));
    let view = account::read(app, named).await.unwrap();
    assert!(view.accounts[0].available.is_positive());
    let request = BasketRequest {
        store: Some(FIRST_STORE.into()),
        ..basket(Some(FIRST_CARD), "400.00", MuchRequest::Max)
    };
    let quoted = quote::make(app, request).await.unwrap();
    let priced = quoted.priced.asked;
    assert!(priced.totals.redeemed.minor() > 0, "{priced:?}");
    assert_eq!(priced.earn[0].rule.as_str(), "regulars", "{priced:?}");
}
