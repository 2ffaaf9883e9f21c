//! Many tills at once.

use std::thread;

use serde_json::json;

use crate::{balance, burgers, member, problem, purchase, status, with};

#[test]
fn two_hundred_tills_present_one_card_all_are_answered_and_the_balance_holds() {
    let server = burgers();
    let ann = member(&server, "2900000000018");
    let answers: Vec<_> = thread::scope(|scope| {
        let tills: Vec<_> = (0..200)
            .map(|till| {
                let server = &server;
                let body = purchase(&format!("r-{till}"), "2900000000018", "10.00", "max");
                scope.spawn(move || server.post("/v1/purchases", &body))
            })
            .collect();
        tills.into_iter().map(|till| till.join().unwrap()).collect()
    });
    let mut redeemed = 0;
    let mut earned = 0;
    for answer in &answers {
        status(answer, 201);
        redeemed += answer.body["redeem"]["points"]["granted"]
            .as_str()
            .unwrap()
            .parse::<i64>()
            .unwrap();
        for earning in answer.body["earn"].as_array().unwrap() {
            earned += earning["amount"].as_str().unwrap().parse::<i64>().unwrap();
        }
    }
    let left = balance(&server, &ann);
    assert!(left >= 0, "below zero: {left}");
    assert_eq!(left, 300 + earned - redeemed);
}

#[test]
fn the_same_purchase_sent_ten_times_in_parallel_posts_once() {
    let server = burgers();
    let ann = member(&server, "1001");
    let body = purchase("r-1", "1001", "400.00", "none");
    let answers: Vec<_> = thread::scope(|scope| {
        let sends: Vec<_> = (0..10)
            .map(|_| scope.spawn(|| server.post("/v1/purchases", &body)))
            .collect();
        sends.into_iter().map(|send| send.join().unwrap()).collect()
    });
    let first = answers
        .iter()
        .filter(|answer| answer.body["replayed"] == false)
        .count();
    assert_eq!(first, 1, "posted {first} times");
    let id = &answers[0].body["id"];
    for answer in &answers {
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text);
        assert_eq!(answer.body["id"], *id);
    }
    assert_eq!(balance(&server, &ann), 320);
}

#[test]
fn parallel_registrations_of_one_card_make_one_member() {
    let server = burgers();
    let answers: Vec<_> = thread::scope(|scope| {
        let sends: Vec<_> = (0..8)
            .map(|till| {
                let server = &server;
                scope.spawn(move || {
                    server.post_keyed(
                        "/v1/members",
                        &format!("join-{till}"),
                        &json!({"cards": ["7001"]}),
                    )
                })
            })
            .collect();
        sends.into_iter().map(|send| send.join().unwrap()).collect()
    });
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 201).count(),
        1
    );
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        problem(refused, 409, "taken");
    }
}

#[test]
fn another_body_under_the_same_id_is_422() {
    let server = burgers();
    let ann = member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "none")),
        201,
    );
    let other = server.post("/v1/purchases", &purchase("r-1", "1001", "500.00", "none"));
    problem(&other, 422, "key_reused");
    // The same basket, written otherwise, is the same body.
    let again = with(
        purchase("r-1", "1001", "400.0", "none"),
        json!({"redeem": {"points": "none"}}),
    );
    let again = server.post("/v1/purchases", &again);
    status(&again, 201);
    assert_eq!(again.body["replayed"], true);
    assert_eq!(balance(&server, &ann), 320);
}
