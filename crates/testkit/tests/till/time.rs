//! Late tills, fast clocks, strange days.

use regulars_app::folder::{Options, Site, Store, restore, resume};
use regulars_app::{App, Settings, job};
use regulars_engine::time::Instant;
use regulars_testkit::TestServer;
use serde_json::json;

use crate::{balance, burgers, debt, member, points, problem, purchase, status, with};

fn at(text: &str) -> Instant {
    Instant::parse_with_offset(text).unwrap().0
}

#[test]
fn a_late_event_is_decided_as_of_its_own_time_and_posted_now() {
    let server = burgers();
    let ann = member(&server, "1001");
    // Three purchases make the fourth earn 15 %; an offline till sends one of the three last.
    for (id, day) in [
        ("r-1", "2026-03-02"),
        ("r-2", "2026-03-03"),
        ("r-4", "2026-03-05"),
    ] {
        server.pass(at(&format!("{day}T12:00:00+03:00")));
        status(
            &server.post("/v1/purchases", &purchase(id, "1001", "400.00", "none")),
            201,
        );
    }
    let late = with(
        purchase("r-3", "1001", "400.00", "none"),
        json!({"at": "2026-03-04T12:00:00+03:00", "priced": "till"}),
    );
    let late = server.post("/v1/purchases", &late);
    status(&late, 201);
    assert_eq!(
        late.body["earn"][0]["amount"], "20",
        "two purchases before its own time"
    );
    assert_eq!(
        balance(&server, &ann),
        300 + 4 * 20,
        "what was decided earlier is never decided again"
    );
    let fifth = server.post("/v1/purchases", &purchase("r-5", "1001", "400.00", "none"));
    assert_eq!(
        fifth.body["earn"][0]["amount"], "60",
        "now four stand before it"
    );
}

#[test]
fn a_purchase_older_than_the_program_accepts_is_refused_but_a_till_s_own_is_recorded() {
    let server = burgers();
    member(&server, "1001");
    server.pass(at("2026-06-01T12:00:00+03:00"));
    let old = with(
        purchase("r-1", "1001", "400.00", "none"),
        json!({"at": "2026-04-01T12:00:00+03:00"}),
    );
    problem(&server.post("/v1/purchases", &old), 409, "too_late");
    let sold = server.post("/v1/purchases", &with(old, json!({"priced": "till"})));
    status(&sold, 201);
    assert!(
        sold.text.contains("late"),
        "a discrepancy says so: {}",
        sold.text
    );
}

#[test]
fn a_clock_ahead_is_refused_here_and_recorded_at_receipt_for_a_till() {
    let server = burgers();
    member(&server, "1001");
    let ahead = with(
        purchase("r-1", "1001", "400.00", "none"),
        json!({"at": "2026-03-01T10:20:00+03:00"}),
    );
    let refused = server.post("/v1/purchases", &ahead);
    problem(&refused, 422, "invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], "/at");
    let sold = server.post("/v1/purchases", &with(ahead, json!({"priced": "till"})));
    status(&sold, 201);
    assert!(
        sold.body["at"]
            .as_str()
            .unwrap()
            .starts_with("2026-03-01T10:00"),
        "{}",
        sold.text
    );
}

#[test]
fn a_till_that_redeemed_offline_is_recorded_and_the_rest_is_owed() {
    let server = burgers();
    let ann = member(&server, "1001");
    let sold = with(
        purchase("r-1", "1001", "1000.00", "none"),
        json!({"priced": "till", "redeem": {"points": "400"}}),
    );
    let sold = server.post("/v1/purchases", &sold);
    status(&sold, 201);
    assert_eq!(sold.body["totals"]["redeemed"], "400.00");
    assert_eq!(
        sold.body["discrepancies"][0]["kind"], "redemption",
        "{}",
        sold.text
    );
    assert_eq!(
        (balance(&server, &ann), debt(&server, &ann)),
        (-70, 70),
        "300 there, 400 spent, 30 earned"
    );
}

#[test]
fn a_till_may_name_a_card_that_nobody_has() {
    let server = burgers();
    let sold = with(
        purchase("r-1", "no-such-card", "400.00", "none"),
        json!({"priced": "till"}),
    );
    let sold = server.post("/v1/purchases", &sold);
    status(&sold, 201);
    assert_eq!(
        sold.body["discrepancies"][0]["kind"], "unknown_card",
        "{}",
        sold.text
    );
    assert_eq!(sold.body["member"], serde_json::Value::Null);
}

#[test]
fn a_day_with_a_missing_midnight_begins_at_its_first_instant() {
    // In São Paulo 4 November 2018 began at one in the morning.
    let program = "\
program: { id: sao, name: Sao, currency: BRL, time_zone: America/Sao_Paulo }
units:
  points: { name: { en: points, ru: баллы }, value: { points: 1, money: 1.00 }, expire: { after: 2d } }
earn:
  - { id: base, rate: 10% }
redeem: { points: { max_share: 50% } }
";
    let server = TestServer::start("2018-11-01T12:00:00-03:00", Some(program));
    let ann = member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "100.00", "none")),
        201,
    );
    // Earned on the 1st for 48 hours: alive to the end of the 3rd, which is the first instant of the 4th.
    let lots = points(&server, &ann)["lots"].clone();
    let expires = at(lots[0]["expires_at"].as_str().unwrap());
    assert_eq!(expires, at("2018-11-04T03:00:00Z"), "{lots}");
    server.pass(expires.plus_ms(-1));
    assert_eq!(balance(&server, &ann), 10);
    server.pass(expires);
    assert_eq!(balance(&server, &ann), 0);
}

#[test]
fn points_burn_at_the_end_of_their_day_and_the_journal_says_so_for_the_idle() {
    let server = burgers();
    let ann = member(&server, "1001");
    server.pass(at("2026-03-31T23:59:59+03:00"));
    assert_eq!(balance(&server, &ann), 300);
    server.pass(at("2026-04-01T00:00:00+03:00"));
    assert_eq!(
        balance(&server, &ann),
        0,
        "300 for joining lived for 30 days"
    );
    let entries = server.get(&format!("/v1/members/{ann}/entries"));
    status(&entries, 200);
    assert!(
        entries.text.contains("expire"),
        "the job posted it: {}",
        entries.text
    );
}

#[test]
fn on_a_restored_copy_no_time_passes_until_it_is_told_to_go_on() {
    let server = burgers();
    member(&server, "1001");
    let (copies, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(server.folder(), Options::default()).unwrap();
    store.backup(copies.path(), |_| {}).unwrap();
    let at_copy = Site::Folder(to.path());
    restore(copies.path(), at_copy, |_| {}).unwrap();

    let copy = Store::open(to.path(), Options::default()).unwrap();
    let copy = App::start(copy, server.clock.clone(), Settings::default()).unwrap();
    server.clock.set(at("2029-03-01T10:00:00+03:00"));
    let ran = server.block_on(job::run_due(&copy)).unwrap();
    assert!(ran.paused && ran.owners == 0, "{ran:?}");
    resume(at_copy, false).unwrap();
    let ran = server.block_on(job::run_due(&copy)).unwrap();
    assert!(!ran.paused && ran.owners > 0, "{ran:?}");
}
