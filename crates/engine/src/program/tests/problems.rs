//! What is refused, and how that is said.

use super::*;

/// A program of these sections and a head; every problem in the order of the text.
fn check(sections: &str, expected: &[&str]) {
    check_whole(&format!("{HEAD}{sections}"), expected);
}

fn check_whole(text: &str, expected: &[&str]) {
    let said = match Program::read(text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(crate::program::told).collect(),
    };
    assert_eq!(said, expected, "in\n{text}");
}

/// The same with a unit `points`, worth a rouble each, on line 2.
fn check_with_points(sections: &str, expected: &[&str]) {
    check(
        &format!("units: {{ points: {{ value: {{ points: 1, money: 1.00 }} }} }}\n{sections}"),
        expected,
    );
}

#[test]
fn fields_and_sections() {
    check(
        "ern: []\n",
        &["line 2: ern: there is no field `ern` here; did you mean `earn`?"],
    );
    check_with_points(
        "earn:\n  - { id: base, rat: 5% }\n  - { id: b, rate: 5%, combine: maximum }\n  - { rate: 1% }\n",
        &[
            "line 4: earn[0].rat: there is no field `rat` here; did you mean `rate`?",
            "line 5: earn[1].combine: `maximum` is not known here; there is sum, max, multiply, add_after",
            "line 6: earn[2]: `id` is missing",
        ],
    );
    check(
        "games: [{ id: a }]\n",
        &["line 2: games: not supported by this version; leave the section out"],
    );
    check(
        "earn: { base: 5% }\n",
        &["line 2: earn: a map of fields cannot stand here; write a list, like [a, b]"],
    );
    check_whole(
        "program: { id: test, name: Test, currency: RUB }\n",
        &["line 1: program: `time_zone` is missing"],
    );
    check_whole("units: {}\n", &["line 1: `program` is missing"]);
}

#[test]
fn the_program_itself() {
    check_whole(
        "program: { id: my program, name: Test, currency: rub, time_zone: Europe/Moskow }\n",
        &[
            "line 1: program.id: `my program` cannot be an id; write up to 64 letters, digits, - or _, like come-back",
            "line 1: program.currency: `rub` is not an ISO 4217 currency code; did you mean RUB?",
            "line 1: program.time_zone: `Europe/Moskow` is not a time zone; write a name like Europe/Moscow; did you mean Europe/Moscow?",
        ],
    );
    let with = |fields: &str| {
        format!(
            "program:\n  id: test\n  name: Test\n  currency: RUB\n  time_zone: Europe/Moscow\n{fields}"
        )
    };
    check_whole(
        &with("  day_ends: 3am\n  starts: 2026-02-01\n  ends: 2026-01-01\n"),
        &[
            "line 6: program.day_ends: `3am` is not a time of day; write 09:00, 23:59:59 or 24:00",
            "line 8: program.ends: must be later than `starts`",
        ],
    );
    check_whole(
        &with("  starts: soon\n"),
        &[
            "line 6: program.starts: `soon` is not a local date and time; write 2026-03-01T10:00 or 2026-03-01 10:00:00",
        ],
    );
}

#[test]
fn units() {
    check(
        "units:\n  a: { value: { points: 0, money: -1.00 } }\n  b: { decimals: 5 }\n  c: { value: { points: 0.5, money: 1.001 } }\n",
        &[
            "line 3: units.a.value.points: must be above zero",
            "line 3: units.a.value.money: must be above zero",
            "line 4: units.b.decimals: a unit has 0 to 4 decimals, not 5",
            "line 5: units.c.value.points: `0.5` is too fine; at most 0 decimals are possible here",
            "line 5: units.c.value.money: `1.001` is too fine; at most 2 decimals are possible here",
        ],
    );
    check(
        "units:\n  a: { expire: { after: 365 } }\n  b: { expire: forever }\n  c: { expire: { round: month_end } }\n  d: { activate: { after: 0d } }\n",
        &["line 4: units.b.expire: `forever` is not known here; there is never"],
    );
    check(
        "units:\n  a: { expire: { after: 365 } }\n  c: { expire: { round: month_end } }\n  d: { activate: { after: 0d } }\n",
        &[
            "line 3: units.a.expire.after: `365` is not a span; write 15min, 12h, 30d (30 × 24 hours), 30 days_local (between local midnights), 1 month, 3 months or 1 year",
            "line 4: units.c.expire: one of `after` and `on` must be said; write { after: 365d } or { on: 2026-12-31 }",
            "line 5: units.d.activate.after: must be above zero",
        ],
    );
    check(
        "units:\n  a: { remind_days_before: [30, 0, 30, 367] }\n  b: { remind_days_before: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }\n",
        &[
            "line 3: units.a.remind_days_before[1]: is no number of days; write 1 to 366",
            "line 3: units.a.remind_days_before[2]: is there twice; write each number of days once",
            "line 3: units.a.remind_days_before[3]: is no number of days; write 1 to 366",
            "line 4: units.b.remind_days_before: has too many reminders; leave 10 at most",
        ],
    );
}

