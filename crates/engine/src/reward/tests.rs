use super::*;
use crate::id::MemberId;
use crate::member::Profile;
use crate::number::Points;
use crate::points::Book;
use crate::situation::Member;

const PROGRAM: &str = "
program: { id: shop, name: Shop, currency: EUR, time_zone: Europe/Vienna }
units: { points: { name: points } }
tiers: { status: { metric: spend, period: lifetime, levels: [{ id: silver, from: 100.00 }] } }
coupons: { cut: { prefix: C } }
activities: [{ id: gift, on: registered, award: { points: 500 } }]
rewards:
  - { id: mug, price: 300, stock: { times: 2, per: month }, expire: { after: 30d } }
  - { id: cup, price: 100, limit: { times: 1, per: year }, choice: table, expire: { after: 30d }, unclaimed: forfeit }
  - { id: jug, price: 100, limit: { times: 1, per: year }, choice: table }
  - { id: map, limit: { times: 1, per: 10d } }
  - { id: cut-reward, price: 100, coupon: cut }
  - { id: tree, price: { points: 50, to: donated } }
  - { id: tour, when: { tier: silver } }
";

struct Shop {
    program: Program,
    member: Situation,
}

impl Shop {
    fn new() -> Self {
        let program = Program::read(PROGRAM).unwrap();
        let member = Situation {
            member: Some(Member {
                id: MemberId::from_raw(1),
                registered_at: at("2026-03-01"),
                blocked: false,
                profile: Profile::default(),
            }),
            random: vec![7],
            ..Situation::default()
        };
        let mut shop = Self { program, member };
        shop.post("2026-03-01", &Event::Registered);
        shop
    }

    fn post(&mut self, day: &str, event: &Event) -> Decision {
        let when = When::now(at(day));
        let decision = crate::decide(&self.program, &self.member, event, when);
        self.member.apply(&self.program, event, &decision, when);
        decision
    }

    fn claim(&mut self, day: &str, reward: &str) -> Decision {
        let reward = RuleId::new(reward);
        self.post(day, &Event::Claim(Claim { reward }))
    }

    fn end(&mut self, (made, day): (&str, &str), claim: &Decision, why: Ending) -> Decision {
        let reward = claim.effects.last().unwrap().rule.clone();
        let end = ClaimEnd {
            reward,
            at: at(made),
            effects: claim.effects.clone(),
            why,
        };
        self.post(day, &Event::ClaimEnded(Box::new(end)))
    }

    fn points(&self, day: &str) -> i64 {
        let unit = &self.program.units[0].id;
        let book = Book::open(&self.program, &self.member.wallet, When::now(at(day)));
        book.available(unit).raw()
    }

    fn stock(&self, reward: &str, day: &str) -> i64 {
        let reward = self.program.reward(&RuleId::new(reward)).unwrap();
        let activity = self.program.activity_of(reward).unwrap();
        let key = activity
            .stock
            .unwrap()
            .counter(&reward.id, at(day), &self.program.zone);
        self.member.stocks.get(&key)
    }
}

fn at(day: &str) -> Instant {
    format!("{day}T12:00:00+01:00").parse().unwrap()
}

fn word(decision: &Decision) -> String {
    let refusal = decision.refusal.as_ref();
    refusal.map_or_else(|| "done".to_owned(), crate::scenario::word)
}

#[test]
fn a_claim_is_refused_for_what_an_activity_would_be() {
    let mut shop = Shop::new();
    for (day, reward, came, left) in [
        ("2026-03-02", "tour", "not_allowed", 500),
        ("2026-03-02", "nothing", "not_allowed", 500),
        ("2026-03-02", "gift", "not_allowed", 500),
        ("2026-03-02", "mug", "done", 200),
        ("2026-03-02", "mug", "not_enough", 200),
        ("2026-03-02", "cup", "done", 100),
        ("2026-03-02", "jug", "limit_reached", 100),
        ("2026-03-02", "map", "done", 100),
        ("2026-03-11", "map", "limit_reached", 100),
        ("2026-03-13", "map", "done", 100),
        ("2026-03-13", "tree", "done", 50),
    ] {
        let decision = shop.claim(day, reward);
        assert_eq!(word(&decision), came, "{day} {reward}");
        assert_eq!(shop.points(day), left, "{day} {reward}");
    }
}

#[test]
fn a_stock_is_taken_and_is_out_when_it_is_out() {
    let mut shop = Shop::new();
    shop.claim("2026-03-02", "mug");
    let key = shop.member.stocks.iter().next().unwrap().0.clone();
    shop.member.stocks.add(&key, 1);
    assert_eq!(word(&shop.claim("2026-03-31", "mug")), "out_of_stock");
    assert_eq!(word(&shop.claim("2026-04-01", "mug")), "not_enough");
}

