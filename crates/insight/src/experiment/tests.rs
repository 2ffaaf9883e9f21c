//! Published and reproduced values.

use super::*;

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} where {expected} was expected"
    );
}

fn near_interval(found: Interval, low: f64, high: f64, tolerance: f64) {
    near(found.low, low, tolerance);
    near(found.high, high, tolerance);
}

fn share(successes: i64, n: i64) -> Share {
    Share { successes, n }
}

/// The GrowthBook test file: control 0.41 ± 3.9 of 3,407, treated 0.70 ± 6.2 of 3,461.
fn growthbook() -> Effect {
    let control = Sample::told(3_407, 0.41, 3.9);
    welch(control, Sample::told(3_461, 0.70, 6.2), 0.05).unwrap()
}

#[test]
fn welch_agrees_with_growthbook_in_absolute_and_in_relative_terms() {
    let effect = growthbook();
    near(effect.diff, 0.29, 1e-12);
    near_interval(effect.interval.unwrap(), 0.04538, 0.53462, 1e-5);
    near(effect.p.unwrap(), 0.02016, 1e-5);
    near(effect.statistic.unwrap(), 2.32402, 1e-5);
    near(effect.freedom, 5_841.74, 0.01);
    let lift = effect.lift.unwrap();
    near(lift.value, 0.70732, 1e-5);
    near(lift.standard_error, 0.37879, 1e-5);
    near_interval(lift.interval, -0.03526, 1.44989, 2e-5);
    near(lift.p, 0.06191, 1e-5);
}

#[test]
fn welch_agrees_with_the_manual_of_r() {
    let one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    let other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    let effect = welch(Sample::of(&other), Sample::of(&one), 0.05).unwrap();
    near(effect.statistic.unwrap(), -1.8608, 1e-4);
    near(effect.freedom, 17.776, 1e-3);
    near(effect.p.unwrap(), 0.07939, 1e-5);
    near_interval(effect.interval.unwrap(), -3.365_48, 0.205_48, 1e-5);
}

#[test]
fn the_pooled_z_agrees_with_statsmodels() {
    let z = pooled_z(share(12, 99), share(5, 83)).unwrap();
    near(z, -1.407_830_415_125_88, 1e-12);
    let p = crate::number::normal_two_sided(z);
    near(p, 0.159_181_291_811_57, 1e-10);
}

#[test]
fn wilsons_interval_is_newcombes_table() {
    for (successes, n, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        near_interval(wilson(share(successes, n), 0.05), low, high, 5e-5);
    }
}

#[test]
fn the_interval_of_a_difference_is_newcombes_table() {
    for (treated, control, low, high) in [
        (share(56, 70), share(48, 80), 0.0524, 0.3339),
        (share(9, 10), share(3, 10), 0.1705, 0.8090),
        (share(6, 7), share(2, 7), 0.0582, 0.8062),
        (share(5, 56), share(0, 29), -0.0381, 0.1926),
        (share(0, 10), share(0, 20), -0.1611, 0.2775),
    ] {
        near_interval(newcombe(control, treated, 0.05), low, high, 5e-5);
    }
}

#[test]
fn fishers_test_agrees_with_the_tea_tasting_lady() {
    near(fisher(share(1, 4), share(3, 4)), 0.485_714_285_7, 1e-9);
    near(fisher(share(0, 4), share(4, 4)), 0.028_571_428_6, 1e-9);
    near(fisher(share(0, 0), share(0, 0)), 1.0, 1e-12);
    // A cell expects 4: the exact p is taken, not that of z.
    let effect = compare_shares(share(1, 10), share(7, 10), 0.05).unwrap();
    near(effect.p.unwrap(), fisher(share(1, 10), share(7, 10)), 1e-12);
}

