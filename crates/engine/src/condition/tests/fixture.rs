//! A program, a member with a past, and the checks that the tables use.

use crate::basket::{Basket, Line, PricedBy};
use crate::condition::{
    BasketFacts, Condition, ConditionFile, Known, MemberColumns, compile, holds, unmet,
};
use crate::decision::When;
use crate::id::{MemberId, PurchaseId};
use crate::member::Profile;
use crate::name::{Category, LaneId, ProgramId, SchemeId, Sku, StoreId, TierId, UnitId};
use crate::number::{Currency, Money, Points, Price, Rounding, Scale};
use crate::points::{Lot, LotNumber, LotState};
use crate::program::{
    Downgrade, Keep, Manual, Needs, PointValue, Problem, Program, ReturnPolicy, Segment, Shortfall,
    Text, TierLevel, TierMetric, TierPeriod, TierScheme, Unit, UnlinkedReverse, Upgrade,
};
use crate::situation::{Member, PastLine, PastPurchase, Situation, TierState};
use crate::time::{Instant, LocalTime, Span, Zone};

/// Moscow, where most tests play.
pub(crate) fn zone() -> Zone {
    Zone::parse("Europe/Moscow").unwrap()
}

/// A local time in Moscow.
pub(crate) fn at(text: &str) -> Instant {
    zone().parse_instant(text).unwrap()
}

pub(crate) fn rub(text: &str) -> Money {
    Currency::parse("RUB").unwrap().parse_money(text).unwrap()
}

fn text(text: &str) -> Text {
    Text {
        en: text.to_owned(),
        ru: text.to_owned(),
    }
}

/// A program with points, stars of one decimal, three tiers and two lanes.
pub(crate) fn program() -> Program {
    let unit = |id: &str, decimals: u8| Unit {
        remind_days_before: Vec::new(),
        id: UnitId::new(id),
        name: text(id),
        scale: Scale::new(decimals).unwrap(),
        value: Some(PointValue {
            points: Points::from_raw(1),
            money: rub("1.00"),
        }),
        activate_after: None,
        expire: None,
        rounding: Rounding::Floor,
    };
    let level = |id: &str, from: i64| TierLevel {
        id: TierId::new(id),
        name: text(id),
        from: Some(from),
        or_from: None,
    };
    let scheme = TierScheme {
        id: SchemeId::new("status"),
        metric: TierMetric::Spend,
        or: None,
        period: TierPeriod::Lifetime,
        levels: vec![
            level("bronze", 0),
            level("silver", 100_000),
            level("gold", 500_000),
        ],
        upgrade: Upgrade::AtOnce,
        keep: Keep::Forever,
        grace: None,
        round: None,
        downgrade: Downgrade::ToEarned,
        manual: Manual::Hold,
    };
    Program {
        id: ProgramId::new("test"),
        name: text("Test"),
        currency: Currency::parse("RUB").unwrap(),
        zone: zone(),
        store_time: false,
        day_ends: LocalTime::new(3, 0).unwrap(),
        starts: None,
        ends: None,
        club_price: None,
        units: vec![unit("points", 0), unit("stars", 1)],
        schemes: vec![scheme],
        segments: vec![],
        stages: vec![],
        cell_names: crate::cell::CellNames::usual(),
        earn: vec![],
        activities: vec![],
        rewards: vec![],
        gifts: vec![],
        badges: vec![],
        challenges: vec![],
        lanes: vec![],
        coupons: Vec::new(),
        gift_cards: Vec::new(),
        offers: vec![],
        index: crate::program::OfferIndex::default(),
        purchase_cap: crate::program::Cap::default(),
        groups: vec![],
        redeem: vec![],
        transfers: Vec::new(),
        partners: Vec::new(),
        referral: None,
        returns: ReturnPolicy {
            restore_grace: None,
            shortfall: Shortfall::NegativeBalance,
            tier_at_once: false,
            broken: crate::program::Broken::Keep,
            unlinked: UnlinkedReverse::Nothing,
        },
        late_accept: Span::Days(30),
        saved: vec![],
        names: crate::condition::Names::default(),
        needs: Needs::default(),
    }
}

/// What the program declares.
pub(crate) fn known(program: &Program) -> Known {
    Known {
        units: program
            .units
            .iter()
            .map(|unit| (unit.id.clone(), unit.scale))
            .collect(),
        schemes: program
            .schemes
            .iter()
            .map(|scheme| {
                (
                    scheme.id.clone(),
                    scheme.levels.iter().map(|level| level.id.clone()).collect(),
                )
            })
            .collect(),
        lanes: vec![LaneId::new("line"), LaneId::new("basket")],
        ..Known::new(program.currency, program.zone.clone())
    }
}

pub(crate) fn read(yaml: &str) -> ConditionFile {
    crate::document::read(yaml).unwrap_or_else(|problems| panic!("{yaml}: {problems:?}"))
}

/// Problems of a condition, as they are told.
pub(crate) fn problems(yaml: &str) -> Vec<String> {
    found(yaml).iter().map(ToString::to_string).collect()
}

/// What is wrong with a condition.
pub(crate) fn found(yaml: &str) -> Vec<Problem> {
    match crate::document::read::<ConditionFile>(yaml) {
        Err(problems) => problems,
        Ok(file) => {
            let mut problems = Vec::new();
            compile(&file, "when", &mut known(&program()), &mut problems);
            problems
        }
    }
}