#[test]
fn nobody_claims_who_is_blocked_or_not_there() {
    let mut shop = Shop::new();
    shop.member.member.as_mut().unwrap().blocked = true;
    assert_eq!(word(&shop.claim("2026-03-02", "map")), "not_allowed");
    shop.member.member = None;
    assert_eq!(word(&shop.claim("2026-03-02", "map")), "not_allowed");
}

#[test]
fn what_is_kept_in_the_books_is_given_at_once() {
    let mut shop = Shop::new();
    for (reward, given, expires) in [
        ("mug", false, Some("2026-04-01")),
        ("cut-reward", true, None),
        ("tree", true, None),
        ("map", false, None),
    ] {
        let decision = shop.claim("2026-03-02", reward);
        let expires = expires.map(|day| {
            let zone = &shop.program.zone;
            zone.end_of_day(zone.date(at(day)))
        });
        let made = ClaimMove::Made {
            expires_at: expires,
            given,
        };
        assert_eq!(claim_move(&decision), Some(&made), "{reward}");
    }
}

#[test]
fn a_claim_given_up_has_never_been() {
    let mut shop = Shop::new();
    let mug = shop.claim("2026-03-02", "mug");
    assert_eq!(
        (shop.points("2026-03-02"), shop.stock("mug", "2026-03-02")),
        (200, 1)
    );
    shop.end(("2026-03-02", "2026-04-02"), &mug, Ending::Cancelled);
    assert_eq!(
        (shop.points("2026-04-02"), shop.stock("mug", "2026-03-02")),
        (500, 0)
    );
    let cup = shop.claim("2026-04-02", "cup");
    shop.end(("2026-04-02", "2026-04-02"), &cup, Ending::Cancelled);
    assert_eq!(word(&shop.claim("2026-04-02", "jug")), "done");
    let map = shop.claim("2026-04-02", "map");
    shop.end(("2026-04-02", "2026-04-03"), &map, Ending::Cancelled);
    assert_eq!(word(&shop.claim("2026-04-03", "map")), "done");
}

#[test]
fn what_was_not_fetched_goes_back_to_the_stock_and_keeps_its_use() {
    let mut shop = Shop::new();
    let mug = shop.claim("2026-03-02", "mug");
    shop.end(("2026-03-02", "2026-04-02"), &mug, Ending::Expired);
    assert_eq!(
        (shop.points("2026-04-02"), shop.stock("mug", "2026-03-02")),
        (500, 0)
    );
    let cup = shop.claim("2026-04-02", "cup");
    let end = shop.end(("2026-04-02", "2026-05-03"), &cup, Ending::Expired);
    assert_eq!(claim_move(&end), Some(&ClaimMove::Expired));
    assert_eq!(shop.points("2026-05-03"), 400, "the points are forfeited");
    assert_eq!(word(&shop.claim("2026-05-03", "jug")), "limit_reached");
}

#[test]
fn the_catalogue_says_what_can_be_claimed_and_why_not() {
    let mut shop = Shop::new();
    shop.claim("2026-03-02", "cup");
    shop.claim("2026-03-02", "mug");
    let offered = catalogue(&shop.program, &shop.member, When::now(at("2026-03-02")));
    let told: Vec<_> = offered
        .iter()
        .map(|one| {
            let why = one.refusal.as_ref().map(crate::scenario::word);
            (
                one.reward.as_str(),
                why.unwrap_or_default(),
                one.left,
                one.times_left,
            )
        })
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|(id, why, left, times)| (*id, why.as_str(), *left, *times))
        .collect();
    assert_eq!(
        told,
        [
            ("mug", "not_enough", Some(1), None),
            ("cup", "limit_reached", None, Some(0)),
            ("jug", "limit_reached", None, Some(0)),
            ("map", "", None, Some(1)),
            ("cut-reward", "", None, None),
            ("tree", "", None, None),
            ("tour", "not_allowed", None, None),
        ]
    );
}

#[test]
fn a_reward_whose_program_is_gone_gives_its_points_back() {
    let mut shop = Shop::new();
    let cup = shop.claim("2026-03-02", "cup");
    shop.program.rewards.clear();
    shop.end(("2026-03-02", "2026-05-03"), &cup, Ending::Expired);
    assert_eq!(
        Points::from_raw(shop.points("2026-05-03")),
        Points::from_raw(500)
    );
}