#[test]
fn conversions_of_a_campaign_come_out() {
    let effect = compare_shares(share(540, 10_000), share(5_400, 90_000), 0.05).unwrap();
    near(effect.diff, 0.006, 1e-12);
    near(effect.statistic.unwrap(), 2.40811, 1e-5);
    near(effect.p.unwrap(), 0.016_035_2, 1e-7);
    let wide = wald(share(540, 10_000), share(5_400, 90_000), 0.05);
    near_interval(wide, 0.001_306_28, 0.010_693_72, 1e-8);
    near_interval(wide.times(90_000.0), 117.6, 962.4, 0.05);
    let lift = effect.lift.unwrap();
    near(lift.value, 0.111_111, 1e-6);
    near_interval(lift.interval, 0.015_540, 0.206_682, 1e-6);

    let effect = compare_shares(share(500, 10_000), share(5_400, 90_000), 0.05).unwrap();
    near(effect.statistic.unwrap(), 4.02625, 1e-5);
    near(effect.p.unwrap(), 5.667_41e-5, 1e-9);
    let wide = wald(share(500, 10_000), share(5_400, 90_000), 0.05);
    near_interval(wide, 0.005_455_31, 0.014_544_69, 1e-8);
    near_interval(effect.lift.unwrap().interval, 0.092_887, 0.307_113, 1e-6);
}

#[test]
fn revenue_of_a_campaign_comes_out() {
    let control = Sample::told(10_000, 11.9, 43.0);
    let effect = welch(control, Sample::told(90_000, 12.6, 45.0), 0.05).unwrap();
    near(effect.standard_error.unwrap(), 0.455_411_9, 1e-7);
    near(effect.freedom, 12_559.90, 0.01);
    near(effect.statistic.unwrap(), 1.53707, 1e-5);
    near(effect.p.unwrap(), 0.124_301, 1e-6);
    let interval = effect.interval.unwrap();
    near_interval(interval, -0.192_677, 1.592_677, 1e-6);
    near_interval(interval.times(90_000.0), -17_341.0, 143_341.0, 0.5);
    let lift = effect.lift.unwrap();
    near(lift.value, 0.058_823_5, 1e-7);
    near_interval(lift.interval, -0.020_137_2, 0.137_784_3, 1e-5);

    let effect = welch(control, Sample::told(90_000, 13.2, 45.0), 0.05).unwrap();
    near(effect.statistic.unwrap(), 2.854_559, 1e-6);
    near(effect.p.unwrap(), 0.004_316_72, 1e-8);
    near_interval(effect.interval.unwrap(), 0.407_323, 2.192_677, 1e-6);
}

const BEFORE_CONTROL: [f64; 5] = [10.0, 20.0, 0.0, 40.0, 30.0];
const DURING_CONTROL: [f64; 5] = [12.0, 19.0, 2.0, 38.0, 31.0];
const BEFORE_TREATED: [f64; 5] = [12.0, 22.0, 5.0, 35.0, 28.0];
const DURING_TREATED: [f64; 5] = [15.0, 25.0, 9.0, 37.0, 33.0];

fn question(kind: Kind) -> Question {
    Question {
        metric: "spend".to_owned(),
        kind,
        control: "control".to_owned(),
        alpha: 0.05,
        cap: None,
        planned: None,
        shares: Vec::new(),
    }
}

fn arm(name: &str, values: &[f64], before: &[f64]) -> Arm {
    Arm {
        name: name.to_owned(),
        values: values.to_vec(),
        under: Vec::new(),
        before: before.to_vec(),
    }
}

#[test]
fn cuped_takes_away_what_was_known_before() {
    let raw = welch(
        Sample::of(&DURING_CONTROL),
        Sample::of(&DURING_TREATED),
        0.05,
    )
    .unwrap();
    near(raw.diff, 3.4, 1e-12);
    near(raw.standard_error.unwrap(), 8.336_666, 1e-6);
    let taken = cuped(
        &[DURING_CONTROL, DURING_TREATED].concat(),
        &[BEFORE_CONTROL, BEFORE_TREATED].concat(),
    );
    near(taken.theta, 0.935_634_8, 1e-7);
    let control = Sample::of(&taken.adjust(&DURING_CONTROL, &BEFORE_CONTROL));
    let treated = Sample::of(&taken.adjust(&DURING_TREATED, &BEFORE_TREATED));
    let effect = welch(control, treated, 0.05).unwrap();
    near(effect.diff, 3.025_746_08, 1e-8);
    near(effect.standard_error.unwrap(), 0.756_960_18, 1e-8);

    let arms = [
        arm("control", &DURING_CONTROL, &BEFORE_CONTROL),
        arm("offer", &DURING_TREATED, &BEFORE_TREATED),
    ];
    let analysis = analyse(&question(Kind::Mean), &arms).unwrap();
    near(analysis.arms[0].diff.unwrap(), 3.025_746_08, 1e-8);
    near(analysis.cuped.unwrap().theta, 0.935_634_8, 1e-7);
}