/// A condition compiled for the program, whose names are set.
pub(crate) fn compiled(yaml: &str, program: &mut Program) -> Condition {
    let mut known = known(program);
    let mut problems = Vec::new();
    let lost = read("{ last_purchase: { days_ago: { gt: 60 } } }");
    let when = compile(&lost, "segments.lost", &mut known, &mut problems);
    known.segments.push(Segment {
        id: "lost".into(),
        when,
    });
    let condition = compile(&read(yaml), "when", &mut known, &mut problems);
    assert!(problems.is_empty(), "{yaml}: {problems:?}");
    program.names = known.names;
    condition
}

/// Ann, registered on 2026-01-01, who has bought three times.
pub(crate) fn ann() -> Situation {
    let profile = Profile {
        first_name: Some("Анна".to_owned()),
        birth_date: Some("1990-03-12".parse().unwrap()),
        city: Some("Казань".to_owned()),
        email: Some("ann@example.com".to_owned()),
        tags: vec!["vip".to_owned(), "press".to_owned()],
        ..Profile::default()
    };
    let member = Member {
        id: MemberId::from_raw(1),
        registered_at: at("2026-01-01T00:00"),
        blocked: false,
        profile,
    };
    let lot = Lot {
        number: LotNumber(1),
        unit: UnitId::new("points"),
        amount: Points::from_raw(500),
        remaining: Points::from_raw(500),
        expired: Points::ZERO,
        activates_at: at("2026-01-01T00:00"),
        state: LotState::Active,
        expires_at: Some(at("2027-01-01T00:00")),
        rule: "welcome".into(),
        purchase: None,
        issue: None,
    };
    let mut situation = Situation {
        member: Some(member),
        ..Situation::default()
    };
    situation.wallet.lots.push(lot);
    let silver = TierState::earned(Some("silver".into()), at("2026-01-01T00:00"), None);
    situation.tiers.insert("status".into(), silver);
    situation.history = vec![
        bought(
            "2026-02-10T12:00",
            "kazan-1",
            &[("ring-1", "rings", "1", "3000.00")],
        ),
        bought(
            "2026-02-28T19:30",
            "kazan-1",
            &[
                ("ring-2", "rings", "1", "5000.00"),
                ("cloth", "care", "2", "400.00"),
            ],
        ),
        bought(
            "2026-03-07T10:00",
            "moscow-1",
            &[("ring-1", "rings", "1", "3000.00")],
        ),
    ];
    situation
}

/// A past purchase: lines are sku, category, quantity, amount.
pub(crate) fn bought(when: &str, store: &str, lines: &[(&str, &str, &str, &str)]) -> PastPurchase {
    let lines: Vec<PastLine> = lines
        .iter()
        .map(|(sku, category, quantity, amount)| PastLine {
            sku: Some(Sku::new(sku)),
            category: vec![Category::new(category)],
            brand: None,
            quantity: quantity.parse().unwrap(),
            amount: rub(amount),
        })
        .collect();
    PastPurchase {
        id: PurchaseId::from_raw(at(when).ms()),
        at: at(when),
        store: Some(StoreId::new(store)),
        channel: None,
        amount: lines.iter().map(|line| line.amount).sum(),
        lines,
    }
}

/// A basket: lines are sku, category, quantity, price.
pub(crate) fn basket(lines: &[(&str, &str, &str, &str)]) -> Basket {
    let line =
        |(number, (sku, category, quantity, price)): (u32, &(&str, &str, &str, &str))| Line {
            number,
            sku: Some(Sku::new(sku)),
            quantity: quantity.parse().unwrap(),
            price: Price::parse(price).unwrap(),
            club_price: None,
            min_price: None,
            category: vec![Category::new(category)],
            brand: None,
            flags: vec![],
            sold_for: None,
            gift_card: None,
            gift_of: None,
        };
    Basket {
        lines: (1..).zip(lines).map(line).collect(),
        store: Some(StoreId::new("kazan-1")),
        channel: None,
        coupons: vec!["SPRING".to_owned()],
        payments: vec![],
        gift_cards: vec![],
        redeem: vec![],
        priced: PricedBy::Here,
    }
}

/// Two shirts and a hat: 1400.00.
pub(crate) fn shirts() -> Basket {
    basket(&[
        ("A1", "shirts", "2", "500.00"),
        ("B1", "hats", "1", "400.00"),
    ])
}

/// Who asks, when, and with which goods.
pub(crate) struct Asked {
    pub(crate) program: Program,
    pub(crate) situation: Situation,
    pub(crate) at: Instant,
    pub(crate) basket: Basket,
}

impl Default for Asked {
    /// Ann with two shirts and a hat, on Tuesday 2026-03-10 at noon in Moscow.
    fn default() -> Self {
        Self {
            program: program(),
            situation: ann(),
            at: at("2026-03-10T12:00"),
            basket: shirts(),
        }
    }
}

impl Asked {
    pub(crate) fn holds(&self, yaml: &str) -> bool {
        let mut program = self.program.clone();
        let condition = compiled(yaml, &mut program);
        let columns = MemberColumns::of(&program, &self.situation, When::now(self.at));
        let basket = BasketFacts::of(&program, &self.basket, &self.situation);
        let view = columns.view().with_basket(&basket);
        let answer = holds(&condition, &view);
        assert_eq!(
            unmet(&condition, &view).is_empty(),
            answer,
            "{yaml}: unmet leaves and the answer must agree"
        );
        answer
    }

    pub(crate) fn check(&self, yaml: &str, expected: bool) {
        assert_eq!(self.holds(yaml), expected, "{yaml} at {}", self.at);
    }
}

/// Whether a condition holds for Ann, her basket and her Tuesday.
pub(crate) fn check(yaml: &str, expected: bool) {
    Asked::default().check(yaml, expected);
}
