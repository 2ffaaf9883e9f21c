//! Published values, those of CDNOW above all.

use proptest::prelude::*;

use super::*;
use crate::history::Purchase;

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} where {expected} was expected"
    );
}

/// BG/NBD with the published, rounded parameters of CDNOW.
const CDNOW: Purchasing = Purchasing {
    dropout: Dropout::AfterRepeat,
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};

/// The published pasts are in weeks of two decimals: the model is asked in hundredths of a week.
fn scaled(model: &Purchasing) -> Purchasing {
    Purchasing {
        alpha: model.alpha * 100.0,
        ..*model
    }
}

/// x, tₓ and T in hundredths of a week, read as days of a model whose α is scaled alike.
fn hundredths(repeats: u32, last: u32, age: u32) -> Past {
    Past {
        repeats,
        last: last * 7,
        age: age * 7,
        repeat_amount: 0,
    }
}

#[test]
fn members_of_cdnow_come_out_as_published() {
    let model = scaled(&CDNOW);
    for (x, last, age, alive, year_quarters, year, ln) in [
        (0, 0, 3_886, 1.0, 0.195_098, 0.252_073, -0.554_713),
        (1, 171, 3_886, 0.212_101, 0.203_187, 0.259_823, -4.469_093),
        (2, 3_043, 3_886, 0.726_579, 1.226_028, 1.558_721, -9.458_606),
        (
            7,
            2_943,
            3_886,
            0.641_756,
            3.337_053,
            4.198_856,
            -21.863_276,
        ),
        (
            26,
            3_086,
            3_100,
            0.968_916,
            20.749_726,
            25.758_196,
            -37.726_579,
        ),
    ] {
        let past = hundredths(x, last, age);
        near(model.alive(past), alive, 1e-6);
        near(model.expected(past, 3_900.0), year_quarters, 1e-6);
        near(model.expected(past, 5_200.0), year, 1e-6);
        // A density in hundredths is a hundredth of one in weeks for each purchase.
        let ln_scale = f64::from(x) * 100.0_f64.ln();
        near(model.log_likelihood(past) + ln_scale, ln, 1e-6);
    }
}

#[test]
fn new_members_of_cdnow_come_out_as_published() {
    let fitted = Purchasing {
        r: 0.242_593,
        alpha: 4.413_532,
        a: 0.792_886,
        b: 2.425_754,
        ..CDNOW
    };
    for (weeks, expected) in [
        (0.142_9, 0.007_816),
        (1.0, 0.053_185),
        (3.0, 0.150_632),
        (223.0 / 7.0, 1.040_494),
        (32.0, 1.043_737),
        (78.0, 1.857_972),
    ] {
        near(fitted.expected_of_new(weeks), expected, 2e-6);
    }
    near(CDNOW.repeats(10, 2.0), 1.078_689_6e-7, 1e-13);
    near(CDNOW.repeats(0, 39.0), 0.573_786_35, 1e-8);
    let chances = [
        0.001_999_521_4,
        0.001_517_023_6,
        0.001_163_315_0,
        0.000_900_314_8,
        0.000_702_363_8,
        0.000_551_790_2,
        0.000_436_191_3,
        0.000_346_717_1,
        0.000_276_961_3,
        0.000_222_226_0,
    ];
    for (count, chance) in (11..).zip(chances) {
        near(CDNOW.repeats(count, 30.0), chance, 1e-10);
    }
}

#[test]
fn another_point_of_the_likelihood_comes_out() {
    let model = Purchasing {
        r: 0.5,
        alpha: 6.0,
        a: 1.2,
        b: 3.3,
        dropout: Dropout::AfterRepeat,
    };
    let past = Past {
        repeats: 3,
        last: 28,
        age: 42,
        repeat_amount: 0,
    };
    near(model.log_likelihood(past), -7.576_382, 1e-6);
}