#[test]
fn intervals_for_looking_every_day_are_as_wide_as_published() {
    for (seen, expected) in [
        (1_000, 3.363_888),
        (5_000, 3.035_209),
        (10_000, 3.061_477),
        (50_000, 3.241_723),
        (100_000, 3.336_858),
    ] {
        near(always_valid_multiplier(seen, 5_000, 0.05), expected, 1e-6);
    }
    let lift = growthbook().lift.unwrap();
    let reach = always_valid_multiplier(6_868, 5_000, 0.05) * lift.standard_error;
    near(reach, 1.151_740_8, 1e-6);
    near(lift.value - reach, -0.444_423_8, 1e-6);
    assert_eq!(always_valid_multiplier(0, 5_000, 0.05), f64::INFINITY);
}

#[test]
fn beliefs_come_out_as_published() {
    let (control, treated) = (share(49, 100), share(51, 100));
    let belief = share_posterior(control, treated);
    near(belief.mean, 0.03961, 1e-5);
    near(belief.deviation, 0.14112, 1e-5);
    near(belief.chance_to_win(), 0.61052, 1e-5);
    near(belief.mean.exp_m1(), 0.0404, 1e-4);
    let interval = belief.interval(0.05);
    near(interval.low.exp_m1(), -0.21099, 1e-5);
    near(interval.high.exp_m1(), 0.37189, 1e-5);

    let lift = compare_shares(control, treated, 0.05)
        .unwrap()
        .lift
        .unwrap();
    for (prior, mean, deviation, wins) in [
        (None, 0.040_816_3, 0.147_252_5, 0.609_181_3),
        (Some((0.0, 0.3)), 0.032_891_8, 0.132_187_4, 0.598_252_9),
    ] {
        let belief = normal_posterior(lift.value, lift.standard_error, prior);
        near(belief.mean, mean, 1e-6);
        near(belief.deviation, deviation, 1e-6);
        near(belief.chance_to_win(), wins, 1e-6);
    }
}

#[test]
fn unequal_arms_are_noticed() {
    let split = sample_ratio(&[821_588, 815_482], &[1.0, 1.0]).unwrap();
    near(split.chi_square, 22.7744, 1e-4);
    near(split.p, 1.82e-6, 1e-8);
    let split = sample_ratio(&[9_100, 900], &[90.0, 10.0]).unwrap();
    near(split.chi_square, 11.1111, 1e-4);
    near(split.p, 0.000_858_121, 1e-9);
    assert_eq!(sample_ratio(&[5], &[1.0]), None);
    assert_eq!(sample_ratio(&[0, 0], &[1.0, 1.0]), None);
}

#[test]
fn many_p_values_are_adjusted_as_published() {
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ];
    let found = benjamini_hochberg(&p);
    let expected = [
        0.0015, 0.003, 0.0095, 0.0356, 0.0603, 0.0639, 0.0639, 0.0645, 0.0765, 0.486, 0.5812,
        0.7149, 0.7532, 0.8132, 1.0,
    ];
    for (found, expected) in found.iter().zip(expected) {
        near(*found, expected, 6e-5);
    }
    let rejected = |adjusted: &[f64]| adjusted.iter().filter(|p| **p <= 0.05).count();
    assert_eq!((rejected(&found), rejected(&holm(&p))), (4, 3));
    let turned: Vec<f64> = p.iter().rev().copied().collect();
    assert_eq!(benjamini_hochberg(&turned)[14], found[0]);
    assert!(holm(&[]).is_empty());
}