#[test]
fn tiers() {
    check(
        "tiers:\n  a:\n    metric: spend\n    period: calendar_year\n    levels:\n      - { id: x, from: 100 }\n      - { id: y, from: 100.00 }\n      - { id: x, from: 1.999 }\n",
        &[
            "line 8: tiers.a.levels[1].from: must be above the 100 of `x`; write levels from the lowest to the highest",
            "line 9: tiers.a.levels[2].id: the id `x` is taken by tiers.a.levels[0].id; take another",
            "line 9: tiers.a.levels[2].from: `1.999` is too fine; at most 2 decimals are possible here",
        ],
    );
    check(
        "tiers: { a: { metric: { earned: mils }, period: month, levels: [{ id: x, from: 1 }] } }\n",
        &["line 2: tiers.a.metric.earned: there is no unit `mils`; none is declared"],
    );
    check(
        "tiers: { a: { metric: visits, period: { rolling: 12h }, levels: [] } }\n",
        &[
            "line 2: tiers.a.period.rolling: is counted by the day; write 12 months, 1 year or 365d",
            "line 2: tiers.a.levels: a scheme needs a level; write [{ id: silver, from: 350.00 }]",
        ],
    );
    check(
        "tiers: { a: { metric: visits, period: { rolling: 365d }, upgrade: at_period_end, keep: this_period, levels: [{ id: x, from: 1 }] } }\n",
        &[
            "line 2: tiers.a.upgrade: a rolling time has no end of a period; leave this out",
            "line 2: tiers.a.keep: a rolling time has no periods; write rolling, { for: 1 year } or forever",
        ],
    );
    check(
        "tiers: { a: { metric: visits, period: { rolling: 365d }, downgrade: one_step, levels: [{ id: x, from: 1 }] } }\n",
        &[
            "line 2: tiers.a.downgrade: a level kept as long as it is earned falls to what is earned; leave this out, or write keep: { for: 1 year }",
        ],
    );
    check(
        "tiers: { a: { metric: visits, period: month, keep: rolling, levels: [{ id: x, from: 1, or: 2 }, { id: y }, { id: z, invite_only: true }, { id: q, from: 5 }] } }\n",
        &[
            "line 2: tiers.a.levels[0]: `or` goes with `metric: { greater_of: … }`; write `from` alone",
            "line 2: tiers.a.levels[1]: from which amount is not said; write `from: 350.00`, or `invite_only: true`",
            "line 2: tiers.a.levels[3]: levels by invitation stand last; write this one before them",
            "line 2: tiers.a.keep: goes with `period: { rolling: 12 months }`; write this_and_next_period, this_period or forever",
        ],
    );
    check(
        "tiers: { a: { metric: { greater_of: [visits, spend] }, period: month, keep: forever, grace: 30d, round: year_end, levels: [{ id: x, from: 1 }, { id: y, from: 1, or: 2 }, { id: z, from: 2, or: 2 }, { id: q, from: 5, or: 6, invite_only: true }] } }\n",
        &[
            "line 2: tiers.a.levels[0]: is reached by either of two metrics; write { from: 10, or: 5000 }",
            "line 2: tiers.a.levels[2].or: must be above the 2 of `y`; write levels from the lowest to the highest",
            "line 2: tiers.a.levels[3]: a level by invitation has no threshold; leave `from` out",
            "line 2: tiers.a.grace: a level kept for ever has no end; leave this out",
            "line 2: tiers.a.round: a level kept for ever has no end; leave this out",
        ],
    );
    check(
        "tiers: { a: { metric: { greater_of: [visits, { greater_of: [] }] }, period: month, levels: [{ id: x, from: 1 }] } }\n",
        &[
            "line 2: tiers.a.metric.greater_of[1]: two metrics are compared and no more; write one here",
        ],
    );
    check(
        "tiers: { a: { metric: visits, period: lifetime, upgrade: at_period_end, keep: this_period, levels: [{ id: x, from: -1 }, { id: y, from: many }] } }\n",
        &[
            "line 2: tiers.a.levels[0].from: cannot be below zero",
            "line 2: tiers.a.levels[1].from: `many` is not a count; write a whole number, like 10",
            "line 2: tiers.a.upgrade: a lifetime has no end of a period; leave this out",
            "line 2: tiers.a.keep: a lifetime has no end of a period; leave this out",
        ],
    );
}

