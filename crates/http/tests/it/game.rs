//! Games over HTTP: what is promised, what is told when, who can check it, and players that are all at it at once.

use std::collections::BTreeSet;
use std::thread;

use regulars_app::game::{self, Checked, Logged};
use regulars_engine::time::Instant;
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::check;

const ARCADE: &str = "
program: { id: arcade, name: Arcade, currency: RUB, time_zone: Europe/Moscow }
units: { points: { name: points } }
activities:
  - { id: win, on: { event: spin }, draw: wheel, chance: 25%, award: { points: 5 } }
";
const START: &str = "2026-03-10T12:00:00+03:00";

fn arcade() -> TestServer {
    TestServer::start_drawing(START, Some(ARCADE))
}

fn member(server: &TestServer, card: &str) -> String {
    let made = server.post("/v1/members", &json!({"card": card}));
    check(&made, 201, "");
    made.body["id"].as_str().unwrap().to_owned()
}

fn spin(server: &TestServer, member: &str, id: &str, word: Option<&str>) -> Answer {
    let event = json!({"id": id, "type": "spin", "member": {"id": member}, "word": word});
    server.post("/v1/events", &event)
}

fn fairness(server: &TestServer) -> Answer {
    let told = server.get("/v1/games/wheel/fairness");
    check(&told, 200, "");
    told
}

fn rotate(server: &TestServer, commitment: &Value) -> Answer {
    server.post("/v1/games/wheel/rotate", &json!({"commitment": commitment}))
}

fn log(server: &TestServer, member: &str) -> Answer {
    let told = server.get(&format!("/v1/members/{member}/draws?limit=100"));
    check(&told, 200, "");
    told
}

/// The draws of a log by each seed that was told, worked out again.
fn checked(server: &TestServer, log: &Answer) -> Vec<Checked> {
    let items: Vec<Logged> = serde_json::from_value(log.body["items"].clone()).unwrap();
    let seeds = fairness(server).body["revealed"].clone();
    let of_seed = |told: &Value| {
        let (seed, commitment) = (told["seed"].as_str(), told["commitment"].as_str());
        game::check(seed.unwrap(), commitment.unwrap(), items.clone()).unwrap()
    };
    let seeds = seeds.as_array().unwrap().iter();
    seeds.flat_map(of_seed).collect()
}

#[test]
fn what_was_promised_is_told_later_and_gives_the_same_numbers() {
    let server = arcade();
    let ann = member(&server, "2900000000018");
    let promised = fairness(&server);
    let commitment = &promised.body["commitment"];
    let words = [None, Some("luck"), Some("a-b_c.9")];
    let played: Vec<Answer> = (0..12)
        .map(|turn| spin(&server, &ann, &format!("s{turn}"), words[turn % 3]))
        .collect();
    played.iter().for_each(|played| check(played, 201, ""));
    let before = log(&server, &ann);
    let told = rotate(&server, commitment);
    check(&told, 200, "");
    let seed = told.body["revealed"][0]["seed"].as_str().unwrap();
    assert_eq!(told.body["revealed"][0]["commitment"], *commitment);
    assert_ne!(told.body["commitment"], *commitment);
    // Nothing that was answered before had it.
    let audit = server.get("/v1/audit");
    let answers = played.iter().chain([&promised, &before, &audit]);
    assert!(
        answers
            .into_iter()
            .all(|answer| !answer.text.contains(seed))
    );
    assert!(
        before.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|draw| draw["seed"].is_null())
    );

    let after = log(&server, &ann);
    let checked = checked(&server, &after);
    assert_eq!(checked.len(), 12);
    assert!(checked.iter().all(Checked::is_right));
    assert!(
        checked
            .iter()
            .any(|one| one.logged.client == format!("{ann}:luck"))
    );
    for (turn, played) in played.iter().enumerate() {
        let logged = &after.body["items"][11 - turn];
        assert_eq!(logged["number"], played.body["draws"][0]["number"]);
        assert_eq!(logged["nonce"], json!(turn));
        let won = !played.body["granted"].as_array().unwrap().is_empty();
        assert_eq!(logged["prize"].is_string(), won);
    }
}

#[test]
fn telling_it_again_changes_nothing() {
    let server = arcade();
    let commitment = fairness(&server).body["commitment"].clone();
    let once = rotate(&server, &commitment);
    let again = rotate(&server, &commitment);
    check(&again, 200, "");
    assert_eq!(once.body, again.body);
    check(&rotate(&server, &json!("made up")), 422, "invalid");
    check(&rotate(&server, &Value::Null), 422, "invalid");
    check(&server.get("/v1/games/roulette/fairness"), 404, "not_found");
    let games = server.get("/v1/games");
    assert_eq!(games.body["items"], json!([again.body]));
}

#[test]
fn a_seed_lives_no_longer_than_its_month() {
    let server = arcade();
    let ann = member(&server, "2900000000018");
    let march = fairness(&server).body["commitment"].clone();
    check(&spin(&server, &ann, "s1", None), 201, "");
    let at = |text| Instant::parse_with_offset(text).unwrap().0;
    server.pass(at("2026-03-31T23:59:59+03:00"));
    assert_eq!(fairness(&server).body["commitment"], march);
    server.pass(at("2026-04-01T00:00:01+03:00"));
    let april = fairness(&server);
    assert_ne!(april.body["commitment"], march);
    assert_eq!(april.body["revealed"][0]["commitment"], march);
    check(&spin(&server, &ann, "s2", None), 201, "");
    let items = log(&server, &ann).body["items"].clone();
    assert_eq!(items[0]["commitment"], april.body["commitment"]);
    assert_eq!(
        (&items[0]["nonce"], &items[1]["nonce"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(items[1]["seed"], april.body["revealed"][0]["seed"]);
}

#[test]
fn players_at_once_get_every_nonce_once_while_seeds_are_told() {
    const TURNS: usize = 12;
    let server = arcade();
    let ann = member(&server, "2900000000018");
    thread::scope(|scope| {
        for player in 0..3 {
            let (server, ann) = (&server, &ann);
            scope.spawn(move || {
                for turn in 0..TURNS {
                    let played = spin(server, ann, &format!("{player}-{turn}"), None);
                    check(&played, 201, "");
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..5 {
                let told = rotate(&server, &fairness(&server).body["commitment"]);
                check(&told, 200, "");
            }
        });
    });
    check(
        &rotate(&server, &fairness(&server).body["commitment"]),
        200,
        "",
    );
    let checked = checked(&server, &log(&server, &ann));
    let nonces: BTreeSet<i64> = checked.iter().map(|one| one.logged.nonce).collect();
    assert_eq!((checked.len(), nonces.len()), (3 * TURNS, 3 * TURNS));
    assert!(checked.iter().all(Checked::is_right));
}

#[test]
fn a_word_that_cannot_be_hashed_is_refused() {
    let server = arcade();
    let ann = member(&server, "2900000000018");
    for word in ["", "a:b", "a b", "да", &"x".repeat(65)] {
        check(&spin(&server, &ann, "s1", Some(word)), 422, "invalid");
    }
    assert_eq!(log(&server, &ann).body["items"], json!([]));
}
