//! The way to PostgreSQL is cut while tills sell.

use serde_json::Value;

use crate::proxy::{Proxy, server_of};
use crate::shop::{Server, Shop, purchase};

fn sell(shop: &Shop, server: &Server, id: &str) -> (u16, Value) {
    shop.post(server, "/v1/purchases", &purchase(id))
}

#[test]
fn a_commit_whose_answer_is_lost_is_posted_once() {
    let shop = Shop::with("burger-heroes.yaml");
    let way = Proxy::to(server_of(shop.database()));
    let server = shop.serve_on("a", "127.0.0.1:0", &way.address(shop.database()));
    shop.register(&server);
    let check = |cut: fn(&Proxy), id: &str| {
        // The connection that writes prepares its statements.
        assert_eq!(sell(&shop, &server, &format!("{id}-first")).0, 201);
        cut(&way);
        let (status, body) = sell(&shop, &server, id);
        assert!(way.has_struck(), "nothing was cut");
        assert_eq!(status, 201, "{body}");
        assert_eq!(body["replayed"], false, "known without asking again");
        let (_, again) = sell(&shop, &server, id);
        assert_eq!(again["purchase"], body["purchase"]);
    };
    check(Proxy::cut_after_commit, "after");
    check(Proxy::cut_before_commit, "before");
    assert_eq!(shop.check(), 4);
}

#[test]
fn while_the_database_is_away_nothing_is_guessed_and_afterwards_all_goes_on() {
    let shop = Shop::with("burger-heroes.yaml");
    let way = Proxy::to(server_of(shop.database()));
    let server = shop.serve_on("a", "127.0.0.1:0", &way.address(shop.database()));
    shop.register(&server);
    assert_eq!(sell(&shop, &server, "p-1").0, 201);
    way.cut();
    let (status, body) = sell(&shop, &server, "p-2");
    assert_eq!(status, 503, "{body}");
    assert_eq!(body["type"], "/problems/unavailable", "{body}");
    assert_eq!(shop.get(&server, "/readyz").0, 503);
    way.open();
    // What waits for connections that are gone may fail once more.
    let sold = (0..100).find_map(|_| {
        let (status, body) = sell(&shop, &server, "p-2");
        (status != 503).then_some((status, body))
    });
    let (status, body) = sold.expect("the database is back");
    assert_eq!(status, 201, "{body}");
    assert_eq!(shop.get(&server, "/readyz").0, 200);
    assert_eq!(shop.check(), 2);
}