#[test]
fn earn_rules() {
    check_with_points(
        "earn:\n  - { id: a, unit: pionts, rate: 5% }\n  - { id: a, rate: 5% }\n  - { id: c }\n  - { id: d, rate: 5%, points: 5 }\n  - { id: e, rate: '5' }\n  - { id: f, rate: 8 per }\n",
        &[
            "line 4: earn[0].unit: there is no unit `pionts`; did you mean `points`?",
            "line 5: earn[1].id: the id `a` is taken by earn[0].id; take another",
            "line 6: earn[2]: how many points it gives is not said; write `rate: 5%`, `rate: 8 per 1.00`, `points: 50` or `times: 2`",
            "line 7: earn[3]: only one of `rate`, `points` and `times` can be said; make a rule of each",
            "line 8: earn[4].rate: `5` is not a rate; write 5% or 8 per 1.00",
            "line 9: earn[5].rate: `8 per` is not a rate; write 5% or 8 per 1.00",
        ],
    );
    check_with_points(
        "earn:\n  - { id: a, rate: 150% }\n  - { id: b, rate: 0% }\n  - { id: c, rate: 1.5 per 1.00 }\n  - { id: d, points: 5, combine: multiply }\n  - { id: e, times: 2, combine: sum }\n  - { id: f, times: 0 }\n  - { id: g, rate: 5%, per: unit }\n  - { id: h, points: 5, limit: { per: decade } }\n",
        &[
            "line 4: earn[0].rate: `150%` is more than the whole; write 100% or less",
            "line 5: earn[1].rate: must be above zero",
            "line 6: earn[2].rate: `1.5` is too fine; at most 0 decimals are possible here",
            "line 7: earn[3].combine: `times` and `combine: multiply` go together; write both, or neither",
            "line 8: earn[4].combine: `times` and `combine: multiply` go together; write both, or neither",
            "line 9: earn[5].times: `0` is not a multiplier; write a number above zero, like 2 or 1.5",
            "line 10: earn[6].per: says what `points` are for; leave it out, or write `points`",
            "line 11: earn[7].limit.per: `decade` is not a period; write life, day, week, month, quarter, year or a length of time, like 180d",
        ],
    );
    check(
        "units: { points: {} }\nearn: [{ id: a, rate: 5% }]\n",
        &[
            "line 3: earn[0].rate: a percent rate needs to know what `points` is worth; give the unit a value, like value: { points: 1, money: 1.00 } under units.points, or write 8 per 1.00",
        ],
    );
    check(
        "earn: [{ id: a, points: 5 }]\n",
        &["line 2: earn[0].unit: the program has no unit to give; add one to `units`"],
    );
    check(
        "units: { a: {}, b: {} }\nearn: [{ id: a, points: 5 }]\n",
        &["line 3: earn[0].unit: which unit is not said; there is a, b"],
    );
}

