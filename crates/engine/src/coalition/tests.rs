use proptest::prelude::*;

use super::*;
use crate::basket::tests::purchase;
use crate::decision::When;
use crate::event::{Event, PastDecision, PastReturn, Return, ReturnAsk};
use crate::id::{MemberId, PurchaseId};
use crate::member::Profile;
use crate::name::StoreId;
use crate::number::Quantity;
use crate::program::Program;
use crate::situation::{Member, Situation};
use crate::time::{Instant, Zone};

const PROGRAM: &str = "
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units: { points: { name: points, value: { points: 1, money: 1.00 }, expire: { after: 20d, at: instant } } }
earn: [{ id: base, rate: 10% }]
redeem: { points: { max_share: 60% } }
partners:
  alpha: { stores: [alpha], issue: { points: 3, money: 1.00 }, burn: { points: 7, money: 2.00 } }
  beta: { stores: [beta-1, beta-2], issue: { points: 1, money: 0.37 }, burn: { points: 1, money: 0.31 }, expired: partner }
";

/// Where goods are bought: two partners, and the program's own place.
const PLACES: [&str; 3] = ["alpha", "beta-2", "own"];

fn start() -> Instant {
    let zone = Zone::parse("Europe/Moscow").unwrap();
    zone.parse_instant("2026-03-01").unwrap()
}

/// A member, their purchases, and what partners and the program owe one another.
struct Coalition {
    program: Program,
    member: Situation,
    sold: Vec<PastDecision>,
    settled: Settlement,
    day: i64,
}

impl Coalition {
    fn new() -> Self {
        let member = Member {
            id: MemberId::from_raw(1),
            registered_at: start(),
            blocked: false,
            profile: Profile::default(),
        };
        Self {
            program: Program::read(PROGRAM).unwrap(),
            member: Situation {
                member: Some(member),
                ..Situation::default()
            },
            sold: Vec::new(),
            settled: Settlement::default(),
            day: 0,
        }
    }

    fn post(&mut self, event: &Event) -> Decision {
        let when = When::now(start().plus_ms(self.day * 86_400_000));
        let decision = crate::decide(&self.program, &self.member, event, when);
        if decision.refusal.is_none() {
            self.member.apply(&self.program, event, &decision, when);
            self.settled.apply(&decision);
        }
        assert_eq!(self.settled.total(), Money::ZERO);
        decision
    }

    fn buy(&mut self, place: &str, price: u32, redeem: bool) {
        let redeem = if redeem { " redeem=max" } else { "" };
        let mut bought = purchase(&format!("A p={price} q=4; B p=3.33 |{redeem}"));
        bought.id = PurchaseId::from_raw(i64::try_from(self.sold.len()).unwrap() + 1);
        bought.basket.store = Some(StoreId::new(place));
        let decision = self.post(&Event::Purchase(bought.clone()));
        let when = When::now(start().plus_ms(self.day * 86_400_000));
        self.sold.extend(PastDecision::of(&bought, &decision, when));
    }

    /// Gives some of a purchase back; all that is left without a line.
    fn give_back(&mut self, sale: usize, units: Option<i64>) {
        let Some(past) = self.sold.get(sale).cloned() else {
            return;
        };
        let line = |units| ReturnAsk {
            number: 1,
            quantity: Quantity::whole(units),
        };
        let event = Event::Return(Return {
            purchase: Box::new(past),
            lines: units.map(line).into_iter().collect(),
        });
        let decision = self.post(&event);
        self.sold[sale].returned.extend(PastReturn::of(&decision));
    }

    fn owes(&self, partner: &str) -> i64 {
        self.settled.owed_by(&PartnerId::new(partner)).minor()
    }

    fn accounts(&self) -> [i64; 4] {
        let (clearing, breakage) = (self.settled.clearing(), self.settled.breakage());
        [
            self.owes("alpha"),
            self.owes("beta"),
            clearing.minor(),
            breakage.minor(),
        ]
    }
}

