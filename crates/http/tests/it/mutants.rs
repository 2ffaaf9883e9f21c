//! The examples with something in them turned into something else: whatever is sent, the answer is a success or a
//! problem with a reason in the language of the caller, never a fault of the server.

use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{BURGERS, START, check_russian};

/// Requests sent in all.
const ROUNDS: usize = 2_500;

/// A stream of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

#[test]
fn whatever_is_sent_the_server_answers_with_reason() {
    let server = TestServer::start(START, Some(BURGERS));
    server.post(
        "/v1/members",
        &json!({"card": "2900000000018", "external_id": "crm-17"}),
    );
    let story: Vec<Value> =
        serde_json::from_str(include_str!("../../src/openapi/story.json")).unwrap();
    let with_body: Vec<_> = story
        .iter()
        .filter(|step| step["body"].is_object())
        .collect();
    let mut dice = Dice(0x5eed_1e55);
    let mut accepted = 0;
    for round in 0..ROUNDS {
        let step = with_body[dice.roll(with_body.len())];
        let mut body = step["body"].clone();
        fresh_id(&mut body, round);
        for _ in 0..=dice.roll(2) {
            mutate(&mut body, &mut dice);
        }
        let (method, path) = step["request"].as_str().unwrap().split_once(' ').unwrap();
        let path = mutate_path(&path.replace(['<', '>'], ""), &mut dice);
        let answer = server.send(
            method,
            &path,
            "application/json",
            body.to_string().as_bytes(),
            &[("accept-language", "ru")],
        );
        reasonable(
            &answer,
            &format!("round {round}: {method} {path}\n{body:#}"),
        );
        accepted += usize::from(answer.status < 300);
    }
    // Neither so odd that nothing gets past the edge, nor so tame that nothing is refused.
    assert!(
        (ROUNDS / 20..ROUNDS / 2).contains(&accepted),
        "{accepted} of {ROUNDS} accepted"
    );
}

fn reasonable(answer: &Answer, sent: &str) {
    assert!(answer.status < 500, "{}\n{sent}", answer.text);
    if answer.status >= 400 {
        assert!(
            answer.body["type"]
                .as_str()
                .is_some_and(|kind| kind.starts_with("/problems/")),
            "{}\n{sent}",
            answer.text
        );
        check_russian(answer);
    }
}

/// So that not every document is a repetition.
fn fresh_id(body: &mut Value, round: usize) {
    if let Some(id) = body.get_mut("id") {
        *id = format!("mutant-{round}").into();
    }
}

/// Turns one value somewhere in the body into another.
fn mutate(value: &mut Value, dice: &mut Dice) {
    let inside = match value {
        Value::Object(fields) => fields.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if inside == 0 || dice.roll(4) == 0 {
        *value = odd(dice);
        return;
    }
    let chosen = dice.roll(inside);
    match value {
        Value::Object(fields) => {
            let name = fields.keys().nth(chosen).unwrap().clone();
            match dice.roll(8) {
                0 => drop(fields.remove(&name)),
                1 => drop(fields.insert(format!("{name}x"), odd(dice))),
                _ => mutate(&mut fields[&name], dice),
            }
        }
        Value::Array(items) => mutate(&mut items[chosen], dice),
        _ => {}
    }
}

/// Something that tends to break what is read carelessly.
fn odd(dice: &mut Dice) -> Value {
    let odd = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "1",
        "0.5",
        "0.00001",
        "1e308",
        "-1e-308",
        "1E+2",
        "999999999",
        "1000000",
        "1000000000",
        "1000000000.0001",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551616",
        "123456789012345678901234567890.5",
        "\"\"",
        "\" \"",
        "\"max\"",
        "\"none\"",
        "\"0\"",
        "\"-1\"",
        "\"1000000\"",
        "\"1e3\"",
        "\"NaN\"",
        "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "\"ext:\"",
        "\"mem_0000000000000\"",
        "\"pur_7ZZZZZZZZZZZZ\"",
        "\"2026-02-30\"",
        "\"0001-01-01\"",
        "\"9999-12-31T23:59:59+23:59\"",
        "\"0001-01-01T00:00:00-23:59\"",
        "\"2026-03-10T12:00:00Z\"",
        "\"2900000000018\"",
        "\"points\"",
        "\"till\"",
        "[]",
        "{}",
        "[[[[[[]]]]]]",
        "[null]",
        "{\"a\":{\"b\":{}}}",
        "{\"money\":\"1\"}",
        "{\"card\":\"2900000000018\"}",
        "{\"points\":\"max\"}",
    ];
    match dice.roll(odd.len() + 1) {
        place if place < odd.len() => serde_json::from_str(odd[place]).unwrap(),
        _ => Value::String("щ".repeat(600)),
    }
}

/// Mostly the address as it is; now and then an id that is none.
fn mutate_path(path: &str, dice: &mut Dice) -> String {
    let ids = [
        "ext:none",
        "ext:%00",
        "none",
        "%F0%9F%98%80",
        "mem_0000000000000",
        "pur_0000000000000",
        "1",
        "0",
        "-1",
    ];
    match path.split_once("ext:") {
        Some((before, after)) if dice.roll(5) == 0 => {
            let rest = after
                .split_once('/')
                .map_or(String::new(), |(_, rest)| format!("/{rest}"));
            format!("{before}{}{rest}", ids[dice.roll(ids.len())])
        }
        _ => path.to_owned(),
    }
}
