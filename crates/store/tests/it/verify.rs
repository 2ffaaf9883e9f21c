//! Verification sees what was changed by hand.

use regulars_store::*;

use crate::engine;
use crate::support::*;

/// A shop with two members, purchases, a return, a pending lot and a debt, all sound.
fn shop() -> Shop {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let sale = shop.sale(ann, 1, 1, day(1));
    let id = sale.purchases[0].id;
    shop.commit(sale);
    shop.commit(shop.sale(bob, 1, 1, day(1)));
    let returns = vec![shop.returned(id, 2, 1, 5_000, day(2))];
    shop.commit(Changeset {
        posted_at: day(2),
        returns,
        ..Changeset::default()
    });
    shop.assert_sound();
    shop
}

/// Changes the database by hand; verification must report exactly these values.
fn check(sql: &str, expected: &[(&str, &str, &str)]) {
    let shop = shop();
    engine::change(shop.folder.path(), sql);
    let report = shop.verify();
    let found: Vec<_> = report
        .differences
        .iter()
        .map(|d| (d.what.as_str(), d.expected.as_str(), d.found.as_str()))
        .collect();
    let ends_match = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| {
            found.0.ends_with(expected.0) && (found.1, found.2) == (expected.1, expected.2)
        });
    assert!(
        report.ok == expected.is_empty() && ends_match,
        "{sql}: {found:#?}"
    );
}

#[test]
fn a_sound_base_is_counted() {
    let report = shop().verify();
    assert_eq!(
        (report.ok, report.members, report.postings, report.purchases),
        (true, 2, 2, 2)
    );
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(
        json,
        r#"{"ok":true,"members":2,"postings":2,"purchases":2,"differences":[]}"#
    );
}

#[test]
fn a_corrupted_value_is_named() {
    let first = "(SELECT min(id) FROM owners)";
    check(
        &format!("UPDATE balances SET available = 31 WHERE owner = {first}"),
        &[("balance of points, available", "30", "31")],
    );
    check(
        &format!("DELETE FROM balances WHERE owner = {first}"),
        &[("balance of points, available", "30", "0")],
    );
    check(
        &format!("UPDATE lots SET remaining = 29 WHERE owner = {first}"),
        &[
            ("lot 1 of points, remaining", "30", "29"),
            (
                "points that burn at 2027-03-01T00:00Z",
                "available 59, pending 0",
                "available 60, pending 0",
            ),
        ],
    );
    check(
        &format!("UPDATE entries SET points = 20 WHERE owner = {first} AND account = 'available'"),
        &[
            (", sum of points", "0", "-10"),
            ("lot 1 of points, remaining", "20", "30"),
            ("balance of points, available", "20", "30"),
            (
                "what became of points at 2026-03-02T00:00Z",
                "issued 60, redeemed 0, expired 0, gained 50, given 50, spent 0, burned 0",
                "issued 60, redeemed 0, expired 0, gained 60, given 60, spent 0, burned 0",
            ),
        ],
    );
    check(
        &format!("UPDATE owners SET next_lot = 1 WHERE id = {first}"),
        &[("next lot", "over 1", "1")],
    );
    check(
        &format!("INSERT INTO debts VALUES ({first}, 1, 'points', 5, 5, NULL, 0)"),
        &[
            ("debts of points, remaining", "0", "5"),
            ("next debt", "over 1", "1"),
        ],
    );
    check(
        "UPDATE purchase_lines SET to_pay = to_pay - 1 WHERE line = 1 AND purchase = (SELECT min(id) FROM purchases)",
        &[(", to_pay", "49999", "50000")],
    );
    check(
        "UPDATE purchases SET returned = 0 WHERE returned > 0",
        &[
            (", returned", "5000", "0"),
            (
                "sales of 2026-03-02 at kazan-1",
                "sales 100000, returned 0, discount 0, purchases 2, identified_sales 100000, identified_purchases 2, \
                 identified_discount 0, identified_redeemed 0, identified_kept 100000",
                "sales 95000, returned 5000, discount 0, purchases 2, identified_sales 95000, identified_purchases 2, \
                 identified_discount 0, identified_redeemed 0, identified_kept 95000",
            ),
        ],
    );
    check(
        "UPDATE purchase_lines SET returned_quantity = 0 WHERE returned_quantity > 0",
        &[("line 2, returned quantity", "10000", "0")],
    );
    check(
        "DELETE FROM journal WHERE pos = 1; INSERT INTO journal (pos, at, posted_at, kind, payload) VALUES (5, 0, 0, 'x', '{}')",
        &[("journal, facts on its positions", "4", "2")],
    );
    check(
        "UPDATE identifiers SET member = 1 WHERE value = '2'",
        engine::STRAY_LINK,
    );
}

#[test]
fn rows_without_their_head_are_seen() {
    check(
        "INSERT INTO lots VALUES (1, 0, 1, 'points', 1, 0, 0, 0, 'expired', NULL, 'x', NULL, 0, NULL, NULL, NULL)",
        &[
            &[("ledger rows without an owner", "0", "1")],
            engine::STRAY_LINK,
        ]
        .concat(),
    );
    check(
        "INSERT INTO decisions VALUES (1, '{}')",
        &[("stored", "true", "false")],
    );
}
