//! The engine's own scenario, told over HTTP: the same numbers.

use crate::{balance, burgers, member, purchase, status};

#[test]
fn the_fourth_purchase_in_thirty_days_earns_fifteen_percent() {
    let server = burgers();
    let ann = member(&server, "1001");
    assert_eq!(balance(&server, &ann), 300);
    for (id, at) in [
        ("r-1", "2026-03-02"),
        ("r-2", "2026-03-05"),
        ("r-3", "2026-03-09"),
    ] {
        server.pass(
            regulars_engine::time::Instant::parse_with_offset(&format!("{at}T12:00:00+03:00"))
                .unwrap()
                .0,
        );
        status(
            &server.post("/v1/purchases", &purchase(id, "1001", "400.00", "none")),
            201,
        );
    }
    assert_eq!(balance(&server, &ann), 360);
    server.pass(
        regulars_engine::time::Instant::parse_with_offset("2026-03-10T12:00:00+03:00")
            .unwrap()
            .0,
    );
    let fourth = server.post("/v1/purchases", &purchase("r-4", "1001", "400.00", "max"));
    status(&fourth, 201);
    assert_eq!(fourth.body["totals"]["to_pay"], "200.00");
    assert_eq!(fourth.body["earn"][0]["amount"], "30");
    assert_eq!(balance(&server, &ann), 190);
}
