//! Numbers no timeline shows: how parts add up, and runs that multiply out.

use regulars_engine::number::{Currency, Money, Price, Quantity, distribute, line_amount, pieces};

#[test]
fn what_does_not_fit_goes_to_other_lines_and_what_fits_nowhere_is_left() {
    for (total, weights, caps, parts, left) in [
        // 100 over 1 : 1 : 1, the first holds 10: 45 and 45.
        (100, vec![1, 1, 1], vec![10, 100, 100], vec![10, 45, 45], 0),
        // The second overflows by what the first could not take: 100 − 10 − 40 = 50.
        (100, vec![1, 1, 1], vec![10, 40, 100], vec![10, 40, 50], 0),
        (100, vec![1, 1], vec![10, 20], vec![10, 20], 70),
        (100, vec![0, 1], vec![100, 20], vec![0, 20], 80),
        (2, vec![1, 1, 1], vec![9, 9, 9], vec![1, 1, 0], 0),
        (-2, vec![1, 1, 1], vec![9, 9, 9], vec![-1, -1, 0], 0),
        (7, vec![0, 0], vec![9, 9], vec![0, 0], 7),
        // 10 over 1 : 2 : 4 = 1.43, 2.86, 5.71: two units left go to .86 and .71.
        (10, vec![1, 2, 4], vec![9, 9, 9], vec![1, 3, 6], 0),
    ] {
        let got = distribute(total, &weights, Some(&caps));
        assert_eq!(
            (got.parts, got.left),
            (parts, left),
            "{total} over {weights:?} within {caps:?}"
        );
    }
}

#[test]
fn nothing_overflows_at_the_edges_that_are_accepted() {
    let got = distribute(i64::MAX, &[i64::MAX, i64::MAX, 1], None);
    assert_eq!(
        i128::from(got.left) + got.parts.iter().copied().map(i128::from).sum::<i128>(),
        i128::from(i64::MAX)
    );
}

#[test]
fn runs_cost_exactly_the_amount_and_are_the_fewest() {
    let euro = Currency::parse("EUR").unwrap();
    for (amount, quantity, runs) in [
        (10_000, "3", vec![("2", "33.33"), ("1", "33.34")]),
        (9_999, "3", vec![("3", "33.33")]),
        (10_000, "6000", vec![("2000", "0.01"), ("4000", "0.02")]),
        (1, "3", vec![("2", "0"), ("1", "0.01")]),
        (0, "3", vec![("3", "0")]),
        (375, "1.5", vec![("1.5", "2.50")]),
    ] {
        let quantity = Quantity::parse(quantity).unwrap();
        let got = pieces(Money::from_minor(amount), quantity, euro);
        let runs: Vec<(Quantity, Price)> = runs
            .into_iter()
            .map(|(quantity, price)| {
                (
                    Quantity::parse(quantity).unwrap(),
                    Price::parse(price).unwrap(),
                )
            })
            .collect();
        let found: Vec<(Quantity, Price)> =
            got.iter().map(|run| (run.quantity, run.price)).collect();
        assert_eq!(found, runs, "{amount} for {quantity:?}");
        for run in got {
            assert_eq!(
                line_amount(run.price, run.quantity, euro).unwrap(),
                run.amount
            );
        }
    }
}
