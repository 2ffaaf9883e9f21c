//! Two processes that serve the same data.

use std::thread;
use std::time::Duration;

use regulars_app::Stopwatch;
use serde_json::{Value, json};

use crate::shop::{Answer, Server, Shop, basket, get, programs, purchase, send};

const SECOND: Duration = Duration::from_secs(1);

/// Asks again and again until it is so, for a second.
fn within_a_second(what: &str, mut is_so: impl FnMut() -> bool) {
    let watch = Stopwatch::start();
    while !is_so() {
        assert!(watch.elapsed() < SECOND, "{what}: not within a second");
    }
}

/// Puts a program of the repository into force through a server.
fn publish(shop: &Shop, at: &Server, name: &str) {
    let text = std::fs::read_to_string(programs(&format!("{name}.yaml"))).unwrap();
    let path = format!("/v1/programs/{name}/versions");
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    let agent: ureq::Agent = config.build().into();
    let stored = agent
        .post(format!("http://{}{path}", at.address))
        .header("Authorization", format!("Bearer {}", shop.key))
        .header("Content-Type", "application/yaml")
        .send(text)
        .unwrap();
    assert_eq!(stored.status().as_u16(), 201);
    let (status, body) = shop.post(at, &format!("{path}/1/publish"), &json!({}));
    assert_eq!(status, 200, "{body}");
}

#[test]
fn what_one_process_changes_the_other_knows_within_a_second() {
    let shop = Shop::new();
    let (a, b) = (shop.serve("a"), shop.serve("b"));
    let program = |server: &Server| {
        let mut anybody = basket();
        anybody["member"] = Value::Null;
        let (status, body) = shop.post(server, "/v1/quotes", &anybody);
        assert_eq!(status, 200, "{body}");
        body["program"]["id"].clone()
    };
    assert_eq!(program(&b), "no-program");
    publish(&shop, &a, "burger-heroes");
    assert_eq!(program(&a), "burger-heroes");
    within_a_second("a publication", || program(&b) == "burger-heroes");

    let made = json!({"name": "till", "scopes": ["till"]});
    let (status, key) = shop.post(&a, "/v1/keys", &made);
    assert_eq!(status, 201, "{key}");
    let secret = key["secret"].as_str().unwrap();
    let at_b = || send(&b.address, "/v1/quotes", secret, &basket()).unwrap().0;
    assert_ne!(at_b(), 401);
    let id = key["key"].as_str().unwrap();
    let agent = ureq::Agent::new_with_defaults();
    let revoked = agent
        .delete(format!("http://{}/v1/keys/{id}", a.address))
        .header("Authorization", format!("Bearer {}", shop.key))
        .call();
    assert!(revoked.unwrap().status().is_success());
    within_a_second("a revocation", || at_b() == 401);

    let place = json!({"name": "Kazan", "time_zone": "Europe/Moscow"});
    let put = agent
        .put(format!("http://{}/v1/stores/kazan-1", a.address))
        .header("Authorization", format!("Bearer {}", shop.key))
        .send_json(&place);
    assert!(put.unwrap().status().is_success());
    let (_, found) = get(&b, "/v1/stores/kazan-1", &shop.key);
    assert_eq!(found["name"], "Kazan");
}

#[test]
fn a_purchase_sent_to_two_processes_at_once_is_posted_once() {
    let shop = Shop::with("burger-heroes.yaml");
    let (a, b) = (shop.serve("a"), shop.serve("b"));
    shop.register(&a);
    for turn in 0..10 {
        let body = purchase(&format!("p-{turn}"));
        let answers = both(&shop, &a, &b, |_| body.clone());
        let ids: Vec<&Value> = answers.iter().map(|(_, body)| &body["purchase"]).collect();
        assert_eq!(ids[0], ids[1], "{answers:?}");
        let fresh = |(_, body): &&Answer| body["replayed"] == false;
        assert_eq!(answers.iter().filter(fresh).count(), 1, "{answers:?}");
    }
    assert_eq!(shop.check(), 10);
}

#[test]
fn a_limit_is_never_overrun_by_two_processes() {
    // One tree a day, however many receipts.
    let shop = Shop::with("plant-a-tree.yaml");
    let (a, b) = (shop.serve("a"), shop.serve("b"));
    let member = shop.register(&a);
    for turn in 0..5 {
        let sold = both(&shop, &a, &b, |server| {
            purchase(&format!("{server}-{turn}"))
        });
        assert!(sold.iter().all(|(status, _)| *status == 201), "{sold:?}");
    }
    let (_, accounts) = shop.get(&b, &format!("/v1/members/{member}/accounts"));
    let trees = &accounts["accounts"][0]["available"];
    assert_eq!(trees, "1", "{accounts}");
    assert_eq!(shop.check(), 10);
}

#[test]
fn a_quote_of_one_process_is_confirmed_at_the_other() {
    let shop = Shop::with("burger-heroes.yaml");
    let (a, b) = (shop.serve("a"), shop.serve("b"));
    shop.register(&a);
    let check = |hold: bool, at: &Server, id: &str| {
        let mut asked = basket();
        asked["hold"] = json!(hold);
        asked["redeem"] = json!({"points": "max"});
        let (status, quote) = shop.post(&a, "/v1/quotes", &asked);
        assert_eq!(status, 200, "{quote}");
        let named = json!({"id": id, "quote": quote["quote"]});
        let (status, sold) = shop.post(at, "/v1/purchases", &named);
        assert_eq!(status, 201, "{sold}");
        assert_eq!(sold["totals"]["to_pay"], quote["totals"]["to_pay"]);
    };
    check(false, &b, "p-1");
    check(true, &b, "p-2");
    check(false, &a, "p-3");
    assert_eq!(shop.check(), 3);
}

/// Sends a purchase to both at once, several times.
fn both(shop: &Shop, a: &Server, b: &Server, body: impl Fn(&str) -> Value) -> Vec<Answer> {
    thread::scope(|scope| {
        let sent = [("a", a), ("b", b)].map(|(name, server)| {
            let body = body(name);
            scope.spawn(move || shop.post(server, "/v1/purchases", &body))
        });
        sent.map(|answer| answer.join().unwrap()).into()
    })
}