#[test]
fn sizes_are_those_of_the_tables() {
    let equal = Arrangement::default();
    let control_is = |share: f64| Arrangement {
        treated_per_control: (1.0 - share) / share,
        ..equal
    };
    near(
        share_sample(
            0.5,
            0.75,
            Arrangement {
                power: 0.9,
                ..equal
            },
        ),
        76.7069,
        1e-4,
    );
    for (control, treated, how, n) in [
        (0.05, 0.06, equal, 8_158.0),
        (0.10, 0.11, equal, 14_751.0),
        (0.02, 0.022, equal, 80_681.0),
        (0.05, 0.055, equal, 31_234.0),
        (0.05, 0.055, control_is(0.10), 17_596.0),
        (0.05, 0.055, control_is(0.05), 16_698.0),
    ] {
        near(share_sample(control, treated, how), n, 1.0);
    }
    for (lift, correlation, how, n) in [
        (0.02, 0.0, equal, 353_200.0),
        (0.05, 0.0, equal, 56_512.0),
        (0.10, 0.0, equal, 14_128.0),
        (0.05, 0.7, equal, 28_821.0),
        (0.05, 0.0, control_is(0.10), 31_396.0),
    ] {
        near(value_sample(lift, 3.0, correlation, how), n, 1.0);
    }
    near(power_of_means(20.0, 1.0, 0.05), 0.868_953_0, 1e-6);
    near(value_sample_exact(1.0, 0.05, 0.9), 22.021_09, 1e-4);
}

#[test]
fn what_can_be_seen_is_the_table() {
    let detectable = |units, control: f64| {
        let how = Arrangement {
            treated_per_control: (1.0 - control) / control,
            ..Arrangement::default()
        };
        let lift = detectable_share(0.05, units, how).unwrap();
        let needed = share_sample(0.05, 0.05 * (1.0 + lift), how) * (1.0 + how.treated_per_control);
        near(needed / crate::number::real(units), 1.0, 1e-6);
        let deviation = (0.05_f64 * 0.95).sqrt();
        100.0 * detectable_value(deviation, 0.0, units, how) / 0.05
    };
    for (units, tenth, twentieth) in [
        (10_000, 40.7, 56.0),
        (50_000, 18.2, 25.1),
        (100_000, 12.9, 17.7),
        (500_000, 5.8, 7.9),
        (1_000_000, 4.1, 5.6),
    ] {
        near(detectable(units, 0.10), tenth, 0.051);
        near(detectable(units, 0.05), twentieth, 0.051);
    }
    assert_eq!(detectable_share(0.5, 3, Arrangement::default()), None);
    assert_eq!(detectable_share(0.0, 3_000, Arrangement::default()), None);
}

#[test]
fn ratios_count_members_and_not_receipts() {
    // Two members with 1 and 3 receipts: 100 and 120 over 1 and 3.
    let control = Paired::of(&[100.0, 120.0, 60.0], &[1.0, 3.0, 1.0]);
    near(control.ratio().unwrap(), 56.0, 1e-12);
    let treated = Paired::of(&[120.0, 130.0, 80.0], &[1.0, 3.0, 1.0]);
    let effect = compare_ratios(control, treated, 0.05).unwrap();
    near(effect.diff, 10.0, 1e-12);
    // By hand: parts of each member are (M − R·D) / mean of D.
    let part = |over: [f64; 3], ratio: f64| {
        let parts = [1.0, 3.0, 1.0];
        let parts = over.iter().zip(parts).map(|(m, d)| (m - ratio * d) * 0.6);
        let parts: Vec<f64> = parts.collect();
        Sample::of(&parts).variance / 3.0
    };
    let by_hand = part([100.0, 120.0, 60.0], 56.0) + part([120.0, 130.0, 80.0], 66.0);
    near(effect.standard_error.unwrap(), by_hand.sqrt(), 1e-9);
    let nothing = Paired::of(&[1.0, 2.0], &[0.0, 0.0]);
    assert!(compare_ratios(nothing, treated, 0.05).is_none());
}

