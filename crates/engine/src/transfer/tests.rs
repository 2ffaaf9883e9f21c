use proptest::prelude::*;

use super::*;
use crate::decision::{Refusal, When};
use crate::event::{Adjustment, Event};
use crate::member::Profile;
use crate::points::{Account, Book, LotState};
use crate::program::Program;
use crate::situation::{Member, Situation};

const PROGRAM: &str = "
program: { id: shop, name: Shop, currency: EUR, time_zone: Europe/Vienna }
units: { points: { name: points, decimals: 1 }, stars: { name: stars }, miles: { name: miles } }
transfers:
  points: { min: 10, max: 300, limit: [{ points: 500, per: day }, { points: 600, per: month }], fee: 5% }
  miles: { expire: { after: 10d, at: instant } }
";

struct Two {
    program: Program,
    ann: Situation,
    bob: Situation,
}

impl Two {
    fn new() -> Self {
        let member = |id| Situation {
            member: Some(Member {
                id: MemberId::from_raw(id),
                registered_at: at("2026-03-01"),
                blocked: false,
                profile: Profile::default(),
            }),
            ..Situation::default()
        };
        Self {
            program: Program::read(PROGRAM).unwrap(),
            ann: member(1),
            bob: member(2),
        }
    }

    /// Gives Ann points that burn on a day.
    fn give(&mut self, unit: &str, raw: i64, expires: Option<&str>) {
        let event = Event::Adjustment(Adjustment {
            unit: UnitId::new(unit),
            points: Points::from_raw(raw),
            expires_at: expires.map(at),
            opening: true,
        });
        let when = When::now(at("2026-03-01"));
        let decision = crate::decide(&self.program, &self.ann, &event, when);
        self.ann.apply(&self.program, &event, &decision, when);
    }

    /// Ann sends points to Bob.
    fn send(&mut self, day: &str, unit: &str, raw: i64) -> Result<Decision, Refusal> {
        let when = When::now(at(day));
        let unit = UnitId::new(unit);
        let sending = Event::Send(Sending {
            unit: unit.clone(),
            points: Points::from_raw(raw),
            to: MemberId::from_raw(2),
        });
        let left = crate::decide(&self.program, &self.ann, &sending, when);
        if let Some(refusal) = left.refusal {
            return Err(refusal);
        }
        let receiving = Event::Receive(Receiving {
            unit,
            from: MemberId::from_raw(1),
            lots: sent(&left).unwrap().0.to_vec(),
        });
        let came = crate::decide(&self.program, &self.bob, &receiving, when);
        if let Some(refusal) = came.refusal {
            return Err(refusal);
        }
        self.ann.apply(&self.program, &sending, &left, when);
        self.bob.apply(&self.program, &receiving, &came, when);
        let sides = left.postings.iter().chain(&came.postings);
        let entries = sides.flat_map(|posting| &posting.entries);
        let on_its_way = entries.filter(|entry| entry.account == Account::Transferred);
        let sum: Points = on_its_way.map(|entry| entry.points).sum();
        assert!(sum.is_zero(), "{sum:?} did not arrive");
        Ok(left)
    }

    fn available(&self, of: &Situation, unit: &str) -> i64 {
        let when = When::now(at("2026-03-02"));
        let book = Book::open(&self.program, &of.wallet, when);
        book.available(&UnitId::new(unit)).raw()
    }
}

fn at(day: &str) -> crate::time::Instant {
    let zone = crate::time::Zone::parse("Europe/Vienna").unwrap();
    zone.parse_instant(day).unwrap()
}

