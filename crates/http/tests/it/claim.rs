//! Rewards over HTTP: who is told what of the catalogue, who may hand over, tills that hand over at once, the last one of a
//! stock, and what is left when nobody fetches it.

use std::thread;

use regulars_engine::time::Instant;
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::check;

const SHOP: &str = "
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units: { points: { name: points } }
activities: [{ id: gift, on: registered, award: { points: 500 } }]
rewards:
  - { id: mug, name: { en: A mug, ru: Кружка }, price: 300, stock: { times: 1, per: life }, expire: { after: 10 days_local } }
  - { id: map, limit: { times: 1, per: year } }
";

fn shop() -> TestServer {
    TestServer::start("2026-03-01T09:00:00+03:00", Some(SHOP))
}

fn member(server: &TestServer, card: &str) -> String {
    let made = server.post_keyed("/v1/members", card, &json!({"card": card}));
    check(&made, 201, "");
    made.body["id"].as_str().unwrap().to_owned()
}

fn claim(server: &TestServer, member: &str, reward: &str, key: &str) -> Answer {
    let path = format!("/v1/members/{member}/claims");
    server.post_keyed(&path, key, &json!({"reward": reward}))
}

fn points(server: &TestServer, member: &str) -> Value {
    let accounts = server.get(&format!("/v1/members/{member}/accounts"));
    accounts.body["accounts"][0]["available"].clone()
}

#[test]
fn the_catalogue_says_what_a_member_may_claim_in_their_language() {
    let server = shop();
    let ann = member(&server, "2900000000018");
    check(&claim(&server, &ann, "mug", "k1"), 201, "");
    let rewards = server.get(&format!("/v1/members/{ann}/rewards?language=ru"));
    check(&rewards, 200, "");
    let (mug, map) = (&rewards.body["items"][0], &rewards.body["items"][1]);
    assert_eq!(
        (&mug["left"], &mug["price"]["points"]),
        (&json!(0), &json!("300"))
    );
    assert_eq!(mug["problem"]["type"], "/problems/out_of_stock");
    assert_eq!(mug["problem"]["title"], "Ничего не осталось");
    assert_eq!(
        (&map["problem"], &map["times_left"]),
        (&Value::Null, &json!(1))
    );
    check(&claim(&server, &ann, "tour", "k2"), 404, "not_found");
}

#[test]
fn a_repeated_claim_is_answered_alike_and_takes_nothing_twice() {
    let server = shop();
    let ann = member(&server, "2900000000018");
    let first = claim(&server, &ann, "mug", "k1");
    let again = claim(&server, &ann, "mug", "k1");
    check(&again, 201, "");
    assert_eq!(
        (&again.body["claim"], &again.body["replayed"]),
        (&first.body["claim"], &json!(true))
    );
    assert_eq!(points(&server, &ann), "200");
}

#[test]
fn two_tills_hand_one_claim_over_once() {
    let server = shop();
    let ann = member(&server, "2900000000018");
    let made = claim(&server, &ann, "mug", "k1");
    let code = made.body["code"].as_str().unwrap();
    let path = format!("/v1/claims/{}/hand-over", code.to_lowercase());
    let mut statuses: Vec<u16> = thread::scope(|scope| {
        let till = || server.post(&path, &json!({"store": "kazan-1"})).status;
        let tills = [scope.spawn(till), scope.spawn(till)];
        tills.map(|till| till.join().unwrap()).to_vec()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[test]
fn two_members_claim_the_last_one_and_one_gets_it() {
    let server = shop();
    let both = [
        member(&server, "2900000000018"),
        member(&server, "2900000000025"),
    ];
    let mut statuses: Vec<u16> = thread::scope(|scope| {
        let claims = both.each_ref().map(|member| {
            let server = &server;
            scope.spawn(move || claim(server, member, "mug", member).status)
        });
        claims.map(|claim| claim.join().unwrap()).to_vec()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[test]
fn what_nobody_fetches_goes_back_with_its_points() {
    let server = shop();
    let (ann, bob) = (
        member(&server, "2900000000018"),
        member(&server, "2900000000025"),
    );
    let made = claim(&server, &ann, "mug", "k1");
    let id = made.body["claim"].as_str().unwrap();
    check(&claim(&server, &bob, "mug", "k2"), 409, "out_of_stock");
    // Its time is over, whether the server has come round to it or not.
    let over: Instant = "2026-03-12T00:00:00+03:00".parse().unwrap();
    server.clock.set(over);
    let late = server.post(&format!("/v1/claims/{id}/hand-over"), &json!({}));
    check(&late, 409, "claim_closed");
    server.pass(over);
    let ended = server.get(&format!("/v1/claims/{id}"));
    assert_eq!(ended.body["state"], "expired");
    assert_eq!(points(&server, &ann), "500");
    check(&claim(&server, &bob, "mug", "k3"), 201, "");
    let entries = server.get(&format!("/v1/members/{ann}/entries"));
    assert_eq!(entries.body["items"][0]["cause"]["kind"], "claim");
}