#[test]
fn the_few_who_spend_most_are_held_back_among_those_who_spend() {
    let mut values = vec![0.0; 900];
    values.extend((1..=100).map(f64::from));
    let found = caps(&values, 0.95);
    assert_eq!((found.low, found.high), (f64::NEG_INFINITY, 95.0));
    assert_eq!((found.hold(1_000.0), found.hold(3.0)), (95.0, 3.0));
    values.extend([-10.0, -400.0]);
    assert_eq!(caps(&values, 0.5).low, -10.0);
    assert_eq!(caps(&[0.0], 0.99).high, f64::INFINITY);
}

#[test]
fn few_and_nobody_have_answers() {
    let analysis = analyse(
        &question(Kind::Mean),
        &[arm("control", &[1.0, 2.0], &[]), arm("offer", &[4.0], &[])],
    )
    .unwrap();
    let one = &analysis.arms[0];
    assert_eq!((one.n, one.diff, one.p, one.ci), (1, Some(2.5), None, None));
    let same = [arm("control", &[2.0; 3], &[]), arm("offer", &[2.0; 3], &[])];
    let analysis = analyse(&question(Kind::Mean), &same).unwrap();
    assert_eq!(
        (analysis.arms[0].diff, analysis.arms[0].p),
        (Some(0.0), None)
    );
    let none = [arm("control", &[0.0; 3], &[]), arm("offer", &[0.0; 3], &[])];
    let analysis = analyse(&question(Kind::Proportion), &none).unwrap();
    assert_eq!(analysis.arms[0].lift, None);
    let nobody = [arm("control", &[], &[]), arm("offer", &[1.0], &[])];
    let analysis = analyse(&question(Kind::Proportion), &nobody).unwrap();
    assert_eq!((analysis.control.mean, analysis.arms[0].diff), (None, None));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let offer = arm("offer", &[1.0], &[]);
    let alone = analyse(&question(Kind::Mean), std::slice::from_ref(&offer));
    assert!(matches!(alone, Err(Refused::NoControl { .. })));
    let control = arm("control", &[1.0], &[]);
    let alone = analyse(&question(Kind::Mean), std::slice::from_ref(&control));
    assert_eq!(alone, Err(Refused::OnlyControl("control".to_owned())));
    let before = arm("control", &[1.0], &[1.0]);
    let ratio = analyse(&question(Kind::Ratio), &[before, offer]);
    assert_eq!(ratio, Err(Refused::CupedOfRatio));
}

#[test]
fn several_arms_beside_one_control_are_told_with_adjusted_p() {
    let control = arm("control", &[1.0, 2.0, 3.0, 2.0], &[]);
    let offers = [("a", 4.0), ("b", 2.5), ("c", 6.0)];
    let offers = offers.map(|(name, high)| arm(name, &[high, high + 1.0, high + 2.0], &[]));
    let two = [control.clone(), offers[0].clone()];
    let analysis = analyse(&question(Kind::Mean), &two).unwrap();
    assert_eq!(analysis.arms[0].p_adjusted, None);
    let [a, b, c] = offers;
    let analysis = analyse(&question(Kind::Mean), &[control, a, b, c]).unwrap();
    let p: Vec<f64> = analysis.arms.iter().filter_map(|arm| arm.p).collect();
    let told: Vec<f64> = analysis
        .arms
        .iter()
        .filter_map(|arm| arm.p_adjusted)
        .collect();
    assert_eq!(told, holm(&p));
}

#[test]
fn cuts_are_told_beside_the_whole_with_adjusted_p() {
    let part = |high: f64| {
        vec![
            arm("control", &[1.0, 2.0, 3.0, 2.0], &[]),
            arm("offer", &[high, high + 1.0, high + 2.0], &[]),
        ]
    };
    let parts = [
        ("old".to_owned(), part(9.0)),
        ("young".to_owned(), part(1.0)),
    ];
    let alone = ("none".to_owned(), vec![arm("offer", &[1.0], &[])]);
    let analysis = analyse_cuts(
        &question(Kind::Mean),
        &part(5.0),
        &[&parts[..], &[alone]].concat(),
    )
    .unwrap();
    assert_eq!(analysis.by.len(), 2);
    let old = &analysis.by[0].arms[0];
    near(old.p_adjusted.unwrap(), old.p.unwrap() * 2.0, 1e-12);
}