#[test]
fn activities() {
    check_with_points(
        "activities:\n  - { id: a, on: registred, award: { points: 5 } }\n  - { id: b, on: registered, award: { points: many } }\n",
        &["line 4: activities[0].on: `registred` is not known here; did you mean `registered`?"],
    );
    check_with_points(
        "activities:\n  - { id: a, on: { event: x, date: birthday }, award: { points: 5 } }\n  - { id: b, on: registered }\n  - { id: c, on: { segment_entered: lots }, award: [{ points: 5 }, { points: 0 }] }\n  - { id: d, on: { date: birthday, days_before: 400 }, award: { points: -5 } }\n  - { id: e, on: registered, take: { from: points } }\n  - { id: f, on: { event: x, days_before: 2 }, take: {} }\n",
        &[
            "line 4: activities[0].on: exactly one thing sets an activity off; write registered, purchase, { event: check_in }, { date: birthday }, { segment_entered: lost } or { calendar: 03-01 }",
            "line 5: activities[1]: it neither gives nor takes; write `award: { points: 300 }`, `coupon: welcome` or `take: { points: 100 }`",
            "line 6: activities[2].on.segment_entered: there is no segment `lots`; none is declared",
            "line 6: activities[2].award[1].points: must be above zero",
            "line 7: activities[3].on.days_before: at most 365 days before",
            "line 7: activities[3].award.points: must be above zero",
            "line 8: activities[4].take.from: only an event has properties; write `points`, or set it off by { event: … }",
            "line 9: activities[5].on.days_before: goes with `date`; write { date: birthday, days_before: 7 }",
            "line 9: activities[5].take: one of `points` and `from` must be said; write { points: 100 } or { from: points }",
        ],
    );
}

#[test]
fn lanes_and_offers() {
    check(
        "lanes: [{ id: any, level: line }, { id: b, level: basket }, { id: b, level: line }]\n",
        &[
            "line 2: lanes[0].id: `any` is a name the engine uses itself; take another",
            "line 2: lanes[2].id: the id `b` is taken by lanes[1].id; take another",
        ],
    );
    check(
        "offers:\n  - { id: a, percent: 10 }\n  - { id: b, percent: 110% }\n  - { id: c, lane: lines, percent: 1% }\n  - { id: d }\n  - { id: e, percent: 1%, price: 5 }\n  - { id: f, amount: 5, per: line, lane: basket }\n  - { id: g, amount: 5, per: basket, lane: line }\n  - { id: h, price: 5, lane: basket }\n  - { id: i, percent: 1%, per: unit }\n  - { id: j, percent: 1%, scope: basket }\n  - { id: k, amount: 0 }\n  - { id: club_price, price: -1 }\n",
        &[
            "line 3: offers[0].percent: `10` is more than the whole; did you mean `10%`?",
            "line 4: offers[1].percent: `110%` is more than the whole; write 100% or less",
            "line 5: offers[2].lane: there is no lane `lines`; did you mean `line`?",
            "line 6: offers[3]: what it does is not said; write `percent: 10%`, `amount: 50.00` or `price: 99.00`",
            "line 7: offers[4]: only one of `percent`, `amount`, `price` and `steps` can be said; make an offer of each",
            "line 8: offers[5].per: does not fit the offer's lane; in a basket lane write `per: basket`, or put the offer into a line lane",
            "line 9: offers[6].per: does not fit the offer's lane; in a line lane write `per: line` or `per: unit`, or put the offer into a basket lane",
            "line 10: offers[7].price: a price is of one unit; put the offer into a line lane",
            "line 11: offers[8].per: says what `amount` is off; leave it out, or write `amount`",
            "line 12: offers[9].scope: goes with `class: exclusive`; leave it out, or write that",
            "line 13: offers[10].amount: must be above zero",
            "line 14: offers[11].id: `club_price` is a name the engine uses itself; take another",
            "line 14: offers[11].price: cannot be below zero",
        ],
    );
}

#[test]
fn redemption_and_returns() {
    check(
        "units: { a: {}, b: { value: { points: 1, money: 1 } } }\nredeem:\n  a: {}\n  c: {}\n  b: { max_share: 50, step: 0, min: -1, max_money: 0 }\n",
        &[
            "line 4: redeem.a: what `a` is worth is not said; give it a value, like value: { points: 1, money: 1.00 } under units.a",
            "line 5: redeem.c: there is no unit `c`; did you mean `a`?",
            "line 6: redeem.b.max_share: `50` is more than the whole; did you mean `50%`?",
            "line 6: redeem.b.max_money: must be above zero",
            "line 6: redeem.b.min: cannot be below zero",
            "line 6: redeem.b.step: must be above zero",
        ],
    );
    check_with_points(
        "earn: [{ id: base, rate: 5% }]\nreturns: { unlinked: { reverse: bse } }\n",
        &["line 4: returns.unlinked.reverse: there is no earn rule `bse`; did you mean `base`?"],
    );
    check_with_points(
        "earn: [{ id: visit, points: 5 }]\nreturns: { unlinked: { reverse: visit } }\n",
        &[
            "line 4: returns.unlinked.reverse: `visit` does not go by the amount; name a rule with a `rate`",
        ],
    );
    check_with_points(
        "returns: { unlinked: { reverse: base_rate } }\nlate: { accept: 0d }\n",
        &[
            "line 3: returns.unlinked.reverse: no earn rule applies always; name the rule instead of `base_rate`",
            "line 4: late.accept: must be above zero",
        ],
    );
    check(
        "units: { a: {} }\nreturns: { shortfall: withhold_from_refund }\n",
        &[
            "line 3: returns.shortfall: `withhold_from_refund` needs to know what `a` is worth; give the unit a value",
        ],
    );
}