#[test]
fn nothing_overflows_and_nothing_jumps() {
    let past = |repeats| Past {
        repeats,
        last: 700,
        age: 1_400,
        repeat_amount: 0,
    };
    let model = CDNOW;
    assert_eq!(model.alive(past(20_000)), 0.0);
    assert!(model.expected(past(20_000), 52.0) >= 0.0);
    let at = |a: f64| Purchasing { a, ..CDNOW }.expected(past(2), 52.0);
    near(at(1.0), at(1.0 + 1e-9), 1e-7);
    near(at(1.0), at(1.0 - 1e-9), 1e-7);
    let modified = Purchasing {
        dropout: Dropout::AfterAny,
        ..CDNOW
    };
    let once = Past {
        repeats: 0,
        last: 0,
        age: 272,
        repeat_amount: 0,
    };
    assert_eq!(CDNOW.alive(once), 1.0);
    assert!(modified.alive(once) < 0.8);
}

proptest! {
    #[test]
    fn chances_of_all_counts_add_up_and_their_mean_is_the_expectation(
        r in 0.1_f64..3.0, alpha in 1.0_f64..20.0, a in 0.2_f64..3.0, b in 0.5_f64..5.0,
        any in any::<bool>(),
    ) {
        let dropout = if any { Dropout::AfterAny } else { Dropout::AfterRepeat };
        let model = Purchasing { dropout, r, alpha, a, b };
        let chances: Vec<f64> = (0..400).map(|count| model.repeats(count, 6.0)).collect();
        let sum: f64 = chances.iter().sum();
        let mean: f64 = (0_u32..).zip(&chances).map(|(count, chance)| f64::from(count) * chance).sum();
        prop_assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        prop_assert!((mean - model.expected_of_new(6.0)).abs() < 1e-2, "{mean}");
    }

    #[test]
    fn waiting_longer_never_makes_alive_likelier(
        x in 0_u32..50, last in 0_u32..400, wait in 0_u32..400, more in 1_u32..400,
    ) {
        let last = if x == 0 { 0 } else { last };
        let past = |age| Past { repeats: x, last, age, repeat_amount: 0 };
        for dropout in [Dropout::AfterRepeat, Dropout::AfterAny] {
            let model = Purchasing { dropout, ..CDNOW };
            let (soon, late) = (past(last + wait), past(last + wait + more));
            prop_assert!(model.alive(late) <= model.alive(soon));
            let expected = model.expected(soon, 52.0);
            prop_assert!(expected.is_finite() && expected >= 0.0);
            prop_assert!(model.buys_within(soon, 52.0) <= expected + 1e-9);
        }
    }
}

/// Gamma-Gamma with the published, rounded parameters of CDNOW.
const SPEND: Spend = Spend {
    p: 6.25,
    q: 3.74,
    v: 15.44,
};

#[test]
fn spend_of_cdnow_comes_out_as_published() {
    near(SPEND.population().unwrap(), 35.219, 1e-3);
    for (repeats, mean, expected) in [
        (2.0, 22.35, 24.6637),
        (1.0, 11.77, 18.9169),
        (7.0, 73.74, 71.4697),
        (2.0, 25.55, 27.2884),
    ] {
        near(SPEND.expected(repeats, mean).unwrap(), expected, 6e-3);
    }
    assert_eq!(Spend { q: 1.0, ..SPEND }.population(), None);
}

#[test]
fn value_of_a_year_comes_out_as_published() {
    // Months of 4.345 weeks at one percent each, first three customers.
    for (past, mean, value) in [
        (hundredths(2, 3_043, 3_886), 22.35, 36.2892),
        (hundredths(1, 171, 3_886), 11.77, 4.6373),
        (hundredths(0, 0, 3_886), 0.0, 8.3690),
    ] {
        let model = scaled(&CDNOW);
        let mut before = 0.0;
        let months = (1..=12).map(|month| {
            let expected = model.expected(past, f64::from(month) * 434.5);
            let gained = expected - before;
            before = expected;
            gained / 1.01_f64.powi(month)
        });
        let worth: f64 = months.sum();
        let spend = SPEND.expected(f64::from(past.repeats), mean).unwrap();
        near(worth * spend, value, 5e-3);
    }
}

