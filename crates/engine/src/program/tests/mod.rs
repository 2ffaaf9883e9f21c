//! Program files: what loads, what is refused and how that is said.

mod changes;
mod counters;
mod describe;
mod files;
mod problems;
mod schema;

use super::{Program, ProgramFile};

/// The example of the design, unchanged.
const BURGER_HEROES: &str = r"
program: { id: burger-heroes, name: Burger Heroes, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { name: { en: bonuses, ru: бонусы }, value: { points: 1, money: 1.00 }, expire: { after: 365d } }
segments:
  lost: { last_purchase: { days_ago: { gt: 60 } } }
activities:
  - { id: welcome, on: registered, award: { points: 300, expire: { after: 30d } } }
  - { id: come-back, on: { segment_entered: lost }, award: { points: 100, expire: { after: 30d } }, limit: { times: 1, per: 180d } }
earn:
  - { id: base, rate: 5% }
  - { id: regulars, when: { purchases: { within: 30d, count: { gte: 3 } } }, rate: 15%, combine: max }   # this one is the 4th
redeem: { points: { max_share: 50%, exclude: { category: [alcohol, tobacco] } } }
";

/// A program with everything in it.
const EVERYTHING: &str = r#"
program:
  id: everything
  name: { en: Everything, ru: Всё }
  currency: USD
  time_zone: America/New_York
  store_time: true
  day_ends: "03:00"
  starts: 2026-01-01
  ends: 2027-01-01T00:00
  club_price: { when: { tier: { at_least: gold } } }
units:
  points:
    { name: points, decimals: 2, value: { points: 100, money: 10.00 }, activate: { after: 14d }, expire: { after: 1 year, round: month_end }, round: half_up }
  miles: { name: { en: miles, ru: мили }, expire: { after: 2 years, renewed_by: purchase } }
  tickets: { expire: { on: 2026-12-31, at: instant } }
tiers:
  status:
    metric: spend
    period: calendar_year
    upgrade: at_once
    keep: this_and_next_period
    downgrade: one_step
    levels: [{ id: base, from: 0 }, { id: silver, name: Silver, from: 350.00 }, { id: gold, name: { en: Gold, ru: Золото }, from: 1000 }]
  flights: { metric: { earned: miles }, period: quarter, upgrade: at_period_end, keep: forever, levels: [{ id: red, from: 100 }] }
  veterans: { metric: visits, period: lifetime, levels: [{ id: veteran, from: 10 }] }
  stays:
    metric: { greater_of: [{ units: { category: travel } }, { earned: miles }] }
    period: membership_year
    grace: 30d
    round: month_end
    levels: [{ id: guest, from: 0, or: 0 }, { id: explorer, from: 10, or: 1000 }, { id: black, invite_only: true }]
  window: { metric: spend, period: { rolling: 12 months }, keep: { for: 1 year }, manual: float, levels: [{ id: wide, from: 10 }] }
  earned: { metric: visits, period: { rolling: 30d }, levels: [{ id: often, from: 3 }] }
segments:
  big: { all: [{ segment: locals }, { balance.points: { gte: 500.00 } }] }
  locals: { member.city: { in: [Boston] } }
earn:
  - { id: base, unit: points, rate: 8 per 1.00, priority: 10, stop: true }
  - { id: per-visit, unit: miles, points: 5, limit: { per: day } }
  - { id: variety, unit: tickets, points: 3, per: { distinct: category } }
  - { id: per-unit, unit: miles, points: 2, per: unit, lines: { category: travel }, exclude: { brand: acme }, combine: add_after }
  - { id: back, unit: points, rate: 1.5%, group: extra, base: before_redemption, round: floor, activate: { after: 1d }, expire: never }
  - { id: double, unit: points, times: 2, when: { time: { weekdays: [sat, sun] } } }
  - { id: best, unit: points, rate: 10%, combine: max, limit: { times: 3, per: year } }
activities:
  - { id: welcome, on: registered, award: [{ unit: points, points: 3.50 }, { unit: miles, points: 1, activate: { after: 1h } }] }
  - { id: birthday, on: { date: birthday, days_before: 7 }, award: { unit: miles, points: 10 }, when: { segment: locals } }
  - { id: check-in, on: { event: check_in }, award: { unit: miles, points: 1 }, badge: plain, limit: { times: 100, per: year }, cap: { points: 50, per: year, shared: moves } }
  - { id: wheel-ten, on: { event: play }, draw: wheel, chance: 12.5%, award: { unit: miles, points: 10 } }
  - { id: wheel-badge, on: { event: play }, draw: wheel, chance: 0.5%, badge: plain, stock: { per: life } }
  - { id: lone, on: { event: play }, chance: 50%, badge: plain }
  - { id: card, on: { event: bank }, award: { unit: miles, from: amount, times: 1.5 }, cap: { points: 1000, per: life } }
  - { id: reward, on: { event: reward_claimed }, take: { unit: points, from: points } }
  - { id: gift, on: { event: donated }, take: { unit: miles, points: 10, to: donated } }
  - { id: big-entered, on: { segment_entered: big }, award: { unit: miles, points: 5 }, limit: { per: life } }
badges:
  traveller: { name: { en: Traveller, ru: Путешественник } }
  plain: {}
challenges:
  - { id: trips, name: { en: Trips, ru: Поездки }, count: { event: trip }, when: { event: { where: { far: true } } }, streak: month, goal: 3, badge: traveller }
  - { id: bags, count: units, lines: { category: travel }, exclude: { brand: acme }, within: life, goal: 2.5, repeat: true, award: { unit: miles, points: 5 } }
  - id: much
    count: spend
    within: quarter
    starts: 2026-02-01
    ends: 2026-12-01T00:00
    hidden: true
    levels: [{ id: some, name: Some, goal: 10.00, badge: plain }, { id: more, goal: 20, award: [{ unit: miles, points: 1 }] }]
  - { id: places, count: { distinct: city }, within: 30d, goal: 3, award: { unit: miles, points: 1 } }
lanes:
  - { id: promo, level: line, choose: priority, base: initial }
  - { id: clearance, level: line, apply: all }
  - { id: whole, level: basket }
offers:
  - { id: ten, percent: 10%, lines: { discounted: { by: none } }, max_discount: 100.00, max_line_share: 50%, round: half_even }
  - { id: money-off, amount: 50, when: { basket.total: { gte: 1000, at: before_discounts } }, limit: { per: 30d } }
  - { id: each, lane: clearance, amount: 1.00, per: unit, class: always, priority: 5 }
  - { id: fixed, lane: clearance, price: 99.00, class: exclusive, scope: basket }
  - { id: line-off, amount: 2, per: line, class: exclusive }
redeem:
  points: { max_share: 50%, share_of: basket, max_money: 100.00, min: 1, step: 0.50, include: { category: food }, exclude: { category: [alcohol] }, when: { tier: silver } }
returns: { spent: { restore_with_grace: 60d }, shortfall: forgive, tier: at_once, unlinked: { reverse: base } }
late: { accept: 45d }
"#;

/// The ready-made programs.
fn gallery() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programs");
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| !path.to_string_lossy().ends_with(".scenarios.yaml"));
    paths.sort();
    assert!(paths.len() > 6);
    paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

/// The lines of a minimal program, to which a table adds what it is about.
const HEAD: &str = "program: { id: test, name: Test, currency: RUB, time_zone: Europe/Moscow }\n";

fn read(text: &str) -> Program {
    Program::read(text).unwrap_or_else(|problems| panic!("{}", lines(&problems)))
}

fn lines(problems: &[super::Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

fn file(text: &str) -> ProgramFile {
    crate::document::read(text).unwrap_or_else(|problems| panic!("{}", lines(&problems)))
}