#[test]
fn conditions() {
    check(
        "segments:\n  a: { segment: b }\n  b: { any: [{ segment: c }, { not: { segment: a } }] }\n  c: { member.city: X }\n  d: { segment: e }\n  e2: { any: [{ segment: a }, { segment: c }] }\n",
        &[
            "line 3: segments.a: it is made of itself, by way of others; take one `segment:` out of the circle",
            "line 4: segments.b: it is made of itself, by way of others; take one `segment:` out of the circle",
            "line 6: segments.d.segment: there is no segment `e`; did you mean `a`?",
        ],
    );
    check_with_points(
        "earn:\n  - { id: a, rate: 5%, when: { tier: { at_least: silvr } } }\n  - { id: b, rate: 5%, when: { balance.pionts: { gte: 1 } }, lines: { discounted: { by: lin } } }\noffers:\n  - { id: c, percent: 5%, exclude: { discounted: { by: lin } }, when: { basket.total: { gte: 1.001 } } }\n",
        &[
            "line 4: earn[0].when.tier.at_least: there is no tier `silvr`; none is declared",
            "line 5: earn[1].when.balance.pionts: there is no unit `pionts`; did you mean `points`?",
            "line 5: earn[1].lines.discounted.by: there is no lane `lin`; did you mean `line`?",
            "line 7: offers[0].when.basket.total.gte: `1.001` is too fine; at most 2 decimals are possible here",
            "line 7: offers[0].exclude.discounted.by: there is no lane `lin`; did you mean `line`?",
        ],
    );
    check(
        "segments: { a: { last_purchse: never } }\n",
        &["line 2: segments.a: unknown condition `last_purchse`; did you mean `last_purchase`?"],
    );
}

#[test]
fn one_look_shows_what_is_wrong_in_every_section() {
    check(
        "units: { a: { vlue: 1 } }\nearn: [{ id: a, rat: 5% }, { id: b, points: 5, per: item }]\ngames: []\noffers: { a: 1 }\nlate: soon\n",
        &[
            "line 2: units.a.vlue: there is no field `vlue` here; did you mean `value`?",
            "line 3: earn[0].rat: there is no field `rat` here; did you mean `rate`?",
            "line 3: earn[1].per: `item` is not known here; there is purchase, unit, distinct",
            "line 4: games: not supported by this version; leave the section out",
            "line 5: offers: a map of fields cannot stand here; write a list, like [a, b]",
            "line 6: late: `soon` cannot stand here; write fields, like { accept: 30d }",
        ],
    );
}

#[test]
fn segments_of_segments_end_somewhere() {
    let doubled: String = (1..40)
        .map(|n| {
            format!(
                "  s{n}: {{ any: [{{ segment: s{0} }}, {{ segment: s{0} }}] }}\n",
                n - 1
            )
        })
        .collect();
    let problems = Program::read(&format!(
        "{HEAD}segments:\n  s0: {{ member.city: X }}\n{doubled}"
    ))
    .unwrap_err();
    assert!(
        problems[0]
            .message
            .to_string()
            .contains("more than 200000 tests"),
        "{}",
        problems[0]
    );
    let many: String = (0..=500)
        .map(|n| format!("  s{n}: {{ member.city: X }}\n"))
        .collect();
    check(
        &format!("segments:\n{many}"),
        &["line 2: segments: 501 segments; the most is 500"],
    );
}