/// Members of a made-up base: rates and chances to stop spread evenly, purchases as they would fall on average.
fn base() -> Vec<Past> {
    let mut members = Vec::new();
    for number in 0..900_u32 {
        let (age, kind) = (270 - number % 60, number % 9);
        let repeats = [0, 0, 0, 1, 1, 2, 3, 5, 9][usize::try_from(kind).unwrap()];
        let last = if repeats == 0 {
            0
        } else {
            age * (2 + number % 8) / 10
        };
        members.push(Past {
            repeats,
            last,
            age,
            repeat_amount: i64::from(repeats) * i64::from(900 + 37 * (number % 41)),
        });
    }
    members
}

#[test]
fn a_fit_is_a_summit_whatever_the_dropout() {
    for dropout in [Dropout::AfterRepeat, Dropout::AfterAny] {
        let members = base();
        let fitted = fit(members.iter().copied(), dropout).unwrap();
        let sum = |model: &Purchasing| -> f64 {
            members.iter().map(|past| model.log_likelihood(*past)).sum()
        };
        near(sum(&fitted.model), fitted.log_likelihood, 1e-6);
        let model = fitted.model;
        for factor in [0.98, 1.02] {
            for other in [
                Purchasing {
                    r: model.r * factor,
                    ..model
                },
                Purchasing {
                    alpha: model.alpha * factor,
                    ..model
                },
                Purchasing {
                    a: model.a * factor,
                    ..model
                },
                Purchasing {
                    b: model.b * factor,
                    ..model
                },
            ] {
                assert!(
                    sum(&other) <= fitted.log_likelihood + 1e-7,
                    "{other:?} beats {fitted:?}"
                );
            }
        }
    }
}

#[test]
fn a_member_who_buys_every_day_breaks_no_fit() {
    let every_day = Past {
        repeats: 5_000,
        last: 5_000,
        age: 6_000,
        repeat_amount: 5_000,
    };
    for dropout in [Dropout::AfterRepeat, Dropout::AfterAny] {
        let members: Vec<Past> = base().into_iter().chain([every_day]).collect();
        let fitted = fit(members.iter().copied(), dropout).unwrap();
        let sum = members
            .iter()
            .map(|past| fitted.model.log_likelihood(*past));
        near(sum.sum(), fitted.log_likelihood, 1e-6);
        assert!(fitted.settled, "{fitted:?}");
    }
}

#[test]
fn spends_that_are_nearly_equal_do_not_settle_and_keep_their_mean() {
    let pasts = (1..=200).map(|number: i64| Past {
        repeats: 3,
        last: 50,
        age: 90,
        repeat_amount: 3 * 10_000 + number % 3,
    });
    let fitted = fit_spend(pasts, 100.0).unwrap();
    assert!(!fitted.settled, "{fitted:?}");
    near(fitted.model.population().unwrap(), 100.0 + 0.01 / 3.0, 1e-3);
}

#[test]
fn spend_is_fitted_at_its_summit() {
    let members = base();
    let fitted = fit_spend(members.iter().copied(), 100.0).unwrap();
    let sum = |model: &Spend| -> f64 {
        let means = members
            .iter()
            .filter_map(|past| Some((past.repeats, past.mean_repeat(100.0)?)));
        means
            .map(|(x, mean)| model.log_likelihood(f64::from(x), mean))
            .sum()
    };
    near(sum(&fitted.model), fitted.log_likelihood, 1e-6);
    let nudged = Spend {
        p: fitted.model.p * 1.02,
        ..fitted.model
    };
    assert!(sum(&nudged) < fitted.log_likelihood);
}