#[test]
fn points_move_with_their_dates_in_the_order_they_would_burn() {
    let mut two = Two::new();
    two.give("points", 2000, None);
    two.give("points", 500, Some("2026-04-01"));
    let decision = two.send("2026-03-02", "points", 1000).unwrap();
    assert_eq!(sent(&decision).unwrap().1, Points::from_raw(50));
    assert_eq!(two.available(&two.ann, "points"), 1450);
    let lots: Vec<_> = { two.bob.wallet.lots.iter() }
        .map(|lot| (lot.remaining.raw(), lot.activates_at, lot.expires_at))
        .collect();
    let born = at("2026-03-01");
    assert_eq!(
        lots,
        [(500, born, Some(at("2026-04-01"))), (500, born, None)]
    );
    assert_eq!(two.bob.wallet.lots[0].state, LotState::Active);
}

#[test]
fn a_program_may_give_points_received_a_life_of_their_own() {
    let mut two = Two::new();
    two.give("miles", 40, Some("2026-12-31"));
    two.send("2026-03-02", "miles", 30).unwrap();
    let lot = &two.bob.wallet.lots[0];
    assert_eq!(lot.expires_at, Some(at("2026-03-12")));
}

#[test]
fn a_transfer_is_refused_with_its_reason() {
    let mut two = Two::new();
    two.give("points", 9000, None);
    let points = || UnitId::new("points");
    let rule = || RuleId::new(TRANSFER);
    let most = Points::from_raw(3000);
    for (day, unit, raw, expected) in [
        (
            "2026-03-02",
            "stars",
            10,
            Some(Refusal::NotAllowed { rule: rule() }),
        ),
        (
            "2026-03-02",
            "points",
            99,
            Some(Refusal::TooFew {
                unit: points(),
                least: Points::from_raw(100),
            }),
        ),
        (
            "2026-03-02",
            "points",
            3001,
            Some(Refusal::TooMany {
                unit: points(),
                most,
            }),
        ),
        ("2026-03-02", "points", 3000, None),
        (
            "2026-03-02",
            "points",
            2001,
            Some(Refusal::LimitReached { rule: rule() }),
        ),
        ("2026-03-02", "points", 2000, None),
        (
            "2026-03-03",
            "points",
            1001,
            Some(Refusal::LimitReached { rule: rule() }),
        ),
        ("2026-03-03", "points", 1000, None),
        (
            "2026-04-01",
            "points",
            2572,
            Some(Refusal::NotEnough {
                unit: points(),
                spendable: Points::from_raw(2700),
            }),
        ),
        ("2026-04-01", "points", 2571, None),
    ] {
        assert_eq!(two.send(day, unit, raw).err(), expected, "{day} {raw}");
    }
    assert_eq!(two.available(&two.ann, "points"), 0);
    assert_eq!(two.available(&two.bob, "points"), 8571);
}

#[test]
fn who_is_blocked_neither_sends_nor_receives() {
    let blocked = |of: &mut Situation| of.member.as_mut().unwrap().blocked = true;
    for side in [0, 1] {
        let mut two = Two::new();
        two.give("miles", 40, None);
        blocked(if side == 0 {
            &mut two.ann
        } else {
            &mut two.bob
        });
        let refused = two.send("2026-03-02", "miles", 30).err();
        let rule = RuleId::new(TRANSFER);
        assert_eq!(refused, Some(Refusal::NotAllowed { rule }));
        assert_eq!(two.available(&two.ann, "miles"), 40);
    }
}

proptest! {
    /// What one has less, fees apart, the other has more, whatever lots it comes from.
    #[test]
    fn nothing_is_made_and_nothing_lost(
        lots in proptest::collection::vec((1_i64..500, 1_u8..28), 1..6),
        sends in proptest::collection::vec(1_i64..400, 1..6),
    ) {
        let mut two = Two::new();
        for (raw, day) in lots {
            two.give("points", raw, Some(&format!("2026-05-{day:02}")));
        }
        let before = two.available(&two.ann, "points");
        let mut fees = 0;
        for raw in sends {
            if let Ok(decision) = two.send("2026-03-02", "points", raw) {
                fees += sent(&decision).unwrap().1.raw();
            }
        }
        let after = two.available(&two.ann, "points") + two.available(&two.bob, "points");
        prop_assert_eq!(before, after + fees);
    }
}
