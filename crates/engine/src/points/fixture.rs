//! What the tests of this folder share: a program with one unit, and a wallet to fill.

use crate::decision::When;
use crate::name::{ProgramId, RuleId, UnitId};
use crate::number::{Currency, Points, Rounding, Scale};
use crate::points::{Book, Lot, LotNumber, LotState, NewLot, PostingKind, Wallet};
use crate::program::{Program, ReturnPolicy, Shortfall, Text, Unit, UnlinkedReverse};
use crate::time::{Instant, LocalTime, Span, Zone};

pub(crate) fn points(points: i64) -> Points {
    Points::from_raw(points)
}

pub(crate) fn unit() -> UnitId {
    UnitId::new("points")
}

/// The instant a test counts days from: a midnight.
pub(crate) fn day(days: i64) -> Instant {
    Instant::from_ms((20_000 + days) * 86_400_000)
}

pub(crate) fn on(days: i64) -> When {
    When::now(day(days))
}

/// A program with one unit and the default policies.
pub(crate) fn program() -> Program {
    let text = |text: &str| Text {
        en: text.to_owned(),
        ru: text.to_owned(),
    };
    Program {
        id: ProgramId::new("test"),
        name: text("Test"),
        currency: Currency::parse("RUB").unwrap(),
        zone: Zone::utc(),
        store_time: false,
        day_ends: LocalTime::new(3, 0).unwrap(),
        starts: None,
        ends: None,
        club_price: None,
        units: vec![Unit {
            remind_days_before: Vec::new(),
            id: unit(),
            name: text("points"),
            scale: Scale::WHOLE,
            value: None,
            activate_after: None,
            expire: None,
            rounding: Rounding::Floor,
        }],
        schemes: vec![],
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
            restore_grace: Some(Span::Days(30)),
            shortfall: Shortfall::NegativeBalance,
            tier_at_once: false,
            broken: crate::program::Broken::Keep,
            unlinked: UnlinkedReverse::Nothing,
        },
        late_accept: Span::Days(30),
        saved: vec![],
        names: crate::condition::Names::default(),
        needs: crate::program::Needs::default(),
    }
}

/// A lot given for a purchase or by an activity, without dates.
pub(crate) fn new_lot(amount: i64) -> NewLot {
    NewLot {
        unit: unit(),
        points: points(amount),
        activates_at: None,
        expires_at: None,
        rule: RuleId::new("base"),
        purchase: None,
        issue: None,
        kind: PostingKind::Earn,
        effect: 0,
    }
}

/// A wallet with active lots of so many points, each expiring on a day or never.
pub(crate) fn wallet(lots: &[(i64, Option<i64>)]) -> Wallet {
    let program = program();
    let mut book = Book::open(&program, &Wallet::default(), on(0));
    for (amount, expires) in lots {
        let expires_at = expires.map(day);
        book.give(NewLot {
            expires_at,
            ..new_lot(*amount)
        });
    }
    book.wallet
}

/// What a lot holds.
pub(crate) fn left(wallet: &Wallet, number: u32) -> i64 {
    lot(wallet, number).remaining.raw()
}

pub(crate) fn lot(wallet: &Wallet, number: u32) -> &Lot {
    let mut lots = wallet.lots.iter();
    lots.find(|lot| lot.number == LotNumber(number)).unwrap()
}

pub(crate) fn state(wallet: &Wallet, number: u32) -> LotState {
    lot(wallet, number).state
}