#[test]
fn each_partner_pays_and_is_paid_at_its_own_price() {
    let mut coalition = Coalition::new();
    // 403.33 earns 40: 40 / 3 = 13.33.
    coalition.buy("alpha", 100, false);
    assert_eq!(coalition.accounts(), [1_333, 0, -1_333, 0]);
    // 40 points spent: 40 × 0.31 = 12.40; 363.33 earn 36: 13.32.
    coalition.buy("beta-2", 100, true);
    assert_eq!(coalition.accounts(), [1_333, 1_332 - 1_240, -1_425, 0]);
    // The program's own place is nobody's: 36 points are spent there, and those earned are its own.
    coalition.buy("own", 100, true);
    assert_eq!(coalition.accounts(), [1_333, 92, -1_425, 0]);
}

#[test]
fn a_return_in_parts_comes_to_what_the_purchase_moved() {
    let mut coalition = Coalition::new();
    coalition.buy("alpha", 100, false);
    let before = coalition.accounts();
    coalition.buy("beta-1", 77, true);
    for _ in 0..3 {
        coalition.give_back(1, Some(1));
    }
    coalition.give_back(1, None);
    assert_eq!(coalition.accounts(), before);
}

#[test]
fn money_for_points_that_expire_is_kept_or_goes_back() {
    let mut coalition = Coalition::new();
    coalition.buy("alpha", 100, false);
    coalition.buy("beta-1", 100, false);
    coalition.day = 21;
    coalition.post(&Event::Tick);
    assert_eq!(coalition.accounts(), [1_333, 0, 0, -1_333]);
    // Returned too late: the points are gone, and count as taken back after all.
    coalition.give_back(0, None);
    assert_eq!(coalition.accounts(), [0, 0, 0, 0]);
}

/// Something that happens: a purchase, a return, a void or some days.
#[derive(Debug, Clone)]
enum Step {
    Buy(usize, u32, bool),
    GiveBack(usize, Option<i64>),
    Void(usize),
    Wait(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..PLACES.len(), 1_u32..300, any::<bool>()).prop_map(|(at, price, redeem)| Step::Buy(at, price, redeem)),
        3 => (0_usize..8, proptest::option::of(1_i64..3)).prop_map(|(sale, units)| Step::GiveBack(sale, units)),
        1 => (0_usize..8).prop_map(Step::Void),
        2 => (0_i64..12).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 1..20)
}

fn play(coalition: &mut Coalition, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Buy(at, price, redeem) => coalition.buy(PLACES[*at], *price, *redeem),
            Step::GiveBack(sale, units) => coalition.give_back(*sale, *units),
            Step::Void(sale) => {
                if let Some(past) = coalition.sold.get(*sale).cloned() {
                    let decision = coalition.post(&Event::Void(Box::new(past)));
                    coalition.sold[*sale].voided = decision.refusal.is_none();
                }
            }
            Step::Wait(days) => coalition.day += days,
        }
    }
}

proptest! {
    /// All accounts together are zero after any history: `post` looks after every step.
    #[test]
    fn partners_and_the_program_sum_to_zero(steps in steps()) {
        play(&mut Coalition::new(), &steps);
    }

    /// A purchase that comes back whole, in any parts, leaves every account as it was.
    #[test]
    fn a_purchase_that_comes_back_whole_moved_nothing(
        steps in steps(),
        at in 0..PLACES.len(),
        price in 1_u32..300,
        parts in 0_usize..4,
    ) {
        let mut coalition = Coalition::new();
        play(&mut coalition, &steps);
        coalition.post(&Event::Tick);
        let before = coalition.accounts();
        let sale = coalition.sold.len();
        coalition.buy(PLACES[at], price, true);
        for _ in 0..parts {
            coalition.give_back(sale, Some(1));
        }
        coalition.give_back(sale, None);
        prop_assert_eq!(coalition.accounts(), before);
    }
}