#[test]
fn too_little_is_no_model() {
    assert_eq!(fit([], Dropout::AfterAny), None);
    let once = Past {
        repeats: 0,
        last: 0,
        age: 10,
        repeat_amount: 0,
    };
    assert_eq!(fit([once; 50], Dropout::AfterRepeat), None);
    assert_eq!(fit_spend([once; 50], 100.0), None);
    let alike = Past {
        repeats: 2,
        last: 5,
        age: 10,
        repeat_amount: 400,
    };
    assert_eq!(fit_spend([alike; 50], 100.0), None);
    assert!(
        gates(&[], &Gates::default())
            .iter()
            .all(|gate| !gate.passed)
    );
    let open = gates(
        &base(),
        &Gates {
            members: 900,
            ..Gates::default()
        },
    );
    assert!(
        open.iter()
            .filter(|gate| gate.what != "days_since_last")
            .all(|gate| gate.passed)
    );
}

#[test]
fn purchases_of_one_day_are_one_and_the_first_day_counts_for_nothing() {
    let buy = |day, amount| Purchase { day, amount };
    let purchases = [
        buy(10, 500),
        buy(10, 300),
        buy(17, 200),
        buy(17, 100),
        buy(40, 900),
    ];
    let check = |end, expected: Option<(u32, u32, u32, i64)>| {
        let found = past(&purchases, end);
        let found = found.map(|past| (past.repeats, past.last, past.age, past.repeat_amount));
        assert_eq!(found, expected, "until {end}");
    };
    check(9, None);
    check(10, Some((0, 0, 0, 0)));
    check(20, Some((1, 7, 10, 300)));
    check(100, Some((2, 30, 90, 1_200)));
    assert_eq!(past(&[], 5), None);
}

#[test]
fn forecasts_and_holdouts_have_answers_for_few() {
    let members = base();
    let model = fit(members.iter().copied(), Dropout::AfterAny)
        .unwrap()
        .model;
    let spend = fit_spend(members.iter().copied(), 100.0).unwrap().model;
    let horizon = Horizon::default();
    let told = forecast(&model, &spend, members[8], 100.0, &horizon);
    near(
        told.value.unwrap(),
        told.purchases * told.spend.unwrap(),
        1e-9,
    );
    let later = Horizon {
        discount_a_year: 0.15,
        ..horizon
    };
    let discounted = forecast(&model, &spend, members[8], 100.0, &later);
    assert!(
        discounted.value < told.value,
        "{model:?} {spend:?} {discounted:?} {told:?}"
    );
    near(model.buys_within(members[8], 52.0), 1.0 - told.churn, 1e-12);
    let just_bought = Past {
        age: members[8].last,
        ..members[8]
    };
    let half = model.buys_within(just_bought, model.median_gap(members[8]));
    near(half, model.alive(just_bought) / 2.0, 1e-12);
    let months_later = Past {
        age: members[8].age + 90,
        ..members[8]
    };
    let later = forecast(&model, &spend, months_later, 100.0, &horizon);
    assert_eq!(later.next_purchase_days, told.next_purchase_days);
    assert!(told.next_purchase_days >= Some(1) && later.purchases < told.purchases);

    let nobody = holdout(&model, &[], 270);
    assert_eq!(
        (nobody.total_error, nobody.mean_error, nobody.deciles.len()),
        (None, None, 0)
    );
    let pairs: Vec<(Past, u32)> = members.iter().map(|past| (*past, past.repeats)).collect();
    let held = holdout(&model, &pairs, 270);
    assert_eq!(held.deciles.len(), 10);
    assert_eq!(
        held.deciles
            .iter()
            .map(|decile| decile.members)
            .sum::<usize>(),
        900
    );
    assert!(
        held.deciles
            .windows(2)
            .all(|pair| pair[0].expected <= pair[1].expected)
    );
}