#[test]
fn the_deepest_condition_is_read_and_described() {
    let deep = format!(
        "{}{{ member.city: X }}{}",
        "{ not: ".repeat(60),
        " }".repeat(60)
    );
    let program = read(&format!(
        "{HEAD}offers: [{{ id: a, percent: 5%, when: {deep} }}]\n"
    ));
    let words = program.in_words(crate::language::Language::En);
    assert!(words[1].text.contains("city: X"));
    let deeper = format!(
        "{}{{ member.city: X }}{}",
        "{ not: ".repeat(64),
        " }".repeat(64)
    );
    let problems = Program::read(&format!("{HEAD}segments: {{ a: {deeper} }}\n")).unwrap_err();
    assert!(
        problems[0]
            .message
            .to_string()
            .contains("within one another")
    );
}

#[test]
fn coupons() {
    check(
        "coupons:\n  a: { code: X, prefix: HB, expire: { after: 30d } }\n  b: { code: x, uses: 0, total: 0 }\n  c: { prefix: oil, starts: 2026-03-01, ends: 2026-03-01 }\nactivities:\n  - { id: d, on: registered, coupon: a }\n  - { id: e, on: purchase, coupon: cc }\n",
        &[
            "line 3: coupons.a.prefix: a public code has no prefix; leave it out",
            "line 3: coupons.a.expire: a public code is not given out to anybody; write `ends`",
            "line 4: coupons.b.uses: must be above zero",
            "line 4: coupons.b.total: must be above zero",
            "line 4: coupons.b.code: `X` is the code of `a` already; take another",
            "line 5: coupons.c.prefix: `oil` cannot begin a code; write up to 8 capital letters and digits without I, L, O and U",
            "line 5: coupons.c.ends: must be later than `starts`",
            "line 7: activities[0].coupon: everybody knows the code `X`; name a series without `code`",
            "line 8: activities[1].coupon: there is no coupon series `cc`; did you mean `c`?",
        ],
    );
}

#[test]
fn rewards() {
    check_with_points(
        "rewards:\n  - { id: a, price: 0 }\n  - { id: b, price: { unit: miles, points: 5 } }\n  - { id: c, choice: one }\n  - { id: d, choice: two, limit: { per: year } }\n  - { id: e, choice: two, limit: { times: 2, per: year } }\n  - { id: f, badge: star, expire: { after: 30d }, unclaimed: forfeit }\n  - { id: g, choice: a, limit: { per: year }, stock: { times: 5, per: 30d } }\n  - { id: a }\n",
        &[
            "line 4: rewards[0].price: must be above zero",
            "line 5: rewards[1].price.unit: there is no unit `miles`; there is points",
            "line 6: rewards[2].choice: one of several needs to know how many; write limit: { times: 1, per: quarter }",
            "line 8: rewards[4].limit: all rewards of the choice `two` share one limit; write the same one at each",
            "line 9: rewards[5].badge: there is no badge `star`; none is declared",
            "line 10: rewards[6].choice: the id `a` is taken by rewards[0].id; take another",
            "line 10: rewards[6].stock.per: is counted by the calendar; write life, day, week, month, quarter or year",
            "line 11: rewards[7].id: the id `a` is taken by rewards[0].id; take another",
        ],
    );
    check_with_points(
        "rewards: [{ id: tree, price: { points: 5, to: donated }, expire: { after: 30d }, unclaimed: forfeit }]\n",
        &[
            "line 3: rewards[0].expire: the reward is given with the claim, nothing is fetched later; leave it out",
            "line 3: rewards[0].unclaimed: the reward is given with the claim, nothing is fetched later; leave it out",
        ],
    );
}

#[test]
fn gifts() {
    check_with_points(
        "offers:\n  - { id: a, gift: {} }\n  - { id: b, gift: { choose: [mug], count: 0 } }\n  - { id: c, gift: { choose: [mug] }, percent: 5% }\n  - { id: d, percent: 5%, stock: { times: 5, per: life } }\n",
        &[
            "line 4: offers[0].gift.choose: says no goods; write choose: [mug, cup]",
            "line 5: offers[1].gift.count: must be from 1 to 1000",
            "line 6: offers[2].gift: a gift goes with `when`, `limit` and `stock` alone; write discounts as another offer",
            "line 7: offers[3].stock: goes with `gift`; leave it out",
        ],
    );
}
